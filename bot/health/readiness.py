"""Says whether the bot can work: database, disk, Telegram, jobs."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whenever import Time

from bot.gateway.bot import Bot
from bot.gateway.errors import Apology, guarded
from bot.gateway.inbox import Inbox
from bot.routes import Job
from bot.services import Services
from bot.storage import measuring

_WRITE_S = 5.0  # so long the database may take to write something
_SILENT_S = 60.0  # a long poll is answered within 40 s
_ASK_S = 5.0
_LEAST_FREE = 64 * 1024 * 1024  # bytes
_LATE_S = 60.0  # by which a job may begin too late
_LONG_S = 600.0  # what is under way for longer hangs


@dataclass(frozen=True, slots=True)
class Readiness:
    """The bot at work, and the jobs that it is to do."""

    services: Services
    bot: Bot
    inbox: Inbox
    jobs: Sequence[Job]

    async def faults(self) -> Mapping[str, str]:
        """Return what keeps each part from working, in words; nothing where it works."""
        return {
            "database": await self._database(),
            "disk": self._disk(),
            "telegram": await self._telegram(),
            "jobs": self._late(asyncio.get_running_loop().time()),
        }

    async def _database(self) -> str:
        write = asyncio.wait_for(self.services.db.run(measuring.write), _WRITE_S)
        done = await guarded(write, "readyz")
        return "nothing can be written; the log says why" if isinstance(done, Apology) else ""

    def _disk(self) -> str:
        free = measuring.space(self.services.settings.database_url).free
        full = free is not None and free < _LEAST_FREE
        return f"{(free or 0) >> 20} MiB left; free some space" if full else ""

    async def _telegram(self) -> str:
        tally, now = self.bot.tally, asyncio.get_running_loop().time()
        polls = not self.services.settings.webhook_url
        heard_at = tally.reached_at
        if polls and tally.polled_at is not None:  # the first poll may take half a minute
            heard_at = tally.polled_at
        if heard_at is not None and now - heard_at < _SILENT_S:
            return ""
        if not polls and heard_at is not None:  # nobody wrote: that is no fault
            asked = asyncio.wait_for(self.bot.attempt("getMe", {}), _ASK_S)
            await guarded(asked, "readyz")
            if tally.reached_at != heard_at:
                return ""
        since = f"for {now - heard_at:.0f} s" if heard_at is not None else "yet"
        return f"no answer {since}; look at network, proxy and token"

    def _late(self, now: float) -> str:
        return ", ".join(job.name for job in self.jobs if self._is_late(job, now))

    def _is_late(self, job: Job, now: float) -> bool:
        tally = self.bot.tally
        if job.name in tally.begun_at:
            return not job.long and now - tally.begun_at[job.name] > _LONG_S
        if isinstance(job.again, Time):
            return False
        ended_at = tally.ended_at.get(job.name)
        return ended_at is None or now - ended_at > job.again + _LATE_S
