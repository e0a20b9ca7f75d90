"""Bad weather and many deaths in virtual time, by seed: nothing lost, nothing done twice."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from random import Random

import pytest

from bot.chat.incoming import Incoming
from bot.chat.markup import plain
from bot.chat.screen import Screen
from bot.domain.people import store as people
from bot.gateway.bot import Bot
from bot.gateway.desk import Desk
from bot.gateway.inbox import ALLOWED_UPDATES, Inbox
from bot.gateway.outbox import Outbox
from bot.gateway.pacing import Pacer
from bot.gateway.polling import poll
from bot.gateway.transport import NotSentError, UnknownError
from bot.routes import Command, Feature, routes
from bot.sandbox.clock import MovableClock
from bot.sandbox.fake.calls import Fault, Json
from bot.sandbox.request import SandboxRequest
from bot.services import Services
from bot.settings import Settings
from bot.storage.sent import Sent
from bot.storage.transaction import Transaction
from tests.domain.broadcast.house import UNUSED, FarTelegram, now, run
from tests.domain.broadcast.inline import Disk
from tests.gateway import virtual_time
from tests.gateway.bot_api import unmoved

pytestmark = pytest.mark.filterwarnings("ignore:.*retry_after:DeprecationWarning")
FIRST, PEOPLE = 1, 40
HOUR_S = 3600
KILLS = 25


def note(tx: Transaction, words: str) -> int:
    """Write a line that shows how often it was written."""
    row = tx.one("SELECT count(*) AS found FROM pictures")
    number = int(row["found"]) if row else 0
    tx.run(
        "INSERT INTO pictures (bot_id, key, file_id) VALUES (1, :key, :words)",
        key=str(number),
        words=words,
    )
    return number


async def noted(incoming: Incoming, services: Services) -> Screen:
    await services.db.run(note, incoming.words)
    return Screen(plain(f"noted {incoming.words}"))


FEATURE = Feature("notes", (Command("note", "notes", noted),), typed=noted)


@dataclass(slots=True)
class World:
    """A Telegram with people who write, and what outlives the bot's lives."""

    random: Random
    telegram: FarTelegram = field(init=False)
    disk: Disk = field(default_factory=Disk)
    said: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.telegram = FarTelegram(MovableClock(now), strict_rate=True)
        self.telegram.back_s = lambda: self.random.uniform(0.01, 0.3)
        for person in range(FIRST, FIRST + PEOPLE):
            self.telegram.add_person(person, f"Runner {person}")

    def write(self) -> None:
        """Let somebody write something that nobody has written before."""
        person = self.random.randrange(FIRST, FIRST + PEOPLE)
        words = f"thing {len(self.said)}"
        self.said.append((person, words))
        self.telegram.say(person, f"/note {words}")

    @contextlib.asynccontextmanager
    async def life(self) -> AsyncIterator[asyncio.Event]:
        """Run the bot; set what this gives, or leave: then it dies at once."""
        others = asyncio.all_tasks()
        db, connection = self.disk.open()
        lines = self._line(), self._line()
        bot, stop = Bot(self.telegram.token, lines, Pacer(30)), asyncio.Event()
        await bot.initialize()
        services = Services(UNUSED, UNUSED, db, now, Settings.model_construct(), ())
        sent = Sent(db, bot.id)
        outbox = Outbox(bot, sent, lambda person: db.run(people.block, person, now()), unmoved)
        inbox = Inbox(Desk(routes([FEATURE]), services, outbox, sent).answer, db, outbox)
        await inbox.resume()
        polling = asyncio.create_task(poll(bot, inbox, ALLOWED_UPDATES, stop))
        try:
            yield stop
            if stop.is_set():
                await polling
                await inbox.finish()
        finally:
            connection.kill()
            mine = asyncio.all_tasks() - others
            while mine := {task for task in mine if not task.done()}:
                for task in mine:
                    task.cancel()
                await asyncio.gather(*mine, return_exceptions=True)
            outbox.close()

    def _line(self) -> SandboxRequest:
        return SandboxRequest(
            self.telegram, refused=NotSentError, lost=UnknownError, silent=UnknownError
        )

    async def until_quiet(self) -> None:
        """Wait until all is dealt with."""
        made = -1
        while self.telegram.pending or self.waiting or len(self.telegram.calls) != made:
            made = len(self.telegram.calls)
            await asyncio.sleep(29.0)  # so that a long poll ends in every one or two of these

    @property
    def waiting(self) -> int:
        return len(self.disk.rows("SELECT update_id FROM updates"))

    @property
    def notes(self) -> Counter[str]:
        return Counter(row["file_id"] for row in self.disk.rows("SELECT file_id FROM pictures"))

    @property
    def answers(self) -> Counter[int]:
        """How many messages everybody got."""
        everybody = range(FIRST, FIRST + PEOPLE)
        bots = {p: sum(m["from"]["is_bot"] for m in self.telegram.history(p)) for p in everybody}
        return Counter(bots)

    def check(self, doubled: int) -> None:
        """Hold that all was noted once and answered, at most so many answers twice."""
        assert self.notes == Counter(words for _, words in self.said)
        asked = Counter(person for person, _ in self.said)
        assert not asked - self.answers, "somebody was left without an answer"
        assert (self.answers - asked).total() <= doubled


