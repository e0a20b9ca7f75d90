"""Somebody answers a reminder, each answer a unit of work."""

from whenever import Instant, Time

from bot.domain.people import store as people
from bot.domain.reminders import rules, store, work
from bot.domain.reminders import store_due as fires
from bot.domain.reminders.model import Reminder, Snooze
from bot.domain.reminders.model_due import AnswerState, Occurrence
from bot.storage.transaction import Transaction


def answer(
    tx: Transaction, which: Occurrence, now: Instant, given: AnswerState, reason: str | None = None
) -> Reminder | None:
    """Note an answer: nothing more is said of that date. None where there is nothing to answer."""
    if not fires.note_answer(tx, which, now, given, reason):
        return None
    fires.end_again_of(tx, which.reminder_id, which.on)
    work.reschedule(tx, which.reminder_id, now)
    work.note_heard(tx, which.person_id, now)
    return store.one(tx, which.person_id, which.reminder_id)


def snooze(
    tx: Transaction, which: Occurrence, now: Instant, wanted: Snooze
) -> tuple[Reminder, Time] | None:
    """Send an occurrence once more, later: the series does not move.

    Returns the reminder and the person's own time, None where the occurrence is over.
    """
    zone = people.get(tx, which.person_id).zone or "UTC"
    until = rules.snoozed_until(wanted, now, zone)
    reminder = store.one(tx, which.person_id, which.reminder_id)
    if reminder is None or not put_off(tx, which, now, until):
        return None
    work.note_heard(tx, which.person_id, now)
    return reminder, until.to_tz(zone).time()


def put_off(tx: Transaction, which: Occurrence, now: Instant, until: Instant) -> bool:
    """Put an occurrence off until an instant; False where it is over."""
    latest = fires.latest_sent(tx, which.reminder_id, now)
    if latest is not None and latest > which.on:
        return False
    if not fires.note_answer(tx, which, now, "snoozed"):
        return False
    fires.put_again(tx, which.reminder_id, which.on, "snooze", until)
    work.reschedule(tx, which.reminder_id, now)
    return True
