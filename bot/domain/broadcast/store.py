"""Broadcasts as rows, and what the buttons under one that was confirmed change."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from whenever import Instant, PlainDateTime

from bot.domain.broadcast.rules import (
    Audience,
    Broadcast,
    Choice,
    Counts,
    Kind,
    Source,
    State,
    Timing,
    Who,
)
from bot.storage.instants import restored, stored
from bot.storage.transaction import Row, Transaction

PAGE = 6
_KEPT_DAYS = 40  # recipients of a broadcast that has ended

WITH_SOURCE = """
    SELECT broadcasts.*, copied.person_id AS source_chat, copied.message_id AS source_message
    FROM broadcasts LEFT JOIN broadcast_messages AS copied
      ON copied.broadcast_id = broadcasts.broadcast_id AND copied.role = 'copied'
"""

# Nothing is left to do for a broadcast but to say so.
OVER = """
    ended_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM broadcast_recipients AS rest
        WHERE rest.broadcast_id = broadcasts.broadcast_id
          AND (rest.state = 'sending' OR (rest.state = 'queued' AND broadcasts.state = 'confirmed'))
    ) AND state IN ('confirmed', 'cancelled')
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a broadcast is, and when the next recipient is due, if any is left."""

    counts: Counts
    next_at: Instant | None


def one(tx: Transaction, broadcast_id: int) -> Broadcast | None:
    """Return a broadcast, if there is one."""
    row = tx.one(
        f"{WITH_SOURCE} WHERE broadcasts.broadcast_id = :broadcast_id", broadcast_id=broadcast_id
    )
    return broadcast(row) if row else None


def page(tx: Transaction, number: int) -> tuple[Sequence[Broadcast], bool]:
    """Return one page of broadcasts, newest first, and whether more follow; pages count from 0."""
    rows = tx.all(
        f"{WITH_SOURCE} ORDER BY broadcasts.broadcast_id DESC LIMIT :most OFFSET :skipped",
        most=PAGE + 1,
        skipped=number * PAGE,
    )
    return [broadcast(row) for row in rows[:PAGE]], len(rows) > PAGE


def standing(tx: Transaction, broadcast_id: int) -> Standing:
    """Count a broadcast's recipients by what became of them."""
    rows = tx.all(
        """
        SELECT state, count(*) AS people, min(due_at) AS next_at FROM broadcast_recipients
        WHERE broadcast_id = :broadcast_id GROUP BY state
        """,
        broadcast_id=broadcast_id,
    )
    queued = [row["next_at"] for row in rows if row["state"] == "queued"]
    return Standing(
        Counts.of({row["state"]: row["people"] for row in rows}),
        restored(queued[0]) if queued else None,
    )


def conclude(tx: Transaction, now: Instant) -> Sequence[Broadcast]:
    """End broadcasts that reach nobody any more, with their report; return those that ended."""
    over = tx.all(f"{WITH_SOURCE} WHERE {OVER}")
    ended = []
    for row in over:
        found = standing(tx, row["broadcast_id"])
        rows = tx.run(
            """
            UPDATE broadcasts SET ended_at = :now, report = :report,
                state = CASE WHEN state = 'cancelled' THEN state ELSE 'done' END
            WHERE broadcast_id = :broadcast_id AND ended_at IS NULL RETURNING broadcast_id
            """,
            broadcast_id=row["broadcast_id"],
            now=stored(now),
            report=json.dumps(asdict(found.counts)),
        )
        again = one(tx, row["broadcast_id"]) if rows else None
        ended += [again] if again else []
    return ended


def progress_message(tx: Transaction, broadcast_id: int) -> tuple[int, int | None] | None:
    """Return the admin's chat and the message that shows the progress, if somebody is shown it."""
    row = tx.one(
        """
        SELECT person_id, message_id FROM broadcast_messages
        WHERE broadcast_id = :broadcast_id AND role = 'progress'
        """,
        broadcast_id=broadcast_id,
    )
    return (row["person_id"], row["message_id"]) if row else None


def show_progress_in(tx: Transaction, broadcast_id: int, message_id: int) -> None:
    """Remember the message that shows the progress."""
    tx.run(
        """
        UPDATE broadcast_messages SET message_id = :message_id
        WHERE broadcast_id = :broadcast_id AND role = 'progress'
        """,
        broadcast_id=broadcast_id,
        message_id=message_id,
    )


def move(tx: Transaction, broadcast_id: int, before: State, after: State) -> bool:
    """Pause, resume or cancel; False where it is not in the state `before` any more."""
    rows = tx.run(
        """
        UPDATE broadcasts SET state = :after
        WHERE broadcast_id = :broadcast_id AND state = :before RETURNING broadcast_id
        """,
        broadcast_id=broadcast_id,
        before=before.value,
        after=after.value,
    )
    return bool(rows)


def try_again(tx: Transaction, broadcast_id: int) -> bool:
    """Queue those again to whom it failed, once it has ended; False where there are none."""
    rows = tx.run(
        """
        UPDATE broadcast_recipients SET state = 'queued', attempts = 0
        WHERE broadcast_id = :broadcast_id AND state = 'failed' AND EXISTS (
            SELECT 1 FROM broadcasts WHERE broadcast_id = :broadcast_id
              AND state IN ('paused', 'done'))
        RETURNING person_id
        """,
        broadcast_id=broadcast_id,
    )
    if rows:
        tx.run(
            """
            UPDATE broadcasts SET state = 'confirmed', ended_at = NULL, report = NULL
            WHERE broadcast_id = :broadcast_id
            """,
            broadcast_id=broadcast_id,
        )
    return bool(rows)


def forget(tx: Transaction, now: Instant) -> None:
    """Remove the recipients of broadcasts that ended long ago; their reports stay."""
    tx.run(
        """
        DELETE FROM broadcast_recipients WHERE broadcast_id IN (
            SELECT broadcast_id FROM broadcasts WHERE ended_at < :long_ago)
        """,
        long_ago=stored(now.subtract(hours=24 * _KEPT_DAYS)),
    )


def broadcast(row: Row) -> Broadcast:
    """Return the broadcast that a row of `WITH_SOURCE` holds."""
    # A text that was typed later stands in place of the message that was to be sent on.
    source = None if row["markup"] else row["source_chat"]
    return Broadcast(
        broadcast_id=row["broadcast_id"],
        state=State(row["state"]),
        revision=row["revision"],
        home_zone=row["home_zone"],
        made_at=restored(row["made_at"]),
        kind=Kind(row["kind"]),
        subject=row["subject"],
        markup=row["markup"],
        source=Source(source, row["source_message"]) if source else None,
        choices=tuple(Choice(label, to) for label, to in json.loads(row["buttons"])),
        audience=Audience(Who(row["audience"]), row["audience_value"]),
        timing=Timing(
            restored(row["due_at"]) if row["due_at"] else None,
            PlainDateTime.parse_iso(row["local_time"]) if row["local_time"] else None,
        ),
        started_at=restored(row["started_at"]) if row["started_at"] else None,
        ended_at=restored(row["ended_at"]) if row["ended_at"] else None,
        total=row["total"],
        report=Counts(**json.loads(row["report"])) if row["report"] else None,
    )
