"""Copies of the database while it is in use, put back, or under another key; each is verified."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlcipher3 import dbapi2 as sqlcipher
from whenever import Instant

from bot.problems import StorageError
from bot.storage import sqlite

KEPT = 7
"""Copies that stay in a folder; older ones go."""

BEFORE_DAYS = 30
"""So long copies stay that were made before a migration, or before another was put back."""

_FRESH_HOURS = 20  # a folder whose newest copy is younger wants no other today
_PAGES = 256  # copied at a time, so that a writer gets its turn


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy that was made: where, how many bytes, and which older ones went for it."""

    path: Path
    size: int
    removed: tuple[Path, ...] = ()


def backup(url: str, key: str, to: Path, stamp: str, *, keep: int = KEPT) -> Copied:
    """Copy the database of an address, also while the bot runs; StorageError where that fails.

    `to` is a file, or a folder in which the newest copies are kept; `stamp` names the one made now.
    """
    folder = to if to.is_dir() else None
    target = folder / f"flexor-{stamp}.db" if folder else to
    with _failing_in_words(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f"{target.name}.part")
        part.unlink(missing_ok=True)
        source = sqlite.existing(_file(url), key)
        try:
            copy = sqlite.connect(str(part), key, "DELETE")
            try:
                source.backup(copy, pages=_PAGES)
            finally:
                copy.close()
        finally:
            source.close()
        verify(part, key)
        part.replace(target)
    removed = _rotated(folder, keep) if folder else ()
    return Copied(target, target.stat().st_size, removed)


def stamp(now: Instant) -> str:
    """Return a time as it stands in the name of a copy: such names sort by it."""
    return now.format_iso()[:19].replace(":", "").replace("-", "").replace("T", "-")


def daily(url: str, key: str, folder: Path, now: Instant, keep: int) -> Copied | None:
    """Copy the database to a folder, unless it has a copy of today; StorageError as `backup`."""
    with _failing_in_words(folder):
        folder.mkdir(parents=True, exist_ok=True)
        fresh = f"flexor-{stamp(now.subtract(hours=_FRESH_HOURS))}.db"
        if any(copy.name > fresh for copy in folder.glob("flexor-*.db")):
            return None
    return backup(url, key, folder, stamp(now), keep=keep)


def forget_before(url: str, now: Instant) -> tuple[Path, ...]:
    """Remove what lies beside the database from before a change long ago; return what went."""
    if sqlite.is_elsewhere(url) or sqlite.path_of(url) == sqlite.MEMORY:
        return ()
    target = _file(url)
    long_ago = now.subtract(hours=24 * BEFORE_DAYS).timestamp()
    beside = target.parent.glob(f"{target.name}.before-*")
    old = tuple(path for path in beside if path.stat().st_mtime < long_ago)
    for path in old:
        path.unlink()
    return old


def restore(url: str, key: str, copy: Path, stamp: str) -> Path | None:
    """Put a copy in the place of the database; return where the one before lies now, if any.

    StorageError where the copy is damaged, of another key, newer than this program, or in use.
    """
    target = _file(url)
    verify(copy, key)
    with _alone(target), _failing_in_words(target):
        part = target.with_name(f"{target.name}.part")
        part.unlink(missing_ok=True)
        backup(f"sqlite:///{copy}", key, part, stamp)
        before = target.with_name(f"{target.name}.before-{stamp}") if target.exists() else None
        if before is not None:
            sqlite.existing(target, key).close()  # its log is written back into it
            target.replace(before)
            before.touch()  # it is kept from now on
        _without_log(target)
        _given_back(part, before or target.parent)
        part.replace(target)
    return before


def rekey(url: str, key: str, new_key: str) -> None:
    """Put the database under another key, all or nothing; StorageError where it is in use."""
    target = _file(url)
    with _alone(target), _failing_in_words(target):
        part = target.with_name(f"{target.name}.part")
        part.unlink(missing_ok=True)
        sqlite.connect(str(part), new_key, "DELETE").close()
        source = sqlite.existing(target, key)
        try:
            version = sqlite.version_of(source)
            source.execute(f"ATTACH DATABASE ? AS renewed KEY \"x'{new_key}'\"", (str(part),))
            source.execute("SELECT sqlcipher_export('renewed')").fetchone()
            source.execute(f"PRAGMA renewed.user_version = {version}")
            source.execute("DETACH DATABASE renewed")
        finally:
            source.close()
        verify(part, new_key)
        _without_log(target)
        _given_back(part, target)
        part.replace(target)


def verify(path: Path, key: str) -> None:
    """Read a whole database; StorageError where it is damaged or newer than this program."""
    connection = sqlite.existing(path, key)
    try:
        faults = damage(connection)
        version = sqlite.version_of(connection)
    finally:
        connection.close()
    if faults:
        raise StorageError(f"{path} is damaged: {faults[0]}. Use another copy.")
    newest = sqlite.migrations()[-1][0]
    if version > newest:
        raise StorageError(f"{path} has schema {version}, this program knows {newest}.")


def damage(connection: Any) -> list[str]:
    """Return what is wrong with the pages, the structure and the references of a database."""
    pages = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
    if pages:  # what cannot be decrypted need not be looked at further
        return pages
    try:
        structure = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
        lost = connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlcipher.DatabaseError as error:
        return [str(error)]
    faults = [line for line in structure if line != "ok"]
    return faults + [f"a row of {row[0]} has lost its {row[2]}" for row in lost]


def _file(url: str) -> Path:
    path = sqlite.path_of(url)
    if path == sqlite.MEMORY:
        raise StorageError("A database in memory has no file. Set DATABASE_URL.")
    return Path(path)


def _rotated(folder: Path, keep: int) -> tuple[Path, ...]:
    made = sorted(folder.glob("flexor-*.db"))
    old = tuple(made[:-keep]) if keep else ()
    for path in old:
        path.unlink()
    return old


def _given_back(made: Path, like: Path) -> None:
    """Let what root has made belong to whom something else does: the bot may be another user."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        owner = like.stat()
        os.chown(made, owner.st_uid, owner.st_gid)


def _without_log(target: Path) -> None:
    for ending in ("-wal", "-shm"):
        target.with_name(target.name + ending).unlink(missing_ok=True)


@contextlib.contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Hold the database as the bot does; StorageError while it runs."""
    lock = FileLock(f"{target}.lock", timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout as error:
        raise StorageError(f"Flexor works with {target}. Stop it first.") from error
    try:
        _given_back(Path(lock.lock_file), target if target.exists() else target.parent)
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def _failing_in_words(target: Path) -> Iterator[None]:
    try:
        yield
    except (sqlcipher.DatabaseError, OSError) as error:
        with contextlib.suppress(OSError):
            os.unlink(target.with_name(f"{target.name}.part"))  # noqa: PTH108
        raise StorageError(sqlite.explained(error, str(target))) from error
