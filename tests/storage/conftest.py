"""A database in memory and one on disk, each made for one test."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.storage.database import Database

KEY = "0f" * 32


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "flexor.db"


@asynccontextmanager
async def opened(path: Path | str) -> AsyncIterator[Database]:
    """Open a database and close it, also where a test fails: its thread would outlive the run."""
    db = await Database.open(f"sqlite:///{path}", KEY)
    try:
        yield db
    finally:
        await db.close()


@pytest.fixture
async def db() -> AsyncIterator[Database]:
    async with opened(":memory:") as database:
        yield database


@pytest.fixture
async def on_disk(path: Path) -> AsyncIterator[Database]:
    async with opened(path) as database:
        yield database
