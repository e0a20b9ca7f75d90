"""The check: one question a screen, then how urgent it is."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from whenever import Date

from bot.chat.incoming import Incoming
from bot.chat.markup import paragraphs
from bot.chat.screen import Reply, Screen, Toast
from bot.domain.check import work, work_holds
from bot.domain.check.work import Position, Tap
from bot.domain.diary.work_beginning import expected_run
from bot.domain.places.guesses import countries
from bot.domain.standing import standing_of
from bot.features.check import handlers_clearing as clearing
from bot.features.check import jobs, screens, screens_clearing, screens_map
from bot.features.check import screens_outcome as outcome
from bot.library import held
from bot.library.calling import called
from bot.library.content import Content
from bot.library.stories import unpacked
from bot.routes import Command, Feature
from bot.services import Services
from bot.storage.transaction import Transaction

_OVER = Toast("That check is over. /check starts a new one.")
_TICK_FIRST = Toast("Tick what fits first, or choose one of the lower answers.")


async def begin(incoming: Incoming, services: Services) -> Reply:
    """Go on with the check that is under way, or start one."""
    stop = await _do(incoming, services, work.begin, incoming.person_id, incoming.now)
    return _shown(stop, incoming, services)


async def told(incoming: Incoming, services: Services) -> Reply:
    """Go on with the check, or start one, with the answers ticked that a story gave."""
    ticks = unpacked(services.content, "".join(incoming.args[:1]))
    who, now = incoming.person_id, incoming.now
    return _shown(await _do(incoming, services, work.told, who, ticks, now), incoming, services)


async def restart(incoming: Incoming, services: Services) -> Reply:
    """Leave the check that is under way and start a new one."""
    stop = await _do(incoming, services, work.restart, incoming.person_id, incoming.now)
    return _shown(stop, incoming, services)


async def pick(incoming: Incoming, services: Services) -> Reply:
    """Take the one answer to a question."""
    stop = await _do(incoming, services, work.pick, _tap(incoming), incoming.now)
    return _shown(stop, incoming, services, asks=True)


async def mark(incoming: Incoming, services: Services) -> Reply:
    """Tick or untick one of several answers; a sign of an emergency ends the check at once."""
    stop = await _do(incoming, services, work.mark, _tap(incoming), incoming.now)
    return _shown(stop, incoming, services, asks=True)


async def done(incoming: Incoming, services: Services) -> Reply:
    """Take the answers that are ticked."""
    tap = _tap(incoming)
    stop = await _do(incoming, services, work.done, tap, incoming.now)
    question = stop.position.question if stop else None
    if question is not None and question.id == tap.question:
        return _TICK_FIRST
    return _shown(stop, incoming, services, asks=True)


async def back(incoming: Incoming, services: Services) -> Reply:
    """Take the last answer back; its question is asked again."""
    stop = await _do(incoming, services, work.back, _tap(incoming), incoming.now)
    return _shown(stop, incoming, services)


async def on_a_map(incoming: Incoming, services: Services) -> Reply:
    """Ask where it hurts with a map of the body."""
    tap = _tap(incoming)
    stop = await _do(incoming, services, work.show, tap)
    question = stop.position.question if stop else None
    if stop is None or question is None or not question.is_mapped or question.id != tap.question:
        return _shown(stop, incoming, services)
    view = screens_map.BACK if tap.option == screens_map.BACK else screens_map.FRONT
    picture = services.content.picture(f"body_{view}")
    return screens_map.body_map(stop.position.check, question, picture, view)


async def over(incoming: Incoming, services: Services) -> Reply:
    """Take that what was typed or found before is over."""
    stop = await _do(incoming, services, work_holds.settle, _tap(incoming), incoming.now)
    doubts = stop.position.doubts if stop else ()
    minutes = work_holds.fresh_emergency(doubts, incoming.now)
    if stop is not None and minutes is not None:
        country = services.content.country(stop.position.person.country)
        return screens_clearing.too_soon(minutes, country, stop.position.check.check_id)
    return _shown(stop, incoming, services)


async def mistake(incoming: Incoming, services: Services) -> Reply:
    """Take that an emergency never was, after a whole check that denies it."""
    stop = await _do(incoming, services, work_holds.mistaken, _tap(incoming), incoming.now)
    return _shown(stop, incoming, services)


async def doubt(incoming: Incoming, services: Services) -> Reply:
    """Ask again whether what held before is over."""
    stop = await _do(incoming, services, work.show, _tap(incoming))
    return _shown(stop, incoming, services, asks=True)


async def country(incoming: Incoming, services: Services) -> Reply:
    """Take where the person lives, and show what the check says with the numbers of that place."""
    tap = _tap(incoming)
    if tap.question not in services.content.countries:
        return _OVER
    return _shown(await _do(incoming, services, work.live_in, tap), incoming, services)


async def past(incoming: Incoming, services: Services) -> Reply:
    """Take that a sign which was typed is over, and go on with a check in which it is ticked."""
    person_id, hold_id = incoming.person_id, _tap(incoming).check_id
    stop = await _do(incoming, services, work_holds.past, person_id, hold_id, incoming.now)
    return _shown(stop, incoming, services)


async def last(incoming: Incoming, services: Services) -> Reply:
    """Show the latest check's outcome again."""
    stop = await _do(incoming, services, work.last, incoming.person_id)
    return _shown(stop, incoming, services) if stop else screens.none_yet()


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


@dataclass(frozen=True, slots=True)
class Reached:
    """Where a check is; once it is done, also the earliest day of a run by the person's plan."""

    position: Position
    first_run: Date | None


async def _do(
    incoming: Incoming, services: Services, step: Callable[..., Position | None], *args: object
) -> Reached | None:
    """Do a step of the check with its plan, as one unit of work; None where there is no such."""
    return await services.db.run(_stop, step, incoming, (services.content.triage, *args))


def _stop(
    tx: Transaction,
    step: Callable[..., Position | None],
    incoming: Incoming,
    args: tuple[object, ...],
) -> Reached | None:
    position = step(tx, *args)
    if position is None:
        return None
    asks = position.question is not None
    return Reached(position, None if asks else expected_run(tx, incoming.person_id, incoming.now))


def _shown(
    stop: Reached | None, incoming: Incoming, services: Services, *, asks: bool = False
) -> Reply:
    """Return the screen that a check is at: its open question or its outcome.

    `asks` first whether what held before, and does not show in the answers, is over. Who wrote of
    an emergency in another language is told in that whom to call.
    """
    if stop is None:
        return _OVER
    position = stop.position
    content = services.content.at(position.person.country)
    screen = _screen(stop, content, incoming, asks=asks)
    first = called(position.person, position.holds, content)
    return replace(screen, text=paragraphs(first, screen.text)) if first else screen


def _screen(stop: Reached, content: Content, incoming: Incoming, *, asks: bool) -> Screen:
    position, now = stop.position, incoming.now
    if position.question is not None:
        return screens.question(content.triage, position.check, position.question)
    standing = standing_of(position.person, position.holds, position.check, now)
    if asks and position.doubts:
        return outcome.doubt(content, standing, position)
    likely = countries(position.person, incoming.language, now)
    places = tuple(content.countries[code] for code in likely if code in content.countries)
    return outcome.outcome(content, standing, position, outcome.Beside(stop.first_run, places))


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
        "told": told,
        "restart": restart,
        "pick": pick,
        "map": on_a_map,
        "mark": mark,
        "done": done,
        "back": back,
        "country": country,
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
