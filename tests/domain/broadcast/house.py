"""The bot's sending side before the pretended Telegram, in virtual time: it can be killed."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from whenever import Instant

from bot.domain.broadcast import store as broadcasts
from bot.domain.broadcast import store_drafts, work_drafts
from bot.domain.broadcast.model import Broadcast, State
from bot.domain.broadcast.work_drafts import Confirmation
from bot.domain.people import store as people
from bot.features.broadcast.jobs_sending import send_due
from bot.features.broadcast.jobs_upkeep import freeze
from bot.gateway.bot import Bot
from bot.gateway.outbox import Outbox
from bot.gateway.pacing import Pacer
from bot.gateway.transport import NotSentError, UnknownError
from bot.sandbox.clock import MovableClock
from bot.sandbox.fake.calls import Answer, Fault, File, Json
from bot.sandbox.request import SandboxRequest
from bot.sandbox.telegram import Telegram
from bot.services import Services
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.instants import stored
from bot.storage.sent import Sent
from tests.domain.broadcast.inline import Connection, Disk
from tests.gateway import virtual_time
from tests.gateway.bot_api import unmoved

START = Instant.from_utc(2026, 3, 2, 9, 30)
ADMIN = 1
UNUSED: Any = None
TEXT = "Hello from the club"
_T = TypeVar("_T")

Faults = Callable[[int], Fault | None]
Work = Callable[[Services, Outbox], Awaitable[None]]


class FarTelegram(Telegram):
    """A Telegram whose answers take a while: who is killed meanwhile does not know its fate."""

    def __init__(self, clock: MovableClock, *, strict_rate: bool) -> None:
        super().__init__(clock, strict_rate=strict_rate)
        self.back_s: Callable[[], float] = lambda: 0.0
        self.floods = 0  # answers with 429

    async def call(
        self, token: str, method: str, params: Mapping[str, Any], files: Mapping[str, File]
    ) -> Answer:
        """Carry a call out, and answer after the way back."""
        answer = await super().call(token, method, params, files)
        self.floods += answer.status == 429
        await asyncio.sleep(self.back_s())
        return answer


@dataclass(slots=True)
class Process:
    """One life of the bot."""

    services: Services
    outbox: Outbox
    connection: Connection
    job: asyncio.Task[None]

    async def stop(self) -> None:
        """End as on SIGTERM: the jobs are waited for two seconds."""
        self.job.cancel()
        await asyncio.wait({self.job}, timeout=2)
        self.job.cancel()
        await asyncio.gather(self.job, return_exceptions=True)

    async def kill(self) -> None:
        """End as on kill -9: at once, with nothing stored and nothing more sent."""
        self.connection.kill()
        for _ in range(2):  # asked once it would settle what is on its way
            self.job.cancel()
            await asyncio.sleep(0)
        await asyncio.gather(self.job, return_exceptions=True)


@dataclass(slots=True)
class House:
    """A Telegram with people in it, a database, and the lives of a bot, one after another."""

    telegram: FarTelegram
    disk: Disk
    per_second: int
    calls: list[tuple[float, int]] = field(default_factory=list)  # time, chat: broadcasts only
    faults: Faults = lambda _: None
    job: Work = field(default_factory=lambda: _broadcasts)
    content: Any = UNUSED

    @contextlib.asynccontextmanager
    async def life(self) -> AsyncIterator[Process]:
        """Run a bot that sends; however it ends, its connection is dead then."""
        db, connection = self.disk.open()
        settings = Settings.model_construct(messages_per_second=self.per_second)
        services = Services(self.content, UNUSED, db, now, settings, ())
        lines = _line(self.telegram), _line(self.telegram)
        bot = Bot(self.telegram.token, lines, Pacer(self.per_second))
        async with bot:
            outbox = Outbox(
                bot, Sent(db, bot.id), lambda person: db.run(people.block, person, now()), unmoved
            )
            process = Process(
                services,
                outbox,
                connection,
                asyncio.create_task(_for_ever(self.job, services, outbox)),
            )
            try:
                yield process
            finally:
                await process.kill()

    def add(self, count: int, zones: tuple[str | None, ...] = (None,)) -> None:
        """Let people 1 to `count` be known to Telegram and to the bot; the first is the admin."""
        for person_id in range(1, count + 1):
            self.telegram.add_person(person_id, f"Runner {person_id}")
            self.telegram.say(person_id, "/start")
        self.disk.raw.executemany(
            """
            INSERT INTO people (person_id, language, zone, joined_at, seen_on)
            VALUES (?, 'en', ?, ?, '2026-03-02')
            """,
            [(n, zones[n % len(zones)], stored(START)) for n in range(1, count + 1)],
        )

    def copies(self, person_id: int, text: str = TEXT) -> int:
        """Count how often somebody has a text."""
        found = self.telegram.history(person_id)
        return sum(m["from"]["is_bot"] and m.get("text") == text for m in found)

    def fates(self, broadcast_id: int = 1) -> dict[int, str]:
        """Return every recipient's state."""
        rows = self.disk.rows(
            "SELECT person_id, state FROM broadcast_recipients WHERE broadcast_id = :id",
            id=broadcast_id,
        )
        return {row["person_id"]: row["state"] for row in rows}

    def state(self, broadcast_id: int = 1) -> str:
        """Return a broadcast's state."""
        rows = self.disk.rows(
            "SELECT state FROM broadcasts WHERE broadcast_id = :id", id=broadcast_id
        )
        return str(rows[0]["state"])

    def on_their_way(self) -> set[int]:
        """Return those of whose message no outcome is stored though the call went out."""
        called = {chat for _, chat in self.calls}
        return {person for person, state in self.fates().items() if state == "sending"} & called

    def hears(self, method: str, params: Json) -> Fault | None:
        """Note a call to a recipient, and let it go wrong where the test says so."""
        if method != "sendMessage" or str(params.get("text")) != TEXT:
            return None
        chat = int(params["chat_id"])
        self.calls.append((virtual_time.now(), chat))
        return self.faults(chat)


