"""A flood wait holds the chat that it is for, and everybody only where it comes for several."""

import asyncio

import pytest
from telegram.error import RetryAfter

from tests.gateway.calling import Caller, Telegram
from tests.gateway.virtual_time import now

pytestmark = [
    pytest.mark.virtual_time,
    pytest.mark.filterwarnings("ignore:.*retry_after:DeprecationWarning"),
]
CLOSE = 0.01  # seconds that do not matter here


async def test_retry_after_holds_the_chat_that_it_is_for_and_no_other() -> None:
    caller = Caller(telegram=Telegram(RetryAfter(7)))

    async def meanwhile(chat: int | None, endpoint: str) -> str:
        await asyncio.sleep(1)
        return await caller.call(chat, None, endpoint)

    answers = await asyncio.gather(
        caller.call(1),
        meanwhile(1, "sendMessage"),
        meanwhile(1, "editMessageText"),
        meanwhile(2, "sendMessage"),
        meanwhile(None, "answerCallbackQuery"),
    )
    assert all(answer.endswith("done") for answer in answers)
    held = [at for at, chat in caller.telegram.calls if chat == 1]
    free = [at for at, chat in caller.telegram.calls if chat != 1]
    assert held == pytest.approx([0, 7, 7, 7], abs=CLOSE)
    assert free == pytest.approx([1, 1], abs=CLOSE)


async def test_refusals_for_several_chats_hold_everybody_and_one_call_finds_out() -> None:
    caller = Caller(telegram=Telegram(*[RetryAfter(20)] * 3, takes=0.3))
    flood = [asyncio.create_task(caller.call(chat, "bulk")) for chat in (1, 2, 3)]
    await asyncio.sleep(1)
    bulk = [asyncio.create_task(caller.call(chat, "bulk")) for chat in range(4, 9)]
    people = [asyncio.create_task(caller.call(chat, "people")) for chat in range(11, 16)]
    await asyncio.gather(*flood, *bulk, *people)
    later = [(at, chat) for at, chat in caller.telegram.calls if at > 1]
    assert later[0][1] == 11, "a person's goes first, and alone"
    assert later[0][0] == pytest.approx(20.3, abs=CLOSE)
    assert later[1][0] == pytest.approx(20.6, abs=0.15)
    assert later[-1][0] < 22


async def test_nobody_but_that_chat_is_held_longer_than_half_a_minute_at_a_time() -> None:
    caller = Caller(telegram=Telegram(*[RetryAfter(3600)] * 5, takes=0.1))
    refused = [asyncio.create_task(caller.call(chat)) for chat in (1, 2, 3)]
    await asyncio.sleep(1)
    calls = [asyncio.create_task(caller.call(chat)) for chat in (4, 5, 6, 7)]
    await asyncio.sleep(100)
    assert all(call.done() for call in (*refused, *calls))
    tries = [at for at, _ in caller.telegram.calls if at > 1]
    assert tries[:2] == pytest.approx([30.1, 60.2], abs=CLOSE), "one call at a time finds out"
    assert [call.exception() is None for call in calls] == [False, False, True, True]


async def test_a_call_to_a_chat_that_is_held_for_long_comes_back_at_once() -> None:
    caller = Caller(telegram=Telegram(RetryAfter(3600)))
    for endpoint in ("sendMessage", "editMessageText", "deleteMessage"):
        with pytest.raises(RetryAfter):
            await caller.call(1, None, endpoint)
    assert now() < CLOSE
    assert len(caller.telegram.calls) == 1


@pytest.mark.parametrize("holds", [(5, 20), (20, 5)])
async def test_the_longest_hold_counts(holds: tuple[int, int]) -> None:
    caller = Caller(telegram=Telegram(*map(RetryAfter, holds), takes=0.1))
    await asyncio.gather(caller.call(1), caller.call(1))
    assert caller.telegram.times() == pytest.approx([0, 0, 20.1, 20.1], abs=CLOSE)


async def test_a_hold_holds_those_too_that_already_wait_their_turn() -> None:
    caller = Caller(telegram=Telegram(RetryAfter(30), takes=0.1))
    await caller.all([7] * 8)
    times = caller.telegram.times()
    assert times[:5] == pytest.approx([0] * 5, abs=CLOSE)
    assert times[5] >= 30
