"""The queue of what is due, and what was sent and answered, as rows.

A reminder that is claimed is leased for a while. Until it is settled nothing of it changes: a crash
loses nothing, and what was being sent then is sent again when the lease is over. One that ends far
later than a new one would is of a clock that was wrong, and holds nobody.
"""

import json
from collections.abc import Collection

from whenever import Date, Instant

from bot.domain.reminders.model import ReminderKind
from bot.domain.reminders.model_due import (
    Again,
    AnswerState,
    DueReminder,
    Occurrence,
    SentState,
)
from bot.storage.instants import stored
from bot.storage.transaction import Transaction

_LEASE_S = 120

Span = tuple[Instant, Instant]


def claim(
    tx: Transaction, kinds: Collection[ReminderKind], span: Span, now: Instant, limit: int
) -> list[int]:
    """Lease what wakes in a span of time, oldest first; return the ids.

    By one statement, with a part for each kind: each reads its own end of the queue alone, however
    much is stored.
    """
    parts = " UNION ALL ".join(
        f"""
        SELECT kind, wake_at, reminder_id FROM reminder_queue
        WHERE kind = '{kind.value}' AND wake_at BETWEEN :since AND :until
          AND leased_until NOT BETWEEN :now + 1 AND :longest
        """  # noqa: S608  # a kind is one of ours
        for kind in kinds
    )
    rows = tx.run(
        f"""
        UPDATE reminder_queue SET leased_until = :lease
        WHERE leased_until NOT BETWEEN :now + 1 AND :longest AND (kind, wake_at, reminder_id) IN (
            SELECT kind, wake_at, reminder_id FROM ({parts} ORDER BY wake_at LIMIT :limit) AS due)
        RETURNING reminder_id, wake_at
        """,  # noqa: S608
        **_leasing(now),
        since=stored(span[0]),
        until=stored(span[1]),
        limit=limit,
    )
    return [row["reminder_id"] for row in sorted(rows, key=lambda row: row["wake_at"])]


def claim_others(
    tx: Transaction, people: Collection[int], now: Instant, late: Instant
) -> list[int]:
    """Lease all else that is due to some people; return the ids.

    The kinds of other features are left to them, unless they were due before `late`.
    """
    rows = tx.run(
        """
        UPDATE reminder_queue SET leased_until = :lease
        WHERE leased_until NOT BETWEEN :now + 1 AND :longest AND (kind, wake_at, reminder_id) IN (
            SELECT kind, wake_at, reminder_id FROM reminders
            WHERE person_id IN (SELECT value FROM json_each(:people)) AND wake_at <= :now
              AND (kind NOT IN ('quiz', 'tip') OR wake_at < :late))
        RETURNING reminder_id
        """,
        **_leasing(now),
        late=stored(late),
        people=json.dumps(list(people)),
    )
    return [row["reminder_id"] for row in rows]


def _leasing(now: Instant) -> dict[str, int]:
    lease, longest = now.add(seconds=_LEASE_S), now.add(seconds=2 * _LEASE_S)
    return {"now": stored(now), "lease": stored(lease), "longest": stored(longest)}


def postpone(tx: Transaction, due: DueReminder, until: Instant) -> None:
    """Look at a reminder again later, without sending it; its date stays the same."""
    tx.run(
        "UPDATE reminders SET wake_at = :until WHERE reminder_id = :id AND wake_at IS NOT NULL",
        id=due.reminder.reminder_id,
        until=stored(until),
    )


def hold_late(tx: Transaction, due: DueReminder, last: Date, until: Instant) -> None:
    """Tell later what is late up to a last date, with whatever waits to be told already."""
    tx.run(
        """
        UPDATE reminders SET late_at = :until, late_on = :last,
            late_since = CASE WHEN late_at IS NULL THEN :first ELSE late_since END
        WHERE reminder_id = :id
        """,
        id=due.reminder.reminder_id,
        first=(due.put_off or due.on).format_iso(),
        last=last.format_iso(),
        until=stored(until),
    )


