"""Asks the four questions of the weekly impact score, one a screen."""

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.diary import work_weekly as work
from bot.domain.diary.work_weekly import Answer, ScoreWeek
from bot.features.diary import screens_weekly as screens
from bot.library import signoff
from bot.services import Services


async def weekly(incoming: Incoming, services: Services) -> Screen:
    """Go on with this week's score, or begin it; at most one in seven days."""
    return _shown(await services.db.run(work.weekly, incoming.person_id, incoming.now), services)


async def answer(incoming: Incoming, services: Services) -> Screen:
    """Take one answer; an old or second tap only shows where it stands."""
    week = await services.db.run(work.answer, _answer(incoming), incoming.now)
    return _shown(week, services)


async def back(incoming: Incoming, services: Services) -> Screen:
    """Take the last answer back."""
    week = await services.db.run(work.back, _answer(incoming), incoming.now)
    return _shown(week, services)


def _answer(incoming: Incoming) -> Answer:
    """Return what a button says; a week that cannot be has the number 0."""
    at, option = (incoming.number(at, -1) for at in (1, 2))
    return Answer(incoming.person_id, incoming.number(), at, option)


def _shown(week: ScoreWeek, services: Services) -> Screen:
    content, wording = services.content, services.content.diary
    if week.is_early:
        return screens.not_yet(week)
    if not week.impact.is_done:
        return screens.question(week.impact, wording.questions[len(week.impact.answers)])
    sources = (*wording.questions[0].sources, *wording.phrases["impact_about"].sources)
    reviewed = signoff.said(content, signoff.names(content, "weekly question"))
    return screens.result(week, wording, content.cite(sources), reviewed)
