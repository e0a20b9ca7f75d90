"""The database on the loop's own thread, so that virtual time stands still while it works."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlcipher3 import dbapi2 as sqlcipher

from bot.storage.database import Database
from bot.storage.sqlite import migrations
from bot.storage.sqlite_units import SqliteUnits
from bot.storage.transaction import Transaction

_T = TypeVar("_T")


class Disk:
    """What outlives a process: tables in memory, as they were last committed."""

    def __init__(self) -> None:
        self.raw = sqlcipher.connect(":memory:", isolation_level=None)
        self.raw.row_factory = sqlcipher.Row
        for _, sql in migrations():
            self.raw.executescript(sql)
        self.raw.execute("PRAGMA foreign_keys = ON")

    def open(self) -> tuple[Database, "Connection"]:
        """Return a database as a process opens it, and the connection by which it is killed."""
        connection = Connection(self.raw)
        return Database(SqliteUnits(connection)), connection  # type: ignore[arg-type]

    def rows(self, sql: str, **values: object) -> Sequence[Any]:
        return list(self.raw.execute(sql, values))


class Connection:
    """Stands in for aiosqlite's connection; once killed it does nothing any more."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw
        self._alive = True

    def kill(self) -> None:
        """End like a process that is killed: what was not committed is gone."""
        self._alive = False
        self._raw.rollback()

    async def unit(self, begin: str, work: Callable[[Transaction], _T]) -> _T:
        if not self._alive:
            raise asyncio.CancelledError
        self._raw.execute(begin)
        try:
            done = work(Transaction(self._raw))
            self._raw.execute("COMMIT")
        except BaseException:
            self._raw.rollback()
            raise
        return done

    async def close(self) -> None:
        self._alive = False
