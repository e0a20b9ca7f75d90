"""What is asked of one person costs the same however many others there are."""

from collections.abc import Sequence
from typing import Any

import pytest
from whenever import Instant

from bot.domain import standing
from bot.domain.people.work import arrived
from bot.features.progress.history import every_entry, history
from bot.storage.database import Database
from bot.storage.transaction import Row, Transaction

NOW = Instant.from_utc(2026, 3, 2, 12)
ANA = 100_001


class Watched(Transaction):
    """A transaction that keeps how SQLite finds the rows of each statement."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self.plans: list[str] = []

    def one(self, sql: str, /, **values: object) -> Row | None:
        self._explain(sql, values)
        return self._tx.one(sql, **values)

    def all(self, sql: str, /, **values: object) -> Sequence[Row]:
        self._explain(sql, values)
        return self._tx.all(sql, **values)

    def _explain(self, sql: str, values: dict[str, object]) -> None:
        steps = self._tx.all(f"EXPLAIN QUERY PLAN {sql}", **values)
        self.plans += [f"{step['detail']}: {' '.join(sql.split())}" for step in steps]


def plans(tx: Transaction, work: Any, *args: object) -> list[str]:
    """Do a unit of work; return how its rows were found."""
    watched = Watched(tx)
    work(watched, *args)
    return watched.plans


@pytest.mark.parametrize("work", [standing.of_person, history, every_entry])
async def test_no_table_is_read_through_for_one_person(db: Database, work: Any) -> None:
    await db.run(arrived, ANA, "en", NOW)
    found = await db.run(plans, work, ANA, NOW)
    assert found
    read_through = [plan for plan in found if plan.startswith("SCAN") and "INDEX" not in plan]
    assert not read_through


async def test_every_reference_has_an_index_so_that_deleting_reads_nothing_through(
    db: Database,
) -> None:
    """Whoever is deleted takes along rows of every table."""
    # Updates are kept while they wait only: there are few.
    assert await db.read(without_index) == ["updates.person_id"]


def without_index(tx: Transaction) -> list[str]:
    """Return the references by which SQLite would look for rows one by one."""
    rows = tx.all(
        """
        SELECT t.name AS child, f."from" AS named FROM sqlite_schema t
        JOIN pragma_foreign_key_list(t.name) f
        WHERE t.type = 'table' AND NOT EXISTS (
            SELECT 1 FROM pragma_index_list(t.name) i
            JOIN pragma_index_info(i.name) c ON c.seqno = 0 AND c.name = f."from"
            WHERE NOT i.partial
        ) AND NOT EXISTS (
            SELECT 1 FROM pragma_table_info(t.name) k WHERE k.name = f."from" AND k.pk = 1
        )
        """
    )
    return [f"{row['child']}.{row['named']}" for row in rows]
