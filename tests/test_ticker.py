"""Jobs run again and again, beside each other, and end with the bot."""

import asyncio
from typing import Any

from bot.routes import Job
from bot.ticker import tick

UNUSED: Any = None


class Work:
    """A job that counts its runs; it breaks or waits where it is told to."""

    def __init__(self, *, breaks: bool = False, takes_s: float = 0) -> None:
        self.runs = 0
        self.enough = asyncio.Event()
        self.cancelled = False
        self._breaks = breaks
        self._takes_s = takes_s

    async def run(self, *_: object) -> None:
        self.runs += 1
        if self.runs == 3:
            self.enough.set()
        try:
            await asyncio.sleep(self._takes_s)
        except asyncio.CancelledError:
            self.cancelled = True
            raise
        if self._breaks:
            raise ValueError("a fault of ours")

    def job(self) -> Job:
        return Job("work", 0.001, self.run)


async def test_a_job_runs_again_after_it_has_ended_and_after_a_fault() -> None:
    stop, works = asyncio.Event(), [Work(), Work(breaks=True)]
    ticking = asyncio.create_task(tick([w.job() for w in works], UNUSED, UNUSED, stop))
    await asyncio.wait_for(asyncio.gather(*(work.enough.wait() for work in works)), 5)
    stop.set()
    await asyncio.wait_for(ticking, 5)
    runs = [work.runs for work in works]
    await asyncio.sleep(0.01)
    assert runs == [work.runs for work in works]


async def test_a_slow_job_holds_up_no_other_and_may_end_what_it_is_at() -> None:
    stop, slow, quick = asyncio.Event(), Work(takes_s=0.3), Work()
    ticking = asyncio.create_task(tick([slow.job(), quick.job()], UNUSED, UNUSED, stop))
    await asyncio.wait_for(quick.enough.wait(), 5)
    assert slow.runs == 1
    stop.set()
    await asyncio.wait_for(ticking, 5)
    assert not slow.cancelled


async def test_a_job_that_does_not_end_is_cancelled() -> None:
    stop, endless = asyncio.Event(), Work(takes_s=3600)
    ticking = asyncio.create_task(tick([endless.job()], UNUSED, UNUSED, stop))
    await asyncio.sleep(0.01)
    stop.set()
    await asyncio.wait_for(ticking, 5)
    assert endless.cancelled


async def test_without_jobs_it_waits_for_the_end() -> None:
    stop = asyncio.Event()
    ticking = asyncio.create_task(tick([], UNUSED, UNUSED, stop))
    await asyncio.sleep(0.01)
    assert not ticking.done()
    stop.set()
    await asyncio.wait_for(ticking, 5)
