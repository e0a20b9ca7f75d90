"""The check: one question a screen, then how urgent it is."""

from dataclasses import replace

from whenever import Instant

from bot.chat.incoming import Incoming
from bot.chat.screen import Reply, Screen, Toast
from bot.domain.check import store
from bot.domain.check.model import Question, QuestionSet, Urgency
from bot.domain.check.rules import assess, is_emergency, next_question
from bot.domain.check.store import Session
from bot.domain.people import store as people
from bot.features.check import handlers_clearing as clearing
from bot.features.check import screens
from bot.features.check import screens_map as body
from bot.routes import Command, Feature
from bot.services import Services

_OVER = Toast("That check is over. /check starts a new one.")


async def begin(incoming: Incoming, services: Services) -> Screen:
    """Go on with the check that is under way, or start one."""
    session = await services.db.run(store.latest, incoming.person_id)
    if session is None or not session.is_open:
        session = await services.db.run(store.begin, incoming.person_id, incoming.now)
    return await _current(session, incoming, services)


async def restart(incoming: Incoming, services: Services) -> Screen:
    """Leave the check that is under way and start a new one."""
    session = await services.db.run(store.begin, incoming.person_id, incoming.now)
    return await _current(session, incoming, services)


async def pick(incoming: Incoming, services: Services) -> Reply:
    """Take the one answer to a question."""
    session, question = await _asked(incoming, services)
    if session is None:
        return _OVER
    option = incoming.args[2] if len(incoming.args) > 2 else ""  # noqa: PLR2004
    if question is None or option not in question.option_ids or session.marked:
        return await _current(session, incoming, services)
    return await _answer(session, question, frozenset({option}), incoming, services)


async def on_a_map(incoming: Incoming, services: Services) -> Reply:
    """Ask where it hurts with a map of the body."""
    session, question = await _asked(incoming, services)
    if session is None:
        return _OVER
    if question is None or not question.is_mapped:
        return await _current(session, incoming, services)
    view = body.BACK if incoming.args[2:] == (body.BACK,) else body.FRONT
    picture = services.content.picture(f"body_{view}")
    return body.body_map(session, question, picture, view)


async def mark(incoming: Incoming, services: Services) -> Reply:
    """Tick or untick one of several answers; a sign of an emergency ends the check at once."""
    session, question = await _asked(incoming, services)
    if session is None:
        return _OVER
    option = incoming.args[2] if len(incoming.args) > 2 else ""  # noqa: PLR2004
    if question is None or option not in question.option_ids:
        return await _current(session, incoming, services)
    marked = session.marked ^ {option}
    if is_emergency(services.content.triage, {**session.answers, question.id: marked}):
        return await _answer(session, question, marked, incoming, services)
    session = replace(session, marked=marked, updated_at=incoming.now)
    await services.db.run(store.save, session)
    return await _current(session, incoming, services)


async def done(incoming: Incoming, services: Services) -> Reply:
    """Take the answers that are ticked."""
    session, question = await _asked(incoming, services)
    if session is None:
        return _OVER
    if question is None:
        return await _current(session, incoming, services)
    if not session.marked:
        return Toast("Tick what fits first, or choose one of the lower answers.")
    return await _answer(session, question, session.marked, incoming, services)


async def back(incoming: Incoming, services: Services) -> Reply:
    """Take the last answer back; its question is asked again."""
    session = await _mine(incoming, services)
    if session is None or not (session.is_open or await _is_latest(session, services)):
        return _OVER
    if session.answers:
        # An emergency that was a mistake: its tick must not call the ambulance once more.
        mistaken = session.urgency is Urgency.EMERGENCY
        session = _one_back(session, services.content.triage, incoming.now)
        if mistaken:
            session = replace(session, marked=frozenset())
        await services.db.run(store.save, session)
    return await _current(session, incoming, services)


async def last(incoming: Incoming, services: Services) -> Reply:
    """Show the latest check's outcome again."""
    session = await services.db.run(store.last_assessed, incoming.person_id)
    return await _current(session, incoming, services) if session else screens.none_yet()


