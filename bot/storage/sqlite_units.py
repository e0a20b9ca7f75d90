"""Units of work on the SQLite file, each on the thread of its connection."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import aiosqlite
import structlog
from sqlcipher3 import dbapi2 as sqlcipher

from bot.storage import sqlite
from bot.storage.transaction import Transaction

_log = structlog.get_logger()
_T = TypeVar("_T")

_LOOK_MS = 250  # between two looks whether another program still holds the file
_SHREDDINGS = 5
_SHREDDING_MS = 100  # so long each waits for others, and nobody can write meanwhile
_BETWEEN_S = 0.2  # two of them


class SqliteUnits:
    """Does units of work on the connection that writes; surveys have a second one."""

    def __init__(self, connection: "Connection", reader: Callable[[], Any] | None = None) -> None:
        """Take the connection that writes, and what opens the one for surveys."""
        self._connection = connection
        self._open_reader = reader
        self._reader: asyncio.Task[Connection] | None = None

    async def write(self, work: Callable[[Transaction], _T]) -> _T:
        """Do a unit with which nobody else writes; what it raises undoes it.

        Where another program holds the file it is waited for, in the order of the units.
        """
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
            await asyncio.sleep(_BETWEEN_S)

    async def close(self) -> None:
        """Wait for what is under way, and close; another program that holds the file is not."""
        self._connection.closing = True
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

    closing = False

    async def unit(self, begin: str, work: Callable[[Transaction], _T]) -> _T:
        """Do a unit of work between a statement that begins it and the commit."""
        done: _T = await self._execute(self._unit, begin, work)  # type: ignore[no-untyped-call]
        return done

    async def checkpoint(self) -> bool:
        """Write the log into the file and empty it; False where somebody still reads it."""
        done: bool = await self._execute(self._checkpoint)  # type: ignore[no-untyped-call]
        return done

    def _unit(self, begin: str, work: Callable[[Transaction], _T]) -> _T:
        connection: Any = self._conn
        self._begin(connection, begin)
        try:
            done = work(Transaction(connection))
            connection.execute("COMMIT")
        except BaseException:
            # Nothing happens where SQLite has already ended the transaction.
            connection.rollback()
            raise
        return done

    def _begin(self, connection: Any, begin: str) -> None:
        """Begin as soon as no other program holds the file; what it raises ends the waiting."""
        held = False
        while True:
            try:
                connection.execute(begin)
                break
            except sqlcipher.OperationalError as error:
                if not sqlite.is_held(error):
                    raise
                sqlite.wait_for_others(connection, 0 if self.closing else _LOOK_MS)
                if self.closing:
                    raise
                if not held:
                    _log.error("database_held", advice="another program holds it: stop that one")
                held = True
        if held:
            sqlite.wait_for_others(connection)
            _log.warning("database_free")

    def _checkpoint(self) -> bool:
        connection: Any = self._conn
        # Nobody can write while it waits for whoever reads: a copy that is being made, say.
        sqlite.wait_for_others(connection, _SHREDDING_MS)
        try:
            busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            sqlite.wait_for_others(connection)
        return not busy


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
