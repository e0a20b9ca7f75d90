"""A database with Ana and Ben in it."""

from collections.abc import AsyncIterator

import pytest

from bot.storage.database import Database
from bot.storage.people import People
from tests.features.diary.noted import ANA, BEN, NOW


@pytest.fixture
async def db() -> AsyncIterator[Database]:
    opened = await Database.open("sqlite://", "0f" * 32)
    for person_id in (ANA, BEN):
        await People(opened).note(person_id, "en", NOW)
    yield opened
    await opened.close()
