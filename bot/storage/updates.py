"""Updates that must outlive a crash: those that wait for their answer, and ids of those done."""

from collections.abc import Callable, Iterable, Sequence
from typing import Concatenate, ParamSpec, TypeVar

from bot.storage.database import Database
from bot.storage.transaction import Transaction

_P = ParamSpec("_P")
_T = TypeVar("_T")
_RING = 1 << 16  # many times what can be under way when the process dies


class Once(Database):
    """The database for one update: what it does is marked as done in the same transaction."""

    def __init__(self, db: Database, update_id: int) -> None:
        # Not the base's: the connections are those of `db`, which opens and closes them.
        self._db = db
        self._update_id = update_id

    async def run(
        self, work: Callable[Concatenate[Transaction, _P], _T], *args: _P.args, **kwargs: _P.kwargs
    ) -> _T:
        """Do a unit of work, and mark the update where that changed something."""

        def marked(tx: Transaction) -> _T:
            before = tx.changes
            done = work(tx, *args, **kwargs)
            if tx.changes != before:
                _mark(tx, self._update_id)
            return done

        return await self._db.run(marked)

    async def read(
        self, work: Callable[Concatenate[Transaction, _P], _T], *args: _P.args, **kwargs: _P.kwargs
    ) -> _T:
        """Do a unit of work that changes nothing, and marks nothing."""
        return await self._db.read(work, *args, **kwargs)

    async def survey(
        self, work: Callable[Concatenate[Transaction, _P], _T], *args: _P.args, **kwargs: _P.kwargs
    ) -> _T:
        """Do a unit of work that reads much, and marks nothing."""
        return await self._db.survey(work, *args, **kwargs)

    async def shred(self) -> None:
        """Leave nothing in the log of what was deleted before."""
        await self._db.shred()


def keep(tx: Transaction, waiting: Iterable[tuple[int, int, str]]) -> None:
    """Keep updates: id, whose, and body as JSON."""
    tx.each(
        """
        INSERT INTO updates (update_id, person_id, body)
        VALUES (:update_id, (SELECT person_id FROM people WHERE person_id = :person_id), :body)
        ON CONFLICT (update_id) DO NOTHING
        """,
        [{"update_id": n, "person_id": person, "body": body} for n, person, body in waiting],
    )


def drop(tx: Transaction, update_ids: Iterable[int]) -> None:
    """Let go of updates that were answered."""
    tx.each("DELETE FROM updates WHERE update_id = :id", [{"id": n} for n in update_ids])


def kept(tx: Transaction) -> Sequence[str]:
    """Return the bodies of the updates that wait, oldest first."""
    return [row["body"] for row in tx.all("SELECT body FROM updates ORDER BY update_id")]


def is_done(tx: Transaction, update_id: int) -> bool:
    """Say whether an update has taken effect."""
    row = tx.one(
        "SELECT 1 FROM updates_done WHERE slot = :slot AND update_id = :id",
        slot=update_id % _RING,
        id=update_id,
    )
    return row is not None


def _mark(tx: Transaction, update_id: int) -> None:
    tx.run(
        """
        INSERT INTO updates_done (slot, update_id) VALUES (:slot, :id)
        ON CONFLICT (slot) DO UPDATE SET update_id = excluded.update_id
        """,
        slot=update_id % _RING,
        id=update_id,
    )
