"""Calls go out as fast as Telegram takes them and no faster, people's before bulk."""

import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.chat.sending import Lane
from bot.gateway.transport import NotSentError, UnknownError
from tests.gateway.calling import Caller, Telegram
from tests.gateway.virtual_time import now, run

pytestmark = [
    pytest.mark.virtual_time,
    pytest.mark.filterwarnings("ignore:.*retry_after:DeprecationWarning"),
]
CLOSE = 0.01  # seconds that do not matter here


def most_in(times: Sequence[float], seconds: float) -> int:
    """Return how many at most fall into any window of so many seconds."""
    times = sorted(times)
    return max((sum(start <= at < start + seconds for at in times) for start in times), default=0)


async def test_never_more_than_the_limit_in_any_second_and_nearly_all_of_it() -> None:
    caller = Caller()
    await caller.all(range(1, 601), "bulk")
    times = caller.telegram.times()
    assert len(times) == 600
    assert most_in(times, 1.0) == 30
    assert (600 - 30) / times[-1] >= 0.95 * 30


SENDS = st.tuples(
    st.floats(0, 5),
    st.sampled_from([1, 1, 1, 2, 3, 4, -5, -5]),
    st.sampled_from(["people", "bulk"]),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(SENDS, min_size=40, max_size=120), st.integers(3, 30))
def test_no_order_of_calls_passes_a_limit(
    sends: list[tuple[float, int, Lane]], per_second: int
) -> None:
    caller = Caller(per_second)

    async def later(delay: float, chat: int, lane: Lane) -> None:
        await asyncio.sleep(delay)
        await caller.call(chat, lane)

    async def everything() -> None:
        await asyncio.gather(*(later(*send) for send in sends))
        await caller.pacer.shutdown()

    run(everything())
    telegram = caller.telegram
    assert len(telegram.calls) == len(sends)
    assert most_in(telegram.times(), 1.0) <= per_second
    assert most_in(telegram.times(-5), 60.0) <= 20
    for chat in (1, 2, 3, 4):
        assert all(most_in(telegram.times(chat), n) <= 5 + n for n in (1, 2, 5, 10))


async def test_a_chat_gets_a_burst_of_five_then_one_a_second() -> None:
    caller = Caller()
    await caller.all([7] * 9)
    assert caller.telegram.times() == pytest.approx([0, 0, 0, 0, 0, 1, 2, 3, 4], abs=CLOSE)


async def test_a_chat_that_waits_holds_up_no_other() -> None:
    caller = Caller()
    flood = asyncio.create_task(caller.all([7] * 50))
    await asyncio.sleep(0.5)
    await caller.call(8)
    assert caller.telegram.times(8) == pytest.approx([0.5], abs=CLOSE)
    await flood


async def test_a_group_gets_at_most_twenty_in_any_minute() -> None:
    caller = Caller()
    await caller.all([-100] * 60)
    assert most_in(caller.telegram.times(), 60.0) <= 20


async def test_people_go_before_bulk() -> None:
    caller = Caller()
    bulk = asyncio.create_task(caller.all(range(1, 201), "bulk"))
    await asyncio.sleep(0.5)
    await caller.call(1000, "people")
    sent = [chat for _, chat in caller.telegram.calls]
    assert sent.index(1000) == 30  # the first after what was out already
    await bulk
    assert len(caller.telegram.calls) == 201


async def test_edits_are_paced_apart_from_messages() -> None:
    caller = Caller()
    messages = asyncio.create_task(caller.all([7] * 9))
    await asyncio.sleep(0.1)
    edits = (caller.call(7, None, "editMessageText") for _ in range(24))
    await asyncio.gather(messages, *edits)
    times = caller.telegram.times()
    at_once = [at for at in times if at == pytest.approx(0.1, abs=CLOSE)]
    assert len(at_once) == 20
    assert most_in(times, 1.0) <= 25 + 2


@pytest.mark.parametrize("endpoint", ["sendMessage", "editMessageText", "answerCallbackQuery"])
@pytest.mark.parametrize("error", [NotSentError("no connection"), NetworkError("Bad Gateway")])
async def test_what_failed_without_a_trace_is_tried_again(endpoint: str, error: Exception) -> None:
    caller = Caller(telegram=Telegram(error, error))
    assert await caller.call(1, None, endpoint) == f"{endpoint} done"
    assert caller.telegram.times() == pytest.approx([0, 0.5, 1.5], abs=CLOSE)


async def test_it_is_given_up_after_five_tries() -> None:
    caller = Caller(telegram=Telegram(*[NotSentError("no connection")] * 9))
    with pytest.raises(NotSentError):
        await caller.call(1)
    assert len(caller.telegram.calls) == 5


@pytest.mark.parametrize("error", [TimedOut(), UnknownError("no answer")])
@pytest.mark.parametrize("endpoint", ["sendMessage", "sendPhoto", "copyMessage", "forwardMessage"])
async def test_what_may_have_arrived_is_not_sent_again(endpoint: str, error: Exception) -> None:
    caller = Caller(telegram=Telegram(error))
    with pytest.raises(TimedOut):
        await caller.call(1, None, endpoint)
    assert len(caller.telegram.calls) == 1


@pytest.mark.parametrize("endpoint", ["editMessageText", "answerCallbackQuery", "setMyCommands"])
async def test_what_may_be_done_twice_is(endpoint: str) -> None:
    caller = Caller(telegram=Telegram(TimedOut()))
    assert await caller.call(1, None, endpoint) == f"{endpoint} done"
    assert len(caller.telegram.calls) == 2


@pytest.mark.parametrize("error", [BadRequest("chat not found"), Forbidden("bot was blocked")])
@pytest.mark.parametrize("endpoint", ["sendMessage", "editMessageText"])
async def test_a_refusal_is_never_tried_again(endpoint: str, error: Exception) -> None:
    caller = Caller(telegram=Telegram(error))
    with pytest.raises(type(error)):
        await caller.call(1, None, endpoint)
    assert len(caller.telegram.calls) == 1


async def test_a_waiter_that_is_cancelled_takes_no_place() -> None:
    caller = Caller()
    await caller.all(range(1, 31))
    waiting = [asyncio.create_task(caller.call(chat)) for chat in range(31, 91)]
    await asyncio.sleep(0.5)
    for task in waiting[:30]:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    times = caller.telegram.times()
    assert len(times) == 60
    assert times[-1] < 1.1


async def test_shutdown_leaves_nothing_hanging() -> None:
    faults = NotSentError("no connection"), RetryAfter(50)
    caller = Caller(telegram=Telegram(*faults, takes=0.05))
    calls = [asyncio.create_task(caller.call(chat)) for chat in (1, 2, *[3] * 20)]
    await asyncio.sleep(0.1)
    assert sum(not call.done() for call in calls) == 17  # backing off, held, and 15 in the queue
    await caller.pacer.shutdown()
    await asyncio.gather(*calls, return_exceptions=True)
    assert now() < 1
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_nothing_a_second_lifts_every_limit_but_retry_after() -> None:
    caller = Caller(0)
    await caller.all([7] * 200 + [-7] * 200)
    assert now() < CLOSE
    caller.telegram.faults = [RetryAfter(3)]
    await caller.call(7)
    assert now() == pytest.approx(3, abs=CLOSE)


@pytest.mark.parametrize("endpoint", ["answerCallbackQuery", "sendChatAction", "getMe"])
async def test_what_sends_no_message_does_not_wait(endpoint: str) -> None:
    caller = Caller()
    await asyncio.gather(*(caller.call(1, None, endpoint) for _ in range(100)))
    assert now() < CLOSE
