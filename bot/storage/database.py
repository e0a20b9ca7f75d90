"""One encrypted SQLite database behind one connection, written by one task at a time."""

import asyncio
import contextlib
import os
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Self

import aiosqlite
from sqlcipher3 import dbapi2 as sqlcipher

from bot.problems import StorageError

Row = Mapping[str, Any]
Values = Mapping[str, object]

MEMORY = "sqlite://"
_PREFIX = "sqlite:///"
_BUSY_TIMEOUT_MS = 5000


class Database:
    """Statements with named parameters against an open database.

    A statement by `write` is its own transaction. Several go into `transaction()`, which
    other writers wait for.
    """

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self._writing = asyncio.Lock()

    @classmethod
    async def open(cls, url: str, key: str) -> Self:
        """Open and migrate the database; StorageError if that cannot be done safely."""
        path = _path(url)
        try:
            # Not as aiosqlite's own connector: its thread would be left behind where that fails.
            opened = await asyncio.to_thread(_connect, path, key)
            connection = await aiosqlite.Connection(lambda: opened, iter_chunk_size=256)
            try:
                await _migrate(connection)
                # Only now: a migration may rebuild a table that others refer to.
                await connection.execute("PRAGMA foreign_keys = ON")
            except BaseException:
                await connection.close()
                raise
        except (sqlcipher.DatabaseError, OSError) as error:
            raise StorageError(_explain(error, path)) from error
        return cls(connection)

    async def close(self) -> None:
        """Wait for the writer and close."""
        async with self._writing:
            await self._connection.close()

    async def one(self, sql: str, **values: object) -> Row | None:
        """Return the first row, or None."""
        rows = await self.all(sql, **values)
        return rows[0] if rows else None

    async def all(self, sql: str, **values: object) -> Sequence[Row]:
        """Return every row of a query."""
        return await _fetch(self._connection, sql, values)

    async def write(self, sql: str, **values: object) -> Sequence[Row]:
        """Run one statement as its own transaction; return what it RETURNs."""
        if not self._writing.locked():
            # In the connection's queue at once, so before any transaction that begins from now on.
            return await _fetch(self._connection, sql, values)
        async with self._writing:
            return await _fetch(self._connection, sql, values)

    @contextlib.asynccontextmanager
    async def transaction(self) -> AsyncIterator["Transaction"]:
        """Run several statements all or none."""
        async with self._writing:
            try:
                await self._connection.execute("BEGIN IMMEDIATE")
                yield Transaction(self._connection)
                await self._connection.execute("COMMIT")
            except BaseException:
                # BEGIN is inside: the connection's thread carries it out though its task is
                # cancelled. Nothing happens where SQLite has already ended the transaction.
                await self._connection.rollback()
                raise


class Transaction:
    """Statements that stand or fall together."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def run(self, sql: str, **values: object) -> Sequence[Row]:
        """Run one statement; return its rows."""
        return await _fetch(self._connection, sql, values)

    async def each(self, sql: str, rows: Sequence[Values]) -> None:
        """Run one statement for each row of values."""
        if rows:
            await self._connection.executemany(sql, rows)


async def _fetch(connection: aiosqlite.Connection, sql: str, values: Values) -> list[Row]:
    # One hop to the connection's thread and back, where execute + fetchall would be two.
    return list(await connection.execute_fetchall(sql, values))  # type: ignore[arg-type]


def _path(url: str) -> str:
    if url in {MEMORY, _PREFIX + ":memory:"}:
        return ":memory:"
    if not url.startswith(_PREFIX) or len(url) == len(_PREFIX):
        raise StorageError("DATABASE_URL must look like sqlite:///data/flexor.db")
    return url.removeprefix(_PREFIX)


def _connect(path: str, key: str) -> Any:
    if not re.fullmatch(r"[0-9a-fA-F]{64}", key):
        raise StorageError("DATABASE_KEY must be 64 hex digits. `flexor key` prints a new one.")
    if path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        _keep_private(path)
    connection = sqlcipher.connect(path, isolation_level=None, check_same_thread=False)
    try:
        connection.row_factory = sqlcipher.Row
        connection.execute("PRAGMA cipher_log_level = NONE")  # we say it in words
        # A raw key: 32 random bytes need no derivation, which would cost the start half a second.
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for pragma in (
            f"busy_timeout = {_BUSY_TIMEOUT_MS}",
            "journal_mode = WAL",
            "synchronous = NORMAL",
        ):
            connection.execute(f"PRAGMA {pragma}").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _keep_private(path: str) -> None:
    if not Path(path).exists():
        # Created here, before SQLite does, so that it is never readable by others.
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))


def migrations() -> list[tuple[int, str]]:
    """Return (version, SQL) of every migration, oldest first."""
    folder: Traversable = resources.files("bot.storage") / "migrations"
    found = [
        (int(f.name[:4]), f.read_text("utf-8")) for f in folder.iterdir() if f.name.endswith(".sql")
    ]
    return sorted(found)


async def _migrate(connection: aiosqlite.Connection) -> None:
    rows = await connection.execute_fetchall("PRAGMA user_version")
    current = int(next(iter(rows))[0])
    known = migrations()
    if current > known[-1][0]:
        raise StorageError(
            f"The database has schema {current}, this program knows {known[-1][0]}. "
            "It was written by a newer Flexor: start that one."
        )
    for version, sql in known:
        if version > current:
            # The version changes in the same transaction: half a migration cannot happen.
            script = f"BEGIN IMMEDIATE;\n{sql}\nPRAGMA user_version = {version};\nCOMMIT;"
            await connection.executescript(script)


def _explain(error: Exception, path: str) -> str:
    text = str(error)
    if "not a database" in text or "file is encrypted" in text:
        return (
            f"{path} cannot be opened with this DATABASE_KEY. "
            "Nothing was changed; use the key it was made with."
        )
    if "full" in text or "No space" in text:
        return f"The disk that holds {path} is full. Free some space and start again."
    if "locked" in text:
        return f"{path} is locked by another program. Stop that one first."
    if "readonly" in text or "unable to open" in text or isinstance(error, OSError):
        return f"{path} cannot be written. Give this user write access to the file and its folder."
    return f"{path} cannot be opened as a database ({text})."
