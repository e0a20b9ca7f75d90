"""Measures what reminders cost by how many are stored, how punctual they are, and the usual way.

Databases are encrypted, as in production. The rounds of both sizes take turns, so that a busy
moment of the machine hits both; medians are printed. What is told of memory and of starts comes
from processes of their own.
"""

import argparse
import asyncio
import json
import logging
import os
import platform
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median

import structlog
import uvloop

from bot.storage.database import Database
from tests.benchmarks import reminders_punctual, reminders_stored, reminders_usual
from tests.benchmarks.reminders_stored import DUE, PORTION, opened, resident_mb

_SIZES = (10_000, 1_000_000)
_USUAL = 20_000
_SERVED = 200
_PUNCTUAL = 100  # people at the same minute: the platform takes 30 messages a second

_COLD = 3  # rounds for one with a connection of its own, which takes longer

Figures = dict[str, float]


async def stored(folder: Path, rounds: int) -> tuple[dict[int, Figures], Figures]:
    """Return the figures of each size, and how many times the small one the large one took."""
    paths = {size: folder / f"{size}.db" for size in _SIZES}
    for size, path in paths.items():
        begun = time.perf_counter()
        await reminders_stored.fill(path, size)
        megabytes = path.stat().st_size / 1e6
        _say(f"{size:,} stored in {time.perf_counter() - begun:.0f} s, {megabytes:.0f} MB")
    found = {size: await _child("--start", str(path)) for size, path in paths.items()}
    dbs = {size: await opened(path) for size, path in paths.items()}
    times: dict[str, dict[int, list[float]]] = {}
    for number in range(rounds):
        await _round(paths, dbs, times, cold=number % _COLD == 0)
    for name, each in times.items():
        for size, figures in found.items():
            figures[name] = median(each[size])
    for size, db in dbs.items():
        served = await reminders_stored.serve(db, _SERVED)
        found[size]["load_ms"], found[size]["settle_ms"] = served
        await db.close()
    few, many = _SIZES
    # Of pairs that were measured together: what else the machine did hit both.
    ratios = {
        name: median(b / a for a, b in zip(each[few], each[many], strict=True))
        for name, each in times.items()
    }
    return found, ratios


async def _round(
    paths: Mapping[int, Path],
    dbs: Mapping[int, Database],
    times: dict[str, dict[int, list[float]]],
    *,
    cold: bool,
) -> None:
    """Measure each size once in each way."""
    for size, db in dbs.items():
        taken = {
            "claim_ms": await reminders_stored.claim(db),
            "portions_ms": await reminders_stored.claim(db, PORTION),
        }
        if cold:
            taken["cold_ms"] = await reminders_stored.claim_cold(paths[size])
        for name, lasted in taken.items():
            times.setdefault(name, {}).setdefault(size, []).append(lasted)


async def _start(path: Path) -> Figures:
    """Return what a start costs: to open, and to claim for the first time."""
    bare_mb, begun = resident_mb(), time.perf_counter()
    db = await opened(path)
    open_ms = (time.perf_counter() - begun) * 1e3
    first_ms = await reminders_stored.claim(db)
    await db.close()
    return {"open_ms": open_ms, "first_ms": first_ms, "more_mb": resident_mb() - bare_mb}


async def _usual() -> Figures:
    bare_mb = resident_mb()
    made_s, due_ms = await reminders_usual.measure(_USUAL, DUE)
    return {"open_ms": made_s * 1e3, "claim_ms": due_ms, "more_mb": resident_mb() - bare_mb}


async def _child(*arguments: str) -> Figures:
    """Measure in a process of its own."""
    command = (sys.executable, "-m", "tests.benchmarks.reminders", *arguments)
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    said, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"{' '.join(arguments)} ended with {process.returncode}")
    figures: Figures = json.loads(said)
    return figures


_COLUMNS = (
    ("open_ms", "start ms"),
    ("first_ms", "first ms"),
    ("cold_ms", "cold ms"),
    ("claim_ms", "claim ms"),
    ("portions_ms", "by 64 ms"),
    ("load_ms", "load ms"),
    ("settle_ms", "settle ms"),
    ("more_mb", "memory MB"),
)


def _table(rows: Mapping[str, Figures]) -> str:
    head = " " * 28 + "".join(title.rjust(11) for _, title in _COLUMNS)
    lines = [
        name.ljust(28)
        + "".join(
            f"{figures[column]:11.2f}" if column in figures else " " * 10 + "-"
            for column, _ in _COLUMNS
        )
        for name, figures in rows.items()
    ]
    return "\n".join([head, *lines])


async def _all(rounds: int) -> None:
    with tempfile.TemporaryDirectory(prefix="flexor-reminders-") as folder:
        found, ratios = await stored(Path(folder), rounds)
    usual = await _child("--usual")
    p50, p99, wait = await reminders_punctual.measure(_PUNCTUAL)
    rows = {f"{size:,} stored": figures for size, figures in found.items()}
    _say(f"\n{DUE:,} due; {rounds} rounds, medians; load and settle are for each reminder\n")
    _say(_table(rows | {f"APScheduler, {_USUAL:,} jobs": usual}))
    for column, title in _COLUMNS[2:5]:
        _say(f"{title.removesuffix(' ms')}: {ratios[column]:.2f} times with 1,000,000")
    _say(
        f"\n{_PUNCTUAL} people at the same minute, 30 messages a second: "
        f"p50 {p50:.1f} s, p99 {p99:.1f} s late; somebody's /help answered in {wait * 1e3:.0f} ms "
        "at most"
    )


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=101, help="repetitions of each claim")
    parser.add_argument("--start", help="only a start with this database, as JSON")
    parser.add_argument("--usual", action="store_true", help="only the usual way, as JSON")
    options = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as loop:
        if options.start or options.usual:
            alone = _start(Path(options.start)) if options.start else _usual()
            _say(json.dumps(loop.run(alone)))
            return
        _say(f"Python {platform.python_version()}, {os.cpu_count()} cores")
        loop.run(_all(options.rounds))


if __name__ == "__main__":
    main()
