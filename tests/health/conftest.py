"""A bot at work whose pages of health are served."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import aiohttp
import pytest

from bot.chat.sending import Outbox
from bot.gateway import webhook
from bot.health.pages import pages
from bot.health.readiness import Readiness
from bot.routes import Job
from bot.services import Services
from tests.gateway.house import House, open_house


async def nothing(_: Services, __: Outbox) -> None:
    """Do a job of which only the times matter."""


QUICK, LONG = Job("quick", 1.0, nothing), Job("long", 1.0, nothing, long=True)


@dataclass
class Observed:
    """A bot, and what is seen of it."""

    house: House
    readiness: Readiness
    http: aiohttp.ClientSession
    address: str

    async def page(self, path: str) -> tuple[int, str]:
        async with self.http.get(f"{self.address}{path}") as answer:
            return answer.status, await answer.text()

    def age(self, seconds: float) -> float:
        """Return an instant of the loop's clock so long ago."""
        return asyncio.get_running_loop().time() - seconds

    def watching(self, **settings: Any) -> None:
        """Change settings."""
        changed = self.readiness.services.settings.model_copy(update=settings)
        services = replace(self.readiness.services, settings=changed)
        object.__setattr__(self.readiness, "services", services)


@pytest.fixture
async def seen() -> AsyncIterator[Observed]:
    async with open_house() as house, aiohttp.ClientSession() as http:
        readiness = Readiness(house.services, house.bot, house.inbox, (QUICK, LONG))
        runner = await webhook.serve(webhook.application(None, pages(readiness)), "127.0.0.1", 0)
        port = runner.addresses[0][1]
        observed = Observed(house, readiness, http, f"http://127.0.0.1:{port}")
        observed.watching(database_url="sqlite://")
        for job in (QUICK, LONG):
            house.bot.tally.note_job(job.name, "executed", observed.age(0))
        await house.bot.updates(None, 0, ())
        yield observed
        await runner.cleanup()
