"""The real process in floods of several kinds: everybody else is answered within a second."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot import app
from bot.sandbox import server
from bot.sandbox.clock import MovableClock
from bot.sandbox.telegram import Telegram
from tests.conftest import FIGURES, Record
from tests.gateway.test_killed import until_at_rest, until_it_answers
from tests.real_process import process

FLOODER, CLUB, FIRST, OTHERS = 4000, -4001, 5000, 40
_EVERY_S = 0.1  # between two messages of the others, who take turns
_ASKED = 60
P99_S = 1.0


@dataclass(frozen=True, slots=True)
class City:
    """A Telegram with people in it, and the real process behind it."""

    telegram: Telegram
    pid: int

    async def waits(self) -> list[float]:
        """Let the others ask, one after the other; return how long each waited, in seconds."""
        asking = []
        for number in range(_ASKED):
            asking.append(asyncio.create_task(self._wait(FIRST + number % OTHERS)))
            await asyncio.sleep(_EVERY_S)
        return sorted(await asyncio.gather(*asking))

    async def _wait(self, person: int) -> float:
        before, asked = len(self.telegram.history(person)), time.perf_counter()
        self.telegram.say(person, "ice")
        while len(self.telegram.history(person)) < before + 2:
            await asyncio.sleep(0.005)
            if time.perf_counter() - asked > 30 * P99_S:
                break
        return time.perf_counter() - asked


def messages(telegram: Telegram) -> None:
    for number in range(700):
        telegram.say(FLOODER, f"ice {number}")


def more_messages(telegram: Telegram) -> None:
    for _ in range(1000):
        telegram.say(FLOODER, "/help")


def in_a_group(telegram: Telegram) -> None:
    for _ in range(700):
        telegram.say(FLOODER, "/quiz", chat_id=CLUB)


def taps(telegram: Telegram) -> None:
    message = next(m for m in reversed(telegram.history(FLOODER)) if "reply_markup" in m)
    for number in range(700):
        telegram.tap(FLOODER, message["message_id"], f"remedies:home:{number}")


def searches(telegram: Telegram) -> None:
    for number in range(700):
        telegram.inline(FLOODER, f"ice {number}")


def everything(telegram: Telegram) -> None:
    for flood in (taps, messages, in_a_group, searches):
        flood(telegram)


FLOODS: list[Callable[[Telegram], None]] = [
    messages, more_messages, in_a_group, taps, searches, everything
]  # fmt: skip


@contextlib.asynccontextmanager
async def city(path: Path) -> AsyncIterator[City]:
    """Start the bot; everybody has spoken to it and its first pictures were shown."""
    telegram = Telegram(app.wall_clock)
    people = (FLOODER, *range(FIRST, FIRST + OTHERS))
    for person in people:
        telegram.add_person(person, f"Runner {person}", language_code="en")
    telegram.add_group(CLUB, "Running club", people)
    runner = await server.start(server.build(telegram, MovableClock(app.wall_clock)), 0)
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        async with process(url, path) as bot:
            await until_it_answers(telegram, 0)
            for person in people:
                telegram.say(person, "ice")
            await until_at_rest(telegram, path)
            yield City(telegram, bot.pid)
    finally:
        await runner.cleanup()


@pytest.mark.slow
@pytest.mark.parametrize("flood", FLOODS, ids=lambda flood: flood.__name__)
async def test_nobody_else_waits(
    flood: Callable[[Telegram], None], tmp_path: Path, record_property: Record
) -> None:
    async with city(tmp_path / "flexor.db") as there:
        flood(there.telegram)
        waits = await there.waits()
        refused = sum(call.status == 429 for call in there.telegram.calls)
    p99 = waits[int(0.99 * len(waits)) - 1]
    told = f"median {waits[len(waits) // 2]:.3f} s, p99 {p99:.3f} s, {refused} calls refused"
    record_property(FIGURES, (f"how long others wait in a flood of {flood.__name__}", [told]))
    assert p99 <= P99_S
    assert there.telegram.violations == []
