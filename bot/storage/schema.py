"""What the database itself says of its tables."""

from bot.storage.transaction import Transaction


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
