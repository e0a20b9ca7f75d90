"""A database with Ana and Ben in it."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.people.store import People
from bot.storage.database import Database
from tests.domain.diary.noted import ANA, BEN, NOW


@pytest.fixture
async def db() -> AsyncIterator[Database]:
    opened = await Database.open("sqlite://", "0f" * 32)
    for person_id in (ANA, BEN):
        await People(opened).note(person_id, "en", NOW)
    yield opened
    await opened.close()
