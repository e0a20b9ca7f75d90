"""Broadcasts without limits over loopback: ours with its database, and plain loops."""

import asyncio
import contextlib
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import app
from bot.sandbox import server
from bot.sandbox.clock import Clock, MovableClock
from bot.sandbox.fake.calls import Answer, File
from bot.sandbox.telegram import SANDBOX_TOKEN, Telegram
from bot.storage.database import Database
from bot.storage.transaction import Transaction
from tests.benchmarks.broadcast_loops import TEXT

_ROOT = Path(__file__).resolve().parents[2]
_ADMIN, _FIRST = 1004, 100_001
_KEY = "0f" * 32
_PATIENCE_S = 60.0


class CountingTelegram(Telegram):
    """A fake without limits that notes when each copy of the message arrived."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock, strict_rate=False)
        self.times: list[float] = []
        self.reached: list[int] = []
        self.begun = asyncio.Event()
        self.enough = asyncio.Event()
        self.expected = 0

    async def call(
        self, token: str, method: str, params: Mapping[str, Any], files: Mapping[str, File]
    ) -> Answer:
        """Answer a call, and count it where it is the message to somebody."""
        answer = await super().call(token, method, params, files)
        chat = int(params["chat_id"]) if params.get("text") == TEXT else 0
        if chat >= _FIRST and answer.status == 200:
            self.times.append(time.perf_counter())
            self.reached.append(chat)
            self.begun.set()
            if len(self.times) >= self.expected:
                self.enough.set()
        return answer


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast a sender was without limits; the processor time is that of its process."""

    people: int
    served: int
    twice: int
    per_second: float
    cpu_ms: float


async def fast_flexor(people: int) -> Speed:
    """Broadcast with the real bot and its encrypted database, as an admin does."""
    telegram = CountingTelegram(app.wall_clock)
    async with _served(telegram, people) as url:
        with tempfile.TemporaryDirectory(prefix="flexor-benchmark-") as folder:
            await _known(Path(folder), people)
            environment = {
                "DATABASE_URL": f"sqlite:///{folder}/flexor.db",
                "DATABASE_KEY": _KEY,
                "MESSAGES_PER_SECOND": "0",
                "ADMIN_IDS": str(_ADMIN),
                "LOG_LEVEL": "ERROR",
            }
            async with _process(url, ("-m", "bot", "run"), environment) as pid:
                telegram.say(_ADMIN, f"/broadcast {TEXT}")
                await _press(telegram, "Send to ")
                await _press(telegram, "Send to ")
                return await _measured(telegram, pid, people)


async def fast_loop(library: str, way: str, people: int) -> Speed:
    """Send with another library's loop."""
    telegram = CountingTelegram(app.wall_clock)
    async with _served(telegram, people) as url:
        arguments = ("-m", "tests.benchmarks.broadcast_loops", library, way)
        async with _process(url, (*arguments, str(_FIRST), str(people)), {}) as pid:
            return await _measured(telegram, pid, people)


async def _measured(telegram: CountingTelegram, pid: int, people: int) -> Speed:
    """Wait from the first message to the last; return how fast that was."""
    await asyncio.wait_for(telegram.begun.wait(), _PATIENCE_S)
    begun = _cpu_s(pid)
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(telegram.enough.wait(), _PATIENCE_S)
    lasted, cpu_s = telegram.times[-1] - telegram.times[0], _cpu_s(pid) - begun
    await asyncio.sleep(0.3)  # for what should not come
    count, served = len(telegram.times), len(set(telegram.reached))
    return Speed(people, served, count - served, count / lasted, cpu_s / count * 1e3)


@contextlib.asynccontextmanager
async def _served(telegram: CountingTelegram, people: int) -> AsyncIterator[str]:
    for person in (_ADMIN, *range(_FIRST, _FIRST + people)):
        telegram.add_person(person, f"Runner {person}")
        telegram.say(person, "/start")
    telegram.expected = people
    await telegram.call(telegram.token, "getUpdates", {"offset": -1}, {})
    runner = await server.start(server.build(telegram, MovableClock(app.wall_clock)), 0)
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@contextlib.asynccontextmanager
async def _process(
    url: str, arguments: tuple[str, ...], environment: Mapping[str, str]
) -> AsyncIterator[int]:
    """Run a sender on one core, and the fake on the others."""
    given = {"BOT_TOKEN": SANDBOX_TOKEN, "BOT_API_URL": url, **environment}
    cores = sorted(os.sched_getaffinity(0))
    sender = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, cwd=_ROOT, env=os.environ | given
    )
    try:
        os.sched_setaffinity(sender.pid, cores[:1])
        yield sender.pid
    finally:
        if sender.returncode is None:
            sender.kill()
        await sender.wait()


async def _known(folder: Path, people: int) -> None:
    """Make a database in which the people are."""
    db = await Database.open(f"sqlite:///{folder}/flexor.db", _KEY)
    await db.run(
        Transaction.each,
        """
        INSERT INTO people (person_id, language, joined_at, seen_on)
        VALUES (:id, 'en', 0, '2026-03-02')
        """,
        [{"id": person} for person in range(_FIRST, _FIRST + people)],
    )
    await db.close()


async def _press(telegram: Telegram, label: str) -> None:
    """Press the newest button that begins so, as soon as it is there."""
    for _ in range(int(_PATIENCE_S / 0.01)):
        for message in reversed(telegram.history(_ADMIN)):
            rows = message.get("reply_markup", {}).get("inline_keyboard", [])
            for button in (button for row in rows for button in row):
                if button["text"].startswith(label):
                    telegram.press(_ADMIN, message["message_id"], button["text"])
                    await telegram.settle(10)
                    return
        await asyncio.sleep(0.01)
    raise RuntimeError(f"the bot offers no button {label!r}")


def _cpu_s(pid: int) -> float:
    """Return the processor time of a process, in seconds (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
