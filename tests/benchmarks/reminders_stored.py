"""Databases full of reminders, and what it costs to claim what is due in them."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from whenever import Instant

from bot.domain.reminders import store, work_due
from bot.domain.reminders import store_due as queue
from bot.domain.reminders.model import ReminderKind
from bot.domain.reminders.rules import LATE_MINUTES, due_now
from bot.storage.database import Database
from bot.storage.instants import stored
from bot.storage.transaction import Transaction

NOW = Instant.from_utc(2026, 3, 2, 12)
DUE = 1000
_SPAN = (NOW.subtract(minutes=LATE_MINUTES), NOW)
KINDS = (
    ReminderKind.SESSION,
    ReminderKind.RUN,
    ReminderKind.REST,
    ReminderKind.MORNING,
    ReminderKind.WEEKLY,
    ReminderKind.OWN,
)
PORTION = 64  # as the bot claims while it sends
_KEY = "0f" * 32
_Values = dict[str, object]
_EACH = 4  # reminders of one person
_MINUTE_MS, _WEEK_MS = 60_000, 7 * 24 * 3_600_000
_AT_ONCE = 20_000
_PERSON = """
    INSERT INTO people (person_id, language, zone, joined_at, seen_on)
    VALUES (:person_id, 'en', 'Europe/Berlin', 0, '')
"""
_REMINDER = """
    INSERT INTO reminders
        (person_id, kind, local_time, weekdays, chosen, next_on, next_at, wake_at)
    VALUES (:person_id, :kind, '13:00', '1234567', 1, '2026-03-02', :wake_at, :wake_at)
"""
_QUEUE = """
    INSERT INTO reminder_queue (kind, wake_at, reminder_id)
    SELECT kind, wake_at, reminder_id FROM reminders ORDER BY kind, wake_at, reminder_id
"""


_FREE = "UPDATE reminder_queue SET leased_until = 0 WHERE kind = :kind AND wake_at <= :now"


async def opened(path: Path) -> Database:
    """Open a database as in production."""
    return await Database.open(f"sqlite:///{path}", _KEY)


async def fill(path: Path, size: int) -> None:
    """Store so many reminders, of which 1,000 anywhere among them are due."""
    db = await opened(path)
    trigger = await db.run(
        Transaction.one, "SELECT sql FROM sqlite_master WHERE name = 'reminder_made'"
    )
    assert trigger is not None
    await db.run(_fill, size, trigger["sql"])
    await db.close()  # which leaves nothing in the write-ahead log


async def claim(db: Database, portion: int = DUE) -> float:
    """Return the milliseconds in which all that is due is claimed; then it is free again."""
    begun, claimed = time.perf_counter(), 0
    while found := await db.run(queue.claim, KINDS, _SPAN, NOW, portion):
        claimed += len(found)
    lasted = time.perf_counter() - begun
    if claimed != DUE:
        raise RuntimeError(f"{claimed} were claimed")
    # Kind by kind, for a walk through all that is stored would push what is due out of memory.
    for kind in KINDS:
        await db.run(Transaction.run, _FREE, kind=kind.value, now=stored(NOW))
    return lasted * 1e3


async def claim_cold(path: Path) -> float:
    """Return the same by a connection that has read nothing yet, as after a start."""
    db = await opened(path)
    try:
        return await claim(db)
    finally:
        await db.close()


async def serve(db: Database, most: int) -> tuple[float, float]:
    """Load and settle some of what is due; return the milliseconds of both for each."""
    claimed = await db.run(queue.claim, KINDS, _SPAN, NOW, most)
    begun = time.perf_counter()
    planned = await db.run(store.planned, claimed)
    dues = [due for each in planned if (due := due_now(each, NOW))]
    loaded = time.perf_counter()
    for due in dues:
        await db.run(work_due.settle, due, NOW)
    settled = time.perf_counter()
    return (loaded - begun) * 1e3 / most, (settled - loaded) * 1e3 / most


def resident_mb() -> float:
    """Return the memory that this process holds now, in MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _fill(tx: Transaction, size: int, trigger: str) -> None:
    for people in _portions({"person_id": n + 1} for n in range(size // _EACH)):
        tx.each(_PERSON, people)
    # The trigger would find each one's place in the queue alone: it is sorted at once.
    tx.run("DROP TRIGGER reminder_made")
    for reminders in _portions(_reminders(size)):
        tx.each(_REMINDER, reminders)
    tx.run(_QUEUE)
    tx.run(trigger)


def _reminders(size: int) -> Iterator[_Values]:
    random = Random(size)  # noqa: S311  # the same each time
    due, now = set(random.sample(range(size), DUE)), stored(NOW)
    for number in range(size):
        ahead = -random.randrange(_MINUTE_MS) if number in due else random.randrange(_WEEK_MS) + 1
        yield {
            "person_id": number // _EACH + 1,
            "kind": KINDS[number % len(KINDS)].value,
            "wake_at": now + ahead,
        }


def _portions(rows: Iterator[_Values]) -> Iterator[list[_Values]]:
    portion: list[_Values] = []
    for row in rows:
        portion.append(row)
        if len(portion) == _AT_ONCE:
            yield portion
            portion = []
    yield portion
