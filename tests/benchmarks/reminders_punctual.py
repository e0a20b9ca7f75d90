"""The real bot reminds many people at the same minute, at the platform's rate."""

import asyncio
import time
from statistics import quantiles

from whenever import Instant, Time

from bot import app
from bot.domain.people import store as people
from bot.domain.people.model import Person
from bot.domain.reminders import work
from bot.domain.reminders.model import NewReminder, ReminderKind, Schedule
from bot.library import loading
from bot.sandbox.clock import MovableClock
from bot.sandbox.request import SandboxRequest
from bot.sandbox.start import sandbox_settings
from bot.services import Services
from tests.benchmarks.listening import ListeningTelegram

_START = Instant.from_utc(2026, 3, 2, 11)
_NOON = Instant.from_utc(2026, 3, 2, 12)
_LEAD_S = 1.5  # from here on the clock goes by itself
_WRITER, _FIRST = 1, 100
_EVERY_S = 1.0  # of the writer, as often as one chat may get a message
_MOST_S = 60


async def measure(people: int) -> tuple[float, float, float]:
    """Return p50 and p99 of how late reminders came, and p99 of how long a person's tap took.

    All in seconds; somebody else writes once a second meanwhile.
    """
    begun = time.monotonic()
    clock = MovableClock(lambda: _START.add(seconds=time.monotonic() - begun))
    telegram = ListeningTelegram(clock)
    stop = asyncio.Event()
    settings, content = sandbox_settings(telegram.token), loading.load()
    async with app.wired(settings, content, clock, lambda: SandboxRequest(telegram)) as flexor:
        await flexor.services.search
        for person_id in range(_FIRST, _FIRST + people):
            await _join(telegram, flexor.services, person_id)
        telegram.add_person(_WRITER, "Writer")
        serving = asyncio.create_task(app.serve(flexor, stop))
        waits: list[float] = []
        writing = asyncio.create_task(_write(telegram, waits))
        clock.forward((_NOON - clock()).total("seconds") - _LEAD_S)
        late = await asyncio.wait_for(
            asyncio.gather(*(_late(telegram, clock, _FIRST + n) for n in range(people))), _MOST_S
        )
        writing.cancel()
        stop.set()
        await serving
    percentiles = quantiles(late, n=100)
    return percentiles[49], percentiles[98], max(waits)


async def _join(telegram: ListeningTelegram, services: Services, person_id: int) -> None:
    telegram.add_person(person_id, f"Runner {person_id}")
    await services.db.run(people.note, person_id, "en", services.clock())
    await services.db.run(people.save, Person(person_id, zone="UTC"))
    wanted = NewReminder(ReminderKind.OWN, Schedule(Time(12)), "drink water")
    await services.db.run(work.make, person_id, wanted, services.clock())


async def _late(telegram: ListeningTelegram, clock: MovableClock, person_id: int) -> float:
    await telegram.expect(person_id)
    return (clock() - _NOON).total("seconds")


async def _write(telegram: ListeningTelegram, waits: list[float]) -> None:
    while True:
        begun = time.perf_counter()
        answered = telegram.expect(_WRITER)
        telegram.say(_WRITER, "/help")
        await answered
        waits.append(time.perf_counter() - begun)
        await asyncio.sleep(_EVERY_S)
