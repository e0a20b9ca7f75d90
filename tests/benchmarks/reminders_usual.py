"""The usual way: a job of APScheduler for each reminder, in memory, as bots have them."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

_SOON_S = 2.0


async def measure(jobs: int, due: int) -> tuple[float, float]:
    """Return the seconds in which the jobs are made, and the milliseconds in which due ones ran."""
    ran = 0
    done = asyncio.Event()

    async def remind() -> None:
        nonlocal ran
        ran += 1
        if ran == due:
            done.set()

    scheduler = AsyncIOScheduler(timezone=UTC)
    begun = time.perf_counter()
    scheduler.start(paused=True)
    now = datetime.now(UTC)
    for number in range(jobs):
        at = now + timedelta(hours=1 + number % 160)
        scheduler.add_job(
            remind, "cron", hour=at.hour, minute=number % 60, misfire_grace_time=3600,
            next_run_time=now if number % (jobs // due) == 0 else at,
        )  # fmt: skip
    made = time.perf_counter() - begun
    begun = time.perf_counter()
    scheduler.resume()
    await asyncio.wait_for(done.wait(), 60)
    lasted = time.perf_counter() - begun
    scheduler.shutdown(wait=False)
    return made, lasted * 1e3
