"""The turn to send, slices of an audience, and what became of each recipient, as rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from whenever import Date, Instant

from bot.domain.broadcast import store
from bot.domain.broadcast.rules import Broadcast, Counts, Kind, State
from bot.domain.broadcast.rules_sending import Fate, Progress, Recipient, Verdict, judge
from bot.storage.instants import restored, stored
from bot.storage.transaction import Row, Transaction

LEASE_S = 10.0  # after so long without a sign of life another process may send

_DUE = """
    EXISTS (SELECT 1 FROM broadcast_recipients AS next
            WHERE next.broadcast_id = broadcasts.broadcast_id
              AND next.state = 'queued' AND next.due_at <= :now)
"""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one attempt."""

    broadcast: Broadcast
    person_id: int
    fate: Fate
    attempts: int = 0
    due_at: Instant | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """Somebody to send to now, and how often that was tried before."""

    person_id: int
    attempts: int


def is_work(tx: Transaction, now: Instant) -> bool:
    """Say whether anything is due to be sent, was left by a crash, or is to be concluded."""
    row = tx.one(
        f"""
        SELECT 1 FROM broadcasts
        WHERE state != 'draft' AND ended_at IS NULL
          AND ((state = 'confirmed' AND {_DUE}) OR ({store.OVER}) OR EXISTS (
              SELECT 1 FROM broadcast_recipients AS lost
              WHERE lost.broadcast_id = broadcasts.broadcast_id AND lost.state = 'sending'))
        LIMIT 1
        """,  # noqa: S608  # the parts are ours
        now=stored(now),
    )
    return row is not None


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
        tx.run("UPDATE broadcast_recipients SET state = 'queued' WHERE state = 'sending'")
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


def head(tx: Transaction, now: Instant) -> Broadcast | None:
    """Return the broadcast whose turn it is: urgent ones first, then what has begun already."""
    row = tx.one(
        f"""
        {store.WITH_SOURCE} WHERE broadcasts.state = 'confirmed' AND {_DUE}
        ORDER BY kind != 'urgent', started_at IS NULL, started_at, confirmed_at,
                 broadcasts.broadcast_id
        LIMIT 1
        """,
        now=stored(now),
    )
    return store.broadcast(row) if row else None


def claim(tx: Transaction, broadcast: Broadcast, now: Instant, most: int) -> list[Taken]:
    """Take the next recipients; those who must not get it now are put off or left out."""
    rows = tx.run(
        """
        SELECT recipients.person_id, recipients.attempts, people.zone, people.blocked_at,
               wishes.pace, wishes.paused_until, wishes.first_tip_at, wishes.last_on,
               wishes.last_broadcast, chosen.subject
        FROM broadcast_recipients AS recipients
        JOIN people ON people.person_id = recipients.person_id
        LEFT JOIN unasked_messages AS wishes ON wishes.person_id = recipients.person_id
        LEFT JOIN tip_subjects AS chosen
          ON chosen.person_id = recipients.person_id AND chosen.subject = :subject
        WHERE recipients.broadcast_id = :broadcast_id AND recipients.state = 'queued'
          AND recipients.due_at <= :now
        ORDER BY recipients.due_at LIMIT :most
        """,
        broadcast_id=broadcast.broadcast_id,
        subject=broadcast.subject,
        now=stored(now),
        most=most,
    )
    verdicts = [judge(broadcast, _recipient(row, broadcast.home_zone), now) for row in rows]
    _note(tx, broadcast, verdicts, now)
    return [
        Taken(verdict.person_id, verdict.attempts)
        for verdict in verdicts
        if verdict.fate is Fate.SENDING
    ]


def _note(tx: Transaction, broadcast: Broadcast, verdicts: Iterable[Verdict], now: Instant) -> None:
    """Store verdicts; whoever is sent to has had their unasked message of the day."""
    rows = [
        {
            "broadcast_id": broadcast.broadcast_id,
            "person_id": verdict.person_id,
            "state": verdict.fate.value,
            "due_at": stored(verdict.due_at),
            "today": verdict.today.format_iso(),
            "now": stored(now),
        }
        for verdict in verdicts
    ]
    tx.each(
        """
        UPDATE broadcast_recipients SET state = :state, due_at = :due_at,
            settled_at = CASE WHEN :state IN ('queued', 'sending') THEN NULL ELSE :now END
        WHERE broadcast_id = :broadcast_id AND person_id = :person_id
        """,
        rows,
    )
    if broadcast.kind is not Kind.URGENT:
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


def settle(tx: Transaction, results: Sequence[Result], now: Instant) -> None:
    """Store what became of attempts; whom nothing reached may have another message that day."""
    rows = [
        {
            "broadcast_id": result.broadcast.broadcast_id,
            "person_id": result.person_id,
            "state": result.fate.value,
            "attempts": result.attempts,
            "due_at": stored(result.due_at or now),
            "now": stored(now),
            "tip": result.broadcast.kind is Kind.TIP,
        }
        for result in results
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


def progress(tx: Transaction, found: Broadcast, now: Instant, per_second: int) -> Progress:
    """Return how far a broadcast is."""
    if found.report or found.state is State.DRAFT:
        return Progress(found, found.report or Counts(), now, per_second)
    at = store.standing(tx, found.broadcast_id)
    is_due = at.next_at is not None and at.next_at <= now
    first = head(tx, now) if is_due else None
    before = first.broadcast_id if first and first.broadcast_id != found.broadcast_id else None
    return Progress(found, at.counts, now, per_second, at.next_at, before)


def _recipient(row: Row, home_zone: str) -> Recipient:
    paused, last_on = row["paused_until"], row["last_on"]
    return Recipient(
        person_id=row["person_id"],
        zone=row["zone"] or home_zone,
        attempts=row["attempts"],
        is_blocked=row["blocked_at"] is not None,
        wants_none=row["pace"] == "none",
        paused_until=restored(paused) if paused else None,
        had_tip=row["first_tip_at"] is not None,
        wants_subject=row["subject"] is not None,
        last_on=Date.parse_iso(last_on) if last_on else None,
        last_broadcast=row["last_broadcast"],
    )
