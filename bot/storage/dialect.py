"""The one dialect of all statements, as PostgreSQL takes it: parameters, numbers, changes."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import psycopg
from psycopg.abc import Buffer
from psycopg.adapt import Dumper, Loader
from psycopg.rows import dict_row

# Text in quotes stays as it is, but for the signs that the driver reads.
_PARTS = re.compile(r"'(?:[^']|'')*'|::|:([a-z_][a-z0-9_]*)|%")
_CHANGING = ("INSERT", "UPDATE", "DELETE")

Connection = psycopg.Connection[dict[str, Any]]


class Statements:
    """Runs statements as SQLite's connection does, and counts the rows that they change."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.total_changes = 0

    def execute(self, sql: str, values: Mapping[str, object]) -> "Rows":
        """Run one statement with named parameters."""
        cursor = self._connection.execute(translated(sql).encode(), values)
        self._count(cursor)
        return Rows(cursor.fetchall() if cursor.description else [])

    def executemany(self, sql: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Run one statement for each row of values."""
        cursor = self._connection.cursor()
        cursor.executemany(translated(sql).encode(), rows)
        self._count(cursor)

    def _count(self, cursor: psycopg.Cursor[dict[str, Any]]) -> None:
        if (cursor.statusmessage or "").startswith(_CHANGING):
            self.total_changes += max(0, cursor.rowcount)


class Rows:
    """The rows that a statement gave; none where it gives none."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self._rows = rows

    def fetchone(self) -> dict[str, Any] | None:
        """Return the first row, or None."""
        return self._rows[0] if self._rows else None

    def fetchall(self) -> list[dict[str, Any]]:
        """Return every row."""
        return self._rows


@lru_cache(maxsize=2048)  # many times what there are
def translated(sql: str) -> str:
    """Return a statement with its `:name` parameters in the driver's own writing."""
    return _PARTS.sub(_part, sql)


def _part(found: re.Match[str]) -> str:
    return f"%({found[1]})s" if found[1] else found[0].replace("%", "%%")


def prepare(connection: Connection) -> None:
    """Let a connection take and give values as SQLite does; the pool asks it of each."""
    connection.row_factory = dict_row
    # Parameters stand in the statement: it needs no types then for what is NULL or text.
    connection.cursor_factory = psycopg.ClientCursor
    connection.adapters.register_dumper(bool, _TruthDumper)
    connection.adapters.register_loader("numeric", _SumLoader)
    connection.adapters.register_loader("bool", _TruthLoader)


class _TruthDumper(Dumper):
    """True and False are kept as 1 and 0."""

    def dump(self, obj: bool) -> Buffer:  # noqa: FBT001  # the driver's own interface
        return b"1" if obj else b"0"

    def quote(self, obj: bool) -> Buffer:  # noqa: FBT001
        return self.dump(obj)


class _TruthLoader(Loader):
    """What is compared is 1 or 0."""

    def load(self, data: Buffer) -> int:
        return int(bytes(data) == b"t")


class _SumLoader(Loader):
    """Sums of whole numbers are whole, and means are not."""

    def load(self, data: Buffer) -> int | float:
        text = bytes(data).decode()
        return int(text) if text.lstrip("-").isdecimal() else float(text)
