"""Units of work on the SQLite file, each on the thread of its connection."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import aiosqlite

from bot.storage import sqlite
from bot.storage.transaction import Transaction

_T = TypeVar("_T")

_SHREDDINGS = 3  # each waits for others as long as any statement


class SqliteUnits:
    """Does units of work on the connection that writes; surveys have a second one."""

    def __init__(self, connection: "Connection", reader: Callable[[], Any] | None = None) -> None:
        """Take the connection that writes, and what opens the one for surveys."""
        self._connection = connection
        self._open_reader = reader
        self._reader: asyncio.Task[Connection] | None = None

    async def write(self, work: Callable[[Transaction], _T]) -> _T:
        """Do a unit with which nobody else writes; what it raises undoes it."""
        return await self._connection.unit("BEGIN IMMEDIATE", work)

    async def read(self, work: Callable[[Transaction], _T]) -> _T:
        """Do a unit that changes nothing; no other process waits for its lock."""
        return await self._connection.unit("BEGIN", work)

    async def survey(self, work: Callable[[Transaction], _T]) -> _T:
        """Do a unit that reads much, on a connection of its own."""
        reader = await self._surveying()
        return await reader.unit("BEGIN", work)

    async def shred(self) -> None:
        """Empty the log; what another program reads all the while is left to the next time."""
        reader = await self._surveying()  # behind its surveys: no unit waits for them
        for _ in range(_SHREDDINGS):
            if await reader.checkpoint():
                return

    async def close(self) -> None:
        """Wait for what is under way, and close."""
        if self._reader is not None:
            await asyncio.wait([self._reader])
            if not _failed(self._reader):
                await self._reader.result().close()
        await self._connection.close()

    async def _surveying(self) -> "Connection":
        """Return the connection for surveys; in memory there is one connection only."""
        if self._open_reader is None:
            return self._connection
        if self._reader is None or _failed(self._reader):
            self._reader = asyncio.create_task(_connected(self._open_reader))
        return await asyncio.shield(self._reader)


class Connection(aiosqlite.Connection):
    """A connection whose thread takes a whole unit of work at once."""

    async def unit(self, begin: str, work: Callable[[Transaction], _T]) -> _T:
        """Do a unit of work between a statement that begins it and the commit."""
        done: _T = await self._execute(self._unit, begin, work)  # type: ignore[no-untyped-call]
        return done

    async def checkpoint(self) -> bool:
        """Write the log into the file and empty it; False where somebody still reads it."""
        ((busy, *_),) = await self.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
        return not busy

    def _unit(self, begin: str, work: Callable[[Transaction], _T]) -> _T:
        connection: Any = self._conn
        connection.execute(begin)
        try:
            done = work(Transaction(connection))
            connection.execute("COMMIT")
        except BaseException:
            # Nothing happens where SQLite has already ended the transaction.
            connection.rollback()
            raise
        return done


async def opened(url: str, key: str) -> SqliteUnits:
    """Open and migrate the file of an address; StorageError if that cannot be done safely."""
    path = sqlite.path_of(url)
    connection = await _connected(partial(sqlite.opened, path, key))
    return SqliteUnits(
        connection, None if path == sqlite.MEMORY else partial(sqlite.reader, path, key)
    )


def _failed(opening: asyncio.Task[Connection]) -> bool:
    return opening.done() and (opening.cancelled() or opening.exception() is not None)


async def _connected(connector: Callable[[], Any]) -> Connection:
    # Not as aiosqlite's own connector: its thread would be left behind where that fails.
    raw = await asyncio.to_thread(connector)
    connection = Connection(lambda: raw, iter_chunk_size=1)
    await connection
    return connection
