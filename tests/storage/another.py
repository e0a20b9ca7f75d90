"""Another program that has the database open: it holds it until its input ends."""

import asyncio
import contextlib
import sys
import threading
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path
from typing import Any

from bot.storage import sqlite
from tests.source import ROOT
from tests.storage.conftest import KEY


class _OverError(Exception):
    """The input has ended."""


def _exclusive(connection: Any, _: Path) -> None:
    connection.execute("BEGIN EXCLUSIVE")
    _hold()
    connection.execute("ROLLBACK")


def _dump(connection: Any, _: Path) -> None:
    """Read every table in one transaction, as `.dump` does, and stay."""
    connection.execute("BEGIN")
    for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
        connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
    _hold()
    connection.execute("ROLLBACK")


def _backup(connection: Any, path: Path) -> None:
    """Copy page by page; whenever somebody writes, SQLite begins again."""
    over = threading.Event()

    def wait() -> None:
        _hold()
        over.set()

    threading.Thread(target=wait, daemon=True).start()

    def look(*_: int) -> None:
        if over.is_set():
            raise _OverError

    copy = sqlite.connect(f"{path}.copy", KEY, "DELETE")
    with contextlib.suppress(_OverError):
        while True:
            connection.backup(copy, pages=1, progress=look, sleep=0.001)
    copy.close()


def _hold() -> None:
    sys.stdout.write("held\n")
    sys.stdout.flush()
    sys.stdin.read()


KINDS: Mapping[str, Callable[[Any, Path], None]] = {
    "exclusive": _exclusive,
    "dump": _dump,
    "backup": _backup,
}


@contextlib.asynccontextmanager
async def another(path: Path, kind: str) -> AsyncIterator[None]:
    """Let another process hold the database."""
    pipe = asyncio.subprocess.PIPE
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", __name__, str(path), kind, cwd=ROOT, stdin=pipe, stdout=pipe
    )
    assert running.stdout is not None
    try:
        assert await running.stdout.readline() == b"held\n"
        yield
    finally:
        await running.communicate(b"")
    assert running.returncode == 0


if __name__ == "__main__":
    opened = sqlite.connect(sys.argv[1], KEY, journal=None)
    KINDS[sys.argv[2]](opened, Path(sys.argv[1]))
    opened.close()
