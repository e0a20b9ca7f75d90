"""What the database itself says of its tables, and what its schema still needs."""

from collections.abc import Sequence

from bot.problems import StorageError
from bot.storage.transaction import Transaction

Migration = tuple[int, str]  # version and SQL


def tables_with(tx: Transaction, column: str) -> list[str]:
    """Return the names of the tables that have a column, sorted; each engine is asked its way."""
    rows = tx.all(
        """
        SELECT tables.name FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns
        WHERE tables.type = 'table' AND columns.name = :column ORDER BY tables.name
        """,
        column=column,
    )
    return [row["name"] for row in rows]


def still_to_run(known: Sequence[Migration], current: int) -> list[Migration]:
    """Return what brings a schema up to date, oldest first; StorageError where it is newer."""
    if current > (newest := known[-1][0]):
        raise StorageError(
            f"The database has schema {current}, this program knows {newest}. "
            "It was written by a newer Flexor: start that one."
        )
    return [(version, sql) for version, sql in known if version > current]
