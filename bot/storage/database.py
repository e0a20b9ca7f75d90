"""The database: units of work, each one transaction on the database's own thread."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

import aiosqlite

from bot.storage import sqlite
from bot.storage.transaction import Transaction

_P = ParamSpec("_P")
_T = TypeVar("_T")
Work = Callable[Concatenate[Transaction, _P], _T]
"""A plain function that loads, decides and saves; it must not wait for anything else."""

_SHREDDINGS = 3  # each waits for others as long as any statement


class Database:
    """Does units of work: all of one happens or none, and nobody comes between.

    A unit whose task is cancelled is carried out all the same.
    """

    def __init__(self, connection: "_Connection", reader: Callable[[], Any] | None = None) -> None:
        """Take the connection that writes, and what opens the one for surveys."""
        self._connection = connection
        self._open_reader = reader
        self._reader: asyncio.Task[_Connection] | None = None

    @classmethod
    async def open(cls, url: str, key: str) -> Self:
        """Open and migrate the database; StorageError if that cannot be done safely."""
        path = sqlite.path_of(url)
        connection = await _connected(partial(sqlite.opened, path, key))
        return cls(connection, None if path == sqlite.MEMORY else partial(sqlite.reader, path, key))

    async def run(self, work: Work[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Do a unit of work; what it raises undoes it and is raised here."""
        return await self._connection.unit("BEGIN IMMEDIATE", _bound(work, *args, **kwargs))

    async def read(self, work: Work[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Do a unit of work that changes nothing; no other process waits for its lock."""
        return await self._connection.unit("BEGIN", _bound(work, *args, **kwargs))

    async def survey(self, work: Work[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Do a unit of work that reads much, on a connection of its own: nobody waits for it."""
        reader = await self._surveying()
        return await reader.unit("BEGIN", _bound(work, *args, **kwargs))

    async def shred(self) -> None:
        """Leave nothing in the log of what was deleted before, once no survey reads it any more.

        What another program reads all the while is left to the next time.
        """
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

    async def _surveying(self) -> "_Connection":
        """Return the connection for surveys; in memory there is one connection only."""
        if self._open_reader is None:
            return self._connection
        if self._reader is None or _failed(self._reader):
            self._reader = asyncio.create_task(_connected(self._open_reader))
        return await asyncio.shield(self._reader)


class _Connection(aiosqlite.Connection):
    """A connection whose thread takes a whole unit of work at once."""

    async def unit(self, begin: str, work: Callable[[Transaction], _T]) -> _T:
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


def _failed(opening: asyncio.Task[_Connection]) -> bool:
    return opening.done() and (opening.cancelled() or opening.exception() is not None)


def _bound(work: Work[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> Callable[[Transaction], _T]:
    return lambda tx: work(tx, *args, **kwargs)


async def _connected(connector: Callable[[], Any]) -> _Connection:
    # Not as aiosqlite's own connector: its thread would be left behind where that fails.
    opened = await asyncio.to_thread(connector)
    connection = _Connection(lambda: opened, iter_chunk_size=1)
    await connection
    return connection
