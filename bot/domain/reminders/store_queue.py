"""Claims what is due, by one statement and by what is due alone, however much is stored.

A reminder that is claimed is leased for a while. Until it is settled nothing of it has changed, so
a crash loses nothing, and what was being sent then is sent again when the lease is over.
"""

import json
from collections.abc import Collection, Sequence

from whenever import Instant

from bot.domain.reminders.rules import LATE_MINUTES, ReminderKind
from bot.storage.instants import stored
from bot.storage.transaction import Transaction

_LEASE_S = 120
_FAR_HOURS = 15 * 24  # nothing is planned further ahead: where it is, the clock was wrong


def claim(tx: Transaction, kinds: Sequence[ReminderKind], now: Instant, limit: int) -> list[int]:
    """Lease what is due and not late of some kinds, oldest first; return the ids."""
    return _claim(tx, kinds, (now.subtract(minutes=LATE_MINUTES), now), now, limit)


def claim_late(tx: Transaction, now: Instant, limit: int) -> list[int]:
    """Lease late reminders of any kind: a person gets one message about all of them."""
    until = now.subtract(minutes=LATE_MINUTES, milliseconds=1)
    return _claim(tx, tuple(ReminderKind), (Instant.MIN, until), now, limit)


def claim_others(tx: Transaction, people: Collection[int], now: Instant) -> list[int]:
    """Lease all else that is due to people to whom something is late; return the ids.

    The kinds of other rooms are left to them unless they are late.
    """
    rows = tx.run(
        """
        UPDATE reminder_queue SET leased_until = :lease
        WHERE leased_until <= :now AND (kind, wake_at, reminder_id) IN (
            SELECT kind, wake_at, reminder_id FROM reminders
            WHERE person_id IN (SELECT value FROM json_each(:people)) AND wake_at <= :now
              AND (kind NOT IN ('quiz', 'tip') OR wake_at < :late))
        RETURNING reminder_id
        """,
        lease=stored(now.add(seconds=_LEASE_S)),
        now=stored(now),
        late=stored(now.subtract(minutes=LATE_MINUTES)),
        people=json.dumps(list(people)),
    )
    return [row["reminder_id"] for row in rows]


def claim_far_ahead(tx: Transaction, now: Instant, limit: int) -> list[int]:
    """Lease reminders that are planned further ahead than any is; return their ids."""
    span = (now.add(hours=_FAR_HOURS), Instant.MAX)
    return _claim(tx, tuple(ReminderKind), span, now, limit)


def _claim(
    tx: Transaction,
    kinds: Sequence[ReminderKind],
    span: tuple[Instant, Instant],
    now: Instant,
    limit: int,
) -> list[int]:
    """Lease what wakes in a span of time. A part for each kind: each reads its own end alone."""
    parts = " UNION ALL ".join(
        f"""
        SELECT kind, wake_at, reminder_id FROM reminder_queue
        WHERE kind = '{kind.value}' AND wake_at BETWEEN :since AND :until AND leased_until <= :now
        """  # noqa: S608  # a kind is one of ours
        for kind in kinds
    )
    rows = tx.run(
        f"""
        UPDATE reminder_queue SET leased_until = :lease
        WHERE (kind, wake_at, reminder_id) IN (
            SELECT kind, wake_at, reminder_id FROM ({parts} ORDER BY wake_at LIMIT :limit))
        RETURNING reminder_id, wake_at
        """,  # noqa: S608
        lease=stored(now.add(seconds=_LEASE_S)),
        now=stored(now),
        since=stored(span[0]),
        until=stored(span[1]),
        limit=limit,
    )
    return [row["reminder_id"] for row in sorted(rows, key=lambda row: row["wake_at"])]
