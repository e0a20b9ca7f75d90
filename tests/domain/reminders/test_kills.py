"""The process dies between claiming, sending and settling."""

import asyncio
import sys
from pathlib import Path
from random import Random

import pytest
from whenever import Date, Instant, Time

from bot.domain.reminders import work_due as work
from tests.domain.reminders.office import Office
from tests.domain.reminders.sender import AT_ONCE
from tests.source import ROOT
from tests.storage.conftest import opened

NOON = Instant.from_utc(2026, 3, 2, 12)
LEASE_S = 120
PEOPLE = 250
KILLS = 4


@pytest.mark.parametrize("died", ["claimed", "sent", "settled"])
async def test_a_reopened_database_goes_on_where_it_was(tmp_path: Path, died: str) -> None:
    path = tmp_path / "flexor.db"
    async with opened(path) as db:
        office = Office(db, NOON.subtract(hours=1))
        await office.join(1, "UTC")
        await office.make(at=Time(12))
        office.now = NOON
        (due,) = await office.claimed()
        if died == "settled":
            await db.run(work.settle, due, NOON)
    async with opened(path) as db:
        office = Office(db, NOON.add(seconds=LEASE_S - 1))
        assert await office.tick() == []
        office.now = NOON.add(seconds=LEASE_S)
        again = await office.tick()
        assert [sent.on for sent in again] == ([] if died == "settled" else [Date(2026, 3, 2)])
        assert await office.tick() == []


@pytest.mark.slow
async def test_killed_at_any_point_none_is_lost_and_only_those_in_flight_come_twice(
    tmp_path: Path,
) -> None:
    path, log = tmp_path / "flexor.db", tmp_path / "sent"
    async with opened(path) as db:
        office = Office(db, NOON.subtract(hours=1))
        for person_id in range(1, PEOPLE + 1):
            await office.join(person_id, "UTC")
            await office.make(person_id, at=Time(12))
    now, random = NOON, Random(7)  # noqa: S311  # the same kills each time
    for _ in range(KILLS):
        before = _sent(log)
        process = await _start(path, log, now)
        await _until_longer(log, len(before))
        await asyncio.sleep(random.random() * 0.05)
        process.kill()
        await process.wait()
        now = now.add(seconds=LEASE_S + 1)
    assert len(set(_sent(log))) < PEOPLE  # else nothing was killed in the midst of it
    process = await _start(path, log, now)
    assert await process.wait() == 0
    sent = _sent(log)
    assert len(set(sent)) == PEOPLE
    assert len(sent) - PEOPLE <= KILLS * AT_ONCE


async def _start(path: Path, log: Path, now: Instant) -> asyncio.subprocess.Process:
    arguments = ("-m", "tests.domain.reminders.sender", str(path), str(log), now.format_iso())
    return await asyncio.create_subprocess_exec(sys.executable, *arguments, cwd=ROOT)


async def _until_longer(log: Path, length: int) -> None:
    async with asyncio.timeout(30):
        while len(_sent(log)) <= length:  # noqa: ASYNC110  # another process writes it
            await asyncio.sleep(0.005)


def _sent(log: Path) -> list[str]:
    return log.read_text().split() if log.exists() else []
