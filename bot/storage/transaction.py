"""Statements with named parameters that stand or fall together."""

from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]


class Transaction:
    """A transaction under way, on the database's own thread."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    @property
    def changes(self) -> int:
        """How many rows the connection has changed, in this transaction and before."""
        return int(self._connection.total_changes)

    def one(self, sql: str, /, **values: object) -> Row | None:
        """Return the first row, or None."""
        row: Row | None = self._connection.execute(sql, values).fetchone()
        return row

    def all(self, sql: str, /, **values: object) -> Sequence[Row]:
        """Return every row of a query."""
        rows: Sequence[Row] = self._connection.execute(sql, values).fetchall()
        return rows

    def run(self, sql: str, /, **values: object) -> Sequence[Row]:
        """Run one statement; return what it RETURNs."""
        return self.all(sql, **values)

    def each(self, sql: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Run one statement for each row of values."""
        self._connection.executemany(sql, rows)
