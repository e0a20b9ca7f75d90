"""Whatever breaks, by seed: nobody is lost, nobody gets it twice but who was in flight."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

import pytest

from bot.domain.broadcast import store as broadcasts
from bot.domain.broadcast import work_sending
from bot.domain.broadcast.model import State
from bot.domain.broadcast.store_sending import LEASE_S
from bot.sandbox.fake.calls import Fault
from tests.domain.broadcast.house import House, confirmed, house, most_in_a_second, run, until_ended
from tests.gateway import virtual_time

PEOPLE = 240
BLOCKED = Fault(status=403, description="bot was blocked by the user")
_Maker = Callable[[Random], Fault]
_KINDS: tuple[tuple[float, _Maker], ...] = (
    (0.01, lambda random: Fault(status=429, retry_after=random.randint(1, 20))),
    (0.04, lambda _: Fault(status=500)),
    (0.03, lambda _: Fault("refused")),
    (0.02, lambda random: Fault("dropped", after=random.random() < 0.5)),
    (0.02, lambda random: Fault("timed_out", after=random.random() < 0.5, delay_s=15)),
)


@dataclass
class Weather:
    """What goes wrong: some people have blocked the bot, and any call may fail in many ways."""

    random: Random
    blocked: set[int]
    refused: list[int] = field(default_factory=list)
    unsure: set[int] = field(default_factory=set)

    def __call__(self, chat: int) -> Fault | None:
        if chat in self.blocked:
            self.refused.append(chat)
            return BLOCKED
        for share, make in _KINDS:
            if self.random.random() < share:
                fault = make(self.random)
                if fault.kind in {"dropped", "timed_out"}:
                    self.unsure.add(chat)
                return fault
        return None


async def live_and_die(built: House, random: Random) -> list[set[int]]:
    """Let bots live and die until the broadcast is over; return who was in flight at each death."""
    in_flight: list[set[int]] = []
    async with built.life() as process:
        await confirmed(process.services.db)
    for _ in range(4):
        await asyncio.sleep(1)  # as a process takes to start
        async with built.life() as process:
            await asyncio.sleep(random.uniform(0.2, 6))
            if random.random() < 0.3:
                await process.stop()
            in_flight.append(built.on_their_way())
    await asyncio.sleep(1)
    async with built.life() as process:
        await until_ended(process.services.db)
    return in_flight


@pytest.mark.parametrize("seed", range(25))
def test_nobody_is_lost_and_nobody_gets_it_twice_but_who_was_in_flight(seed: int) -> None:
    async def transcript() -> None:
        random = Random(seed)  # noqa: S311  # the same weather each time
        built = house(PEOPLE)
        built.telegram.back_s = lambda: random.uniform(0.01, 0.4)
        weather = Weather(random, set(random.sample(range(2, PEOPLE + 1), 12)))
        built.faults = weather
        in_flight = await live_and_die(built, random)
        check(built, weather, in_flight)

    run(transcript())


def check(built: House, weather: Weather, in_flight: list[set[int]]) -> None:
    fates = built.fates()
    assert len(fates) == PEOPLE
    assert set(fates.values()) <= {"sent", "blocked", "unknown"}
    for person, fate in fates.items():
        deaths = sum(person in dead for dead in in_flight)
        copies = built.copies(person)
        assert copies <= 1 + deaths, f"{person} has it {copies} times"
        assert copies >= (1 if fate == "sent" else 0), f"{person} was lost"
        assert (fate == "blocked") == (person in weather.blocked)
        assert fate != "unknown" or person in weather.unsure
    for person in weather.blocked:
        assert weather.refused.count(person) <= 1 + sum(person in dead for dead in in_flight)
    assert most_in_a_second([at for at, _ in built.calls]) <= 30


@pytest.mark.parametrize(("refused", "held"), [(1, 1), (3, 60)])
def test_a_flood_wait_loses_nobody_and_holds_all_where_it_is_for_several(
    refused: int, held: int
) -> None:
    async def transcript() -> None:
        built = house(100)
        floods = iter([None] * 40 + [Fault(status=429, retry_after=25)] * refused)
        built.faults = lambda _: next(floods, None)
        async with built.life() as process:
            await confirmed(process.services.db)
            await until_ended(process.services.db)
        assert set(built.fates().values()) == {"sent"}
        assert sum(at > 20 for at, _ in built.calls) >= held

    run(transcript())


@pytest.mark.slow
def test_a_day_without_telegram_is_waited_for() -> None:
    async def transcript() -> None:
        built = house(40)
        hours = 6 * 3600
        built.faults = lambda _: Fault("refused") if virtual_time.now() < hours else None
        async with built.life() as process:
            await confirmed(process.services.db)
            ended = await until_ended(process.services.db)
        assert ended.report is not None
        assert ended.report.sent == 40
        assert all(built.copies(person) == 1 for person in built.fates())
        assert virtual_time.now() < hours + 1800

    run(transcript())


def test_what_is_refused_for_one_after_the_other_is_paused() -> None:
    async def transcript() -> None:
        built = house(200)
        built.faults = lambda _: Fault(status=400, description="message to copy not found")
        async with built.life() as process:
            await confirmed(process.services.db)
            await asyncio.sleep(30)
            assert built.state() == "paused"
            failed = list(built.fates().values()).count("failed")
            assert 20 <= failed < 60
            texts = [m["text"] for m in built.telegram.history(1) if "text" in m]
            assert any("Telegram refuses it" in text for text in texts)

    run(transcript())


@pytest.mark.parametrize("status", [401, 404])
def test_where_telegram_does_not_know_the_bot_it_is_paused_and_nobody_fails(status: int) -> None:
    async def transcript() -> None:
        built = house(200)
        built.faults = lambda _: Fault(status=status) if 2 < virtual_time.now() < 60 else None
        async with built.life() as process:
            await confirmed(process.services.db)
            await asyncio.sleep(120)
            assert built.state() == "paused"
            assert set(built.fates().values()) <= {"sent", "queued"}
            texts = [m["text"] for m in built.telegram.history(1) if "text" in m]
            assert any("Telegram turns this bot away" in text for text in texts)
            paused = await process.services.db.run(broadcasts.page, 0)
            number = paused[0][0].broadcast_id
            await process.services.db.run(
                work_sending.move, number, {State.PAUSED}, State.CONFIRMED
            )
            await until_ended(process.services.db)
        assert set(built.fates().values()) == {"sent"}
        assert all(built.copies(person) == 1 for person in built.fates())

    run(transcript())


def test_after_a_kill_another_process_waits_for_the_lease_and_goes_on() -> None:
    async def transcript() -> None:
        built = house(200)
        async with built.life() as process:
            await confirmed(process.services.db)
            await asyncio.sleep(3)
        killed_at, before = virtual_time.now(), len(built.calls)
        async with built.life() as process:
            await until_ended(process.services.db)
        assert LEASE_S - 5 <= built.calls[before][0] - killed_at <= LEASE_S + 1
        assert set(built.fates().values()) == {"sent"}

    run(transcript())


def test_two_processes_at_once_send_nothing_twice() -> None:
    async def transcript() -> None:
        built = house(200)
        async with built.life() as first, built.life() as second:
            await confirmed(first.services.db)
            await until_ended(second.services.db)
        assert all(built.copies(person) == 1 for person in built.fates())
        assert most_in_a_second([at for at, _ in built.calls]) <= 30

    run(transcript())


def test_on_sigterm_nothing_new_is_sent_and_what_is_on_its_way_is_settled() -> None:
    async def transcript() -> None:
        built = house(200)
        built.telegram.back_s = lambda: 0.5
        async with built.life() as process:
            await confirmed(process.services.db)
            await asyncio.sleep(3)
            stopped_at = virtual_time.now()
            assert built.on_their_way()
            await process.stop()
            assert virtual_time.now() - stopped_at < 1
            assert built.on_their_way() == set()
            sent = len(built.calls)
            await asyncio.sleep(20)
            assert len(built.calls) == sent
        async with built.life() as process:
            await until_ended(process.services.db)
        assert all(built.copies(person) == 1 for person in built.fates())

    run(transcript())
