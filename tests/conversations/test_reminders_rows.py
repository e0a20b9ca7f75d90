"""Every kind of row comes once on each of its days, though clocks change or the bot is away."""

from collections.abc import AsyncIterator

import pytest

from bot.library.content import Content
from bot.sandbox.start import populate
from bot.sandbox.telegram import Telegram
from tests.conversations.conftest import START, fast_settings, pretended_telegram
from tests.conversations.reminding import Reminded, SetClock, reminding

SPRING, AUTUMN = ("2026-03-27T09:00", "2026-04-01T09:00"), ("2026-10-23T09:00", "2026-10-28T09:00")
"""Friday to Wednesday; on the Sunday clocks skip 02:30, or show it twice."""
ROWS = {
    "daily": 5,
    "every 2 days": 3,
    "on sundays": 1,
    "every 2 weeks on sun": 1,
    "once a week on sunday": 1,
    "mwf": 2,
    "every day except sunday": 4,
}


@pytest.fixture
async def ana(content: Content) -> AsyncIterator[Reminded]:
    telegram, clock = pretended_telegram()
    async with reminding(telegram, clock, content, fast_settings(telegram)) as chat:
        await chat.live_in()
        yield chat


def _asked(said: str, change: tuple[str, str]) -> tuple[str, int]:
    if said != "once":
        return said, ROWS[said]
    return ("on 29 march" if change is SPRING else "on 25 october"), 1


CHANGES = pytest.mark.parametrize("change", [SPRING, AUTUMN], ids=["spring", "autumn"])
SAID = pytest.mark.parametrize("said", [*ROWS, "once"])


@CHANGES
@SAID
async def test_each_day_has_one(ana: Reminded, said: str, change: tuple[str, str]) -> None:
    line, number = _asked(said, change)
    await ana.away_until(change[0])
    assert "Saved." in await ana.say(f"/remind call Jo 02:30 {line}")
    await ana.tap("No nudge")
    came = await ana.until(change[1])
    assert came == ["⏰ call Jo"] * number


@CHANGES
@SAID
async def test_a_clock_set_back_and_right_again_repeats_nothing(
    content: Content, said: str, change: tuple[str, str]
) -> None:
    line, number = _asked(said, change)
    clock = SetClock(lambda: START)
    telegram = Telegram(clock, strict_rate=False)
    populate(telegram)
    async with reminding(telegram, clock, content, fast_settings(telegram)) as ana:
        await ana.live_in()
        await ana.away_until(change[0])
        await ana.say(f"/remind call Jo 02:30 {line}")
        await ana.tap("No nudge")
        assert len(await ana.until(change[1])) == number
        for hours in (-26, 26):
            clock.set_by(hours * 3600)
            assert await ana.tick() == []


@CHANGES
@SAID
async def test_what_an_outage_kept_back_comes_once(
    ana: Reminded, said: str, change: tuple[str, str]
) -> None:
    line, _ = _asked(said, change)
    await ana.away_until(change[0])
    await ana.say(f"/remind call Jo 02:30 {line}")
    await ana.tap("No nudge")
    (late,) = await ana.away_until(change[1])
    assert "call Jo" in late
    assert await ana.tick() == []
