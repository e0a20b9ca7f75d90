"""PostgreSQL's tables: migrated under a lock, so that of several processes one does it."""

from importlib import resources

from bot.storage.dialect import Connection
from bot.storage.schema import Migration, still_to_run

_MIGRATING = 0x666C657A


def migrations() -> list[Migration]:
    """Return (version, SQL), oldest first; versions are SQLite's, and one may be several files."""
    folder = resources.files("bot.storage") / "migrations_postgres"
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    return [(int(file.name[:4]), file.read_text("utf-8")) for file in files]


def version_of(connection: Connection) -> int:
    """Return the schema that a database has, 0 where there is none."""
    known = connection.execute("SELECT to_regclass('schema_version') AS known").fetchone()
    if not known or known["known"] is None:
        return 0
    row = connection.execute("SELECT version FROM schema_version").fetchone()
    return int(row["version"]) if row else 0


def migrate(connection: Connection) -> None:
    """Bring the tables up to date, all in one transaction; StorageError where they are newer."""
    with connection.transaction():
        connection.execute(f"SELECT pg_advisory_xact_lock({_MIGRATING})".encode())
        for version, sql in still_to_run(migrations(), version_of(connection)):
            connection.execute(sql.encode())
            connection.execute(b"UPDATE schema_version SET version = %s", (version,))
