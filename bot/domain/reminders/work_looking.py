"""Somebody looks at their reminders and changes one, each a unit of work."""

from collections.abc import Callable

from bot.domain.reminders import rules, store, work
from bot.domain.reminders import rules_due as due_rules
from bot.domain.reminders.model import (
    NextReminder,
    OpenedReminder,
    Reminder,
    ReminderList,
    Visit,
)
from bot.domain.reminders.model_due import Moment, Occurrence, Word
from bot.storage.transaction import Transaction


def everyone(tx: Transaction, visit: Visit) -> ReminderList:
    """Return all of a person's reminders, with what comes next."""
    at = work.moment(tx, visit.person_id, visit.now, visit.workouts)
    mine = store.of_person(tx, visit.person_id)
    coming = [found for reminder in mine if (found := _next(reminder, at, visit))]
    return ReminderList(
        mine,
        at.habits,
        at.on,
        has_zone=at.standing.person.zone is not None,
        coming=min(coming, key=lambda found: found.instant, default=None),
        waiting=frozenset(one.reminder_id for one in mine if due_rules.waits(one, at)),
    )


def opened(tx: Transaction, visit: Visit, reminder_id: int) -> OpenedReminder | None:
    """Return one reminder; None where it is not this person's, or deleted."""
    reminder = store.one(tx, visit.person_id, reminder_id)
    if reminder is None:
        return None
    at = work.moment(tx, visit.person_id, visit.now, visit.workouts)
    has_zone = at.standing.person.zone is not None
    waits = due_rules.waits(reminder, at)
    return OpenedReminder(reminder, at.on, has_zone, _next(reminder, at, visit), waits=waits)


def change(
    tx: Transaction, visit: Visit, reminder_id: int, changed: Callable[[Reminder], Reminder | None]
) -> OpenedReminder | None:
    """Change a reminder; None where it is not this person's, or cannot be changed so."""
    reminder = store.one(tx, visit.person_id, reminder_id)
    wanted = changed(reminder) if reminder else None
    if wanted is None:
        return None
    work.save(tx, wanted, visit.now)
    return opened(tx, visit, reminder_id)


def delete(tx: Transaction, visit: Visit, reminder_id: int) -> tuple[Reminder, ReminderList] | None:
    """Delete a reminder; return it and what is left, None where it is not this person's."""
    reminder = store.one(tx, visit.person_id, reminder_id)
    if reminder is None:
        return None
    store.remove(tx, visit.person_id, reminder_id)
    return reminder, everyone(tx, visit)


def at_this_moment(
    tx: Transaction, visit: Visit, which: Occurrence
) -> tuple[Reminder, Word, Moment] | None:
    """Return what a reminder of today says now; None where that is over."""
    reminder = store.one(tx, which.person_id, which.reminder_id)
    at = work.moment(tx, visit.person_id, visit.now, visit.workouts)
    said = due_rules.said_by(reminder, at) if reminder else None
    if reminder is None or said is None or which.on != at.on:
        return None
    return reminder, said, at


def _next(reminder: Reminder, at: Moment, visit: Visit) -> NextReminder | None:
    """Return when a reminder comes next, as far as plan and pause are known today."""
    if reminder.next_at is None or due_rules.waits(reminder, at):
        return None
    wanted = due_rules.comes(reminder, at, visit.workouts)
    since = reminder.next_at.subtract(seconds=1)
    found = rules.coming(reminder.schedule, at.zone, since, wanted)
    if found is None:
        return None
    return NextReminder(reminder, found[0], found[1], found[0].to_tz(at.zone).time())
