"""What is stored is encrypted, whole, and there again after a restart."""

import asyncio
import os
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from bot.storage.database import Database
from bot.storage.transaction import Transaction
from tests.storage.conftest import KEY, opened

ADD = "INSERT INTO people (person_id, language, joined_at, seen_on) VALUES (:n, :words, 0, '')"
COUNT = "SELECT count(*) AS n FROM people"
TEXT = "my left hip hurts since Tuesday"


async def count(db: Database) -> int:
    row = await db.run(Transaction.one, COUNT)
    assert row is not None
    return int(row["n"])


async def test_nothing_on_disk_can_be_read_without_the_key(path: Path, on_disk: Database) -> None:
    await on_disk.run(Transaction.run, ADD, n=1, words=TEXT)
    written = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert len(written) > 10_000
    assert TEXT.encode() not in written
    assert b"SQLite format 3" not in written
    assert b"people" not in written


async def test_it_is_all_there_after_a_restart(path: Path) -> None:
    async with opened(path) as db:
        await db.run(Transaction.run, ADD, n=1, words=TEXT)
    async with opened(path) as db:
        row = await db.run(Transaction.one, "SELECT language FROM people WHERE person_id = :n", n=1)
    assert row is not None
    assert row["language"] == TEXT


async def test_only_this_user_may_read_the_files(path: Path, on_disk: Database) -> None:
    await on_disk.run(Transaction.run, ADD, n=1, words="en")
    assert {file.stat().st_mode & 0o777 for file in path.parent.iterdir()} == {0o600}


async def test_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "new/and/deeper/flexor.db"
    async with opened(path):
        assert path.exists()


async def test_the_connection_is_set_up(on_disk: Database) -> None:
    for pragma, value in (("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 1)):
        row = await on_disk.run(Transaction.one, f"PRAGMA {pragma}")
        assert row is not None
        assert row[pragma] == value


async def test_a_child_without_a_person_is_refused(db: Database) -> None:
    with pytest.raises(sqlcipher.IntegrityError):
        await db.run(
            Transaction.run,
            "INSERT INTO triage_sessions (person_id, started_at, updated_at) VALUES (1, 0, 0)",
        )


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
async def test_memory_needs_no_file(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    db = await Database.open(url, KEY)
    try:
        await db.run(Transaction.run, ADD, n=1, words="en")
        assert await count(db) == 1
    finally:
        await db.close()
    assert os.listdir(tmp_path) == []  # noqa: PTH208  # an empty folder, whoever asks


async def test_run_returns_what_the_statement_returns(db: Database) -> None:
    rows = await db.run(Transaction.run, ADD + " RETURNING person_id, language", n=7, words="de")
    assert [dict(row) for row in rows] == [{"person_id": 7, "language": "de"}]
    assert (
        await db.run(Transaction.one, "SELECT 1 AS x FROM people WHERE person_id = :n", n=8) is None
    )


async def test_two_programs_may_write_the_same_file(path: Path, on_disk: Database) -> None:
    async with opened(path) as other:
        writers = (
            database.run(Transaction.run, ADD, n=2 * n + side, words="en")
            for n in range(20)
            for side, database in enumerate((on_disk, other))
        )
        await asyncio.gather(*writers)
        assert await count(on_disk) == await count(other) == 40
