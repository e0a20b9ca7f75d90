"""Lists reminders and changes one: its time, its days, whether it comes at all."""

from dataclasses import replace

from whenever import Time

from bot.chat.actions import action
from bot.chat.incoming import Incoming
from bot.chat.screen import Reply, Screen, Toast
from bot.domain.people import store as people
from bot.domain.reminders import rules, store
from bot.domain.reminders.moment import Moment, comes, moment
from bot.domain.reminders.rules import PLANNED, ReminderKind
from bot.domain.reminders.store import Reminder
from bot.features.reminders import screens_changing as screens
from bot.features.reminders.handlers_due import numbered
from bot.features.reminders.screens_changing import Next, Overview
from bot.features.reminders.screens_due import name
from bot.services import Services
from bot.typed.reminder_line import read_time

_GONE = Toast("That reminder is deleted. /reminders shows the others.")
_FOUR = 4  # digits of a time on a button


async def reminders(incoming: Incoming, services: Services) -> Screen:
    """Show all reminders."""
    return await overview(incoming, services)


async def overview(incoming: Incoming, services: Services, note: str = "") -> Screen:
    """Return the screen of all reminders, with what comes next first."""
    at = await _moment(incoming, services)
    mine = await services.db.run(store.everyone, incoming.person_id)
    person = await services.db.run(people.get, incoming.person_id)
    found = [coming for reminder in mine if (coming := _next(reminder, at, services))]
    return screens.overview(
        Overview(
            mine,
            at.habits,
            at.on,
            has_zone=person.zone is not None,
            coming=min(found, key=lambda coming: coming.instant, default=None),
            note=note,
        )
    )


async def open_one(incoming: Incoming, services: Services) -> Reply:
    """Show one reminder."""
    reminder = await numbered(incoming, services)
    return await opened(reminder, incoming, services) if reminder else _GONE


async def opened(
    reminder: Reminder, incoming: Incoming, services: Services, note: str = ""
) -> Screen:
    """Return the screen of one reminder."""
    at = await _moment(incoming, services)
    person = await services.db.run(people.get, incoming.person_id)
    coming = _next(reminder, at, services)
    has_zone = person.zone is not None
    return screens.opened(reminder, coming, at.on, has_zone=has_zone, note=note)


async def time(incoming: Incoming, services: Services) -> Reply:
    """Ask for another time, or take it from a button or from typed words."""
    reminder = await numbered(incoming, services)
    if reminder is None:
        return _GONE
    typed = incoming.words or "".join(incoming.args[1:2])
    at = four_digits(typed) or read_time(typed)
    if at is None:
        means = action("reminders", "time", reminder.reminder_id)
        back = action("reminders", "open", reminder.reminder_id)
        wrong = (f"“{typed[:40]}” is no time of day.",) if typed else ()
        return screens.times(name(reminder), means, back, wrong)
    schedule = replace(reminder.schedule, at=at)
    return await _changed(replace(reminder, schedule=schedule, chosen=True), incoming, services)


async def days(incoming: Incoming, services: Services) -> Reply:
    """Ask for other days, or take those of a button."""
    reminder = await numbered(incoming, services)
    if reminder is None:
        return _GONE
    chosen = weekdays(incoming.args[1:2], reminder.kind)
    if chosen is None or incoming.args[2:] != ("ok",):
        means = action("reminders", "days", reminder.reminder_id)
        back = action("reminders", "open", reminder.reminder_id)
        ticked = reminder.schedule.weekdays if len(incoming.args) == 1 else chosen or frozenset()
        return screens.weekdays(reminder.kind, ticked, means, back)
    schedule = replace(reminder.schedule, weekdays=chosen)
    return await _changed(replace(reminder, schedule=schedule), incoming, services)


async def switch(incoming: Incoming, services: Services) -> Reply:
    """Switch one off or on."""
    reminder = await numbered(incoming, services)
    if reminder is None:
        return _GONE
    return await _changed(replace(reminder, is_on=not reminder.is_on), incoming, services)


async def nudge(incoming: Incoming, services: Services) -> Reply:
    """Switch the nudge of one off or on."""
    reminder = await numbered(incoming, services)
    if reminder is None:
        return _GONE
    return await _changed(replace(reminder, nudges=not reminder.nudges), incoming, services)


async def delete(incoming: Incoming, services: Services) -> Reply:
    """Delete one."""
    reminder = await numbered(incoming, services)
    if reminder is None:
        return _GONE
    await services.db.run(store.remove, incoming.person_id, reminder.reminder_id)
    return await overview(
        incoming, services, f"Deleted: {name(reminder)}, {screens.when(reminder)}."
    )


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


async def _changed(reminder: Reminder, incoming: Incoming, services: Services) -> Screen:
    await services.db.run(store.save, reminder, incoming.now)
    kept = await services.db.run(store.one, incoming.person_id, reminder.reminder_id)
    return await opened(kept or reminder, incoming, services, "Changed.")


async def _moment(incoming: Incoming, services: Services) -> Moment:
    person = await services.db.run(people.get, incoming.person_id)
    return await services.db.run(moment, person, incoming.now, services.content.plan.workouts)


def _next(reminder: Reminder, at: Moment, services: Services) -> Next | None:
    """Return when a reminder comes next, as far as plan and pause are known today."""
    if reminder.next_at is None:
        return None
    wanted = comes(reminder, at, services.content.plan.workouts)
    found = rules.coming(reminder.schedule, at.zone, reminder.next_at.subtract(seconds=1), wanted)
    return Next(reminder, found[0], found[1], found[0].to_tz(at.zone).time()) if found else None
