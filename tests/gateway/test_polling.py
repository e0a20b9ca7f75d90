"""Updates are confirmed when they were dealt with, and nothing stops the polling but us."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

import pytest
from structlog.testing import capture_logs
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.gateway.polling import LONG_POLL_S, UNKNOWN_BOT, poll
from bot.gateway.reading import Raw
from bot.problems import CannotPollError
from tests.gateway.virtual_time import now

pytestmark = [
    pytest.mark.virtual_time,
    pytest.mark.filterwarnings("ignore:.*retry_after:DeprecationWarning"),
]
CLOSE = 0.01
ALLOWED = ("message",)


class Telegram:
    """Keeps updates until they are confirmed, as getUpdates does, and fails when it is told."""

    def __init__(self, *faults: TelegramError) -> None:
        self.faults = list(faults)
        self.asked: list[tuple[float, int | None]] = []
        self.kept: list[Raw] = []
        self._arrived = asyncio.Event()

    def bring(self, *ids: int) -> None:
        self.kept += [{"update_id": update_id} for update_id in ids]
        self._arrived.set()

    async def updates(
        self, offset: int | None, timeout_s: int, allowed: Sequence[str]
    ) -> Sequence[Raw]:
        assert tuple(allowed) == ALLOWED
        self.asked.append((now(), offset))
        if self.faults:
            raise self.faults.pop(0)
        self.kept = [update for update in self.kept if update["update_id"] >= (offset or 0)]
        if not self.kept and timeout_s:
            self._arrived.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._arrived.wait(), timeout_s)
        return tuple(self.kept)


class Bot:
    """Polling under way: what it took and when, and how long each update takes (seconds)."""

    def __init__(self, *faults: TelegramError, takes: dict[int, float] | None = None) -> None:
        self.telegram = Telegram(*faults)
        self.stop = asyncio.Event()
        self.begun: list[int] = []
        self.done: dict[int, float] = {}
        self.full_until = 0.0
        self.breaks: list[Exception] = []
        self._takes = takes or {}

    async def room(self) -> None:
        await asyncio.sleep(max(0.0, self.full_until - now()))

    async def take(self, raws: Sequence[Raw]) -> None:
        if self.breaks:
            raise self.breaks.pop()
        for number in (raw["update_id"] for raw in raws):
            self.begun.append(number)
            await asyncio.sleep(self._takes.get(number, 0))
            self.done[number] = now()

    async def poll(self, stop_after: float) -> None:
        """Poll, and stop after so many seconds."""
        asyncio.get_running_loop().call_later(stop_after, self.stop.set)
        await poll(self.telegram, self, ALLOWED, self.stop)

    @property
    def times(self) -> list[float]:
        return [at for at, _ in self.telegram.asked]

    @property
    def offsets(self) -> list[int | None]:
        return [offset for _, offset in self.telegram.asked]


async def test_updates_are_taken_and_confirmed() -> None:
    bot = Bot()
    bot.telegram.bring(7, 8)
    asyncio.get_running_loop().call_later(1, bot.telegram.bring, 9)
    await bot.poll(stop_after=5)
    assert bot.begun == [7, 8, 9]
    assert bot.offsets == [None, 9, 10, 10]
    assert bot.telegram.kept == []


async def test_numbers_that_begin_anew_after_a_quiet_week_are_heard() -> None:
    bot = Bot()
    bot.telegram.bring(1000)
    asyncio.get_running_loop().call_later(2 * LONG_POLL_S, bot.telegram.bring, 5, 6)
    await bot.poll(stop_after=3 * LONG_POLL_S)
    assert bot.begun == [1000, 5, 6]
    assert bot.telegram.kept == []


async def test_the_highest_number_is_confirmed_in_whatever_order_they_come() -> None:
    bot = Bot()
    bot.telegram.bring(9, 8)
    await bot.poll(stop_after=5)
    assert bot.begun == [9, 8]
    assert bot.telegram.kept == []


async def test_nothing_is_confirmed_before_it_was_dealt_with() -> None:
    bot = Bot(takes={7: 0.2})
    bot.telegram.bring(7)
    await bot.poll(stop_after=5)
    confirmed = next(at for at, offset in bot.telegram.asked if offset == 8)
    assert confirmed >= bot.done[7] >= 0.2


async def test_what_could_not_be_taken_comes_again() -> None:
    bot = Bot()
    bot.breaks = [OSError("the disk is full"), OSError("the disk is full")]
    bot.telegram.bring(7, 8)
    with capture_logs() as entries:
        await bot.poll(stop_after=5)
    assert bot.begun == [7, 8]
    assert bot.done[7] == pytest.approx(1.5, abs=CLOSE)
    assert [(entry["event"], entry["route"]) for entry in entries] == [("fault", "updates")] * 2


async def test_nothing_is_fetched_while_too_much_is_under_way() -> None:
    bot = Bot()
    bot.telegram.bring(7)
    bot.full_until = 3
    await bot.poll(stop_after=5)
    assert bot.times[0] == pytest.approx(3, abs=CLOSE)


async def test_the_line_is_held_open_while_nothing_comes() -> None:
    bot = Bot()
    await bot.poll(stop_after=3 * LONG_POLL_S - 1)
    assert bot.times[:3] == pytest.approx([0, LONG_POLL_S, 2 * LONG_POLL_S], abs=CLOSE)


async def test_a_second_instance_gives_way_to_the_first() -> None:
    bot = Bot(Conflict("terminated by other getUpdates request"))
    with pytest.raises(CannotPollError, match="Another instance is running with this BOT_TOKEN"):
        await bot.poll(stop_after=100)
    assert now() < CLOSE


async def test_the_first_instance_goes_on() -> None:
    bot = Bot()
    loop = asyncio.get_running_loop()
    conflict = Conflict("terminated by other getUpdates request")
    loop.call_later(20, bot.telegram.faults.extend, [conflict] * 3)
    loop.call_later(60, bot.telegram.bring, 7)
    await bot.poll(stop_after=100)
    assert bot.done[7] == pytest.approx(60, abs=CLOSE)
    assert bot.times[1:4] == pytest.approx([30, 30.5, 31], abs=CLOSE)


@pytest.mark.parametrize("after", [0, 100])
async def test_a_token_that_telegram_does_not_know_ends_it(after: float) -> None:
    bot = Bot()
    asyncio.get_running_loop().call_later(after, bot.telegram.faults.append, InvalidToken())
    asyncio.get_running_loop().call_later(after, bot.telegram.bring, 1)
    with pytest.raises(CannotPollError) as caught:
        await bot.poll(stop_after=1000)
    assert caught.value.problems == (UNKNOWN_BOT,)
    assert now() < after + 1


@pytest.mark.parametrize(("after", "waited"), [(42, 42), (3600, 300)])
async def test_retry_after_is_obeyed_for_five_minutes_at_most(after: int, waited: int) -> None:
    bot = Bot(RetryAfter(after))
    bot.telegram.bring(7)
    await bot.poll(stop_after=400)
    assert bot.times[:2] == pytest.approx([0, waited], abs=CLOSE)
    assert bot.begun == [7]


@pytest.mark.parametrize("fault", [NetworkError("down"), TimedOut(), TelegramError("no JSON")])
async def test_failures_are_met_with_patience(fault: TelegramError) -> None:
    bot = Bot(*[fault] * 8)
    bot.telegram.bring(7)
    await bot.poll(stop_after=60)
    waits = [later - at for at, later in zip(bot.times, bot.times[1:], strict=False)]
    assert waits[:7] == pytest.approx([0.5, 1, 2, 5, 10, 10, 10], abs=CLOSE)
    assert bot.begun == [7]


async def test_patience_begins_anew_after_a_success() -> None:
    bot = Bot(NetworkError("down"), NetworkError("down"))
    bot.telegram.bring(7)
    loop = asyncio.get_running_loop()
    loop.call_later(10, bot.telegram.faults.append, NetworkError("down"))
    loop.call_later(11, bot.telegram.bring, 8)
    loop.call_later(12, bot.telegram.bring, 9)
    await bot.poll(stop_after=30)
    failed, again = [at for at in bot.times if 10 < at < 12][:2]
    assert failed == pytest.approx(11, abs=CLOSE)
    assert again == pytest.approx(11.5, abs=CLOSE)
    assert bot.begun == [7, 8, 9]


@pytest.mark.parametrize("waits_for", ["updates", "the network", "the end of a flood wait"])
async def test_it_stops_at_once_whatever_it_waits_for(waits_for: str) -> None:
    bot = Bot()
    if waits_for == "the network":
        bot.telegram.faults = [NetworkError("down")] * 99
    elif waits_for == "the end of a flood wait":
        bot.telegram.faults = [RetryAfter(3600)]
    await bot.poll(stop_after=10)
    assert now() == pytest.approx(10, abs=CLOSE)
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_what_is_under_way_at_the_end_is_finished() -> None:
    bot = Bot(takes={7: 2})
    bot.telegram.bring(7)
    await bot.poll(stop_after=0.1)
    assert bot.done[7] == pytest.approx(2, abs=CLOSE)
    assert bot.telegram.kept == []


async def test_a_line_that_is_dead_at_the_end_does_not_hold_it_up() -> None:
    bot = Bot()
    bot.telegram.bring(7)
    ask = bot.telegram.updates

    async def dead_at_the_end(
        offset: int | None, timeout_s: int, allowed: Sequence[str]
    ) -> Sequence[Raw]:
        if timeout_s == 0:
            await asyncio.sleep(3600)
        return await ask(offset, timeout_s, allowed)

    bot.telegram.updates = dead_at_the_end  # type: ignore[method-assign]
    await bot.poll(stop_after=10)
    assert now() < 15
