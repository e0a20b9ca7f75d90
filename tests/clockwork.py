"""Jobs that note what happens to them, and a wall clock that can be set."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from whenever import Instant, Time

from bot.routes import Job
from bot.scheduling import JobEvent, run_jobs
from tests.gateway import virtual_time

UNUSED: Any = None
START = Instant.from_utc(2026, 3, 2, 9, 30)
WRITTEN = "my hip hurts at night"


@dataclass
class Work:
    """A job that notes when it began, by the loop's clock; it breaks or waits as it is told."""

    breaks: bool = False
    takes_s: float = 0
    ends_in_s: float = 0  # once it is cancelled
    began: list[float] = field(default_factory=list)
    cancelled: bool = False
    ended: bool = False

    async def run(self, *_: object) -> None:
        self.began.append(virtual_time.now())
        try:
            await asyncio.sleep(self.takes_s)
        except asyncio.CancelledError:
            self.cancelled = True
            await asyncio.sleep(self.ends_in_s)
            raise
        finally:
            self.ended = not self.cancelled or self.ends_in_s > 0
        if self.breaks:
            raise ValueError(WRITTEN)

    def job(self, again: float | Time = 1.0, name: str = "work", *, long: bool = False) -> Job:
        return Job(name, again, self.run, long)

    @property
    def longest_gap(self) -> float:
        return max(
            after - before for before, after in zip(self.began, self.began[1:], strict=False)
        )


@dataclass
class Office:
    """Jobs by a wall clock that can be set; APScheduler reads the same."""

    set_by_s: float = 0
    heard: list[JobEvent] = field(default_factory=list)
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    def now(self) -> Instant:
        return START.add(seconds=virtual_time.now() + self.set_by_s)

    async def open(self, *jobs: Job) -> "asyncio.Task[None]":
        listeners = (self.heard.append,)
        return asyncio.create_task(run_jobs(jobs, self._start, self.now, self.stop, listeners))

    async def close(self, running: "asyncio.Task[None]") -> float:
        """Stop, and return how many seconds that took."""
        begun = virtual_time.now()
        self.stop.set()
        await running
        return virtual_time.now() - begun

    def outcomes(self, job: str = "work") -> set[str]:
        return {event.outcome for event in self.heard if event.job == job}

    async def _start(self, job: Job) -> bool:
        try:
            await job.run(UNUSED, UNUSED)
        except ValueError:
            return False
        return True
