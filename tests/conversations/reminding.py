"""A chat in which time goes by and the bot's reminders are sent at once, without any waiting."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

from whenever import Instant, PlainDateTime

from bot import app
from bot.domain.people import store as people
from bot.features.reminders.jobs import send_due
from bot.gateway.outbox import Outbox
from bot.library.content import Content
from bot.sandbox.clock import MovableClock
from bot.sandbox.request import SandboxRequest
from bot.sandbox.telegram import Telegram
from bot.settings import Settings
from bot.storage.instants import restored
from bot.storage.transaction import Transaction
from tests.conversations.conftest import ANA, START, Chat
from tests.conversations.planning import given_plan

ZONE = "Europe/Berlin"


class SetClock(MovableClock):
    """A clock that can be set back, too."""

    def __call__(self) -> Instant:
        return START.add(seconds=self._ahead_s)

    def set_by(self, seconds: float) -> None:
        self._ahead_s += seconds


@dataclass
class Reminded(Chat):
    """A person who is reminded; `outbox` is what the job sends with."""

    outbox: Outbox | None = None

    async def live_in(self, zone: str = ZONE) -> None:
        """Begin, and say where."""
        await self.say("/start")
        person = await self.services.db.run(people.get, self.person_id)
        await self.services.db.run(people.save, replace(person, zone=zone))

    async def until(self, local: str, zone: str = ZONE) -> list[str]:
        """Live until a local time such as 2026-03-02T18:00; return what came."""
        end = _instant(local, zone)
        came: list[str] = []
        while (wake := await self._next_wake()) is not None and wake <= end:
            came += await self._at(max(wake, self.clock()))
        return came + await self._at(end)

    async def away_until(self, local: str, zone: str = ZONE) -> list[str]:
        """Let time go by while the bot is away; return what comes when it is back."""
        return await self._at(_instant(local, zone))

    async def _at(self, instant: Instant) -> list[str]:
        self.clock.forward((instant - self.clock()).total("seconds"))
        self.telegram.moved()
        return await self.tick()

    async def _next_wake(self) -> Instant | None:
        row = await self.services.db.run(
            Transaction.one,
            "SELECT min(wake_at) AS at FROM reminder_queue WHERE kind NOT IN ('quiz', 'tip')",
        )
        return restored(row["at"]) if row and row["at"] is not None else None

    async def tick(self) -> list[str]:
        """Send what is due now; return what came."""
        before = len(self.messages)
        assert self.outbox is not None
        await send_due(self.services, self.outbox)
        await self.read()
        return [str(m.get("text", m.get("caption"))) for m in self.messages[before:]]


@contextlib.asynccontextmanager
async def reminding(
    telegram: Telegram, clock: MovableClock, content: Content, settings: Settings
) -> AsyncIterator[Reminded]:
    """Run the bot from start to stop, and hand out Ana's chat with it."""
    stop = asyncio.Event()
    async with app.wired(settings, content, clock, lambda: SandboxRequest(telegram)) as flexor:
        serving = asyncio.create_task(app.serve(flexor, stop, jobs=()))
        await flexor.services.search
        yield Reminded(
            telegram, ANA, flexor.services, clock, lambda: flexor.inbox.busy, flexor.outbox
        )
        stop.set()
        await asyncio.wait_for(serving, 5)


async def accept_proposal(chat: Reminded) -> None:
    """Give a plan with sessions on Monday, Wednesday and Friday, and all that it proposes."""
    await given_plan(chat)
    await chat.tap("Remind me")
    await chat.tap("Yes, remind me")


def _instant(local: str, zone: str) -> Instant:
    return PlainDateTime.parse_iso(local).assume_tz(zone).to_instant()
