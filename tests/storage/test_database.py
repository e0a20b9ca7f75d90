"""What is stored is encrypted, whole, and there again after a restart."""

import asyncio
import os
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from bot.storage.database import Database
from tests.storage.conftest import KEY, opened

ADD = "INSERT INTO people (person_id, language, joined_at, seen_on) VALUES (:n, :words, 0, '')"
COUNT = "SELECT count(*) AS n FROM people"
TEXT = "my left hip hurts since Tuesday"


async def count(db: Database) -> int:
    row = await db.one(COUNT)
    assert row is not None
    return int(row["n"])


async def test_nothing_on_disk_can_be_read_without_the_key(path: Path, on_disk: Database) -> None:
    await on_disk.write(ADD, n=1, words=TEXT)
    written = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert len(written) > 10_000
    assert TEXT.encode() not in written
    assert b"SQLite format 3" not in written
    assert b"people" not in written


async def test_it_is_all_there_after_a_restart(path: Path) -> None:
    async with opened(path) as db:
        await db.write(ADD, n=1, words=TEXT)
    async with opened(path) as db:
        row = await db.one("SELECT language FROM people WHERE person_id = :n", n=1)
    assert row is not None
    assert row["language"] == TEXT


async def test_only_this_user_may_read_the_files(path: Path, on_disk: Database) -> None:
    await on_disk.write(ADD, n=1, words="en")
    assert {file.stat().st_mode & 0o777 for file in path.parent.iterdir()} == {0o600}


async def test_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "new/and/deeper/flexor.db"
    async with opened(path):
        assert path.exists()


async def test_the_connection_is_set_up(on_disk: Database) -> None:
    for pragma, value in (("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 1)):
        row = await on_disk.one(f"PRAGMA {pragma}")
        assert row is not None
        assert row[pragma] == value


async def test_a_child_without_a_person_is_refused(db: Database) -> None:
    with pytest.raises(sqlcipher.IntegrityError):
        await db.write(
            "INSERT INTO triage_sessions (person_id, started_at, updated_at) VALUES (1, 0, 0)"
        )


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
async def test_memory_needs_no_file(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    db = await Database.open(url, KEY)
    await db.write(ADD, n=1, words="en")
    rows = await count(db)
    await db.close()
    assert rows == 1
    assert os.listdir(tmp_path) == []  # noqa: PTH208  # an empty folder, whoever asks


async def test_write_returns_what_the_statement_returns(db: Database) -> None:
    rows = await db.write(ADD + " RETURNING person_id, language", n=7, words="de")
    assert [dict(row) for row in rows] == [{"person_id": 7, "language": "de"}]
    assert await db.one("SELECT 1 AS x FROM people WHERE person_id = :n", n=8) is None


async def test_a_transaction_stands_as_a_whole(db: Database) -> None:
    async with db.transaction() as transaction:
        await transaction.run(ADD, n=1, words="en")
        await transaction.run(ADD, n=2, words="en")
    assert await count(db) == 2


async def test_a_transaction_that_fails_leaves_nothing(db: Database) -> None:
    async def twice() -> None:
        async with db.transaction() as transaction:
            await transaction.run(ADD, n=1, words="en")
            await transaction.run(ADD, n=1, words="en")

    with pytest.raises(sqlcipher.IntegrityError):
        await twice()
    assert await count(db) == 0
    await db.write(ADD, n=1, words="en")
    assert await count(db) == 1


@pytest.mark.parametrize("steps", range(12))
async def test_a_cancelled_transaction_leaves_nothing_open(db: Database, steps: int) -> None:
    async def both() -> None:
        async with db.transaction() as transaction:
            await transaction.run(ADD, n=1, words="en")
            await transaction.run(ADD, n=2, words="en")

    task = asyncio.create_task(both())
    for _ in range(steps):  # cancelled at every point where it can wait
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert await count(db) in {0, 2}
    async with db.transaction() as transaction:  # fails where the other is still open
        await transaction.run(ADD, n=3, words="en")
    assert await count(db) in {1, 3}


async def test_writers_take_turns(db: Database) -> None:
    await db.write(ADD, n=1, words="0")

    async def add_one() -> None:
        async with db.transaction() as transaction:
            rows = await transaction.run("SELECT language FROM people WHERE person_id = 1")
            await asyncio.sleep(0)
            more = str(int(rows[0]["language"]) + 1)
            await transaction.run("UPDATE people SET language = :more", more=more)

    await asyncio.gather(*(add_one() for _ in range(20)))
    row = await db.one("SELECT language FROM people")
    assert row is not None
    assert row["language"] == "20"


async def test_a_write_stays_out_of_somebody_elses_transaction(db: Database) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def given_up() -> None:
        async with db.transaction() as transaction:
            await transaction.run(ADD, n=1, words="en")
            begun.set()
            await go_on.wait()
            raise LookupError

    giving_up = asyncio.create_task(given_up())
    await begun.wait()
    writing = asyncio.create_task(db.write(ADD, n=2, words="en"))
    await count(db)  # time enough for the write, were it not to wait
    go_on.set()
    await asyncio.gather(giving_up, writing, return_exceptions=True)
    rows = await db.all("SELECT person_id FROM people")
    assert [row["person_id"] for row in rows] == [2]


async def test_two_programs_may_write_the_same_file(path: Path, on_disk: Database) -> None:
    async with opened(path) as other:
        writers = (
            database.write(ADD, n=2 * n + side, words="en")
            for n in range(20)
            for side, database in enumerate((on_disk, other))
        )
        await asyncio.gather(*writers)
        assert await count(on_disk) == await count(other) == 40


async def test_closing_waits_for_the_writer(path: Path) -> None:
    db = await Database.open(f"sqlite:///{path}", KEY)
    entered = asyncio.Event()

    async def slow() -> None:
        async with db.transaction() as transaction:
            entered.set()
            await transaction.run(ADD, n=1, words="en")
            await transaction.run(ADD, n=2, words="en")

    writing = asyncio.create_task(slow())
    await entered.wait()
    await db.close()
    await writing
    async with opened(path) as again:
        assert await count(again) == 2
