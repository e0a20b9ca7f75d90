"""How long others wait for the database while an audience is frozen, and while admins count."""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from whenever import Instant

from bot.domain.broadcast import store_audience, store_drafts, store_stats, work_drafts
from bot.domain.broadcast.work_drafts import Confirmation
from bot.domain.people import store as people
from bot.domain.people.work import arrived
from bot.storage.database import Database
from bot.storage.instants import stored
from bot.storage.transaction import Transaction

NOW = Instant.from_utc(2026, 3, 2, 12)
_KEY = "0f" * 32
_ADMIN = 1
_ANSWERS = 20  # quiz answers of each person, which /stats counts


async def longest_wait_ms(db: Database, work: Callable[[], Awaitable[object]]) -> float:
    """Return how long somebody's tap waited at most while something was done."""
    waits: list[float] = []

    async def tap() -> None:
        while True:
            begun = time.perf_counter()
            await db.run(arrived, _ADMIN, "en", NOW)
            waits.append((time.perf_counter() - begun) * 1e3)
            await asyncio.sleep(0.001)

    tapping = asyncio.create_task(tap())
    await asyncio.sleep(0.05)
    waits.clear()
    await work()
    tapping.cancel()
    await asyncio.gather(tapping, return_exceptions=True)
    return max(waits, default=0.0)


async def freeze(db: Database, *, local: bool) -> None:
    """Confirm a broadcast and freeze its whole audience, as a handler and a job do."""
    draft = await db.run(store_drafts.create, "UTC", NOW, "Hello")
    if local:
        await db.run(
            Transaction.run,
            "UPDATE broadcasts SET local_time = '2026-03-03T18:00:00' WHERE broadcast_id = :id",
            id=draft.broadcast_id,
        )
    reach = await db.survey(store_audience.reach, draft, NOW)
    press = Confirmation(draft.broadcast_id, str(draft.revision), _ADMIN, reach.people)
    await db.run(work_drafts.confirm, press, NOW)
    while await db.run(work_drafts.freeze_on):
        pass


async def measured(count: int) -> list[str]:
    """Return a line for each thing that takes long with so many people."""
    with tempfile.TemporaryDirectory(prefix="flexor-benchmark-") as folder:
        db = await Database.open(f"sqlite:///{Path(folder)}/flexor.db", _KEY)
        await db.run(people.note, _ADMIN, "en", NOW)
        await db.run(_fill, count)
        todo: dict[str, Callable[[], Awaitable[object]]] = {
            "freeze, all at once": lambda: freeze(db, local=False),
            "freeze, by their clocks": lambda: freeze(db, local=True),
            "/stats": lambda: db.survey(store_stats.figures, NOW),
        }
        lines = []
        for name, work in todo.items():
            begun = time.perf_counter()
            wait = await longest_wait_ms(db, work)
            lasted = time.perf_counter() - begun
            lines.append(f"{name:<26}{count:>10,}{wait:>14.1f}{lasted:>10.2f}")
        await db.close()
        return lines


def _fill(tx: Transaction, count: int) -> None:
    tx.each(
        """
        INSERT INTO people (person_id, language, zone, joined_at, seen_on)
        VALUES (:id, 'en', :zone, 0, '2026-03-02')
        """,
        [{"id": 1000 + n, "zone": ("UTC", "Asia/Tokyo", None)[n % 3]} for n in range(count)],
    )
    tx.run(
        f"""
        INSERT INTO quiz_answers (person_id, source, item, is_right, answered_at, answered_on)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {_ANSWERS})
        SELECT person_id, 'asked:' || i, 'a', 1, :now, '2026-03-01' FROM people, n
        """,  # noqa: S608
        now=stored(NOW),
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[10_000, 100_000])
    head = f"{'':<26}{'people':>10}{'most waits ms':>14}{'lasts s':>10}\n"
    sys.stdout.write(head)
    for count in parser.parse_args().people:
        sys.stdout.write("\n".join(asyncio.run(measured(count))) + "\n")


if __name__ == "__main__":
    main()
