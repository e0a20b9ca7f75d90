"""The export: every row that is kept about a person, table by table."""

import contextlib
import json
from typing import Any

from bot.storage.schema import tables_with
from bot.storage.transaction import Transaction


def everything(tx: Transaction, person_id: int) -> dict[str, list[dict[str, Any]]]:
    """Return every row about a person, by table; JSON columns are parsed.

    A table with a `person_id` joins in by having one.
    """
    found = {}
    for table in tables_with(tx, "person_id"):
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
