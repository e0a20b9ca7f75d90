"""The database: units of work, each one transaction, on SQLite's file or on PostgreSQL."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, Protocol, Self, TypeVar

from bot.problems import StorageError
from bot.storage import sqlite, sqlite_units
from bot.storage.transaction import Transaction

_P = ParamSpec("_P")
_T = TypeVar("_T")
Work = Callable[Concatenate[Transaction, _P], _T]
"""A plain function that loads, decides and saves; it must not wait for anything else."""


NO_DRIVER = "PostgreSQL needs a driver: install Flexor as `flexor[postgres]`."


class Engine(Protocol):
    """What carries units of work out; one that is cancelled is carried out all the same."""

    async def write(self, work: Callable[[Transaction], _T]) -> _T:
        """Do a unit with which nobody else writes; what it raises undoes it and is raised here."""

    async def read(self, work: Callable[[Transaction], _T]) -> _T:
        """Do a unit that changes nothing."""

    async def survey(self, work: Callable[[Transaction], _T]) -> _T:
        """Do a unit that reads much, so that nobody waits for it."""

    async def shred(self) -> None:
        """Leave nothing in the log of what was deleted before, where there is such a log."""

    async def close(self) -> None:
        """Wait for what is under way, and close."""


class Database:
    """Does units of work: all of one happens or none, and nobody comes between.

    A unit whose task is cancelled is carried out all the same.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    async def open(cls, url: str, key: str) -> Self:
        """Open and migrate the database; StorageError if that cannot be done safely."""
        if not sqlite.is_elsewhere(url):
            return cls(await sqlite_units.opened(url, key))
        try:
            from bot.storage import postgres  # noqa: PLC0415  # an extra of the package
        except ImportError as error:
            raise StorageError(NO_DRIVER) from error
        return cls(await postgres.opened(url))

    async def run(self, work: Work[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Do a unit of work; what it raises undoes it and is raised here."""
        return await self._engine.write(_bound(work, *args, **kwargs))

    async def read(self, work: Work[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Do a unit of work that changes nothing; no other process waits for its lock."""
        return await self._engine.read(_bound(work, *args, **kwargs))

    async def survey(self, work: Work[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Do a unit of work that reads much, on a connection of its own: nobody waits for it."""
        return await self._engine.survey(_bound(work, *args, **kwargs))

    async def shred(self) -> None:
        """Leave nothing in the log of what was deleted before, once no survey reads it any more.

        What another program reads all the while is left to the next time.
        """
        await self._engine.shred()

    async def close(self) -> None:
        """Wait for what is under way, and close."""
        await self._engine.close()


def _bound(work: Work[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> Callable[[Transaction], _T]:
    return lambda tx: work(tx, *args, **kwargs)
