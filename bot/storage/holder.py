"""Who works with a database: one bot ever, and one process of it at a time."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from filelock import AsyncFileLock, Timeout

from bot.problems import StorageError
from bot.storage import sqlite
from bot.storage.database import Database
from bot.storage.transaction import Transaction

_HANDOVER_S = 10.0  # the process before may take so long to end


@contextlib.asynccontextmanager
async def held(db: Database, url: str, bot_id: int) -> AsyncIterator[None]:
    """Hold a database for a bot; StorageError where it is another's, or another process has it.

    The lock is a file beside the database, or PostgreSQL's: it is free whenever its process dies.
    """
    try:
        owner = await asyncio.wait_for(db.run(_owner, bot_id), _HANDOVER_S)
    except TimeoutError as error:
        raise StorageError(
            "The database is locked by another program. Stop that one first."
        ) from error
    if owner != bot_id:
        raise StorageError(
            f"This database belongs to the bot {owner}, and BOT_TOKEN is that of {bot_id}. "
            "Give each bot a DATABASE_URL of its own."
        )
    if sqlite.is_elsewhere(url):
        from bot.storage import postgres  # noqa: PLC0415  # an extra of the package

        async with postgres.held(url):
            yield
        return
    path = sqlite.path_of(url)
    if path == sqlite.MEMORY:
        yield
        return
    lock = AsyncFileLock(f"{path}.lock", timeout=_HANDOVER_S, mode=0o600)
    try:
        await lock.acquire()
    except Timeout as error:
        raise StorageError(f"Another Flexor works with {path}. Stop that one first.") from error
    try:
        yield
    finally:
        await lock.release()


def _owner(tx: Transaction, bot_id: int) -> int:
    """Return whose database it is; the first bot that asks owns it."""
    tx.run(
        "INSERT INTO owner (one, bot_id) VALUES (1, :bot_id) ON CONFLICT (one) DO NOTHING",
        bot_id=bot_id,
    )
    row = tx.one("SELECT bot_id FROM owner")
    return int(row["bot_id"]) if row else bot_id
