"""A database that cannot be opened safely is refused in a sentence, and is left as it was."""

import asyncio
import ctypes
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.problems import StorageError
from bot.storage import sqlite
from bot.storage.database import Database
from bot.storage.sqlite import migrations
from bot.storage.transaction import Transaction
from tests.storage.conftest import KEY, opened

OTHER_KEY = "a7" * 32
NOBODY = 65534
ADD = "INSERT INTO people (person_id, language, joined_at, seen_on) VALUES (1, 'en', 0, '')"


async def refusal(path: Path, key: str = KEY) -> str:
    """Return the sentence with which a file is refused; its bytes must not change."""
    before = {file: file.read_bytes() for file in path.parent.glob(f"{path.name}*")}
    try:
        db = await Database.open(f"sqlite:///{path}", key)
    except StorageError as error:
        (sentence,) = error.problems
    else:
        await db.close()
        pytest.fail("it was opened")
    after = {file: file.read_bytes() for file in path.parent.glob(f"{path.name}*")}
    # A copy is made before a migration, also before one that fails.
    assert {path: held for path, held in after.items() if ".before-" not in path.name} == before
    assert KEY not in sentence
    return sentence


async def make(path: Path, *statements: str) -> None:
    async with opened(path) as db:
        for sql in statements:
            await db.run(Transaction.run, sql)


async def test_the_wrong_key(path: Path) -> None:
    await make(path, ADD)
    assert "cannot be opened with this DATABASE_KEY" in await refusal(path, OTHER_KEY)


@pytest.mark.parametrize("key", ["", "0f", "zz" * 32, KEY + "00", f"{KEY}\n"])
async def test_a_key_that_is_none(path: Path, key: str) -> None:
    assert "`flexor key` prints a new one" in await refusal(path, key)
    assert list(path.parent.iterdir()) == []


async def test_the_wrong_key_after_a_crash_loses_nothing(path: Path, on_disk: Database) -> None:
    await on_disk.run(Transaction.run, ADD)
    crashed = path.parent / "crashed"
    crashed.mkdir()
    for file in path.parent.glob("flexor.db*"):  # the newest row stands in the -wal file only
        shutil.copy(file, crashed)
    with pytest.raises(StorageError, match="DATABASE_KEY"):
        await Database.open(f"sqlite:///{crashed}/flexor.db", OTHER_KEY)
    async with opened(crashed / "flexor.db") as db:
        assert len(await db.run(Transaction.all, "SELECT * FROM people")) == 1


def test_what_is_no_database(path: Path) -> None:
    path.write_bytes(b"Dear diary, " * 1000)
    assert "cannot be opened with this DATABASE_KEY" in asyncio.run(refusal(path))


async def test_a_newer_schema(path: Path) -> None:
    newer = migrations()[-1][0] + 1
    await make(path, f"PRAGMA user_version = {newer}")
    sentence = await refusal(path)
    assert f"schema {newer}" in sentence
    assert "newer Flexor" in sentence


@pytest.mark.parametrize("url", ["", "sqlite:///", "flexor.db", "postgres://db/flexor"])
async def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(StorageError, match=r"must look like sqlite:///data/flexor\.db"):
        await Database.open(url, KEY)


async def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be written"):
        await Database.open(f"sqlite:///{tmp_path}", KEY)


async def test_a_file_in_the_place_of_the_folder() -> None:
    with pytest.raises(StorageError, match="cannot be written"):
        await Database.open(f"sqlite:///{__file__}/flexor.db", KEY)


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """Give a folder that this thread, and those it starts, may read but not write."""
    folder = Path(tempfile.mkdtemp(prefix="flexor-"))
    libc = ctypes.CDLL(None)
    is_root = os.geteuid() == 0
    if is_root and not hasattr(libc, "setfsuid"):
        pytest.skip("root may write everywhere, and only Linux lets a thread give that up")
    yield folder
    if is_root:
        libc.setfsuid(0)
    shutil.rmtree(folder)


def give_up_writing(folder: Path) -> None:
    folder.chmod(0o555)
    if os.geteuid() == 0:
        ctypes.CDLL(None).setfsuid(NOBODY)


# A loop of its own each time: a thread that is already there keeps its rights.
def test_a_read_only_folder(unprivileged: Path) -> None:
    give_up_writing(unprivileged)
    assert "cannot be written" in asyncio.run(refusal(unprivileged / "flexor.db"))


def test_a_read_only_file(unprivileged: Path) -> None:
    path = unprivileged / "flexor.db"
    asyncio.run(make(path, ADD))
    path.chmod(0o444)
    give_up_writing(unprivileged)
    sentence = asyncio.run(refusal(path))
    assert "cannot be written" in sentence
    assert "Give this user write access" in sentence


async def test_a_full_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await make(path, ADD)
    connect, older = sqlite.connect, migrations()  # a real disk needs a mount

    def with_no_room_left(path: str, key: str, journal: str = "WAL") -> Any:
        connection = connect(path, key, journal)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")  # more is SQLITE_FULL, as on a disk
        return connection

    # More tables than pages that older migrations have left free.
    newer = (older[-1][0] + 1, "".join(f"CREATE TABLE later_{n} (x);" for n in range(50)))
    monkeypatch.setattr(sqlite, "migrations", lambda: [*older, newer])
    monkeypatch.setattr(sqlite, "connect", with_no_room_left)
    sentence = await refusal(path)
    assert "The disk that holds" in sentence
    assert "Free some space" in sentence


async def test_a_broken_migration_leaves_the_version_before_it_whole(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newest = migrations()[-1][0]
    good = (newest + 1, "CREATE TABLE good (x INTEGER);")
    broken = (newest + 2, "CREATE TABLE half (x INTEGER);\nINSERT INTO nowhere VALUES (1);")
    await make(path, ADD)
    with monkeypatch.context() as patched:
        patched.setattr(sqlite, "migrations", lambda: [*migrations(), good, broken])
        with pytest.raises(StorageError, match="no such table: nowhere"):
            await Database.open(f"sqlite:///{path}", KEY)
        patched.setattr(sqlite, "migrations", lambda: [*migrations(), good])
        async with opened(path) as db:
            tables = {
                row["name"]
                for row in await db.run(Transaction.all, "SELECT name FROM sqlite_master")
            }
            version = await db.run(Transaction.one, "PRAGMA user_version")
            people = await db.run(Transaction.all, "SELECT * FROM people")
    assert "good" in tables
    assert "half" not in tables
    assert version is not None
    assert version["user_version"] == newest + 1
    assert len(people) == 1


def test_migrations_are_numbered_without_a_gap() -> None:
    found = migrations()
    assert [version for version, _ in found] == list(range(1, len(found) + 1))
    for _, sql in found:
        without_comments = re.sub(r"--.*", "", sql).strip()
        assert without_comments.endswith(";")
