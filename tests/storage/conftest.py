"""A database in memory, one on disk and one in PostgreSQL, each made for one test."""

import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import psycopg
import pytest

from bot.storage.database import Database
from tests.storage import cluster

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


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    if cluster.programs() is None:
        pytest.skip("there is no PostgreSQL here: apt-get install postgresql")
    with cluster.running() as address:
        yield address


@pytest.fixture
def url(server: str) -> str:
    """Make a database in PostgreSQL."""
    name = f"flexor_{uuid.uuid4().hex}"
    with psycopg.connect(f"{server}postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} LOCALE 'C' TEMPLATE template0".encode())
    return server + name


@asynccontextmanager
async def serving(url: str) -> AsyncIterator[Database]:
    """Open a database in PostgreSQL and close it."""
    db = await Database.open(url, "")
    try:
        yield db
    finally:
        await db.close()


@pytest.fixture
async def served(url: str) -> AsyncIterator[Database]:
    async with serving(url) as database:
        yield database
