"""The real process, killed in the middle of a broadcast and started again: nobody is left out."""

import asyncio
import signal
from pathlib import Path

import pytest

from bot import app
from bot.sandbox import server
from bot.sandbox.clock import MovableClock
from bot.sandbox.telegram import Telegram
from bot.storage.transaction import Transaction
from tests.conversations.conftest import labels
from tests.real_process import process
from tests.storage.conftest import opened

DORA, FIRST, PEOPLE = 1004, 5000, 120
TEXT = "Hello from the club"
_PATIENCE_S = 40.0


@pytest.fixture
async def telegram() -> Telegram:
    """Return a Telegram in real time, with many people."""
    built = Telegram(app.wall_clock)
    for person in (DORA, *range(FIRST, FIRST + PEOPLE)):
        built.add_person(person, f"Runner {person}")
    return built


async def known_people(path: Path) -> None:
    """Let the bot know everybody but Dora."""
    async with opened(path) as db:
        await db.run(
            Transaction.each,
            """
            INSERT INTO people (person_id, language, joined_at, seen_on)
            VALUES (:id, 'en', 0, '2026-03-02')
            """,
            [{"id": person} for person in range(FIRST, FIRST + PEOPLE)],
        )


def copies(telegram: Telegram, person: int) -> int:
    return sum(m.get("text") == TEXT for m in telegram.history(person))


def served(telegram: Telegram) -> int:
    return sum(copies(telegram, person) > 0 for person in range(FIRST, FIRST + PEOPLE))


async def until(telegram: Telegram, count: int) -> None:
    for _ in range(int(_PATIENCE_S / 0.05)):
        if served(telegram) >= count:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"only {served(telegram)} were served")


async def confirm(telegram: Telegram) -> None:
    telegram.say(DORA, f"/broadcast {TEXT}")
    for _ in range(int(_PATIENCE_S / 0.05)):
        for message in telegram.history(DORA):
            for label in labels(message):
                if label.startswith("Send to"):
                    telegram.press(DORA, message["message_id"], label)
                    return
        await asyncio.sleep(0.05)
    raise AssertionError("no control message")


@pytest.mark.slow
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
async def test_whoever_waits_when_it_dies_is_served_by_the_next(
    telegram: Telegram, tmp_path: Path, end: signal.Signals
) -> None:
    path = tmp_path / "flexor.db"
    await known_people(path)
    for person in range(FIRST, FIRST + PEOPLE):
        telegram.say(person, "/start")
    telegram.push({})
    await telegram.call(telegram.token, "getUpdates", {"offset": -1}, {})
    runner = await server.start(server.build(telegram, MovableClock(app.wall_clock)), 0)
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        async with process(url, path, ADMIN_IDS=str(DORA)) as first:
            await confirm(telegram)
            await until(telegram, PEOPLE // 3)
            first.send_signal(end)
            await asyncio.wait_for(first.wait(), 5)
        at_its_end = served(telegram)
        assert at_its_end < PEOPLE
        async with process(url, path, ADMIN_IDS=str(DORA)):
            await until(telegram, PEOPLE)
    finally:
        await runner.cleanup()
    twice = [person for person in range(FIRST, FIRST + PEOPLE) if copies(telegram, person) > 1]
    assert len(twice) <= (3 if end is signal.SIGKILL else 0), "only who was in flight"
    assert all(copies(telegram, person) <= 2 for person in twice)
