"""A database with Ana and Ben in it."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.people import store as people
from bot.storage.database import Database
from tests.domain.diary.noted import ANA, BEN, NOW
from tests.storage.conftest import opened


@pytest.fixture
async def db() -> AsyncIterator[Database]:
    async with opened(":memory:") as database:
        for person_id in (ANA, BEN):
            await database.run(people.note, person_id, "en", NOW)
        yield database