Weather = Callable[[Random], Fault | None]


def sometimes(share: float, *faults: Fault) -> Weather:
    return lambda random: random.choice(faults) if random.random() < share else None


def now_and_then(fault: Fault) -> Weather:
    """Return a weather in which a call that is made once more does not meet the same again.

    Nobody could tell whether that one arrived: what is unknown twice is left there.
    """
    calls = iter(range(1_000_000))
    return lambda _: fault if next(calls) % 7 == 0 else None


def by_turns(good_s: float, bad_s: float, fault: Fault) -> Weather:
    """Return a weather that changes: for some seconds all goes well, for some nothing does."""

    def weather(_: Random) -> Fault | None:
        return fault if virtual_time.now() % (good_s + bad_s) > good_s else None

    return weather


WEATHERS: dict[str, tuple[Weather, bool]] = {  # and whether it can double an answer
    "refused": (sometimes(0.3, Fault("refused")), False),
    "dropped": (now_and_then(Fault("dropped")), False),
    "dropped_after": (sometimes(0.1, Fault("dropped", after=True)), True),
    "no_answer": (now_and_then(Fault("timed_out")), False),
    "no_answer_after": (sometimes(0.1, Fault("timed_out", after=True)), True),
    "errors": (sometimes(0.3, Fault(status=500), Fault(status=502), Fault(status=503)), False),
    "one_chat_too_fast": (sometimes(0.1, Fault(status=429, retry_after=5)), False),
    "all_too_fast": (by_turns(60, 20, Fault(status=429, retry_after=12)), False),
    "away": (by_turns(300, 300, Fault("refused")), False),
    "token_refused": (by_turns(600, 30, Fault(status=401, description="Unauthorized")), False),
}


@pytest.mark.parametrize("name", WEATHERS)
def test_an_hour_of_bad_weather_loses_nothing(name: str) -> None:
    weather, doubles = WEATHERS[name]

    async def hour() -> None:
        random = Random(name)  # noqa: S311  # the same weather each time
        world = World(random)

        def faults(method: str, _: Json) -> Fault | None:
            return weather(random) if method == "sendMessage" else None

        async with world.life():
            world.telegram.faults = faults
            while virtual_time.now() < HOUR_S:
                world.write()
                await asyncio.sleep(random.uniform(0, 12))
            await world.until_quiet()
        world.check(doubled=len(world.said) // 4 if doubles else 0)

    run(hour())


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_killed_at_any_moment_all_is_noted_once_and_answered(seed: int) -> None:
    async def lives() -> None:
        random = Random(seed)  # noqa: S311  # the same lives each time
        world, in_flight = World(random), 0
        for _ in range(KILLS):
            async with world.life() as stop:
                for _ in range(random.randrange(40)):
                    world.write()
                await asyncio.sleep(random.uniform(0, 3))
                if random.random() < 0.3:
                    stop.set()
            in_flight += PEOPLE
        async with world.life():
            await world.until_quiet()
        world.check(in_flight)

    run(lives())
