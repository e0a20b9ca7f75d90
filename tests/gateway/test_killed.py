"""The real process, killed again and again under load: nothing is lost, nobody stays unanswered."""

import asyncio
import signal
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from bot import app
from bot.sandbox import server
from bot.sandbox.clock import MovableClock
from bot.sandbox.telegram import Telegram
from bot.storage import updates
from bot.storage.transaction import Transaction
from tests.conversations.conftest import labels
from tests.real_process import process
from tests.storage.conftest import opened

pytestmark = pytest.mark.slow
FIRST, PEOPLE = 5000, 30
KILLS = 5  # so that of nobody more wait than may: the rest would be dropped with a word


@dataclass
class Runners:
    """People who write to the bot, and what they wrote."""

    telegram: Telegram
    random: Random
    said: dict[int, list[str]] = field(default_factory=dict)

    def write(self) -> None:
        """Let everybody write once more: a note, a reminder of their own, or typed words."""
        for person in range(FIRST, FIRST + PEOPLE):
            said = self.said.setdefault(person, [])
            name = f"thing{len(said)}"
            text = self.random.choice(
                [f"/log 2 {name}", f"/log 2 {name}", f"/remind own {name} 07:30", "ice", "/plan"]
            )
            said.append(text)
            self.telegram.say(person, text)

    def tap(self) -> None:
        """Let everybody go home by the newest button that leads there."""
        for person in range(FIRST, FIRST + PEOPLE):
            for message in reversed(self.telegram.history(person)):
                if "Home" in labels(message):
                    self.telegram.press(person, message["message_id"], "Home")
                    break

    def unanswered(self) -> list[int]:
        """Return who got fewer messages than they wrote."""
        return [person for person, said in self.said.items() if self.got(person) < len(said)]

    def got(self, person: int) -> int:
        return sum(m["from"]["is_bot"] for m in self.telegram.history(person))


async def until_it_answers(telegram: Telegram, before: int) -> None:
    for _ in range(3000):
        if len(telegram.calls) > before:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("the bot does not start")


async def until_at_rest(telegram: Telegram, path: Path) -> None:
    """Wait until nothing waits, here or in the database, and nothing was sent for a second."""
    made = -1
    while telegram.pending or await waiting(path) or len(telegram.calls) != made:
        made = len(telegram.calls)
        await asyncio.sleep(1)


async def waiting(path: Path) -> int:
    """Return how many updates the database keeps."""
    async with opened(path) as db:
        return len(await db.read(updates.kept))


async def lives_and_dies(runners: Runners, url: str, path: Path) -> None:
    """Start the bot under load, and kill it or stop it somewhere in the midst."""
    telegram, random = runners.telegram, runners.random
    before = len(telegram.calls)
    async with process(url, path) as bot:
        await until_it_answers(telegram, before)
        runners.write()
        await asyncio.sleep(random.uniform(0.02, 0.7))
        runners.tap()
        await asyncio.sleep(random.uniform(0.0, 0.7))
        bot.send_signal(random.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM]))
        await asyncio.wait_for(bot.wait(), 8)


@pytest.mark.parametrize("seed", range(3))
async def test_nothing_is_lost_or_done_twice_and_all_are_answered(
    seed: int, tmp_path: Path
) -> None:
    path = tmp_path / "flexor.db"
    telegram = Telegram(app.wall_clock)
    for person in range(FIRST, FIRST + PEOPLE):
        telegram.add_person(person, f"Runner {person}", language_code="en")
    runners = Runners(telegram, Random(seed))  # noqa: S311  # the same lives each time
    runner = await server.start(server.build(telegram, MovableClock(app.wall_clock)), 0)
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        for _ in range(KILLS):
            await lives_and_dies(runners, url, path)
        async with process(url, path):
            await until_at_rest(telegram, path)
    finally:
        await runner.cleanup()
    assert telegram.pending == 0
    assert runners.unanswered() == []
    assert telegram.violations == []
    assert await effects(path) == wanted(runners)


async def effects(path: Path) -> Counter[tuple[int, str]]:
    """Return how often each thing stands in diary and reminders."""
    async with opened(path) as db:
        notes = await db.run(Transaction.all, "SELECT person_id, note AS text FROM diary_entries")
        own = await db.run(Transaction.all, "SELECT person_id, text FROM reminders")
    rows = [(row["person_id"], str(row["text"]).split(" ")[-1]) for row in (*notes, *own)]
    return Counter(row for row in rows if row[1].startswith("thing"))


def wanted(runners: Runners) -> Counter[tuple[int, str]]:
    words = [(who, text.split()) for who, said in runners.said.items() for text in said]
    return Counter((who, parts[2]) for who, parts in words if len(parts) > 2)
