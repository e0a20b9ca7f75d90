"""Everything that is kept about a person, found by walking the schema."""

import contextlib
import json
from typing import Any

from bot.storage.transaction import Transaction


def tables_with_people(tx: Transaction) -> list[str]:
    """Return the tables that carry a person_id."""
    rows = tx.all(
        """
        SELECT tables.name FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns
        WHERE tables.type = 'table' AND columns.name = 'person_id' ORDER BY tables.name
        """
    )
    return [row["name"] for row in rows]


def everything(tx: Transaction, person_id: int) -> dict[str, list[dict[str, Any]]]:
    """Return every row about a person, by table; JSON columns are parsed."""
    found = {}
    for table in tables_with_people(tx):
        # The name comes from the schema itself, never from a person.
        sql = f"SELECT * FROM {table} WHERE person_id = :person_id"  # noqa: S608
        rows = tx.all(sql, person_id=person_id)
        found[table] = [{key: _parsed(row[key]) for key in row.keys()} for row in rows]  # noqa: SIM118  # a Row's iterator gives values
    return found


def _parsed(value: object) -> object:
    if isinstance(value, str) and value[:1] in {"{", "["}:
        with contextlib.suppress(ValueError):  # a person's own words may begin so as well
            return json.loads(value)
    return value
