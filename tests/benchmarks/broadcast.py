"""Measures broadcasts: in virtual time with Telegram's limits, and over loopback without.

The fake Telegram runs in this process; over loopback each sender has one of its own, on one core.
"""

import argparse
import asyncio
import os
import platform
import sys
from collections.abc import Mapping

import structlog
import uvloop

from tests.benchmarks.broadcast_fast import Speed, fast_flexor, fast_loop
from tests.benchmarks.broadcast_paced import Paced, paced_flexor, paced_ptb

_LOOPS = (
    ("python-telegram-bot, plain loop", "ptb", "plain"),
    ("python-telegram-bot, 100 at once", "ptb", "concurrent"),
    ("aiogram, plain loop", "aiogram", "plain"),
    ("aiogram, 100 at once", "aiogram", "concurrent"),
)
_FEWER = 3_000  # people for the loops, of whom some take minutes for more
_NAME = 36


async def fast(people: int) -> dict[str, Speed]:
    """Measure every sender without limits."""
    found = {"Flexor, whole broadcast": await fast_flexor(people)}
    for name, library, way in _LOOPS:
        found[name] = await fast_loop(library, way, min(people, _FEWER))
    return found


def paced_table(rows: Mapping[str, Paced]) -> str:
    """Return what became of the limits."""
    lines = [
        f"{name:{_NAME}}{row.people:>8,}{row.people - row.served:>7}{row.most_in_a_second:>14}"
        f"{row.per_second:>10.2f}{row.per_second / 30:>9.1%}{row.floods:>7}{row.seconds:>10.0f}"
        for name, row in rows.items()
    ]
    columns = f"{'people':>8}{'lost':>7}{'most in 1 s':>14}{'a second':>10}{'of 30':>9}"
    columns += f"{'429s':>7}{'lasts s':>10}"
    return "\n".join(["With the limits, in virtual time".ljust(_NAME) + columns, *lines])


def fast_table(rows: Mapping[str, Speed]) -> str:
    """Return how fast each was."""
    lines = [
        f"{name:{_NAME}}{row.people:>8,}{row.people - row.served:>7}{row.twice:>8}"
        f"{row.per_second:>10.0f}{row.cpu_ms:>9.2f}"
        for name, row in rows.items()
    ]
    columns = f"{'people':>8}{'lost':>7}{'twice':>8}{'sends/s':>10}{'CPU ms':>9}"
    return "\n".join(["Without limits, on one core".ljust(_NAME) + columns, *lines])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000, help="recipients")
    people = parser.parse_args().people
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    sys.stdout.write(f"Python {platform.python_version()}, {os.cpu_count()} cores\n\n")
    paced = {
        "Flexor": paced_flexor(people),
        "python-telegram-bot, AIORateLimiter": paced_ptb(people),
    }
    sys.stdout.write(paced_table(paced) + "\n\n")
    sys.stdout.flush()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as loop:
        rows = loop.run(fast(people))
    sys.stdout.write(fast_table(rows) + "\n")


if __name__ == "__main__":
    main()
