"""Reminders by a clock that is wrong for a while: nothing is repeated."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from whenever import Instant

from bot.chat.screen import Screen
from bot.chat.sending import Delivery, Lane, Outbox, Outcome
from bot.features.reminders.jobs import send_due
from bot.library.content import Content
from bot.sandbox.clock import MovableClock
from bot.sandbox.start import populate
from bot.sandbox.telegram import Telegram
from tests.conversations.conftest import START, fast_settings, pretended_telegram
from tests.conversations.reminding import Reminded, reminding


@pytest.fixture
async def ana(content: Content) -> AsyncIterator[Reminded]:
    telegram, clock = pretended_telegram()
    async with reminding(telegram, clock, content, fast_settings(telegram)) as chat:
        await chat.live_in()
        yield chat


async def test_a_clock_a_year_back_and_right_again_repeats_nothing(content: Content) -> None:
    clock = _SetClock(lambda: START)
    telegram = Telegram(clock, strict_rate=False)
    populate(telegram)
    async with reminding(telegram, clock, content, fast_settings(telegram)) as ana:
        await ana.live_in()
        await ana.say("/remind breathe 12:00 daily")
        await ana.tap("No nudge")
        assert await ana.until("2026-03-02T12:00") == ["⏰ breathe"]
        assert await ana.until("2026-03-03T12:00") == ["⏰ breathe"]
        clock.set_by(-365 * 24 * 3600)
        assert await ana.tick() == []
        clock.set_by(365 * 24 * 3600 + 3600)
        assert await ana.tick() == []
        assert await ana.until("2026-03-04T12:00") == ["⏰ breathe"]


async def test_a_clock_that_jumps_ahead_during_a_send_doubles_nothing(ana: Reminded) -> None:
    await ana.say("/remind breathe 12:00 daily")
    await ana.tap("No nudge")
    ana.clock.forward(3600 * 1.5)
    before = len(ana.messages)
    assert ana.outbox is not None
    slow = _Slow(ana.outbox)
    sending = asyncio.create_task(send_due(ana.services, slow))
    await slow.begun.wait()
    for seconds in (125, 3600):
        ana.clock.forward(seconds)
        await asyncio.sleep(0.6)
    slow.go.set()
    await sending
    await ana.read()
    assert len(ana.messages) == before + 1


class _SetClock(MovableClock):
    """A clock that can be set back, too."""

    def __call__(self) -> Instant:
        return START.add(seconds=self._ahead_s)

    def set_by(self, seconds: float) -> None:
        self._ahead_s += seconds


@dataclass
class _Slow:
    """An outbox whose messages are on their way until they may go."""

    outbox: Outbox
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    go: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, chat_id: int, screen: Screen, lane: Lane = "people") -> Delivery:
        self.begun.set()
        await self.go.wait()
        return await self.outbox.send(chat_id, screen, lane)

    async def edit(self, chat_id: int, message_id: int, screen: Screen) -> Outcome:
        return await self.outbox.edit(chat_id, message_id, screen)
