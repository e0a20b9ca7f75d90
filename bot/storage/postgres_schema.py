"""PostgreSQL's tables: migrated under a lock, so that of several processes one does it."""

from importlib import resources

from bot.problems import StorageError
from bot.storage.dialect import Connection

_MIGRATING = 0x666C657A


def migrations() -> list[tuple[int, str]]:
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
    known = migrations()
    with connection.transaction():
        connection.execute(f"SELECT pg_advisory_xact_lock({_MIGRATING})".encode())
        current = version_of(connection)
        if current > known[-1][0]:
            raise StorageError(
                f"The database has schema {current}, this program knows {known[-1][0]}. "
                "It was written by a newer Flexor: start that one."
            )
        for version, sql in known:
            if version > current:
                connection.execute(sql.encode())
                connection.execute(b"UPDATE schema_version SET version = %s", (version,))
