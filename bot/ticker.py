"""Runs the features' jobs, each again some seconds after it has ended.

No scheduler decides here what is due: that stands in tables. APScheduler keeps the next run as an
instant of the wall clock, so a clock set back by an hour would silence it for that hour; a pause by
the event loop's own clock does not care.
"""

import asyncio
import contextlib
from collections.abc import Iterable

from bot.gateway.errors import guarded
from bot.gateway.outbox import Outbox
from bot.routes import Job
from bot.services import Services

_LAST_S = 2.0  # what a job is at when the bot stops may take so long


async def tick(
    jobs: Iterable[Job], services: Services, outbox: Outbox, stop: asyncio.Event
) -> None:
    """Run jobs until `stop`, each in a task of its own: a slow one holds up no other."""
    running = {asyncio.create_task(_repeat(job, services, outbox, stop)): job for job in jobs}
    try:
        await stop.wait()
        for task, job in running.items():
            if job.long:
                task.cancel()
        if running:
            await asyncio.wait(running, timeout=_LAST_S)
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def _repeat(job: Job, services: Services, outbox: Outbox, stop: asyncio.Event) -> None:
    while not stop.is_set():
        await guarded(job.run(services, outbox), f"job:{job.name}")
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), job.every_s)
