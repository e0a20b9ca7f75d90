"""PostgreSQL does units of work as SQLite does, and is opened, held and refused in the same way."""

import asyncio
import contextlib
import re
from typing import Any

import psycopg
import pytest

from bot.problems import StorageError
from bot.storage import holder, postgres
from bot.storage.database import Database
from bot.storage.transaction import Transaction
from tests.storage import test_units
from tests.storage.conftest import serving
from tests.storage.test_units import add, add_one, count


@pytest.mark.parametrize(
    "test",
    [
        test_units.test_a_unit_stands_as_a_whole,
        test_units.test_a_unit_returns_what_its_function_returns,
        test_units.test_a_unit_that_raises_leaves_nothing,
        test_units.test_a_unit_that_is_cancelled_in_the_middle_is_carried_out,
        test_units.test_units_take_turns,
        test_units.test_a_write_stays_out_of_somebody_elses_unit,
        test_units.test_a_survey_waits_for_no_unit_and_sees_what_is_committed,
        test_units.test_no_unit_waits_for_a_survey,
    ],
)
async def test_units_are_as_on_sqlite(test: Any, served: Database) -> None:
    await test(served)


async def test_a_unit_whose_statement_fails_leaves_nothing(served: Database) -> None:
    with pytest.raises(psycopg.IntegrityError):
        await served.run(add, 1, 1)
    assert await served.read(count) == 0


@pytest.mark.parametrize("ask", ["read", "survey"])
async def test_what_only_reads_cannot_write(ask: str, served: Database) -> None:
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        await getattr(served, ask)(add, 1)
    assert await served.read(count) == 0


async def test_units_of_four_processes_take_turns(url: str, served: Database) -> None:
    await served.run(add, 1)
    async with serving(url) as two, serving(url) as three, serving(url) as four:
        await asyncio.gather(*(each.run(add_one) for each in (served, two, three, four) * 5))
    row = await served.read(Transaction.one, "SELECT language FROM people")
    assert row is not None
    assert row["language"] == "20"


async def test_changes_are_counted_and_reading_is_none(served: Database) -> None:
    def counted(tx: Transaction) -> list[int]:
        found = []
        for step in (lambda: add(tx, 1, 2), lambda: count(tx), lambda: add(tx, 3)):
            step()
            found.append(tx.changes)
        return found

    assert await served.run(counted) == [2, 2, 3]


async def test_connections_that_died_are_replaced(served: Database) -> None:
    await served.run(add, 1)
    assert await served.read(count) == 1
    with contextlib.suppress(psycopg.OperationalError):
        await served.run(
            Transaction.all,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database()",
        )
    await served.run(add, 2)
    assert await asyncio.gather(*(served.read(count) for _ in range(4))) == [2] * 4


async def test_one_process_holds_it(
    url: str, served: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "_HANDOVER_S", 0.1)
    async with holder.held(served, url, 7):
        with pytest.raises(StorageError, match="Another Flexor works with flexor_"):
            async with holder.held(served, url, 7):
                pass
    async with holder.held(served, url, 7):
        pass


async def test_a_newer_database_is_refused(url: str, served: Database) -> None:
    await served.run(Transaction.run, "UPDATE schema_version SET version = version + 1")
    with pytest.raises(StorageError, match="newer Flexor"):
        await Database.open(url, "")


async def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    with pytest.raises(StorageError, match=r"flexor on 127\.0\.0\.1 cannot be opened") as told:
        await Database.open("postgresql://flexor:hunter2@127.0.0.1:1/flexor", "")
    assert "hunter2" not in str(told.value)


async def test_several_that_start_at_once_migrate_it_once(url: str) -> None:
    async def start() -> int:
        async with serving(url) as database:
            return await database.read(count)

    assert await asyncio.gather(*(start() for _ in range(4))) == [0] * 4


@pytest.mark.parametrize("url", ["postgresql://a:hunter2@b/c?d=e", "postgresql://a:%zz@b/c"])
async def test_an_address_that_libpq_does_not_understand_is_told(url: str) -> None:
    with pytest.raises(StorageError, match="DATABASE_URL is not understood") as told:
        await Database.open(url, "")
    assert "hunter2" not in str(told.value)


async def test_whoever_may_not_make_tables_is_told(url: str) -> None:
    name = url.rpartition("/")[2]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE guest_{name} LOGIN".encode())
    as_guest = re.sub(r"//[^/]*?@|//", f"//guest_{name}@", url, count=1)
    with pytest.raises(StorageError, match="own the database"):
        await Database.open(as_guest, "")
