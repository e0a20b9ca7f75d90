"""Makes a plan and changes it: days, side, pauses, steps back, the gate to running."""

from collections.abc import Iterable

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.diary import work_beginning
from bot.domain.people.model import SIDES
from bot.domain.plan import work, work_changing
from bot.domain.plan.making import Weekdays, weekdays
from bot.domain.plan.model import DayKind
from bot.domain.plan.work import Outlook
from bot.domain.plan.work_changing import Gating
from bot.domain.standing import Access
from bot.features.plan import screens, screens_days
from bot.features.plan import screens_changing as changing
from bot.services import Services
from bot.typed.durations import days_meant

_ONE_STAYS = "One session day stays: without it the plan would never move."
_UNREAD = "I did not get that. Type a number of days from 1 to 90, such as 10."
_DIGITS = "1234567"


async def side(incoming: Incoming, services: Services) -> Screen:
    """Ask for the sore side, or store it."""
    chosen = SIDES.get(incoming.args[0]) if incoming.args else None
    if chosen is None:
        return changing.side(has_plan=(await _found(incoming, services)).plan is not None)
    found = await services.db.run(work_changing.take_side, incoming.person_id, chosen, incoming.now)
    return _menu(found, services) if found.free else screens.shown(services.content, found)


async def sessions(incoming: Incoming, services: Services) -> Screen:
    """Show the session days, with one switched on or off."""
    found = await _found(incoming, services)
    if found.access is not Access.FREE:
        return screens.shown(services.content, found)
    chosen, tapped = _chosen(incoming, found.level)
    if tapped is None:
        return screens_days.sessions(chosen, found.plan, found.stage)
    changed, removed = chosen.with_session(tapped)
    if changed == chosen:
        return screens_days.sessions(chosen, found.plan, found.stage, _ONE_STAYS)
    note = screens_days.changes(chosen, changed, DayKind.SESSION)
    why = services.content.plan.text("spaced_sessions") if removed else ""
    return screens_days.sessions(changed, found.plan, found.stage, f"{note} {why}".strip())


async def runs(incoming: Incoming, services: Services) -> Screen:
    """Show the running days, with one switched on or off."""
    found = await _found(incoming, services)
    if found.access is not Access.FREE:
        return screens.shown(services.content, found)
    chosen, tapped = _chosen(incoming, found.level)
    if tapped is None:
        return screens_days.runs(chosen, found.plan, found.stage)
    changed, removed = chosen.with_run(tapped, found.level)
    if changed == chosen:
        return screens_days.runs(chosen, found.plan, found.stage, _ONE_STAYS)
    note = screens_days.changes(chosen, changed, DayKind.RUN)
    why = services.content.plan.text("spaced_runs") if removed else ""
    return screens_days.runs(changed, found.plan, found.stage, f"{note} {why}".strip())


async def make(incoming: Incoming, services: Services) -> Screen:
    """Make the plan from the days chosen, or store them in the one there is."""
    content, (on, off, *_) = services.content, (*incoming.args, "", "")
    made = await services.db.run(
        work_beginning.make, incoming.person_id, _days(on), _days(off), incoming.now
    )
    note = content.plan.text(made.why) if made.why else ""
    if made.changed:
        later = ": they count after the first days." if not made.found.stage else "."
        note = f"Your days are changed{later}"
    return screens.shown(content, made.found, note)


async def change(incoming: Incoming, services: Services) -> Screen:
    """Show what can be changed."""
    return _menu(await _found(incoming, services), services)


async def pause(incoming: Incoming, services: Services) -> Screen:
    """Pause for some days, chosen or typed; 0 ends a pause."""
    days = _pause_days(incoming)
    if days is None:
        found = await _found(incoming, services)
        if found.free is None:
            return screens.shown(services.content, found)
        return changing.pause(_UNREAD if incoming.words else "")
    found = await services.db.run(work_changing.pause, incoming.person_id, days, incoming.now)
    return screens.shown(services.content, found, changing.resumes(found))


async def back(incoming: Incoming, services: Services) -> Screen:
    """Go one stage or one level back; a button of another stage changes nothing."""
    match incoming.args:
        case (("stage" | "level") as what, number) if number in {*_DIGITS, "8", "9"}:
            found, lower = await services.db.run(
                work_changing.back, incoming.person_id, what, int(number), incoming.now
            )
            return screens.shown(services.content, found) if lower else _menu(found, services)
        case _:
            return await change(incoming, services)


async def again(incoming: Incoming, services: Services) -> Screen:
    """Go back to the plan's beginning, after asking."""
    if incoming.args == ("yes",):
        found = await services.db.run(work_changing.again, incoming.person_id, incoming.now)
        return screens.shown(services.content, found, "The plan begins again.")
    found = await _found(incoming, services)
    return changing.start_again() if found.free else screens.shown(services.content, found)


async def end(incoming: Incoming, services: Services) -> Screen:
    """End the plan, after asking; also one that is held."""
    if incoming.args == ("yes",):
        if await services.db.run(work_changing.end, incoming.person_id, incoming.now):
            return changing.ended()
        return screens.shown(services.content, await _found(incoming, services))
    found = await _found(incoming, services)
    return changing.end() if found.plan else screens.shown(services.content, found)


async def gate(incoming: Incoming, services: Services) -> Screen:
    """Ask what must be so before running, one question at a time; all yes opens level 1."""
    name, answer, *_ = (*incoming.args, "", "")
    gating = await services.db.run(
        work_changing.gate,
        incoming.person_id,
        services.content.plan.gate_items,
        (name, answer),
        incoming.now,
    )
    return _gate(gating, services)


def _gate(gating: Gating, services: Services) -> Screen:
    content = services.content
    if gating.item is None:
        note = "Running is open, from level 1." if gating.opened else ""
        return screens.shown(content, gating.found, note)
    item = content.plan.gate_item(gating.item.id)
    if gating.shut:
        return changing.gate_shut(item, tried=gating.shut == "no")
    return changing.gate(item, gating.number, len(gating.items))


def _menu(found: Outlook, services: Services) -> Screen:
    if found.free is None:
        return screens.shown(services.content, found)
    return changing.menu(found.free, found.standing.person.side, found.on)


async def _found(incoming: Incoming, services: Services) -> Outlook:
    return await services.db.run(work.today, incoming.person_id, incoming.now)


def _chosen(incoming: Incoming, level: int) -> tuple[Weekdays, int | None]:
    """Return the days that a button carries, and the one that was tapped."""
    match incoming.args:
        case (on, off, *tapped):
            day = tapped[0] if tapped else ""
            chosen = weekdays(_days(on), _days(off), level)
            return chosen, int(day) if day in _DIGITS and day else None
        case _:
            return Weekdays(), None


def _days(digits: str) -> Iterable[int]:
    return tuple(int(digit) for digit in digits if digit in _DIGITS)


def _pause_days(incoming: Incoming) -> int | None:
    """Return the days that were typed or tapped; None where they cannot be read."""
    if incoming.words:
        return days_meant(incoming.words)
    match incoming.args:
        case (digits,) if digits in {"0", "3", "7", "14"}:
            return int(digits)
        case _:
            return None
