"""Reminders by a clock that is wrong for a while: nothing is repeated."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from random import Random

import pytest
from whenever import Instant

from bot.chat.screen import Picture, Screen
from bot.chat.sending import Delivery, Lane, Outbox, Outcome
from bot.domain.reminders import work_due
from bot.features.reminders.jobs import send_due
from bot.library.content import Content
from bot.sandbox.start import populate
from bot.sandbox.telegram import Telegram
from bot.storage.transaction import Transaction
from tests.conversations.conftest import START, fast_settings, pretended_telegram
from tests.conversations.reminding import Reminded, SetClock, reminding


@pytest.fixture
async def ana(content: Content) -> AsyncIterator[Reminded]:
    telegram, clock = pretended_telegram()
    async with reminding(telegram, clock, content, fast_settings(telegram)) as chat:
        await chat.live_in()
        yield chat


async def test_a_clock_a_year_back_and_right_again_repeats_nothing(content: Content) -> None:
    clock = SetClock(lambda: START)
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


MINUTE, HOUR, DAY = 60, 3600, 24 * 3600
_THINGS = {"breathe": "07:30", "drink": "12:00", "walk": "19:15"}


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 6))]
)
@pytest.mark.parametrize(
    "wrong_by",
    [2 * MINUTE, DAY, -HOUR, -365 * DAY],
    ids=["two minutes ahead", "a day ahead", "an hour back", "a year back"],
)
async def test_a_clock_that_is_wrong_and_right_again_repeats_and_loses_nothing(
    wrong_by: int, seed: int, content: Content
) -> None:
    random, clock = Random(seed), SetClock(lambda: START)  # noqa: S311  # the same each time
    telegram = Telegram(clock, strict_rate=False)
    populate(telegram)
    async with reminding(telegram, clock, content, fast_settings(telegram)) as ana:
        await ana.live_in()
        for thing, time in _THINGS.items():
            await ana.say(f"/remind {thing} {time} daily")
            await ana.tap("No nudge")
        came = await ana.until(f"2026-03-05T{random.randrange(24):02}:{random.randrange(60):02}")
        clock.set_by(wrong_by)
        came += await ana.tick()
        await ana.services.db.run(_crash_while_wrong, clock())
        lasts = random.randrange(10 * MINUTE)
        clock.set_by(lasts)
        came += await ana.tick()
        clock.set_by(-wrong_by)
        came += await ana.tick()
        came += await ana.until("2026-03-09T23:00")
        dates = await ana.services.db.read(_dates)
    told = Counter(thing for text in came for thing in _THINGS if text == f"⏰ {thing}")
    late = Counter(thing for text in came if "Late" in text for thing in _THINGS if thing in text)
    for thing in _THINGS:
        states = dates[thing]
        assert told[thing] == sum(state == "sent" for state in states.values()), "once each"
        first = 2 if thing != "breathe" else 3  # this one's time was over on the first day
        by_day = [states.get(f"2026-03-{day:02}") for day in range(first, 10)]
        assert by_day[-3:] == ["sent"] * 3, "right again, all is as before"
        assert told[thing] + late[thing] >= len(by_day) - (wrong_by == DAY), "nothing is lost"
        assert told[thing] + late[thing] <= len(by_day), "nothing is repeated"


def _dates(tx: Transaction) -> dict[str, dict[str, str]]:
    """Return what was noted for each thing and day."""
    rows = tx.all(
        "SELECT r.text, f.local_date, f.state FROM reminder_fires AS f"
        " JOIN reminders AS r ON r.reminder_id = f.reminder_id"
    )
    return {
        thing: {row["local_date"]: row["state"] for row in rows if row["text"] == thing}
        for thing in _THINGS
    }


def _crash_while_wrong(tx: Transaction, now: Instant) -> None:
    """Claim whatever will be due, and never settle it."""
    work_due.claim_sent_here(tx, now.add(hours=12), 64)


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

    async def deposit(self, chat_id: int, picture: Picture, lane: Lane = "people") -> bool:
        return await self.outbox.deposit(chat_id, picture, lane)

    def note_late(self, kind: str, seconds: float) -> None:
        self.outbox.note_late(kind, seconds)
