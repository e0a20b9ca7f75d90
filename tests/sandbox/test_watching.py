"""What onlookers, such as the page, are told."""

from typing import Any

import pytest

from bot.sandbox.fake.calls import Json
from tests.sandbox.conftest import ANA, Desk, buttons


@pytest.mark.parametrize(
    ("method", "params", "event"),
    [
        ("sendChatAction", {"action": "typing"}, {"kind": "action", "action": "typing"}),
        ("deleteMessage", {"message_id": 3}, {"kind": "deleted", "message_ids": [3]}),
        ("pinChatMessage", {"message_id": 3}, {"kind": "message"}),
        (
            "setMessageReaction",
            {"message_id": 1, "reaction": [{"type": "emoji", "emoji": "👍"}]},
            {"kind": "reaction", "message_id": 1, "reaction": [{"type": "emoji", "emoji": "👍"}]},
        ),
        ("editMessageReplyMarkup", {"message_id": 3}, {"kind": "edited"}),
    ],
)
async def test_what_the_bot_does_is_told(
    desk: Desk, method: str, params: Json, event: Json
) -> None:
    await desk.send("Go?", reply_markup=buttons("Go"))
    with desk.telegram.watch() as watch:
        await desk.call(method, chat_id=ANA, **params)
        seen = await watch.get()
    assert seen["chat_id"] == ANA
    assert {name: seen[name] for name in event} == event


async def test_an_answer_is_told_to_whom_it_goes(desk: Desk) -> None:
    query_id = desk.telegram.tap(ANA, 1, "x")
    with desk.telegram.watch() as watch:
        await desk.call("answerCallbackQuery", callback_query_id=query_id, text="Noted")
        assert await watch.get() == {
            "kind": "answered",
            "chat_id": ANA,
            "user_id": ANA,
            "query_id": query_id,
            "text": "Noted",
            "show_alert": False,
            "url": None,
        }


async def test_a_reply_keyboard_is_told_after_its_message(desk: Desk) -> None:
    markup = {"keyboard": [[{"text": "Yes"}]], "one_time_keyboard": True}
    with desk.telegram.watch() as watch:
        await desk.send("Well?", reply_markup=markup)
        desk.telegram.say(ANA, "Yes")
        seen = [await watch.get() for _ in range(4)]
    assert [event["kind"] for event in seen] == ["message", "keyboard", "message", "keyboard"]
    assert (seen[1]["markup"], seen[3]["markup"]) == (markup, None)


async def test_polls_and_commands_are_told(desk: Desk) -> None:
    options = [{"text": "Now"}]
    sent = await desk.call("sendPoll", chat_id=ANA, question="When?", options=options)
    seen: list[Any] = []
    with desk.telegram.watch() as watch:
        desk.telegram.vote(ANA, sent["poll"]["id"], [0])
        await desk.call("setMyCommands", commands=[])
        async for event in watch:
            seen.append(event)
            if event["kind"] == "commands":
                break
    assert seen[0]["poll"]["total_voter_count"] == 1
    assert desk.telegram.history(ANA)[-1]["poll"] == seen[0]["poll"]


async def test_a_slow_onlooker_loses_the_oldest_and_a_closed_one_hears_nothing(desk: Desk) -> None:
    watch = desk.telegram.watch()
    for number in range(1005):
        desk.telegram.say(ANA, str(number))
    assert (await watch.get())["message"]["text"] == "5"
    watch.close()
    desk.telegram.say(ANA, "later")
    texts = [(await watch.get())["message"]["text"] for _ in range(999)]
    assert texts[-1] == "1004"
