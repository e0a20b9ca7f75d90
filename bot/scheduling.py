"""Starts the features' jobs by APScheduler. What is due stands in tables: a job only looks there.

APScheduler keeps the next start of a job as an instant of the wall clock, so a clock set back by an
hour would silence every job for that hour: a guard notices, and wakes them.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import UTC
from typing import Any, Literal

import structlog
from apscheduler import events
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger
from whenever import Time

from bot.routes import Job
from bot.services import Clock

_log = structlog.get_logger()

_LAST_S = 2.0  # what a job is at when the bot stops may take so long
_LOOK_S = 1.0  # between two looks of the guard at the clocks
_JUMP_S = 0.5  # by which the clocks part where somebody has set one

Outcome = Literal["executed", "failed", "cancelled", "missed", "skipped"]
_OUTCOMES: dict[int, Outcome] = {
    events.EVENT_JOB_EXECUTED: "executed",
    events.EVENT_JOB_ERROR: "failed",
    events.EVENT_JOB_MISSED: "missed",
    events.EVENT_JOB_MAX_INSTANCES: "skipped",
}


@dataclass(frozen=True, slots=True)
class JobEvent:
    """What became of one start of a job, by names alone: nothing of what it was at."""

    job: str
    outcome: Outcome


Listener = Callable[[JobEvent], None]


class JobFailedError(Exception):
    """A job had a fault, which was logged where it was caught."""


def log(event: JobEvent) -> None:
    """Write an event to the log."""
    usual = event.outcome in {"executed", "cancelled"}
    (_log.debug if usual else _log.warning)("job", job=event.job, outcome=event.outcome)


async def run_jobs(
    jobs: Iterable[Job],
    start: Callable[[Job], Awaitable[bool]],
    clock: Clock,
    stop: asyncio.Event,
    listeners: Iterable[Listener] = (log,),
) -> None:
    """Start jobs, now and whenever they are due, until `stop`; then they end.

    `start` does a job and says whether it went well; `clock` is the wall clock, which APScheduler
    goes by. `listeners` are told what became of each start.
    """
    # It would print arguments and exceptions, and with them what people wrote.
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL + 1)
    table = _Table(jobs, start, clock, tuple(listeners))
    guarding = asyncio.create_task(table.guard())
    try:
        await stop.wait()
    finally:
        guarding.cancel()
        await table.end()


class _Table:
    """APScheduler with the jobs, and those that are under way."""

    def __init__(
        self,
        jobs: Iterable[Job],
        start: Callable[[Job], Awaitable[bool]],
        clock: Clock,
        listeners: tuple[Listener, ...],
    ) -> None:
        self._jobs = {job.name: job for job in jobs}
        self._start = start
        self._clock = clock
        self._listeners = listeners
        self._running: dict[asyncio.Task[Any], Job] = {}
        self._scheduler = AsyncIOScheduler(timezone=UTC)  # it would ask the machine for a zone
        self._scheduler.add_listener(self._heard, sum(_OUTCOMES))
        for job in self._jobs.values():
            self._scheduler.add_job(
                self._run, _trigger(job), [job], id=job.name, name=job.name, coalesce=True,
                max_instances=1, misfire_grace_time=None, next_run_time=self._in(0),
            )  # fmt: skip
        self._scheduler.start()

    async def guard(self) -> None:
        """Wake the jobs where the wall clock was set: set back, it would let them sleep so long."""
        loop = asyncio.get_running_loop()
        wall, own = self._clock(), loop.time()
        while True:
            await asyncio.sleep(_LOOK_S)
            before, wall = wall, self._clock()
            began, own = own, loop.time()
            set_by = (wall - before).total("seconds") - (own - began)
            if abs(set_by) > _JUMP_S:
                _log.warning("clock_was_set", seconds=round(set_by))
                under_way = {job.name for job in self._running.values()}
                for name in self._jobs.keys() - under_way:
                    self._scheduler.modify_job(name, next_run_time=self._in(0))

    async def end(self) -> None:
        """Let the jobs end: long ones are told at once, others have two seconds."""
        self._scheduler.pause()
        await asyncio.sleep(0)  # what was begun just now is under way then
        tasks = dict(self._running)
        try:
            for task, job in tasks.items():
                if job.long:
                    task.cancel()
            if tasks:
                await asyncio.wait(tasks, timeout=_LAST_S)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self._scheduler.shutdown(wait=False)  # to wait it would cancel, without any time
            await asyncio.sleep(0)  # it shuts down in the loop's next turn

    async def _run(self, job: Job) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101  # APScheduler runs a coroutine as a task
        self._running[task] = job
        try:
            went_well = await self._start(job)
        finally:
            del self._running[task]
        if not went_well:
            raise JobFailedError

    def _heard(self, event: Any) -> None:
        job, outcome = self._jobs[event.job_id], _OUTCOMES[event.code]
        if isinstance(getattr(event, "exception", None), asyncio.CancelledError):
            outcome = "cancelled"
        if not isinstance(job.again, Time) and outcome != "skipped":
            self._scheduler.modify_job(job.name, next_run_time=self._in(job.again))
        for listener in self._listeners:
            listener(JobEvent(job.name, outcome))

    def _in(self, seconds: float) -> Any:
        return self._clock().add(seconds=seconds).to_stdlib()


def _trigger(job: Job) -> Any:
    """Return what APScheduler goes by until a job has ended and its next start is set."""
    if isinstance(job.again, Time):
        at = job.again
        return CronTrigger(hour=at.hour, minute=at.minute, second=at.second, timezone=UTC)
    return IntervalTrigger(hours=1, timezone=UTC)  # matters only where an end went unheard
