"""A unit of work happens as a whole or not at all, alone, and is read without waiting."""

import asyncio
import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from bot.storage.database import Database
from bot.storage.transaction import Transaction
from tests.storage.conftest import KEY, opened

ADD = "INSERT INTO people (person_id, language, joined_at, seen_on) VALUES (:n, :words, 0, '')"
PATIENCE_S = 10


def count(tx: Transaction) -> int:
    row = tx.one("SELECT count(*) AS n FROM people")
    assert row is not None
    return int(row["n"])


def add(tx: Transaction, *numbers: int) -> None:
    for n in numbers:
        tx.run(ADD, n=n, words="0")


def add_one(tx: Transaction) -> None:
    row = tx.one("SELECT language FROM people WHERE person_id = 1")
    assert row is not None
    time.sleep(0.001)
    tx.run("UPDATE people SET language = :more", more=str(int(row["language"]) + 1))


@dataclass(slots=True)
class Slow:
    """A unit that adds one person, waits until it may go on, and adds another."""

    begun: Event = field(default_factory=Event)
    go_on: Event = field(default_factory=Event)
    fails: bool = False

    def work(self, tx: Transaction) -> int:
        add(tx, 1)
        self.begun.set()
        assert self.go_on.wait(PATIENCE_S)
        if self.fails:
            raise LookupError
        add(tx, 2)
        return count(tx)

    async def start(self, db: Database) -> "asyncio.Task[int]":
        """Return it under way, with one person added."""
        task = asyncio.create_task(db.run(self.work))
        assert await asyncio.to_thread(self.begun.wait, PATIENCE_S)
        return task


async def test_a_unit_stands_as_a_whole(db: Database) -> None:
    await db.run(add, 1, 2)
    assert await db.run(count) == 2


async def test_a_unit_returns_what_its_function_returns(db: Database) -> None:
    def wanted(tx: Transaction, one: int, *, two: int) -> int:
        add(tx, one, two)
        return count(tx)

    assert await db.run(wanted, 1, two=2) == 2


async def test_a_unit_whose_statement_fails_leaves_nothing(db: Database) -> None:
    with pytest.raises(sqlcipher.IntegrityError):
        await db.run(add, 1, 1)
    assert await db.run(count) == 0
    await db.run(add, 1)
    assert await db.run(count) == 1


async def test_a_unit_that_raises_leaves_nothing(db: Database) -> None:
    slow = Slow(fails=True)
    slow.go_on.set()
    with pytest.raises(LookupError):
        await db.run(slow.work)
    assert await db.run(count) == 0
    await db.run(add, 1)
    assert await db.run(count) == 1


@pytest.mark.parametrize("steps", range(12))
async def test_a_cancelled_unit_leaves_nothing_open(db: Database, steps: int) -> None:
    task = asyncio.create_task(db.run(add, 1, 2))
    for _ in range(steps):  # cancelled at every point where it can wait
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert await db.run(count) in {0, 2}
    await db.run(add, 3)  # fails where the other is still open
    assert await db.run(count) in {1, 3}


async def test_a_unit_that_is_cancelled_in_the_middle_is_carried_out(db: Database) -> None:
    slow = Slow()
    task = await slow.start(db)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    slow.go_on.set()
    assert await db.run(count) == 2


async def test_units_take_turns(db: Database) -> None:
    await db.run(add, 1)
    await asyncio.gather(*(db.run(add_one) for _ in range(20)))
    row = await db.run(Transaction.one, "SELECT language FROM people")
    assert row is not None
    assert row["language"] == "20"


async def test_units_of_two_programs_take_turns(path: Path, on_disk: Database) -> None:
    await on_disk.run(add, 1)
    async with opened(path) as other:
        await asyncio.gather(*(db.run(add_one) for db in (on_disk, other) for _ in range(10)))
    row = await on_disk.run(Transaction.one, "SELECT language FROM people")
    assert row is not None
    assert row["language"] == "20"


async def test_a_write_stays_out_of_somebody_elses_unit(db: Database) -> None:
    slow = Slow(fails=True)
    giving_up = await slow.start(db)
    writing = asyncio.create_task(db.run(add, 2))
    await asyncio.sleep(0.05)  # time enough for the write, were it not to wait
    assert not writing.done()
    slow.go_on.set()
    await asyncio.gather(giving_up, writing, return_exceptions=True)
    rows = await db.run(Transaction.all, "SELECT person_id FROM people")
    assert [row["person_id"] for row in rows] == [2]


async def test_reading_sees_what_was_written_and_waits_for_no_other_program(
    path: Path, on_disk: Database
) -> None:
    await on_disk.run(add, 3)
    async with opened(path) as other:
        slow = Slow()
        writing = await slow.start(other)
        assert await on_disk.read(count) == 1
        slow.go_on.set()
        assert await writing == 3
    assert await on_disk.read(count) == 3


async def test_a_survey_waits_for_no_unit_and_sees_what_is_committed(on_disk: Database) -> None:
    await on_disk.run(add, 3)
    slow = Slow()
    writing = await slow.start(on_disk)
    assert await on_disk.survey(count) == 1
    slow.go_on.set()
    await writing
    assert await on_disk.survey(count) == 3


async def test_no_unit_waits_for_a_survey(on_disk: Database) -> None:
    begun, go_on = Event(), Event()

    def much(tx: Transaction) -> tuple[int, int]:
        before = count(tx)
        begun.set()
        assert go_on.wait(PATIENCE_S)
        return before, count(tx)

    surveying = asyncio.create_task(on_disk.survey(much))
    assert await asyncio.to_thread(begun.wait, PATIENCE_S)
    await on_disk.run(add, 1)
    go_on.set()
    assert await surveying == (0, 0)  # as it all was when it began
    assert await on_disk.survey(count) == 1


async def test_a_survey_changes_nothing(on_disk: Database) -> None:
    with pytest.raises(sqlcipher.OperationalError, match="readonly"):
        await on_disk.survey(add, 1)
    assert await on_disk.survey(count) == await on_disk.run(count) == 0


@pytest.mark.parametrize("steps", range(6))
async def test_a_cancelled_survey_spoils_none_after_it(on_disk: Database, steps: int) -> None:
    await on_disk.run(add, 1)
    task = asyncio.create_task(on_disk.survey(count))
    for _ in range(steps):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert await asyncio.gather(*(on_disk.survey(count) for _ in range(3))) == [1, 1, 1]


async def test_in_memory_a_survey_reads_the_same_rows(db: Database) -> None:
    await db.run(add, 1, 2)
    assert await db.survey(count) == await db.read(count) == 2


async def test_closing_waits_for_what_is_under_way(path: Path) -> None:
    db = await Database.open(f"sqlite:///{path}", KEY)
    slow = Slow()
    writing = await slow.start(db)
    closing = asyncio.create_task(db.close())
    await asyncio.sleep(0.05)
    assert not closing.done()
    slow.go_on.set()
    await closing
    assert await writing == 2
    async with opened(path) as again:
        assert await again.run(count) == 2
