"""A database without anybody in it."""

from collections.abc import AsyncIterator

import pytest

from bot.storage.database import Database
from tests.storage.conftest import opened


@pytest.fixture
async def db() -> AsyncIterator[Database]:
    async with opened(":memory:") as database:
        yield database
