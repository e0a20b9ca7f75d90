"""Answers to reminders, as rows."""

from dataclasses import dataclass
from typing import Literal

from whenever import Date, Instant

from bot.domain.reminders.store import reschedule
from bot.domain.reminders.store_due import put_again
from bot.storage.instants import stored
from bot.storage.transaction import Transaction

Given = Literal["done", "skipped", "snoozed"]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What an answer is to: a reminder on a local date; `person_id` is who answers."""

    person_id: int
    reminder_id: int
    on: Date


def answer(
    tx: Transaction, which: Occurrence, now: Instant, given: Given, reason: str | None = None
) -> bool:
    """Note what a person answered: nothing more is said of that date. False where there is none."""
    if not _note(tx, which, now, given, reason):
        return False
    tx.run(
        "UPDATE reminders SET again_at = NULL WHERE reminder_id = :id AND again_on = :on",
        id=which.reminder_id,
        on=which.on.format_iso(),
    )
    reschedule(tx, which.reminder_id, now)
    return True


def snooze(tx: Transaction, which: Occurrence, now: Instant, until: Instant) -> bool:
    """Send an occurrence once more, later; the series does not move. False where it is over."""
    later = tx.run(
        "SELECT 1 FROM reminder_fires WHERE reminder_id = :id AND local_date > :on",
        id=which.reminder_id,
        on=which.on.format_iso(),
    )
    if later or not _note(tx, which, now, "snoozed"):
        return False
    put_again(tx, which.reminder_id, which.on, "snooze", until)
    reschedule(tx, which.reminder_id, now)
    return True


def _note(
    tx: Transaction,
    which: Occurrence,
    now: Instant,
    given: Given,
    reason: str | None = None,
) -> bool:
    """Note an answer to what was sent, or is just being sent; False where that is neither."""
    rows = tx.run(
        """
        INSERT INTO reminder_fires (reminder_id, local_date, person_id, sent_at, state, reason)
        SELECT r.reminder_id, :on, r.person_id, :now, :given, :reason
        FROM reminders AS r
        WHERE r.reminder_id = :id AND r.person_id = :person_id AND (
            (r.next_on = :on AND r.next_at <= :now) OR EXISTS (
                SELECT 1 FROM reminder_fires AS f
                WHERE f.reminder_id = r.reminder_id AND f.local_date = :on))
        ON CONFLICT (reminder_id, local_date) DO UPDATE
        SET state = excluded.state, reason = excluded.reason
        RETURNING reminder_id
        """,
        id=which.reminder_id,
        person_id=which.person_id,
        on=which.on.format_iso(),
        now=stored(now),
        given=given,
        reason=reason,
    )
    return bool(rows)
