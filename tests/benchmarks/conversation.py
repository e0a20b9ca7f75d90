"""Compares Flexor with two bare echo bots, on one machine in one run, as the README's table.

The fake Telegram and the people run in this process, each bot in one of its own. Everybody waits
for the answer before they go on, so the speed is that of the bot.
"""

import argparse
import asyncio
import os
import platform
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from importlib.metadata import version
from random import Random
from statistics import quantiles

import uvloop

from bot import app
from bot.library import loading
from bot.sandbox import server
from bot.sandbox.clock import MovableClock
from tests.benchmarks.contenders import (
    AIOGRAM,
    FLEXOR,
    PTB,
    PTB_CONCURRENT,
    Contender,
    Running,
    running,
)
from tests.benchmarks.listening import ListeningTelegram
from tests.benchmarks.report import Figures, table
from tests.benchmarks.walks import Chat, Tally, Walk, checking, different, messages, taps

_BOTS = (PTB, PTB_CONCURRENT, AIOGRAM, FLEXOR)
_START_S = 30.0
_SETTLE_S = 1.5  # after the first poll: menus are published, indexes built
_WARM_S = 2.0
_STILL_S = 5.0  # without an upload: a busy machine draws for seconds
_MOST_WARM_S = 90.0  # pictures are drawn once in a database's life: they are waited for


async def measure(contender: Contender, walk: Walk, people: int, seconds: float) -> Figures:
    """Let people talk with one bot; RuntimeError where it does not start or a call is refused."""
    telegram = ListeningTelegram(app.wall_clock)
    runner = await server.start(server.build(telegram, MovableClock(app.wall_clock)), 0)
    try:
        async with running(contender, f"http://127.0.0.1:{runner.addresses[0][1]}") as bot:
            await asyncio.wait_for(bot.first(telegram.polled), _START_S)
            start_cpu_s = bot.cpu_s()
            await asyncio.sleep(_SETTLE_S)
            idle_mb = bot.resident_mb()
            tally = Tally()
            chats = [_chat(telegram, number, tally) for number in range(people)]
            talking = [asyncio.create_task(_for_ever(walk, chat)) for chat in chats]
            await _warm(telegram, talking)
            speed = await _watched(bot, tally, talking, seconds)
            await telegram.settle()
            if telegram.refused:
                raise RuntimeError(f"refused: {sorted(set(telegram.refused))}")
            return Figures(*speed, start_cpu_s, idle_mb, bot.resident_mb())
    finally:
        await runner.cleanup()


async def _warm(telegram: ListeningTelegram, talking: list[asyncio.Task[None]]) -> None:
    """Let people talk until a moment passes in which no picture is uploaded."""
    uploads = -1
    end = time.monotonic() + _MOST_WARM_S
    while uploads < telegram.uploads and time.monotonic() < end:
        uploads = telegram.uploads
        await _unless_failed(talking, _STILL_S if uploads else _WARM_S)


async def _watched(
    bot: Running, tally: Tally, talking: list[asyncio.Task[None]], seconds: float
) -> tuple[float, float, float, float, float]:
    """Count for `seconds`; return speed, waits and processor times."""
    begun, bot_cpu, fake_cpu = time.perf_counter(), bot.cpu_s(), time.process_time()
    tally.counting = True
    await _unless_failed(talking, seconds)
    tally.counting = False
    lasted = time.perf_counter() - begun
    bot_cpu, fake_cpu = bot.cpu_s() - bot_cpu, time.process_time() - fake_cpu
    for task in talking:
        task.cancel()
    await asyncio.wait(talking)
    count = len(tally.waits_s)
    percentiles = quantiles((wait * 1e3 for wait in tally.waits_s), n=100)
    cpu_ms = bot_cpu / count * 1e3, fake_cpu / count * 1e3
    return count / lasted, percentiles[49], percentiles[98], *cpu_ms


async def _unless_failed(talking: Iterable[asyncio.Task[None]], seconds: float) -> None:
    done, _ = await asyncio.wait(talking, timeout=seconds, return_when=asyncio.FIRST_EXCEPTION)
    for task in done:
        task.result()


async def _for_ever(walk: Walk, chat: Chat) -> None:
    await asyncio.sleep(chat.random.random() * _WARM_S / 2)
    while True:
        await walk(chat)


def _chat(telegram: ListeningTelegram, number: int, tally: Tally) -> Chat:
    person = telegram.add_person(100_001 + number, f"Runner {number}")
    return Chat(telegram, person.id, tally, Random(number))  # noqa: S311  # the same people each time


async def _all(people: int, seconds: float, rounds: int) -> dict[tuple[str, str], list[Figures]]:
    """Measure every bot in turn, `rounds` times over, so that a busy moment hits them all."""
    walks: dict[str, tuple[Walk, tuple[Contender, ...]]] = {
        "messages": (messages, _BOTS),
        "2,000 different": (different, (FLEXOR,)),
        "taps": (taps, _BOTS),
        "whole conversations": (checking(loading.load().triage), (FLEXOR,)),
    }
    found: dict[tuple[str, str], list[Figures]] = defaultdict(list)
    for _ in range(rounds):
        for name, (walk, bots) in walks.items():
            for bot in bots:
                found[name, bot.name].append(await measure(bot, walk, people, seconds))
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=8.0, help="measured time for each bot")
    parser.add_argument("--people", type=int, default=64, help="people who talk at the same time")
    parser.add_argument("--rounds", type=int, default=1, help="repetitions; medians are printed")
    options = parser.parse_args()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as loop:
        rows = loop.run(_all(options.people, options.seconds, options.rounds))
    versions = ", ".join(f"{name} {version(name)}" for name in ("python-telegram-bot", "aiogram"))
    sys.stdout.write(
        f"{options.people} people, {options.rounds} x {options.seconds:g} s each, "
        f"Python {platform.python_version()}, {versions}, {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f}\n\n{table(rows)}\n"
    )


if __name__ == "__main__":
    main()
