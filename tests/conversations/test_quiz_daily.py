"""The question of the day, by a reminder of its kind."""

from collections.abc import AsyncIterator

import pytest

from bot.features.quiz.jobs import send_questions
from bot.library.content import Content
from tests.conversations.conftest import fast_settings, pretended_telegram
from tests.conversations.reminding import Reminded, reminding


@pytest.fixture
async def ana(content: Content) -> AsyncIterator[Reminded]:
    telegram, clock = pretended_telegram()
    async with reminding(telegram, clock, content, fast_settings(telegram)) as chat:
        await chat.live_in()
        yield chat


async def _polls_at(ana: Reminded, local: str) -> int:
    await ana.away_until(local)
    assert ana.outbox is not None
    await send_questions(ana.services, ana.outbox)
    await ana.read()
    return sum("poll" in message for message in ana.messages)


async def test_it_comes_once_a_day_at_its_time(ana: Reminded) -> None:
    await ana.say("/remind quiz 12:00 daily")
    assert await _polls_at(ana, "2026-03-02T11:59") == 0
    assert await _polls_at(ana, "2026-03-02T12:00") == 1
    assert await _polls_at(ana, "2026-03-02T12:01") == 1
    assert await _polls_at(ana, "2026-03-03T12:00") == 2


async def test_an_emergency_brings_none(ana: Reminded) -> None:
    await ana.say("/remind quiz 12:00 daily")
    await ana.say("/check")
    await ana.tap("Can't stand on it")
    before = len(ana.messages)
    assert await _polls_at(ana, "2026-03-02T12:00") == 0
    assert len(ana.messages) == before
