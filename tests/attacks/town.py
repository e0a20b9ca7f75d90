"""A strict Telegram with people in it, served over HTTP, and the real process before it."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from aiohttp import ClientSession

from bot import app
from bot.sandbox import server
from bot.sandbox.clock import MovableClock
from bot.sandbox.telegram import Telegram
from tests.conversations.conftest import labels
from tests.gateway.test_killed import waiting
from tests.real_process import process
from tests.storage.cluster import free_port

FIRST, DORA = 5000, 1004


@dataclass
class Town:
    """People, numbered from FIRST, and what they wrote."""

    telegram: Telegram
    url: str
    path: Path
    random: Random
    people: range
    per_second: int = 30
    port: int = field(default_factory=free_port)  # on which the bot tells its figures
    said: dict[int, list[str]] = field(default_factory=dict)
    made: int = 0  # calls of the bot's; Telegram keeps the last 5,000 alone
    refused: list[str] = field(default_factory=list)
    _heard: int = 0
    _looked_at: int = 0

    @property
    def _output(self) -> Path:
        return self.path.with_suffix(".log")

    @contextlib.asynccontextmanager
    async def bot(self) -> AsyncIterator[asyncio.subprocess.Process]:
        """Run the real process until it has begun to call; it is killed in the end."""
        settings = {
            "ADMIN_IDS": str(DORA),
            "HTTP_PORT": str(self.port),
            "MESSAGES_PER_SECOND": str(self.per_second),
        }
        before = self.made
        async with process(self.url, self.path, self._output, **settings) as running:
            while self.made == before and running.returncode is None:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
            if running.returncode is not None:
                raise RuntimeError(f"the bot does not start: {self._output.read_text()}")
            yield running

    def faults(self) -> list[str]:
        """Return what the bot has logged so far; it logs what is wrong alone."""
        return self._output.read_text("utf-8").splitlines()

    async def tasks(self) -> int:
        """Return how many tasks the bot has."""
        async with (
            ClientSession() as session,
            session.get(f"http://127.0.0.1:{self.port}/metrics") as answer,
        ):
            figures = await answer.text()
        return int(float(figures.partition("\nflexor_tasks ")[2].partition("\n")[0]))

    async def rest(self, most_s: float = 600) -> bool:
        """Wait until nothing waits, and nothing was sent for a second; False where it goes on."""
        end, made = time.monotonic() + most_s, -1
        while self.telegram.pending or await waiting(self.path) or self.made != made:
            made = self.made
            await asyncio.sleep(1)
            if time.monotonic() > end:
                return False
        return True

    async def served(self) -> None:
        """Wait until every update is confirmed, whatever is still being said."""
        while self.telegram.pending:  # noqa: ASYNC110  # Telegram tells nobody
            await asyncio.sleep(0.01)

    def hear(self, method: str, _: dict[str, Any]) -> None:
        """Count a call."""
        self.made += method != "getUpdates"
        self._heard += 1

    def say(self, person: int, text: str) -> None:
        self.said.setdefault(person, []).append(text)
        self.telegram.say(person, text)

    def got(self, person: int) -> list[dict[str, Any]]:
        """Return what the bot sent to somebody."""
        return [m for m in self.telegram.history(person) if m["from"]["is_bot"]]

    def tap(self, person: int) -> bool:
        """Tap any button of somebody's newest message that has one; votes count as taps."""
        for message in self.got(person)[:-4:-1]:
            poll = message.get("poll")
            if poll and not poll["is_closed"] and self.random.random() < 1 / 2:
                with contextlib.suppress(ValueError):  # they have voted
                    self.telegram.vote(person, poll["id"], [0])
                    return True
            buttons = [b for row in _rows(message) for b in row if "callback_data" in b]
            onward = [b for b in buttons if not b["callback_data"].startswith(_ENDS)]
            if labels(message) and onward:
                data = self.random.choice(onward)["callback_data"]
                self.telegram.tap(person, message["message_id"], data)
                return True
        return False

    def note_refusals(self) -> None:
        """Note which calls since the last look were refused; look before there are 5,000."""
        calls = list(self.telegram.calls)[self._looked_at - self._heard - 1 :]
        self.refused += [f"{c.method} {c.status}" for c in calls if c.status >= _REFUSED]
        self._looked_at = self._heard


_REFUSED = 400
# What takes back what was written, or lets the next words take its place: that would look lost.
_ENDS = ("account:delete", "diary:undo", "diary:delete", "diary:note", "reminders:delete")


def _rows(message: dict[str, Any]) -> list[list[dict[str, str]]]:
    rows: list[list[dict[str, str]]] = message.get("reply_markup", {}).get("inline_keyboard", [])
    return rows


@contextlib.asynccontextmanager
async def town(
    path: Path, random: Random, count: int, *, is_paced: bool = True
) -> AsyncIterator[Town]:
    """Serve a strict Telegram with so many people and an admin; unpaced it takes any rate."""
    telegram = Telegram(app.wall_clock, strict_rate=is_paced)
    people = range(FIRST, FIRST + count)
    for person in (DORA, *people):
        telegram.add_person(person, f"Runner {person}", language_code="en")
    runner = await server.start(server.build(telegram, MovableClock(app.wall_clock)), 0)
    try:
        url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        there = Town(telegram, url, path, random, people, 30 if is_paced else 0)
        telegram.faults = there.hear
        yield there
    finally:
        await runner.cleanup()
