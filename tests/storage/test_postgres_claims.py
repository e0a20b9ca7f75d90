"""What is due is claimed once, however many processes claim at the same time."""

import asyncio
from contextlib import AsyncExitStack

import pytest
from whenever import Instant

from bot.domain.reminders.model import ReminderKind
from bot.domain.reminders.store_due import claim
from bot.storage import postgres
from bot.storage.database import Database
from bot.storage.instants import stored
from bot.storage.transaction import Transaction
from tests.storage.conftest import serving

NOW = Instant.from_utc(2026, 3, 2, 12)
SPAN = (NOW.subtract(hours=1), NOW)
DUE = 20_000
AT_ONCE = 500


def fill(tx: Transaction) -> None:
    tx.run(
        """
        INSERT INTO people (person_id, language, joined_at, seen_on)
        SELECT n, 'en', 0, '' FROM generate_series(1, :due) AS n
        """,
        due=DUE,
    )
    tx.run(
        """
        INSERT INTO reminders (person_id, kind, local_time, weekdays, chosen, wake_at)
        SELECT person_id, 'session', '12:00', '', 1, :now FROM people
        """,
        now=stored(NOW),
    )


async def claimed(db: Database) -> list[int]:
    """Claim until nothing is due any more, as one process does."""
    found: list[int] = []
    while ids := await db.run(claim, [ReminderKind.SESSION], SPAN, NOW, AT_ONCE):
        found += ids
    return found


async def test_four_processes_claim_each_row_once(url: str) -> None:
    async with AsyncExitStack() as stack:
        processes = [await stack.enter_async_context(serving(url)) for _ in range(4)]
        await processes[0].run(fill)
        found = await asyncio.gather(*map(claimed, processes))
        assert sorted(n for ids in found for n in ids) == list(range(1, DUE + 1))


async def test_a_claim_is_not_doubled_where_two_look_at_the_same_moment(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The statement itself holds, also without the lock by which one unit writes at a time."""
    monkeypatch.setattr(postgres, "_BEGIN_WRITE", "BEGIN")
    async with AsyncExitStack() as stack:
        one, two = [await stack.enter_async_context(serving(url)) for _ in range(2)]
        await one.run(fill)
        for _ in range(5):
            first, second = await asyncio.gather(
                *(
                    each.run(claim, [ReminderKind.SESSION], SPAN, NOW, AT_ONCE)
                    for each in (one, two)
                )
            )
            assert not set(first) & set(second)
