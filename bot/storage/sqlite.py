"""The encrypted SQLite file: opened with its key, migrated, refused in a sentence."""

import os
import re
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from bot.problems import StorageError
from bot.storage.schema import Migration, still_to_run

MEMORY = ":memory:"
_PREFIX = "sqlite:///"
_PLAIN = b"SQLite format 3\0"
_BUSY_TIMEOUT_MS = 5000
_CACHE_KB = 2000  # of pages for each connection: SQLite's own measure; SQLCipher's is four times it


def opened(path: str, key: str) -> Any:
    """Return a connection to the file at this schema; StorageError if that cannot be done."""
    try:
        connection = connect(path, key)
        try:
            _keep_before(connection, path, key)
            _migrate(connection)
            # Only now: a migration may rebuild a table that others refer to.
            connection.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            connection.close()
            raise
    except (sqlcipher.DatabaseError, OSError) as error:
        raise StorageError(explained(error, path)) from error
    return connection


def reader(path: str, key: str) -> Any:
    """Return a connection to the same file that changes nothing; StorageError as `opened`."""
    try:
        connection = connect(path, key)
        connection.execute("PRAGMA query_only = ON")
    except (sqlcipher.DatabaseError, OSError) as error:
        raise StorageError(explained(error, path)) from error
    return connection


def is_elsewhere(url: str) -> bool:
    """Say whether an address is PostgreSQL's: then there is no file."""
    return url.startswith("postgresql:")


def path_of(url: str) -> str:
    """Return the file of an address; MEMORY where it is kept in memory only."""
    if is_elsewhere(url):
        raise StorageError(
            "This is for SQLite's encrypted file. For PostgreSQL use its own: `pg_dump` to copy, "
            "`pg_restore` to put back; its disk has the key, not Flexor."
        )
    if url in {"sqlite://", _PREFIX + MEMORY}:
        return MEMORY
    if not url.startswith(_PREFIX) or len(url) == len(_PREFIX):
        raise StorageError("DATABASE_URL must look like sqlite:///data/flexor.db")
    return url.removeprefix(_PREFIX)


def existing(path: Path, key: str) -> Any:
    """Open a file that is there, whatever its schema; StorageError as `opened`."""
    if not path.is_file():
        raise StorageError(f"There is no database at {path}.")
    try:
        return connect(str(path), key, journal=None)
    except (sqlcipher.DatabaseError, OSError) as error:
        raise StorageError(explained(error, str(path))) from error


def is_plain(path: Path) -> bool:
    """Say whether a file is a database that anybody can read: one with a key begins with salt."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_PLAIN)) == _PLAIN


def connect(path: str, key: str, journal: str | None = "WAL") -> Any:
    """Open a file with its key, leaving its journal as it is where none is named.

    StorageError where the key is none.
    """
    if not re.fullmatch(r"[0-9a-fA-F]{64}", key):
        raise StorageError("DATABASE_KEY must be 64 hex digits. `flexor key` prints a new one.")
    if path != MEMORY:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        _keep_private(path)
    connection = sqlcipher.connect(path, isolation_level=None, check_same_thread=False)
    try:
        connection.row_factory = sqlcipher.Row
        connection.execute("PRAGMA cipher_log_level = NONE")  # we say it in words
        # A raw key: 32 random bytes need no derivation, which would cost the start half a second.
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        wait_for_others(connection)
        for pragma in (
            "synchronous = NORMAL",
            "secure_delete = ON",  # what is deleted is overwritten, not only forgotten
            f"cache_size = -{_CACHE_KB}",
            *([f"journal_mode = {journal}"] if journal else ()),
        ):
            connection.execute(f"PRAGMA {pragma}").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def wait_for_others(connection: Any, most_ms: int = _BUSY_TIMEOUT_MS) -> None:
    """Let statements wait so long for whoever holds the file."""
    connection.execute(f"PRAGMA busy_timeout = {most_ms}").fetchone()


def is_held(error: Exception) -> bool:
    """Say whether a statement failed because another connection holds the file."""
    return str(getattr(error, "sqlite_errorname", "")).startswith("SQLITE_BUSY")


def _keep_private(path: str) -> None:
    if not Path(path).exists():
        # Created here, before SQLite does, so that it is never readable by others.
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))


def version_of(connection: Any) -> int:
    """Return the schema that a database has."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def migrations() -> list[Migration]:
    """Return (version, SQL) of every migration, oldest first."""
    folder: Traversable = resources.files("bot.storage") / "migrations"
    found = [
        (int(f.name[:4]), f.read_text("utf-8")) for f in folder.iterdir() if f.name.endswith(".sql")
    ]
    return sorted(found)


def _keep_before(connection: Any, path: str, key: str) -> None:
    """Copy a database that is about to be migrated: the way back, should one be needed."""
    version = version_of(connection)
    if path == MEMORY or not 0 < version < migrations()[-1][0]:
        return
    kept = Path(f"{path}.before-schema-{version}")
    part = kept.with_name(f"{kept.name}.part")
    part.unlink(missing_ok=True)
    copy = connect(str(part), key, "DELETE")
    try:
        connection.backup(copy)
    finally:
        copy.close()
    part.replace(kept)


def _migrate(connection: Any) -> None:
    for version, sql in still_to_run(migrations(), version_of(connection)):
        # The version changes in the same transaction: half a migration cannot happen.
        script = f"BEGIN IMMEDIATE;\n{sql}\nPRAGMA user_version = {version};\nCOMMIT;"
        connection.executescript(script)


def explained(error: Exception, path: str) -> str:
    """Return what went wrong with a file and what to do about it, in a sentence."""
    text = str(error)
    if "not a database" in text or "file is encrypted" in text:
        return (
            f"{path} cannot be opened with this DATABASE_KEY. "
            "Nothing was changed; use the key it was made with."
        )
    if "full" in text or "No space" in text:
        return f"The disk that holds {path} is full. Free some space and start again."
    if "locked" in text:
        return f"{path} is locked by another program. Stop that one first."
    if "readonly" in text or "unable to open" in text or isinstance(error, OSError):
        return f"{path} cannot be written. Give this user write access to the file and its folder."
    return f"{path} cannot be opened as a database ({text})."
