"""A job that goes on for long is told at once that the bot stops."""

import asyncio
from dataclasses import dataclass
from typing import Any

from bot.routes import Job
from bot.ticker import tick

UNUSED: Any = None


@dataclass
class Long:
    """A job that goes on until it is cancelled, and then takes a moment to end."""

    ended: bool = False

    async def run(self, *_: object) -> None:
        try:
            await asyncio.sleep(3600)
        finally:
            await asyncio.sleep(0.05)
            self.ended = True


async def test_a_long_job_is_told_at_once_and_may_end_what_it_has_begun() -> None:
    stop, long = asyncio.Event(), Long()
    ticking = asyncio.create_task(tick([Job("long", 1, long.run, long=True)], UNUSED, UNUSED, stop))
    await asyncio.sleep(0.01)
    stop.set()
    async with asyncio.timeout(1):
        await ticking
    assert long.ended
