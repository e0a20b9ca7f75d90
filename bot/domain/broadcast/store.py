"""Broadcasts as rows, from the draft to the report."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from whenever import Instant, PlainDateTime

from bot.domain.broadcast.model import (
    Audience,
    Broadcast,
    BroadcastKind,
    Choice,
    CopiedMessage,
    Counts,
    Place,
    State,
    Timing,
    Who,
)
from bot.storage.instants import restored, restored_or_none, stored
from bot.storage.transaction import Row, Transaction

PAGE = 6

_WITH_SOURCE = """
    SELECT broadcasts.*, copied.person_id AS source_chat, copied.message_id AS source_message
    FROM broadcasts LEFT JOIN broadcast_messages AS copied
      ON copied.broadcast_id = broadcasts.broadcast_id AND copied.role = 'copied'
"""
_DUE = """
    broadcasts.state = 'confirmed' AND broadcasts.frozen_to IS NULL AND EXISTS (
        SELECT 1 FROM broadcast_recipients AS next
        WHERE next.broadcast_id = broadcasts.broadcast_id
          AND next.state = 'queued' AND next.due_at <= :now)
"""
# Nothing is left to do for a broadcast but to say so.
_OVER = """
    ended_at IS NULL AND state IN ('confirmed', 'cancelled') AND frozen_to IS NULL
    AND NOT EXISTS (
        SELECT 1 FROM broadcast_recipients AS rest
        WHERE rest.broadcast_id = broadcasts.broadcast_id
          AND (rest.state = 'sending' OR (rest.state = 'queued' AND broadcasts.state = 'confirmed'))
    )
