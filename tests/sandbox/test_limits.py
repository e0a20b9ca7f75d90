"""How fast the bot may send; time moves only when the test moves it."""

from bot.sandbox.fake.calls import Json
from bot.sandbox.fake.limits import CHAT_BURST, EDITS_BURST, GROUP_PER_MINUTE, OVERALL_PER_S
from tests.sandbox.conftest import ANA, BEN, CLUB, Desk, buttons


async def _send(desk: Desk, chat_id: int = ANA) -> int:
    """Send a message; return the seconds to wait where it is refused, else 0."""
    body = await desk.ask("sendMessage", chat_id=chat_id, text="x")
    return _wait(body)


def _wait(body: Json) -> int:
    if body["ok"]:
        return 0
    seconds: int = body["parameters"]["retry_after"]
    assert body["error_code"] == 429
    assert body["description"] == f"Too Many Requests: retry after {seconds}"
    return seconds


async def test_a_chat_takes_a_short_burst_and_then_one_a_second(strict: Desk) -> None:
    assert [await _send(strict) for _ in range(CHAT_BURST + 1)] == [0] * CHAT_BURST + [1]
    assert await _send(strict, BEN) == 0
    strict.clock.forward(1)
    assert [await _send(strict), await _send(strict)] == [0, 1]
    strict.clock.forward(60)
    assert [await _send(strict) for _ in range(CHAT_BURST + 1)] == [0] * CHAT_BURST + [1]


async def test_whoever_does_not_wait_is_refused_again(strict: Desk) -> None:
    for _ in range(CHAT_BURST + 1):
        await _send(strict)
    strict.clock.forward(0.5)
    assert await _send(strict) == 1
    strict.clock.forward(0.5)
    assert await _send(strict) == 0


async def test_refused_messages_are_not_sent(strict: Desk) -> None:
    for _ in range(CHAT_BURST + 3):
        await _send(strict)
    assert len(strict.telegram.history(ANA)) == 1 + CHAT_BURST


async def test_a_refused_message_changes_no_keyboard(strict: Desk) -> None:
    for _ in range(CHAT_BURST):
        await _send(strict)
    markup = {"keyboard": [[{"text": "Yes"}]]}
    body = await strict.ask("sendMessage", chat_id=ANA, text="x", reply_markup=markup)
    assert _wait(body) == 1
    assert strict.telegram.reply_keyboard(ANA) is None


async def test_thirty_a_second_go_out_overall(strict: Desk) -> None:
    people = range(100, 140)
    for user_id in people:
        strict.telegram.add_person(user_id, "Runner")
        strict.telegram.say(user_id, "/start")
    waits = [await _send(strict, user_id) for user_id in people]
    assert waits == [0] * OVERALL_PER_S + [1] * 10
    strict.clock.forward(1)
    assert await _send(strict, 139) == 0


async def test_a_paid_broadcast_has_a_higher_limit(strict: Desk) -> None:
    for user_id in range(100, 140):
        strict.telegram.add_person(user_id, "Runner")
        strict.telegram.say(user_id, "/start")
        params = {"chat_id": user_id, "text": "x", "allow_paid_broadcast": True}
        assert _wait(await strict.ask("sendMessage", **params)) == 0


async def test_a_group_takes_twenty_a_minute(strict: Desk) -> None:
    strict.telegram.add_group(CLUB, "Runners", [ANA])
    for _ in range(GROUP_PER_MINUTE):
        assert await _send(strict, CLUB) == 0
        strict.clock.forward(1)
    assert await _send(strict, CLUB) == 40
    strict.clock.forward(40)
    assert await _send(strict, CLUB) == 0


async def test_copies_count_answers_and_reads_do_not(strict: Desk) -> None:
    sent = await strict.send("x", reply_markup=buttons("A"))
    place = {"chat_id": ANA, "message_id": sent["message_id"]}
    for _ in range(2):
        await strict.call("copyMessage", **place, from_chat_id=ANA)
        await strict.call("forwardMessage", **place, from_chat_id=ANA)
    for _ in range(10):
        query_id = strict.telegram.tap(ANA, 1, "x")
        await strict.call("answerCallbackQuery", callback_query_id=query_id)
        await strict.call("getChat", chat_id=ANA)
        await strict.call("sendChatAction", chat_id=ANA, action="typing")
    assert await _send(strict, ANA) == 1


async def test_edits_are_counted_apart(strict: Desk) -> None:
    sent = await strict.send("x", reply_markup=buttons("A"))
    place = {"chat_id": ANA, "message_id": sent["message_id"]}
    for number in range(EDITS_BURST):
        assert _wait(await strict.ask("editMessageText", **place, text=str(number))) == 0
    assert _wait(await strict.ask("editMessageText", **place, text="y")) == 1
    assert await _send(strict, ANA) == 0
    assert await strict.call("deleteMessage", **place) is True


async def test_without_strict_rates_nothing_is_too_fast(desk: Desk) -> None:
    assert {await _send(desk) for _ in range(100)} == {0}
