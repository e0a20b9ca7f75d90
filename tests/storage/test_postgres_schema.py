"""PostgreSQL keeps the same tables as SQLite, and takes the same statements."""

import ast
import re

import psycopg
from whenever import Instant

from bot.domain.people.store_export import everything
from bot.domain.people.work import arrived
from bot.storage import dialect, postgres_schema, sqlite
from bot.storage.database import Database
from bot.storage.schema import tables_with
from bot.storage.transaction import Transaction
from tests.source import modules
from tests.storage.conftest import KEY

NOW = Instant.from_utc(2026, 3, 2, 12)
TYPES = {"INTEGER": "bigint", "TEXT": "text", "REAL": "double precision"}


def test_each_engine_has_every_migration() -> None:
    """One that is added to `migrations` has its twin in `migrations_postgres`."""
    known = {version for version, _ in sqlite.migrations()}
    found = {version for version, _ in postgres_schema.migrations()}
    assert found == {version for version in known if version >= min(found)}


def columns_of_sqlite() -> dict[str, set[tuple[object, ...]]]:
    """Return for each table: name, type, whether it must be there, place in the key, default."""
    connection = sqlite.opened(sqlite.MEMORY, KEY)
    try:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        return {
            table: {
                (
                    c["name"],
                    TYPES[c["type"]],
                    bool(c["notnull"] or c["pk"]),
                    c["pk"],
                    c["dflt_value"],
                )
                for c in connection.execute(f"PRAGMA table_info({table})")
            }
            for (table,) in tables
        }
    finally:
        connection.close()


COLUMNS = """
    SELECT c.table_name AS table, c.column_name AS name, c.data_type AS type,
           c.is_nullable = 'NO' AS needed, c.column_default AS default,
           COALESCE((SELECT array_position(i.indkey::int[], c.ordinal_position::int) + 1
                     FROM pg_index AS i
                     WHERE i.indrelid = c.table_name::regclass AND i.indisprimary), 0) AS key
    FROM information_schema.columns AS c JOIN pg_tables AS t ON t.tablename = c.table_name
    WHERE c.table_schema = 'public' AND t.schemaname = 'public'
      AND c.table_name <> 'schema_version' AND c.column_name <> 'rowid'
"""


async def test_both_engines_have_the_same_columns(served: Database) -> None:
    found: dict[str, set[tuple[object, ...]]] = {}
    for row in await served.read(Transaction.all, COLUMNS):
        default = re.sub(r"::\w+$|^'(-\d+)'::\w+$", r"\1", row["default"] or "") or None
        column = (row["name"], row["type"], bool(row["needed"]), row["key"], default)
        found.setdefault(row["table"], set()).add(column)
    assert found == columns_of_sqlite()


async def test_both_engines_find_and_refuse_rows_by_the_same_indexes(served: Database) -> None:
    connection = sqlite.opened(sqlite.MEMORY, KEY)
    try:
        known = {name for (name,) in connection.execute(NAMES_OF_SQLITE)}
    finally:
        connection.close()
    rows = await served.read(Transaction.all, NAMES)
    assert {row["name"] for row in rows} == known


NAMES_OF_SQLITE = """
    SELECT name FROM sqlite_master
    WHERE type IN ('index', 'trigger') AND name NOT LIKE 'sqlite_%'
"""
NAMES = """
    SELECT indexname AS name FROM pg_indexes WHERE schemaname = 'public'
      AND indexname NOT LIKE '%_pkey' AND indexname NOT LIKE '%_key'
      AND indexname NOT LIKE '%_by_rowid'
    UNION ALL SELECT tgname FROM pg_trigger WHERE NOT tgisinternal
"""


def statements() -> list[tuple[str, str]]:
    """Return (place, SQL) of every statement that stands in the program as it is."""
    return [
        (f"{module.file}:{node.lineno}", node.args[0].value)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"one", "all", "run", "each"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    ]


def refused(tx: Transaction, sql: str) -> str:
    """Return why the server does not take a statement; '' where it does."""
    names = set(re.findall(r"%\((\w+)\)s", dialect.translated(sql)))
    told = ""
    for value in (None, 1, "1"):
        tx.run("SAVEPOINT asked")
        try:
            values = dict.fromkeys(names, value) | {"state": "sent"}
            tx.all(f"EXPLAIN {sql}", **values)
        except psycopg.Error as error:
            told = str(error)
            tx.run("ROLLBACK TO asked")
        else:
            return ""
    return told


async def test_it_takes_every_statement(served: Database) -> None:
    found = statements()
    assert len(found) > 150

    def asked(tx: Transaction) -> list[str]:
        why = ((place, refused(tx, sql)) for place, sql in found)
        return [f"{place}: {each}" for place, each in why if each]

    assert await served.run(asked) == []


async def test_what_is_kept_of_a_person_comes_back_as_from_sqlite(served: Database) -> None:
    memory = await Database.open("sqlite://", KEY)
    try:
        found = []
        for each in (memory, served):
            await each.run(arrived, 100_001, "en", NOW)
            assert await each.read(tables_with, "person_id")
            found.append(await each.read(everything, 100_001))
        assert found[0] == found[1]
    finally:
        await memory.close()
