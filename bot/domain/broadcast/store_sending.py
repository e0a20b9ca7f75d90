"""The turn to send, those who are due, and what became of each recipient, as rows."""

from collections.abc import Iterable, Sequence

from whenever import Instant

from bot.domain.broadcast.model import Attempt, Broadcast, BroadcastKind, Counts, Fate
from bot.domain.broadcast.rules import Decision, Recipient
from bot.domain.broadcast.store_audience import HELD
from bot.storage.instants import date_or_none, restored, restored_or_none, stored
from bot.storage.transaction import Row, Transaction

LEASE_S = 10.0  # after so long without a sign of life another process may send
_KEPT_DAYS = 40  # recipients of a broadcast that has ended


def take_turn(tx: Transaction, token: str, now: Instant) -> bool:
    """Become the one who sends, unless somebody else is; what was left in the middle is queued.

    A lease that ends later than a new one would is of a clock that was wrong.
    """
    taken = tx.run(
        """
        INSERT INTO broadcast_turn (one, token, until) VALUES (1, :token, :until)
        ON CONFLICT (one) DO UPDATE SET token = excluded.token, until = excluded.until
        WHERE broadcast_turn.until <= :now OR broadcast_turn.until > :until RETURNING token
        """,
        token=token,
        now=stored(now),
        until=stored(now.add(seconds=LEASE_S)),
    )
    if taken:
        # Of those under way alone: an index leads to them.
        tx.run(
            """
            UPDATE broadcast_recipients SET state = 'queued'
            WHERE state = 'sending' AND broadcast_id IN (
                SELECT broadcast_id FROM broadcasts WHERE state != 'draft' AND ended_at IS NULL)
            """
        )
    return bool(taken)


def keep_turn(tx: Transaction, token: str, now: Instant) -> bool:
    """Give a sign of life; False where somebody else has the turn by now."""
    rows = tx.run(
        "UPDATE broadcast_turn SET until = :until WHERE token = :token RETURNING token",
        token=token,
        until=stored(now.add(seconds=LEASE_S)),
    )
    return bool(rows)


def leave_turn(tx: Transaction, token: str) -> None:
    """Let somebody else send."""
    tx.run("DELETE FROM broadcast_turn WHERE token = :token", token=token)


def due(tx: Transaction, broadcast: Broadcast, now: Instant, most: int) -> Sequence[Recipient]:
    """Return the next recipients, and what they want."""
    rows = tx.run(
        f"""
        SELECT recipients.person_id, recipients.attempts, {HELD} AS is_held,
               people.zone, people.blocked_at, wishes.pace, wishes.paused_until,
               wishes.first_tip_at, wishes.last_on, wishes.last_broadcast, chosen.subject
        FROM broadcast_recipients AS recipients
        JOIN people ON people.person_id = recipients.person_id
        LEFT JOIN unasked_messages AS wishes ON wishes.person_id = recipients.person_id
        LEFT JOIN tip_subjects AS chosen
          ON chosen.person_id = recipients.person_id AND chosen.subject = :subject
        WHERE recipients.broadcast_id = :broadcast_id AND recipients.state = 'queued'
          AND recipients.due_at <= :now
        ORDER BY recipients.due_at LIMIT :most
        """,  # noqa: S608
        broadcast_id=broadcast.broadcast_id,
        subject=broadcast.subject,
        now=stored(now),
        most=most,
    )
    return [_recipient(row, broadcast.home_zone) for row in rows]


def note(
    tx: Transaction, broadcast: Broadcast, decisions: Iterable[Decision], now: Instant
) -> None:
    """Store decisions; whoever is sent to has had their unasked message of the day."""
    rows = [
        {
            "broadcast_id": broadcast.broadcast_id,
            "person_id": decision.person_id,
            "state": decision.fate.value,
            "due_at": stored(decision.due_at),
            "today": decision.today.format_iso(),
            "now": stored(now),
        }
        for decision in decisions
    ]
    tx.each(
        """
        UPDATE broadcast_recipients SET state = :state, due_at = :due_at,
            settled_at = CASE WHEN :state IN ('queued', 'sending') THEN NULL ELSE :now END
        WHERE broadcast_id = :broadcast_id AND person_id = :person_id
        """,
        rows,
    )
    if broadcast.kind is not BroadcastKind.URGENT:
        tx.each(
            """
            INSERT INTO unasked_messages (person_id, last_on, last_broadcast)
            VALUES (:person_id, :today, :broadcast_id)
            ON CONFLICT (person_id) DO UPDATE
            SET last_on = excluded.last_on, last_broadcast = excluded.last_broadcast
            """,
            [row for row in rows if row["state"] == Fate.SENDING.value],
        )
    tx.run(
        "UPDATE broadcasts SET started_at = COALESCE(started_at, :now) WHERE broadcast_id = :id",
        id=broadcast.broadcast_id,
        now=stored(now),
    )


