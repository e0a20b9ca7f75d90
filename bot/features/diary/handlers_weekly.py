"""Asks the four questions of the weekly impact score, one a screen."""

from dataclasses import replace

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.diary import store_weekly as store
from bot.domain.diary.rules_weekly import POINTS, Impact, is_due, is_fresh
from bot.domain.people import store as people
from bot.features.diary import screens_weekly as screens
from bot.features.diary.screens import dated
from bot.services import Services


async def weekly(incoming: Incoming, services: Services) -> Screen:
    """Go on with this week's score, or begin it; at most one in seven days."""
    person = await services.db.run(people.get, incoming.person_id)
    today = incoming.now.to_tz(person.zone or "UTC").date()
    impact = await services.db.run(store.under_way, incoming.person_id)
    last = await services.db.run(store.last_weekly, incoming.person_id)
    if impact is None or not is_fresh(impact.on, today):
        if last is not None and not is_due(last.on, today):
            return screens.not_yet(last, dated(last.on, today))
        impact = await services.db.run(store.begin, incoming.person_id, today)
    return await _current(impact, services)


async def answer(incoming: Incoming, services: Services) -> Screen:
    """Take one answer; an old or second tap only shows where it stands."""
    impact = await _mine(incoming, services)
    if impact is None:
        return await weekly(incoming, services)
    match incoming.args[1:]:
        case (at, option) if at == str(len(impact.answers)) and option in _OPTIONS:
            impact = replace(impact, answers=(*impact.answers, int(option)))
            await services.db.run(store.save, impact)
    return await _current(impact, services)


async def back(incoming: Incoming, services: Services) -> Screen:
    """Take the last answer back."""
    impact = await _mine(incoming, services)
    if impact is None:
        return await weekly(incoming, services)
    other = await services.db.run(store.under_way, incoming.person_id)
    is_free = other is None or other.impact_id == impact.impact_id
    if is_free and incoming.args[1:] == (str(len(impact.answers)),):
        impact = replace(impact, answers=impact.answers[:-1])
        await services.db.run(store.save, impact)
    return await _current(impact, services)


_OPTIONS = {str(position) for position in range(len(POINTS))}


async def _mine(incoming: Incoming, services: Services) -> Impact | None:
    number = incoming.args[0] if incoming.args else ""
    if not number.isdecimal() or len(number) > 18:  # noqa: PLR2004  # SQLite's integers end there
        return None
    return await services.db.run(store.one, incoming.person_id, int(number))


async def _current(impact: Impact, services: Services) -> Screen:
    wording = services.content.diary
    if not impact.is_done:
        return screens.question(impact, wording.questions[len(impact.answers)])
    before = await services.db.run(store.before, impact)
    sources = (*wording.questions[0].sources, *wording.phrases["impact_about"].sources)
    return screens.result(impact, before, wording, services.content.cite(sources))