"""


def one(tx: Transaction, broadcast_id: int) -> Broadcast | None:
    """Return a broadcast, if there is one."""
    row = tx.one(
        f"{_WITH_SOURCE} WHERE broadcasts.broadcast_id = :broadcast_id", broadcast_id=broadcast_id
    )
    return broadcast(row) if row else None


def page(tx: Transaction, number: int) -> tuple[Sequence[Broadcast], bool]:
    """Return one page of broadcasts, newest first, and whether more follow; pages count from 0."""
    rows = tx.all(
        f"{_WITH_SOURCE} ORDER BY broadcasts.broadcast_id DESC LIMIT :most OFFSET :skipped",
        most=PAGE + 1,
        skipped=number * PAGE,
    )
    return [broadcast(row) for row in rows[:PAGE]], len(rows) > PAGE


def draft(tx: Transaction, broadcast_id: int) -> Broadcast | None:
    """Return a broadcast that is not confirmed yet."""
    found = one(tx, broadcast_id)
    return found if found and found.state is State.DRAFT else None


def head(tx: Transaction, now: Instant) -> Broadcast | None:
    """Return the broadcast whose turn it is: urgent ones first, then what has begun already."""
    row = tx.one(
        f"""
        {_WITH_SOURCE} WHERE {_DUE}
        ORDER BY kind != 'urgent', started_at IS NULL, started_at, confirmed_at,
                 broadcasts.broadcast_id
        LIMIT 1
        """,
        now=stored(now),
    )
    return broadcast(row) if row else None


def freezing(tx: Transaction) -> Broadcast | None:
    """Return a broadcast whose audience is not complete yet, the oldest first."""
    row = tx.one(
        f"""
        {_WITH_SOURCE} WHERE broadcasts.frozen_to IS NOT NULL
        ORDER BY broadcasts.confirmed_at, broadcasts.broadcast_id LIMIT 1
        """
    )
    return broadcast(row) if row else None


def over(tx: Transaction) -> Sequence[Broadcast]:
    """Return those that reach nobody any more and are not ended yet."""
    return [broadcast(row) for row in tx.all(f"{_WITH_SOURCE} WHERE {_OVER}")]


def is_work(tx: Transaction, now: Instant) -> bool:
    """Say whether anything is due to be sent, was left by a crash, or is to be concluded."""
    row = tx.one(
        f"""
        SELECT 1 FROM broadcasts
        WHERE state != 'draft' AND ended_at IS NULL
          AND (({_DUE}) OR ({_OVER}) OR EXISTS (
              SELECT 1 FROM broadcast_recipients AS lost
              WHERE lost.broadcast_id = broadcasts.broadcast_id AND lost.state = 'sending'))
        LIMIT 1
        """,  # noqa: S608  # the parts are ours
        now=stored(now),
    )
    return row is not None


def freeze(tx: Transaction, broadcast_id: int, to: int | None) -> Broadcast:
    """Store up to which person the audience is frozen; with None it is complete and counted."""
    tx.run(
        """
        UPDATE broadcasts SET frozen_to = :to, total = CASE WHEN :to IS NULL THEN (
            SELECT count(*) FROM broadcast_recipients WHERE broadcast_id = :broadcast_id)
            ELSE total END
        WHERE broadcast_id = :broadcast_id
        """,
        broadcast_id=broadcast_id,
        to=to,
    )
    return again(tx, broadcast_id)


def end(
    tx: Transaction, broadcast_id: int, state: State, report: Counts, now: Instant
) -> Broadcast:
    """Store how a broadcast ended."""
    tx.run(
        """
        UPDATE broadcasts SET ended_at = :now, report = :report, state = :state
        WHERE broadcast_id = :broadcast_id
        """,
        broadcast_id=broadcast_id,
        state=state.value,
        now=stored(now),
        report=json.dumps(asdict(report)),
    )
    return again(tx, broadcast_id)


def reopen(tx: Transaction, broadcast_id: int) -> None:
    """Let a broadcast go on that was paused or had ended."""
    tx.run(
        """
        UPDATE broadcasts SET state = 'confirmed', ended_at = NULL, report = NULL
        WHERE broadcast_id = :broadcast_id
        """,
        broadcast_id=broadcast_id,
    )


def move(tx: Transaction, broadcast_id: int, after: State) -> None:
    """Pause, resume or cancel; of one that is cancelled no more of the audience is frozen."""
    tx.run(
        """
        UPDATE broadcasts SET state = :after,
            frozen_to = CASE WHEN :after = 'cancelled' THEN NULL ELSE frozen_to END
        WHERE broadcast_id = :broadcast_id
        """,
        broadcast_id=broadcast_id,
        after=after.value,
    )


def progress_place(tx: Transaction, broadcast_id: int) -> Place | None:
    """Return where the progress is shown, if somebody is shown it."""
    row = tx.one(
        """
        SELECT person_id, message_id FROM broadcast_messages
        WHERE broadcast_id = :broadcast_id AND role = 'progress'
        """,
        broadcast_id=broadcast_id,
    )
    return Place(row["person_id"], row["message_id"]) if row else None


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


def broadcast(row: Row) -> Broadcast:
    """Return the broadcast that a row of these columns holds."""
    # A text that was typed later stands in place of the message that was to be sent on.
    source = None if row["markup"] else row["source_chat"]
    return Broadcast(
        broadcast_id=row["broadcast_id"],
        state=State(row["state"]),
        revision=row["revision"],
        home_zone=row["home_zone"],
        made_at=restored(row["made_at"]),
        kind=BroadcastKind(row["kind"]),
        subject=row["subject"],
        markup=row["markup"],
        source=CopiedMessage(source, row["source_message"]) if source else None,
        choices=tuple(Choice(label, to) for label, to in json.loads(row["buttons"])),
        audience=Audience(Who(row["audience"]), row["audience_value"]),
        timing=Timing(
            restored_or_none(row["due_at"]),
            PlainDateTime.parse_iso(row["local_time"]) if row["local_time"] else None,
        ),
        confirmed_at=restored_or_none(row["confirmed_at"]),
        frozen_to=row["frozen_to"],
        advises_exercise=bool(row["advises_exercise"]),
        started_at=restored_or_none(row["started_at"]),
        ended_at=restored_or_none(row["ended_at"]),
        total=row["total"],
        report=Counts(**json.loads(row["report"])) if row["report"] else None,
    )


def again(tx: Transaction, broadcast_id: int) -> Broadcast:
    """Return a broadcast that there is, as it is now."""
    found = one(tx, broadcast_id)
    assert found is not None  # noqa: S101  # it was stored a moment ago
    return found