def end_late(tx: Transaction, due: DueReminder) -> None:
    """End what waited to be told as late."""
    reminder_id = due.reminder.reminder_id
    tx.run("UPDATE reminders SET late_at = NULL WHERE reminder_id = :id", id=reminder_id)


def put_again(tx: Transaction, reminder_id: int, on: Date, again: Again, at: Instant) -> None:
    """Say when the occurrence of a date comes once more, in place of any earlier."""
    sql = (
        "UPDATE reminders SET again_on = :on, again_for = :again, again_at = :at"
        " WHERE reminder_id = :id"
    )
    tx.run(sql, id=reminder_id, on=on.format_iso(), again=again, at=stored(at))


def end_again(tx: Transaction, due: DueReminder) -> None:
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


def end_again_before(tx: Transaction, reminder_id: int, now: Instant) -> None:
    """End what would have come once more, or been told as late, by now."""
    tx.run(
        """
        UPDATE reminders SET
            again_at = CASE WHEN again_at > :now THEN again_at END,
            late_at = CASE WHEN late_at > :now THEN late_at END
        WHERE reminder_id = :id
        """,
        id=reminder_id,
        now=stored(now),
    )


def end_again_of(tx: Transaction, reminder_id: int, on: Date) -> None:
    """End what would come once more of a date."""
    tx.run(
        "UPDATE reminders SET again_at = NULL WHERE reminder_id = :id AND again_on = :on",
        id=reminder_id,
        on=on.format_iso(),
    )


def note_sent(tx: Transaction, due: DueReminder, now: Instant, state: SentState) -> bool:
    """Note an occurrence as sent; False where it was noted or answered before."""
    rows = tx.run(
        """
        INSERT INTO reminder_fires (reminder_id, local_date, person_id, sent_at, state)
        SELECT reminder_id, :on, person_id, :now, :state FROM reminders WHERE reminder_id = :id
        ON CONFLICT (reminder_id, local_date) DO NOTHING
        RETURNING reminder_id
        """,
        id=due.reminder.reminder_id,
        on=due.on.format_iso(),
        now=stored(now),
        state=state,
    )
    return bool(rows)


def note_resent(tx: Transaction, due: DueReminder) -> None:
    """Note that what was put off was sent again."""
    tx.run(
        """
        UPDATE reminder_fires SET state = 'sent'
        WHERE reminder_id = :id AND local_date = :on AND state = 'snoozed'
        """,
        id=due.reminder.reminder_id,
        on=due.on.format_iso(),
    )


def note_answer(
    tx: Transaction, which: Occurrence, now: Instant, given: AnswerState, reason: str | None = None
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


def latest_sent(tx: Transaction, reminder_id: int, now: Instant) -> Date | None:
    """Return the last date that has had its occurrence of a reminder, by this clock."""
    sql = (
        "SELECT max(local_date) AS day FROM reminder_fires"
        " WHERE reminder_id = :id AND sent_at <= :now"
    )
    row = tx.one(sql, id=reminder_id, now=stored(now))
    return Date.parse_iso(row["day"]) if row and row["day"] else None


def unanswered_days(tx: Transaction, person_id: int) -> int:
    """Return on how many days reminders came since the person last answered one."""
    row = tx.one(
        """
        SELECT COUNT(DISTINCT f.local_date) AS days
        FROM reminder_fires AS f JOIN reminders AS r ON r.reminder_id = f.reminder_id
        WHERE f.person_id = :person_id AND f.state = 'sent' AND r.kind NOT IN ('quiz', 'tip')
          AND f.sent_at > COALESCE(
              (SELECT heard_at FROM reminder_settings WHERE person_id = :person_id), 0)
        """,
        person_id=person_id,
    )
    return row["days"] if row else 0


def forget(tx: Transaction, reminder_id: int, before: Date) -> None:
    """Forget what was sent before a date."""
    tx.run(
        "DELETE FROM reminder_fires WHERE reminder_id = :id AND local_date < :before",
        id=reminder_id,
        before=before.format_iso(),
    )