def house(count: int, per_second: int = 30, *, strict: bool = True) -> House:
    """Return a house with so many people; its clock is that of the running loop."""
    telegram = FarTelegram(MovableClock(now), strict_rate=strict)
    built = House(telegram, Disk(), per_second)
    built.add(count)
    telegram.faults = built.hears
    return built


async def confirmed(db: Database, text: str = TEXT, **changed: Any) -> Broadcast:
    """Make a broadcast of a text and confirm it, as Dora would."""
    draft = await db.run(store_drafts.create, "UTC", now(), text)
    if changed:
        draft = await db.run(store_drafts.change, replace(draft, **changed))
    return await pressed(db, draft)


async def pressed(db: Database, draft: Broadcast, admin: int = ADMIN) -> Broadcast:
    """Confirm a draft as it is; the jobs freeze what is left of its audience."""
    press = Confirmation(draft.broadcast_id, str(draft.revision), admin, 0)
    sent = await db.run(work_drafts.confirm, press, now())
    assert sent
    assert sent.state is State.CONFIRMED
    return sent


async def until_ended(db: Database, broadcast_id: int = 1, *, most_s: float = 90_000) -> Broadcast:
    """Wait until a broadcast has its report."""
    end = virtual_time.now() + most_s
    while virtual_time.now() < end:
        found = await db.run(broadcasts.one, broadcast_id)
        if found and found.report:
            return found
        await asyncio.sleep(0.5)
    raise AssertionError(f"not ended after {most_s} s: {found}")


def most_in_a_second(times: Sequence[float]) -> int:
    """Return how many at most fall into any window of a second; times are in order."""
    first, most = 0, 0
    for last, at in enumerate(times):
        while times[first] <= at - 1.0:
            first += 1
        most = max(most, last - first + 1)
    return most


def now() -> Instant:
    """Return the time that everything here goes by."""
    return START.add(seconds=asyncio.get_running_loop().time())


def run(work: Coroutine[Any, Any, _T]) -> _T:
    """Run a test in virtual time."""
    return virtual_time.run(work)


async def _broadcasts(services: Services, outbox: Outbox) -> None:
    await freeze(services, outbox)
    await send_due(services, outbox)


async def _for_ever(job: Work, services: Services, outbox: Outbox) -> None:
    while True:
        await job(services, outbox)
        await asyncio.sleep(0.5)


def _line(telegram: Telegram) -> SandboxRequest:
    return SandboxRequest(telegram, refused=NotSentError, lost=UnknownError, silent=UnknownError)