async def cancel(incoming: Incoming, services: Services) -> Screen:
    """Leave the check that is under way; what it had found by then is said all the same."""
    session = await services.db.run(store.latest, incoming.person_id)
    if session is None or not session.is_open:
        return screens.nothing_to_cancel()
    found = assess(services.content.triage, session.answers)
    so_far = max(found.urgency, session.urgency or found.urgency)
    grave = so_far >= Urgency.URGENT_SAME_DAY
    session = replace(session, urgency=so_far if grave else None, updated_at=incoming.now)
    await services.db.run(store.leave, session)
    person = await services.db.run(people.get, incoming.person_id)
    country = services.content.country(person.country)
    return screens.left_with(found, country) if grave and found.rules else screens.cancelled()


async def _answer(
    session: Session,
    question: Question,
    options: frozenset[str],
    incoming: Incoming,
    services: Services,
) -> Screen:
    triage = services.content.triage
    answers = {**session.answers, question.id: options}
    session = replace(session, answers=answers, marked=frozenset(), updated_at=incoming.now)
    session = _ticked(_finished(session, triage), triage)
    await services.db.run(store.save, session)
    return await _current(session, incoming, services)


def _ticked(session: Session, triage: QuestionSet) -> Session:
    """Return the check with the ticks that were known before its open question was asked."""
    question = next_question(triage, session.answers) if session.is_open else None
    return (
        replace(session, marked=session.ticks.get(question.id, frozenset()))
        if question
        else session
    )


def _one_back(session: Session, triage: QuestionSet, now: Instant) -> Session:
    """Return the check without its last answer; what was ticked there is ticked again."""
    *kept, (_, last_chosen) = session.answers.items()
    session = replace(session, answers=dict(kept), is_open=True, updated_at=now)
    question = next_question(triage, session.answers)
    ticks = {o.id for o in question.options if not o.exclusive} if question else set()
    many = question is not None and question.kind == "many"
    return replace(session, marked=last_chosen & ticks if many else frozenset())


def _finished(session: Session, triage: QuestionSet) -> Session:
    """Return the check as done where nothing is left to ask."""
    if next_question(triage, session.answers) is not None:
        return session
    return replace(session, is_open=False, urgency=assess(triage, session.answers).urgency)


async def _current(session: Session, incoming: Incoming, services: Services) -> Screen:
    """Return the screen that a check is at: its open question or its outcome."""
    content = services.content
    if session.is_open:
        question = next_question(content.triage, session.answers)
        if question is not None:
            return screens.question(content.triage, session, question)
        # New content asks less than the content with which the check was begun.
        session = _finished(session, content.triage)
        await services.db.run(store.save, session)
    person = await services.db.run(people.get, incoming.person_id)
    found = assess(content.triage, session.answers)
    # What an older version of the rules found still counts: never below what the person was told.
    urgency = max(found.urgency, session.urgency or found.urgency)
    said = content.triage.outcomes[urgency]
    verdict = screens.Verdict(
        found=found,
        urgency=urgency,
        said=said,
        country=content.country(person.country),
        cited=content.cite((*said.sources, *(s for rule in found.rules for s in rule.sources))),
        topics=[content.topics[topic] for topic in said.topics],
    )
    return screens.outcome(content.triage, session, verdict)


async def _mine(incoming: Incoming, services: Services) -> Session | None:
    number = incoming.args[0] if incoming.args else ""
    if not number.isdecimal() or len(number) > 18:  # noqa: PLR2004  # SQLite's integers end there
        return None
    return await services.db.run(store.one, incoming.person_id, int(number))


async def _asked(incoming: Incoming, services: Services) -> tuple[Session | None, Question | None]:
    """Return the button's check, and its question if that is the one that is open now."""
    session = await _mine(incoming, services)
    if session is None or not session.is_open:
        return session, None
    question = next_question(services.content.triage, session.answers)
    meant = incoming.args[1] if len(incoming.args) > 1 else ""
    return session, question if question and question.id == meant else None


async def _is_latest(session: Session, services: Services) -> bool:
    latest = await services.db.run(store.latest, session.person_id)
    return latest is not None and latest.session_id == session.session_id


FEATURE = Feature(
    "check",
    commands=(
        Command("check", "check my pain: how urgent is it?", begin),
        Command("cancel", "leave the check", cancel),
    ),
    taps={
        "begin": begin,
        "restart": restart,
        "pick": pick,
        "map": on_a_map,
        "mark": mark,
        "done": done,
        "back": back,
        "last": last,
        "seen": clearing.seen,
        "free": clearing.free,
        "cleared": clearing.cleared,
        "stop": cancel,
    },
)
