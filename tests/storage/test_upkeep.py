"""Copies are whole while the bot writes, go back in their place, and open with another key."""

import asyncio
import os
import shutil
from pathlib import Path

import pytest
from whenever import Instant

from bot.problems import StorageError
from bot.storage import sqlite, upkeep
from bot.storage.database import Database
from bot.storage.holder import held
from bot.storage.transaction import Transaction
from tests.storage.conftest import KEY, opened
from tests.storage.pages import decrypted

NEW_KEY = "ab" * 32
ADD = "INSERT INTO people (person_id, language, joined_at, seen_on) VALUES (:n, 'en', 0, '')"


async def count(db: Database) -> int:
    row = await db.read(Transaction.one, "SELECT count(*) AS n FROM people")
    assert row is not None
    return int(row["n"])


def url(path: Path) -> str:
    return f"sqlite:///{path}"


async def test_a_copy_made_while_the_bot_writes_is_whole(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copies/copy.db"
    async with opened(path) as db:
        await db.run(Transaction.run, ADD, n=1)
        writing = asyncio.create_task(_write(db))
        made = await asyncio.to_thread(upkeep.backup, url(path), KEY, copy, "now")
        await writing
        shutil.copy(path, tmp_path / "cp.db")  # what `cp` gives: the log is not in it
    assert made.size == copy.stat().st_size > 10_000
    assert copy.stat().st_mode & 0o777 == 0o600
    async with opened(copy) as db:
        assert await count(db) >= 1
    with pytest.raises(StorageError):
        upkeep.verify(tmp_path / "cp.db", NEW_KEY)


async def _write(db: Database) -> None:
    for number in range(2, 300):
        await db.run(Transaction.run, ADD, n=number)


async def test_cp_while_running_loses_what_backup_keeps(path: Path, tmp_path: Path) -> None:
    async with opened(path) as db:
        await db.run(Transaction.run, ADD, n=1)
        shutil.copy(path, tmp_path / "cp.db")
        upkeep.backup(url(path), KEY, tmp_path / "copy.db", "now")
    async with opened(tmp_path / "cp.db") as db:
        assert await count(db) == 0, "its rows were in the log"
    async with opened(tmp_path / "copy.db") as db:
        assert await count(db) == 1


async def test_a_folder_keeps_the_newest(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    async with opened(path):
        made = [upkeep.backup(url(path), KEY, folder, str(n), keep=2) for n in range(4)]
    assert sorted(p.name for p in folder.iterdir()) == ["flexor-2.db", "flexor-3.db"]
    assert [p.name for p in made[-1].removed] == ["flexor-1.db"]


async def test_a_copy_takes_the_place_of_the_database(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    async with opened(path) as db:
        await db.run(Transaction.run, ADD, n=1)
        upkeep.backup(url(path), KEY, copy, "then")
        await db.run(Transaction.run, ADD, n=2)
    before = upkeep.restore(url(path), KEY, copy, "now")
    async with opened(path) as db:
        assert await count(db) == 1
    assert before is not None
    async with opened(before) as db:
        assert await count(db) == 2, "what was there before is kept"


async def test_it_is_not_put_back_under_a_running_bot(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    async with opened(path) as db, held(db, url(path), 1):
        upkeep.backup(url(path), KEY, copy, "then")
        with pytest.raises(StorageError, match="Stop it first"):
            upkeep.restore(url(path), KEY, copy, "now")
        with pytest.raises(StorageError, match="Stop it first"):
            upkeep.rekey(url(path), KEY, NEW_KEY)


async def test_a_damaged_copy_is_refused_and_changes_nothing(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    async with opened(path) as db:
        await db.run(Transaction.run, ADD, n=1)
        upkeep.backup(url(path), KEY, copy, "then")
    content = bytearray(copy.read_bytes())
    content[9000:9100] = bytes(100)
    copy.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(StorageError, match="damaged"):
        upkeep.restore(url(path), KEY, copy, "now")
    assert path.read_bytes() == before
    with pytest.raises(StorageError, match="cannot be opened with this DATABASE_KEY"):
        upkeep.restore(url(path), NEW_KEY, copy, "now")


async def test_the_key_is_changed_as_a_whole(path: Path) -> None:
    async with opened(path) as db:
        await db.run(Transaction.run, ADD, n=1)
    upkeep.rekey(url(path), KEY, NEW_KEY)
    with pytest.raises(StorageError, match="cannot be opened with this DATABASE_KEY"):
        await Database.open(url(path), KEY)
    db = await Database.open(url(path), NEW_KEY)
    assert await count(db) == 1
    await db.run(Transaction.run, ADD, n=2)
    await db.close()
    with pytest.raises(StorageError, match="64 hex digits"):
        upkeep.rekey(url(path), NEW_KEY, "short")


def test_what_is_not_there_cannot_be_copied(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="There is no database at"):
        upkeep.backup(url(tmp_path / "none.db"), KEY, tmp_path / "copy.db", "now")
    with pytest.raises(StorageError, match="in memory has no file"):
        upkeep.backup("sqlite://", KEY, tmp_path / "copy.db", "now")


NOON = Instant.from_utc(2026, 3, 2, 12)


async def test_a_folder_gets_one_copy_a_day_however_often_the_bot_starts(
    path: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "other disk/copies"
    async with opened(path):
        for hours in (0, 1, 19, 24, 25, 48, 72):
            now = NOON.add(hours=hours)
            await asyncio.to_thread(upkeep.daily, url(path), KEY, folder, now, 3)
    assert sorted(copy.name for copy in folder.iterdir()) == [
        f"flexor-2026030{day}-120000.db" for day in (3, 4, 5)
    ]
    upkeep.verify(folder / "flexor-20260305-120000.db", KEY)


async def test_a_database_is_copied_before_it_is_migrated(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(path) as db:
        await db.run(Transaction.run, ADD, n=1)
    assert not list(path.parent.glob("*.before-*")), "a new one has nothing to keep"
    known = sqlite.migrations()
    version = known[-1][0]
    monkeypatch.setattr(
        sqlite, "migrations", lambda: [*known, (version + 1, "DELETE FROM people;")]
    )
    async with opened(path) as db:
        assert await count(db) == 0
    monkeypatch.setattr(sqlite, "migrations", lambda: known)
    kept = path.with_name(f"{path.name}.before-schema-{version}")
    assert kept.stat().st_mode & 0o777 == 0o600
    upkeep.restore(url(path), KEY, kept, "now")
    async with opened(path) as db:
        assert await count(db) == 1


async def test_what_lies_beside_the_database_from_before_goes_after_thirty_days(path: Path) -> None:
    async with opened(path):
        pass
    kept = [path.with_name(f"{path.name}.before-{name}") for name in ("schema-3", "now")]
    for number, copy in enumerate(kept):
        shutil.copy(path, copy)
        age = NOON.subtract(hours=24 * (29 + 2 * number)).timestamp()
        os.utime(copy, (age, age))
    assert upkeep.forget_before(url(path), NOON) == (kept[1],)
    assert path.exists()
    assert kept[0].exists()


WORDS = b"a-language-that-nobody-speaks"
TELL = "UPDATE people SET language = :words WHERE person_id = 1"


async def test_whoever_is_deleted_is_gone_from_every_copy_once_it_was_replaced(
    path: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "copies"
    async with opened(path) as db:
        await db.run(Transaction.run, ADD, n=1)
        await db.run(Transaction.run, TELL, words=WORDS.decode())
        for day in range(3):
            await asyncio.to_thread(upkeep.daily, url(path), KEY, folder, later(day), 3)
        assert all(WORDS in decrypted(copy, KEY) for copy in folder.iterdir())
        await db.run(Transaction.run, "DELETE FROM people")
        await db.shred()
        for day in range(3, 6):
            await asyncio.to_thread(upkeep.daily, url(path), KEY, folder, later(day), 3)
    assert len(list(folder.iterdir())) == 3
    for left in (path, *folder.iterdir()):
        assert WORDS not in decrypted(left, KEY), left


def later(days: int) -> Instant:
    return NOON.add(hours=24 * days)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root gives files away")
async def test_what_root_puts_back_belongs_to_the_bot_s_user(path: Path, tmp_path: Path) -> None:
    copy, nobody = tmp_path / "copy.db", 65534
    async with opened(path):
        upkeep.backup(url(path), KEY, copy, "then")
    for owner, renew in ((path, False), (path, True), (path.parent, False)):
        if owner != path:
            path.unlink()  # of a new database it is the folder that says whose it is
        os.chown(owner, nobody, nobody)
        if renew:
            upkeep.rekey(url(path), KEY, NEW_KEY)
        else:
            upkeep.restore(url(path), KEY, copy, "now")
        for file in (path, path.with_name("flexor.db.lock")):
            assert (file.stat().st_uid, file.stat().st_mode & 0o777) == (nobody, 0o600), file