def settle(tx: Transaction, attempts: Sequence[Attempt], now: Instant) -> None:
    """Store what became of attempts; whom nothing reached may have another message that day."""
    rows = [
        {
            "broadcast_id": attempt.broadcast.broadcast_id,
            "person_id": attempt.person_id,
            "state": attempt.fate.value,
            "attempts": attempt.attempts,
            "due_at": stored(attempt.due_at or now),
            "now": stored(now),
            "tip": attempt.broadcast.kind is BroadcastKind.TIP,
        }
        for attempt in attempts
    ]
    tx.each(
        """
        UPDATE broadcast_recipients SET
            state = :state, attempts = :attempts, due_at = :due_at, settled_at = :now
        WHERE broadcast_id = :broadcast_id AND person_id = :person_id AND state = 'sending'
        """,
        rows,
    )
    tx.each(
        """
        UPDATE unasked_messages SET last_on = NULL
        WHERE person_id = :person_id AND last_broadcast = :broadcast_id
        """,
        [row for row in rows if row["state"] in {"failed", "blocked", "declined"}],
    )
    tx.each(
        """
        UPDATE unasked_messages SET first_tip_at = COALESCE(first_tip_at, :now)
        WHERE person_id = :person_id
        """,
        [row for row in rows if row["tip"] and row["state"] in {"sent", "unknown"}],
    )


def counts(tx: Transaction, broadcast_id: int) -> tuple[Counts, Instant | None]:
    """Count a broadcast's recipients by what became of them; and when the next is due, if any."""
    rows = tx.all(
        """
        SELECT state, count(*) AS people, min(due_at) AS next_at FROM broadcast_recipients
        WHERE broadcast_id = :broadcast_id GROUP BY state
        """,
        broadcast_id=broadcast_id,
    )
    queued = [row["next_at"] for row in rows if row["state"] == "queued"]
    found = Counts.of({row["state"]: row["people"] for row in rows})
    return found, restored(queued[0]) if queued else None


def queue_failed(tx: Transaction, broadcast_id: int) -> bool:
    """Queue those again to whom it failed; False where there are none."""
    rows = tx.run(
        """
        UPDATE broadcast_recipients SET state = 'queued', attempts = 0
        WHERE broadcast_id = :broadcast_id AND state = 'failed' RETURNING person_id
        """,
        broadcast_id=broadcast_id,
    )
    return bool(rows)


def forget(tx: Transaction, now: Instant, most: int) -> bool:
    """Remove some recipients of broadcasts that ended long ago; False where there are none.

    Their reports stay.
    """
    rows = tx.run(
        """
        DELETE FROM broadcast_recipients WHERE rowid IN (
            SELECT recipients.rowid FROM broadcast_recipients AS recipients
            JOIN broadcasts ON broadcasts.broadcast_id = recipients.broadcast_id
            WHERE broadcasts.ended_at < :long_ago LIMIT :most)
        RETURNING broadcast_id
        """,
        long_ago=stored(now.subtract(hours=24 * _KEPT_DAYS)),
        most=most,
    )
    return bool(rows)


def _recipient(row: Row, home_zone: str) -> Recipient:
    paused, last_on = row["paused_until"], row["last_on"]
    return Recipient(
        person_id=row["person_id"],
        zone=row["zone"] or home_zone,
        attempts=row["attempts"],
        is_blocked=row["blocked_at"] is not None,
        is_held=bool(row["is_held"]),
        wants_none=row["pace"] == "none",
        paused_until=restored_or_none(paused),
        had_tip=row["first_tip_at"] is not None,
        wants_subject=row["subject"] is not None,
        last_on=date_or_none(last_on),
        last_broadcast=row["last_broadcast"],
    )
