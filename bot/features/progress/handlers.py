"""Shows how far somebody has come, and hands it to a clinician."""

import asyncio
from dataclasses import replace

from whenever import Date

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.check.model import Urgency
from bot.domain.check.rules import assess
from bot.domain.diary import store as diaries
from bot.domain.diary.summary import SPANS, Summary
from bot.domain.people import store as people
from bot.domain.plan import store_session as guided
from bot.domain.quiz import store as rounds
from bot.domain.quiz import store_memory as learning
from bot.domain.quiz.mastery import mastery, next_review, streak
from bot.domain.standing import Access
from bot.features.progress import history as store
from bot.features.progress import screens, spreadsheet, words
from bot.features.progress.handover import Check, Material, hand_over
from bot.features.progress.history import History
from bot.library import held as holding
from bot.library.topics import Source
from bot.routes import Command, Feature
from bot.services import Services

_FIRST_DAY = Date(1970, 1, 1)


async def progress(incoming: Incoming, services: Services) -> Screen:
    """Show the diary, or the quiz to somebody who has only that; `/progress 30` is 30 days."""
    history = await _history(incoming, services)
    if held := _emergency(history, services):
        return held
    if history.latest:
        return _diary(history, _wanted(incoming.words, history) or history.latest, services)
    has_check = history.standing.check is not None
    return await _quiz(history, services) or screens.nothing_yet(has_check=has_check)


async def diary(incoming: Incoming, services: Services) -> Screen:
    """Show the diary over the days on the button, else over the fewest that hold anything."""
    history = await _history(incoming, services)
    if held := _emergency(history, services):
        return held
    if history.latest is None:
        return screens.no_diary()
    days = incoming.args[0] if incoming.args else ""
    return _diary(history, _wanted(days, history) or history.latest, services)


async def quiz(incoming: Incoming, services: Services) -> Screen:
    """Show what somebody knows by topic."""
    history = await _history(incoming, services)
    if held := _emergency(history, services):
        return held
    return await _quiz(history, services) or screens.no_quiz()


async def page(incoming: Incoming, services: Services) -> Screen:
    """Hand over what a clinician needs to know, as a PDF."""
    history = await _history(incoming, services)
    if history.latest is None and history.standing.check is None:
        return screens.nothing_yet(has_check=False)
    material = await _material(history, incoming, services)
    content = await asyncio.to_thread(_drawn, material)
    about = services.content.phrases["progress_hand_over"]
    return screens.page(content, history.standing.on, about, has_entries=bool(history.entries))


async def table(incoming: Incoming, services: Services) -> Screen:
    """Hand over every entry as a CSV."""
    history = await _history(incoming, services)
    on = history.standing.on
    entries = await services.db.run(diaries.entries, incoming.person_id, _FIRST_DAY, on)
    if not entries:
        return screens.no_diary()
    return screens.table(spreadsheet.table(entries, history.person.zone or "UTC"), on)


async def _history(incoming: Incoming, services: Services) -> History:
    person = await services.db.run(people.get, incoming.person_id)
    return await store.history(services.db, person, incoming.now)


def _wanted(days: str, history: History) -> Summary | None:
    """Return the summary of so many days, None where that is no span."""
    return next((history.over(span) for span in SPANS if str(span) == days.strip()), None)


def _emergency(history: History, services: Services) -> Screen | None:
    """Return what must be said instead of a trend where the latest check found an emergency."""
    check = history.standing.check
    if check is None or check.urgency is not Urgency.EMERGENCY or check.cleared_at is not None:
        return None
    outcome = services.content.triage.outcomes[Urgency.EMERGENCY]
    return screens.emergency(outcome, services.content.country(history.person.country))


def _diary(history: History, found: Summary, services: Services) -> Screen:
    content, access = services.content, history.standing.access
    waits = holding.held(content, history.standing.standing)
    view = screens.Diary(
        found,
        history.person.units,
        counted=content.phrases["progress_counted"],
        red_sign=content.diary.text("red_sign"),
        access=access,
        held=waits.line if waits else None,
        plan=_plan(history, services),
    )
    return screens.diary(view)


def _plan(history: History, services: Services) -> str | None:
    plan, access = history.standing.plan, history.standing.access
    if plan is None:
        return None
    stage = services.content.plan.stages[plan.stage].title
    return words.plan(plan, stage, waits=access is not Access.FREE)


async def _quiz(history: History, services: Services) -> Screen | None:
    """Return what somebody knows; None where no question was answered."""
    db, person_id, today = services.db, history.person.person_id, history.standing.on
    content = services.content
    cards = await db.run(learning.cards, person_id)
    if not cards.keys() & content.quiz.keys():
        return None
    bank = {
        item.id: replace(item, topic=content.topics[item.topic].group)
        for item in content.quiz.values()
    }
    view = screens.Learnt(
        mastery(cards, bank, today),
        tries=await db.run(rounds.first_tries, person_id),
        streak=streak(await db.run(learning.days, person_id), today),
        review=next_review(cards, bank, today),
        today=today,
        known=content.phrases["progress_known"],
        has_diary=history.latest is not None,
    )
    return screens.quiz(view)


async def _material(history: History, incoming: Incoming, services: Services) -> Material:
    found, person = history.whole, history.person
    done = await services.db.run(guided.exercises_done, person.person_id, found.since)
    titles = {name: topic.title for name, topic in services.content.topics.items()}
    return Material(
        made_at=incoming.now,
        zone=person.zone or "UTC",
        about=services.content.phrases["progress_hand_over"].text,
        impact=services.content.diary.text("impact_about"),
        units=person.units,
        side=person.side,
        found=found,
        entries=history.entries,
        check=_check(history, services),
        plan=_plan(history, services),
        exercises={titles[name]: count for name, count in done.items() if name in titles},
    )


def _check(history: History, services: Services) -> Check | None:
    session = history.standing.check
    if session is None or session.urgency is None:
        return None
    content, zone = services.content, history.person.zone or "UTC"
    found = assess(content.triage, session.answers)
    # As the check itself says it: never below what the person was told then.
    outcome = content.triage.outcomes[max(found.urgency, session.urgency)]
    cited = (*outcome.sources, *(s for rule in found.rules for s in rule.sources))
    return Check(
        on=session.updated_at.to_tz(zone).date(),
        asked=content.triage,
        answers=session.answers,
        title=outcome.title,
        found=found,
        cited=tuple(_citation(content.sources[source]) for source in dict.fromkeys(cited)),
        cleared_on=session.cleared_at.to_tz(zone).date() if session.cleared_at else None,
    )


def _citation(source: Source) -> str:
    parts = (source.title, source.where, source.year, source.url)
    return ", ".join(str(part) for part in parts if part)


def _drawn(material: Material) -> bytes:
    from bot.features.progress import chart, paper, pdf  # noqa: PLC0415  # take a second to load

    found, png = material.found, None
    if not found.is_empty:
        said = words.headline(found), words.averages(found)
        png = paper.png(chart.diary(found, *said, material.units))
    return pdf.written(hand_over(material, png))


FEATURE = Feature(
    "progress",
    commands=(Command("progress", "how pain, runs and the quiz are going", progress),),
    taps={"home": progress, "diary": diary, "quiz": quiz, "pdf": page, "csv": table},
    links=frozenset({"diary", "quiz"}),
)
