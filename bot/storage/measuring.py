"""What the database holds, in numbers for whoever watches it: no ids, no words."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from whenever import Instant

from bot.storage import sqlite
from bot.storage.instants import stored
from bot.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in the tables to be sent."""

    overdue_s: dict[str, float] = field(default_factory=dict)  # the oldest due reminder of a kind
    recipients: dict[str, int] = field(default_factory=dict)  # of broadcasts under way, by state
    updates: int = 0


@dataclass(frozen=True, slots=True)
class Space:
    """Bytes on the disk of the database; nothing where it is kept in memory."""

    file: int = 0
    log: int = 0
    free: int | None = None


def waiting(tx: Transaction, now: Instant) -> Waiting:
    """Count what waits; each kind of reminder is read at its own end of the queue alone."""
    oldest = tx.all(
        """
        WITH RECURSIVE kinds (kind) AS (
            SELECT MIN(kind) FROM reminder_queue
            UNION ALL
            SELECT (SELECT MIN(kind) FROM reminder_queue WHERE kind > kinds.kind)
            FROM kinds WHERE kinds.kind IS NOT NULL)
        SELECT kind, (SELECT MIN(wake_at) FROM reminder_queue WHERE kind = kinds.kind) AS wake_at
        FROM kinds WHERE kind IS NOT NULL
        """
    )
    recipients = tx.all(
        """
        SELECT recipients.state AS state, COUNT(*) AS people
        FROM broadcasts JOIN broadcast_recipients AS recipients
            ON recipients.broadcast_id = broadcasts.broadcast_id
        WHERE broadcasts.state IN ('confirmed', 'paused') GROUP BY recipients.state
        """
    )
    updates = tx.one("SELECT COUNT(*) AS waiting FROM updates")
    return Waiting(
        {row["kind"]: max(0.0, (stored(now) - row["wake_at"]) / 1000) for row in oldest},
        {row["state"]: row["people"] for row in recipients},
        updates["waiting"] if updates else 0,
    )


def write(tx: Transaction) -> None:
    """Write something that changes nothing, to see whether that is possible."""
    tx.run("UPDATE owner SET bot_id = bot_id")


def space(url: str) -> Space:
    """Measure file, log and what is left of the disk; PostgreSQL's is its server's own matter."""
    if sqlite.is_elsewhere(url):
        return Space()
    path = sqlite.path_of(url)
    if path == sqlite.MEMORY:
        return Space()
    log = Path(f"{path}-wal")
    return Space(
        Path(path).stat().st_size,
        log.stat().st_size if log.exists() else 0,
        shutil.disk_usage(Path(path).parent).free,
    )
