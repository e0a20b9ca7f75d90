"""The check: one question a screen, then how urgent it is."""

from collections.abc import Callable

from whenever import Instant

from bot.chat.incoming import Incoming
from bot.chat.screen import Reply, Screen, Toast
from bot.domain.check import work, work_holds
from bot.domain.check.model import QuestionSet
from bot.domain.check.work import Position, Tap
from bot.domain.standing import standing_of
from bot.features.check import handlers_clearing as clearing
from bot.features.check import jobs, screens, screens_clearing, screens_map
from bot.library import held
from bot.routes import Command, Feature
from bot.services import Services
from bot.storage.transaction import Transaction

_OVER = Toast("That check is over. /check starts a new one.")
_TICK_FIRST = Toast("Tick what fits first, or choose one of the lower answers.")

Step = Callable[[Transaction, QuestionSet, Tap, Instant], Position | None]


async def begin(incoming: Incoming, services: Services) -> Screen:
    """Go on with the check that is under way, or start one."""
    triage, now = services.content.triage, incoming.now
    return shown(await services.db.run(work.begin, triage, incoming.person_id, now), now, services)


async def restart(incoming: Incoming, services: Services) -> Screen:
    """Leave the check that is under way and start a new one."""
    triage, now = services.content.triage, incoming.now
    return shown(
        await services.db.run(work.restart, triage, incoming.person_id, now), now, services
    )


async def pick(incoming: Incoming, services: Services) -> Reply:
    """Take the one answer to a question."""
    return await _step(work.pick, incoming, services)


async def mark(incoming: Incoming, services: Services) -> Reply:
    """Tick or untick one of several answers; a sign of an emergency ends the check at once."""
    return await _step(work.mark, incoming, services)


async def done(incoming: Incoming, services: Services) -> Reply:
    """Take the answers that are ticked."""
    tap = _tap(incoming)
    position = await services.db.run(work.done, services.content.triage, tap, incoming.now)
    if position is None:
        return _OVER
    if position.question is not None and position.question.id == tap.question:
        return _TICK_FIRST
    return shown(position, incoming.now, services, asks=True)


async def back(incoming: Incoming, services: Services) -> Reply:
    """Take the last answer back; its question is asked again."""
    tap = _tap(incoming)
    position = await services.db.run(work.back, services.content.triage, tap, incoming.now)
    return shown(position, incoming.now, services) if position else _OVER


async def on_a_map(incoming: Incoming, services: Services) -> Reply:
    """Ask where it hurts with a map of the body."""
    tap = _tap(incoming)
    position = await services.db.run(work.show, services.content.triage, tap)
    if position is None:
        return _OVER
    question = position.question
    if question is None or not question.is_mapped or question.id != tap.question:
        return shown(position, incoming.now, services)
    view = screens_map.BACK if tap.option == screens_map.BACK else screens_map.FRONT
    picture = services.content.picture(f"body_{view}")
    return screens_map.body_map(position.check, question, picture, view)


async def over(incoming: Incoming, services: Services) -> Reply:
    """Take that what was typed or found before is over."""
    triage, now = services.content.triage, incoming.now
    position = await services.db.run(work_holds.settle, triage, _tap(incoming), now)
    if position is None:
        return _OVER
    minutes = work_holds.fresh_emergency(position.doubts, now)
    if minutes is not None:
        country = services.content.country(position.person.country)
        return screens_clearing.too_soon(minutes, country, position.check.check_id)
    return shown(position, now, services)


async def mistake(incoming: Incoming, services: Services) -> Reply:
    """Take that an emergency never was, after a whole check that denies it."""
    triage, now = services.content.triage, incoming.now
    position = await services.db.run(work_holds.mistaken, triage, _tap(incoming), now)
    return shown(position, now, services) if position else _OVER


async def doubt(incoming: Incoming, services: Services) -> Reply:
    """Ask again whether what held before is over."""
    position = await services.db.run(work.show, services.content.triage, _tap(incoming))
    return shown(position, incoming.now, services, asks=True) if position else _OVER


async def past(incoming: Incoming, services: Services) -> Screen:
    """Take that a sign which was typed is over, and go on with a check in which it is ticked."""
    triage, now = services.content.triage, incoming.now
    hold_id = _tap(incoming).check_id
    done = await services.db.run(work_holds.past, triage, incoming.person_id, hold_id, now)
    return shown(done, now, services)


async def last(incoming: Incoming, services: Services) -> Reply:
    """Show the latest check's outcome again."""
    triage = services.content.triage
    position = await services.db.run(work.last, triage, incoming.person_id)
    if position is None:
        return screens.none_yet()
    return shown(position, incoming.now, services)


async def cancel(incoming: Incoming, services: Services) -> Screen:
    """Leave the check that is under way; what it had found by then is said all the same."""
    content, now = services.content, incoming.now
    position = await services.db.run(work.leave, content.triage, incoming.person_id, now)
    if position is None:
        return screens.nothing_to_cancel()
    if not position.holds:
        return screens.cancelled()
    standing = standing_of(position.person, position.holds, position.check, now)
    waits = held.held(content.at(position.person.country), standing)
    return screens.left_with(waits, is_grave=standing.must_call)


async def _step(step: Step, incoming: Incoming, services: Services) -> Reply:
    position = await services.db.run(step, services.content.triage, _tap(incoming), incoming.now)
    return shown(position, incoming.now, services, asks=True) if position else _OVER


def shown(position: Position, now: Instant, services: Services, *, asks: bool = False) -> Screen:
    """Return the screen that a check is at: its open question or its outcome.

    `asks` first whether what held before, and does not show in the answers, is over.
    """
    content = services.content.at(position.person.country)
    if position.question is not None:
        return screens.question(content.triage, position.check, position.question)
    standing = standing_of(position.person, position.holds, position.check, now)
    if asks and position.doubts:
        return screens.doubt(content, standing, position)
    return screens.outcome(content, standing, position)


def _tap(incoming: Incoming) -> Tap:
    """Return what a button says; a check that cannot be has the number 0."""
    _, question, option, off, *_ = (*incoming.args, "", "", "", "")
    return Tap(incoming.person_id, incoming.number(), question, option, off == "off")


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
        "doubt": doubt,
        "mistake": mistake,
        "over": over,
        "past": past,
        "last": last,
        "seen": clearing.seen,
        "free": clearing.free,
        "cleared": clearing.cleared,
        "waits": clearing.waits,
        "unseen": clearing.unseen,
        "stop": cancel,
    },
    jobs=jobs.JOBS,
)
