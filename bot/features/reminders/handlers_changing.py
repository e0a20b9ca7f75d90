"""Lists reminders and changes one: its time, its days, whether it comes at all."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from whenever import Date, Time

from bot.chat.actions import Action, action
from bot.chat.incoming import Incoming
from bot.chat.screen import Reply, Screen, Toast
from bot.domain.reminders import work_looking as work
from bot.domain.reminders.model import PLANNED, Reminder, ReminderKind, Schedule, Visit
from bot.domain.reminders.model_due import Occurrence
from bot.features.reminders import screens_changing as screens
from bot.features.reminders.screens_due import name
from bot.services import Services
from bot.typed.reminder_line import read_time

_GONE = Toast("That reminder is deleted. /reminders shows the others.")
_FOUR = 4  # digits of a time on a button


def visit(incoming: Incoming, services: Services) -> Visit:
    """Return who looks at their reminders, and when."""
    return Visit(incoming.person_id, incoming.now, services.content.plan.workouts)


def occurrence(incoming: Incoming) -> Occurrence | None:
    """Return the reminder and the local date that a button is about."""
    try:
        on = Date.parse_iso("".join(incoming.args[1:2]))
    except ValueError:
        return None
    return Occurrence(incoming.person_id, incoming.number(), on)


async def reminders(incoming: Incoming, services: Services) -> Screen:
    """Show all reminders."""
    return screens.overview(await services.db.read(work.everyone, visit(incoming, services)))


async def open_one(incoming: Incoming, services: Services) -> Reply:
    """Show one reminder."""
    found = await services.db.read(work.opened, visit(incoming, services), incoming.number())
    return screens.opened(found) if found else _GONE


async def time(incoming: Incoming, services: Services) -> Reply:
    """Ask for another time, or take it from a button or from typed words."""
    typed = incoming.words or "".join(incoming.args[1:2])
    at = four_digits(typed) or read_time(typed)
    if at is not None:
        return await _changed(partial(_at, at), incoming, services)
    found = await services.db.read(work.opened, visit(incoming, services), incoming.number())
    if found is None:
        return _GONE
    means, back = _means("time", found.reminder), _means("open", found.reminder)
    wrong = (f"“{typed[:40]}” is no time of day.",) if typed else ()
    return screens.times(name(found.reminder), means, back, wrong)


async def days(incoming: Incoming, services: Services) -> Reply:
    """Ask for other days, or take those of a button."""
    if (
        incoming.args[2:] == ("ok",)
        and weekdays(incoming.args[1:2], ReminderKind.SESSION) is not None
    ):
        return await _changed(partial(_on_days, incoming.args[1:2]), incoming, services)
    found = await services.db.read(work.opened, visit(incoming, services), incoming.number())
    if found is None:
        return _GONE
    reminder = found.reminder
    means, back = _means("days", reminder), _means("open", reminder)
    chosen = weekdays(incoming.args[1:2], reminder.kind) or frozenset()
    ticked = reminder.schedule.weekdays if len(incoming.args) == 1 else chosen
    return screens.weekdays(reminder.kind, ticked, means, back)


async def switch(incoming: Incoming, services: Services) -> Reply:
    """Switch one off or on."""
    return await _changed(
        lambda one: replace(one, is_on=_wanted(incoming, one.is_on)), incoming, services
    )


async def nudge(incoming: Incoming, services: Services) -> Reply:
    """Switch the nudge of one off or on."""
    return await _changed(
        lambda one: replace(one, nudges=_wanted(incoming, one.nudges)), incoming, services
    )


async def delete(incoming: Incoming, services: Services) -> Reply:
    """Delete one."""
    found = await services.db.run(work.delete, visit(incoming, services), incoming.number())
    if found is None:
        return _GONE
    gone, left = found
    return screens.overview(left, f"Deleted: {name(gone)}, {screens.when(gone)}.")


def four_digits(text: str) -> Time | None:
    """Return the time of a button, such as 0730."""
    if len(text) != _FOUR or not (text.isascii() and text.isdecimal()):
        return None
    return read_time(f"{text[:2]}:{text[2:]}")


def weekdays(args: tuple[str, ...], kind: ReminderKind) -> frozenset[int] | None:
    """Return the days of a button, such as 135; 0 are those of the plan, None are no days."""
    digits = "".join(args)
    if digits == "0":
        return frozenset() if kind in PLANNED else None
    found = frozenset(int(digit) for digit in digits if digit in "1234567")
    return found or None


async def _changed(
    change: Callable[[Reminder], Reminder | None], incoming: Incoming, services: Services
) -> Reply:
    visitor = visit(incoming, services)
    found = await services.db.run(work.change, visitor, incoming.number(), change)
    return screens.opened(found, "Changed.") if found else _GONE


def _wanted(incoming: Incoming, now: bool) -> bool:  # noqa: FBT001
    """Return what a button says, so that twice is once; one of before says the other of now."""
    says = incoming.args[1:2]
    return says == ("on",) if says else not now


def _at(at: Time, reminder: Reminder) -> Reminder:
    return replace(reminder, schedule=replace(reminder.schedule, at=at), chosen=True)


def _on_days(args: tuple[str, ...], reminder: Reminder) -> Reminder | None:
    chosen = weekdays(args, reminder.kind)
    if chosen is None:
        return None
    return replace(reminder, schedule=Schedule(reminder.schedule.at, chosen))


def _means(verb: str, reminder: Reminder) -> Action:
    return action("reminders", verb, reminder.reminder_id)
