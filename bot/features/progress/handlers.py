"""Shows how far somebody has come, and hands it to a clinician."""

from dataclasses import replace
from functools import partial

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.check.advising import denied
from bot.domain.check.model import Hold, Urgency
from bot.domain.check.rules import assess
from bot.domain.diary.summary import SPANS, Summary
from bot.domain.people.work import hand_file
from bot.domain.quiz.mastery import mastery, next_review, streak
from bot.domain.standing import Access
from bot.features.progress import chart, screens, spreadsheet, words
from bot.features.progress import history as gathered
from bot.features.progress.handover import CheckNote, HoldNote, Material, hand_over
from bot.features.progress.history import History
from bot.library import held
from bot.library.content import Content
from bot.library.topics import Source
from bot.routes import Command, Feature
from bot.services import Services


async def progress(incoming: Incoming, services: Services) -> Screen:
    """Show the diary, or the quiz to somebody who has only that; `/progress 30` is 30 days."""
    content, history = services.content, await _history(incoming, services)
    if emergency := _emergency(content, history):
        return emergency
    if history.latest:
        return _diary(content, history, _wanted(incoming.words, history) or history.latest)
    has_check = history.found.check is not None
    return _quiz(content, history) or screens.nothing_yet(has_check=has_check)


async def diary(incoming: Incoming, services: Services) -> Screen:
    """Show the diary over the days on the button, else over the fewest that hold anything."""
    content, history = services.content, await _history(incoming, services)
    if emergency := _emergency(content, history):
        return emergency
    if history.latest is None:
        return screens.no_diary()
    days = incoming.args[0] if incoming.args else ""
    return _diary(content, history, _wanted(days, history) or history.latest)


async def quiz(incoming: Incoming, services: Services) -> Screen:
    """Show what somebody knows by topic."""
    content, history = services.content, await _history(incoming, services)
    return _emergency(content, history) or _quiz(content, history) or screens.no_quiz()


async def page(incoming: Incoming, services: Services) -> Screen:
    """Hand over what a clinician needs to know, as a PDF."""
    history = await _history(incoming, services)
    if history.latest is None and history.found.check is None and not history.found.standing.holds:
        return screens.nothing_yet(has_check=False)
    await services.db.run(hand_file, incoming.person_id, incoming.now)
    make = partial(_drawn, _material(services.content, history, incoming))
    about = services.content.phrases["progress_hand_over"]
    return screens.page(make, history.on, about, has_entries=bool(history.entries))


async def table(incoming: Incoming, services: Services) -> Screen:
    """Hand over every entry as a CSV."""
    await services.db.run(hand_file, incoming.person_id, incoming.now)
    found, entries = await services.db.survey(
        gathered.every_entry, incoming.person_id, incoming.now
    )
    if not entries:
        return screens.no_diary()
    zone = found.standing.person.zone or "UTC"
    return screens.table(partial(spreadsheet.table, entries, zone), found.on)


async def _history(incoming: Incoming, services: Services) -> History:
    return await services.db.survey(gathered.history, incoming.person_id, incoming.now)


def _wanted(days: str, history: History) -> Summary | None:
    """Return the summary of so many days, None where that is no span."""
    return next((history.over(span) for span in SPANS if str(span) == days.strip()), None)


def _emergency(content: Content, history: History) -> Screen | None:
    """Return what must be said instead of a trend where something is an emergency."""
    standing = history.found.standing
    waits = held.held(content, standing)
    return screens.emergency(waits) if waits and standing.urgency is Urgency.EMERGENCY else None


def _diary(content: Content, history: History, found: Summary) -> Screen:
    return screens.diary(
        screens.Diary(
            found,
            history.person.units,
            counted=content.phrases["progress_counted"],
            red_sign=content.diary.text("red_sign"),
            held=held.held(content, history.found.standing),
            plan=_plan(content, history),
        )
    )


def _plan(content: Content, history: History) -> str | None:
    plan, access = history.found.plan, history.found.access
    if plan is None:
        return None
    return words.plan(plan, content.plan.stages[plan.stage].title, waits=access is not Access.FREE)


def _quiz(content: Content, history: History) -> Screen | None:
    """Return what somebody knows; None where no question was answered."""
    cards, today = history.learning.cards, history.on
    if not cards.keys() & content.quiz.keys():
        return None
    bank = {
        item.id: replace(item, topic=content.topics[item.topic].group)
        for item in content.quiz.values()
    }
    return screens.quiz(
        screens.Learnt(
            mastery(cards, bank, today),
            tries=history.learning.tries,
            streak=streak(history.learning.days, today),
            review=next_review(cards, bank, today),
            today=today,
            known=content.phrases["progress_known"],
            has_diary=history.latest is not None,
        )
    )


def _material(content: Content, history: History, incoming: Incoming) -> Material:
    person = history.person
    titles = {name: topic.title for name, topic in content.topics.items()}
    zone = person.zone or "UTC"
    return Material(
        made_at=incoming.now,
        zone=zone,
        about=content.phrases["progress_hand_over"].text,
        impact=content.diary.text("impact_about"),
        units=person.units,
        side=person.side,
        found=history.whole,
        entries=history.entries,
        holds=tuple(_held(content, hold, zone) for hold in history.found.standing.holds),
        check=_check(content, history),
        plan=_plan(content, history),
        exercises={titles[n]: count for n, count in history.exercises.items() if n in titles},
    )


def _held(content: Content, hold: Hold, zone: str) -> HoldNote:
    return HoldNote(
        hold.since.to_tz(zone).date(),
        content.triage.outcomes[hold.urgency].title if hold.urgency else "",
        tuple(held.reasons(content, hold)),
        hold.words,
    )


def _check(content: Content, history: History) -> CheckNote | None:
    done = history.found.check
    if done is None or done.urgency is None:
        return None
    zone = history.person.zone or "UTC"
    found = assess(content.triage, done.answers)
    # As the check itself says it: never below what the person was told then.
    outcome = content.triage.outcomes[max(found.urgency, done.urgency)]
    cited = (*outcome.sources, *(s for rule in found.rules for s in rule.sources))
    return CheckNote(
        on=done.updated_at.to_tz(zone).date(),
        asked=content.triage,
        answers=done.answers,
        title=outcome.title,
        found=found,
        cited=tuple(_citation(content.sources[source]) for source in dict.fromkeys(cited)),
        cleared_on=done.cleared_at.to_tz(zone).date() if done.cleared_at else None,
        denied=denied(content.triage, done.answers, found),
    )


def _citation(source: Source) -> str:
    parts = (source.title, source.where, source.year, source.url)
    return ", ".join(str(part) for part in parts if part)


def _drawn(material: Material) -> bytes:
    from bot.features.progress import pdf  # noqa: PLC0415  # its library takes long to load

    found, png = material.found, None
    if not found.is_empty:
        said = words.headline(found), words.averages(found)
        png = chart.diary(found, *said, material.units).png()
    return pdf.written(hand_over(material, png))


FEATURE = Feature(
    "progress",
    commands=(Command("progress", "how pain, runs and the quiz are going", progress),),
    taps={"home": progress, "diary": diary, "quiz": quiz, "pdf": page, "csv": table},
    links=frozenset({"diary", "quiz"}),
)
