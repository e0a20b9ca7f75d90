"""What is due, from when it was claimed until it is settled: the table is the schedule."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from whenever import Date, Instant

from bot.domain.reminders.store import Reminder, read, reschedule
from bot.domain.reminders.store_queue import claim_far_ahead
from bot.storage.instants import restored, stored
from bot.storage.transaction import Row, Transaction

Again = Literal["snooze", "nudge"]
Sent = Literal["sent", "late"]

_KEPT_DAYS = 90  # what was sent longer ago is forgotten


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be sent now: a reminder's occurrence of a local date, or that once more.

    `put_off` is the date of an earlier one that would have come again and is superseded.
    """

    reminder: Reminder
    zone: str
    on: Date
    planned_at: Instant
    again: Again | None = None
    put_off: Date | None = None


def load(tx: Transaction, claimed: Sequence[int], now: Instant) -> list[Due]:
    """Return what of it is to be sent; what is paused or answered goes on without a word."""
    rows = tx.all(
        """
        SELECT r.*, p.zone, s.paused_until, f.reminder_id IS NOT NULL AS fired
        FROM reminders AS r
        JOIN people AS p ON p.person_id = r.person_id
        LEFT JOIN reminder_settings AS s ON s.person_id = r.person_id
        LEFT JOIN reminder_fires AS f
            ON f.reminder_id = r.reminder_id AND f.local_date = r.next_on
        WHERE r.reminder_id IN (SELECT value FROM json_each(:claimed)) AND r.wake_at IS NOT NULL
        ORDER BY r.wake_at, r.reminder_id
        """,
        claimed=json.dumps(list(claimed)),
    )
    found = []
    for row in rows:
        due = _due(row, now)
        if due is None or _is_paused(row, now):
            _pass_over(tx, row["reminder_id"], now)
        else:
            found.append(due)
    return found


def settle(
    tx: Transaction,
    due: Due,
    now: Instant,
    state: Sent | None = "sent",
    nudge_at: Instant | None = None,
) -> None:
    """Note what was sent and compute the next instant; without a state nothing was sent."""
    reminder_id = due.reminder.reminder_id
    _end_again(tx, due)
    if due.again == "snooze" and state == "sent":
        _resent(tx, due)
    elif due.again is None and state:
        # Where it was noted before, the person has answered meanwhile and needs no nudge.
        new = _note(tx, due, now, state)
        if new and nudge_at:
            put_again(tx, reminder_id, due.on, "nudge", nudge_at)
    reschedule(tx, reminder_id, now, anew=due.again is None)


def postpone(tx: Transaction, due: Due, until: Instant) -> None:
    """Look at a reminder again later, without sending it; its date stays the same."""
    tx.run(
        "UPDATE reminders SET wake_at = :until WHERE reminder_id = :id AND wake_at IS NOT NULL",
        id=due.reminder.reminder_id,
        until=stored(until),
    )


def reaim(tx: Transaction, now: Instant, limit: int) -> None:
    """Plan anew what is planned for a time so far away that the clock must have been wrong."""
    for reminder_id in claim_far_ahead(tx, now, limit):
        tx.run(
            "DELETE FROM reminder_fires WHERE reminder_id = :id AND sent_at > :now",
            id=reminder_id,
            now=stored(now),
        )
        reschedule(tx, reminder_id, now, anew=True)


def put_again(tx: Transaction, reminder_id: int, on: Date, again: Again, at: Instant) -> None:
    """Say when the occurrence of a date comes once more, in place of any earlier."""
    tx.run(
        """
        UPDATE reminders SET again_on = :on, again_for = :again, again_at = :at
        WHERE reminder_id = :id
        """,
        id=reminder_id,
        on=on.format_iso(),
        again=again,
        at=stored(at),
    )


def _due(row: Row, now: Instant) -> Due | None:
    """Return what a row is to send now: the series first, for it supersedes what is put off."""
    reminder = read(row)
    if reminder.next_at is None or reminder.next_on is None:
        return None
    again_at = restored(row["again_at"]) if row["again_at"] is not None else None
    again_on = Date.parse_iso(row["again_on"]) if again_at and again_at <= now else None
    if reminder.next_at <= now and not row["fired"]:
        put_off = again_on if row["again_for"] == "snooze" else None
        return Due(reminder, row["zone"], reminder.next_on, reminder.next_at, put_off=put_off)
    if again_at and again_on:
        return Due(reminder, row["zone"], again_on, again_at, row["again_for"])
    return None


def _is_paused(row: Row, now: Instant) -> bool:
    until = row["paused_until"]
    return until is not None and now.to_tz(row["zone"]).date() < Date.parse_iso(until)


def _pass_over(tx: Transaction, reminder_id: int, now: Instant) -> None:
    tx.run(
        """
        UPDATE reminders SET again_at = NULL
        WHERE reminder_id = :id AND again_at <= :now
        """,
        id=reminder_id,
        now=stored(now),
    )
    reschedule(tx, reminder_id, now, anew=True)


def _note(tx: Transaction, due: Due, now: Instant, state: Sent) -> bool:
    """Note an occurrence as sent; False where it was noted or answered before."""
    reminder_id = due.reminder.reminder_id
    tx.run(
        "DELETE FROM reminder_fires WHERE reminder_id = :id AND local_date < :old",
        id=reminder_id,
        old=due.on.subtract(days=_KEPT_DAYS).format_iso(),
    )
    rows = tx.run(
        """
        INSERT INTO reminder_fires (reminder_id, local_date, person_id, sent_at, state)
        SELECT reminder_id, :on, person_id, :now, :state FROM reminders WHERE reminder_id = :id
        ON CONFLICT (reminder_id, local_date) DO NOTHING
        RETURNING reminder_id
        """,
        id=reminder_id,
        on=due.on.format_iso(),
        now=stored(now),
        state=state,
    )
    return bool(rows)


def _end_again(tx: Transaction, due: Due) -> None:
    """End what came once more, or what another date had put off."""
    tx.run(
        """
        UPDATE reminders SET again_at = NULL
        WHERE reminder_id = :id AND (again_at = :planned_at OR again_on <> :on)
        """,
        id=due.reminder.reminder_id,
        planned_at=stored(due.planned_at),
        on=due.on.format_iso(),
    )


def _resent(tx: Transaction, due: Due) -> None:
    tx.run(
        """
        UPDATE reminder_fires SET state = 'sent'
        WHERE reminder_id = :id AND local_date = :on AND state = 'snoozed'
        """,
        id=due.reminder.reminder_id,
        on=due.on.format_iso(),
    )
