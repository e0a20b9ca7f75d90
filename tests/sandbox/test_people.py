"""What people do, what their app would not let them do, and what the bot learns of it."""

from typing import Any

import pytest

from bot.sandbox.fake.calls import Json
from bot.sandbox.fake.images import SMALLEST_PICTURE
from tests.sandbox.conftest import ANA, BEN, CLUB, Desk

CY = 9
SUPERGROUP = -1_001_234_567_890


async def test_the_bot_cannot_write_first(desk: Desk) -> None:
    desk.telegram.add_person(CY, "Cy")
    refusal = await desk.refused("sendMessage", chat_id=CY, text="Hello")
    assert refusal == "Bad Request: chat not found"
    desk.telegram.add_group(CLUB, "Runners", [ANA, CY])
    refusal = await desk.refused("sendMessage", chat_id=CY, text="Hello")
    assert refusal == "Forbidden: bot can't initiate conversation with a user"
    desk.telegram.say(CY, "/start")
    await desk.call("sendMessage", chat_id=CY, text="Hello")


async def test_a_message_has_its_sender_chat_time_and_commands(desk: Desk) -> None:
    assert desk.telegram.say(ANA, "/start quiz_3 ") == {
        "message_id": 3,
        "from": {
            "id": ANA,
            "is_bot": False,
            "first_name": "Ana",
            "username": "ana_runs",
            "language_code": "en",
        },
        "chat": {"id": ANA, "type": "private", "first_name": "Ana", "username": "ana_runs"},
        "date": 1772452800,
        "text": "/start quiz_3",
        "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
    }


async def test_blocking_and_coming_back(desk: Desk) -> None:
    await desk.updates()
    desk.telegram.block(ANA)
    desk.telegram.block(ANA)
    assert desk.telegram.people[ANA].blocked
    (update,) = await desk.updates()
    change = update["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == (
        "member",
        "kicked",
    )
    refused: list[tuple[str, Json]] = [
        ("sendMessage", {"text": "Hello"}),
        ("editMessageText", {"message_id": 1, "text": "Hello"}),
        ("sendChatAction", {"action": "typing"}),
    ]
    for method, params in refused:
        refusal = await desk.refused(method, chat_id=ANA, **params)
        assert refusal == "Forbidden: bot was blocked by the user"
    with pytest.raises(ValueError, match="has blocked"):
        desk.telegram.say(ANA, "still there?")

    desk.telegram.say(ANA, "/start")
    back, said = await desk.updates()
    assert back["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert said["message"]["text"] == "/start"
    await desk.send("Welcome back")
    desk.telegram.block(ANA)
    desk.telegram.unblock(ANA)
    assert not desk.telegram.people[ANA].blocked


async def test_an_edit_reaches_the_bot(desk: Desk) -> None:
    said = desk.telegram.say(ANA, "left hpi")
    await desk.updates()
    desk.telegram.edit(ANA, said["message_id"], "left /hip")
    (update,) = await desk.updates()
    edited = update["edited_message"]
    assert (edited["text"], edited["edit_date"]) == ("left /hip", said["date"])
    assert edited["entities"][0]["type"] == "bot_command"
    plain = desk.telegram.edit(ANA, said["message_id"], "left hip")
    assert "entities" not in plain
    assert desk.telegram.history(ANA)[-1] == plain
    assert said["text"] == "left hpi"


async def test_only_ones_own_messages_can_be_edited(desk: Desk) -> None:
    sent = await desk.send("Hello")
    with pytest.raises(ValueError, match="own text"):
        desk.telegram.edit(ANA, sent["message_id"], "Bye")
    with pytest.raises(KeyError):
        desk.telegram.edit(ANA, 99, "Bye")


@pytest.mark.parametrize("text", ["", " \n", "x" * 4097])
async def test_texts_that_the_app_would_not_send(desk: Desk, text: str) -> None:
    with pytest.raises(ValueError, match="message"):
        desk.telegram.say(ANA, text)


async def test_people_send_more_than_text(desk: Desk) -> None:
    await desk.updates()
    desk.telegram.send_photo(ANA, SMALLEST_PICTURE, caption="my shoe")
    desk.telegram.send_sticker(ANA)
    desk.telegram.send_voice(ANA, 5)
    desk.telegram.send_location(ANA, 48.1, 11.6)
    desk.telegram.send_file(ANA, "run.fit", b"run", caption="slow")
    photo, sticker, voice, place, file = [update["message"] for update in await desk.updates()]
    assert desk.telegram.file(photo["photo"][-1]["file_id"]) == SMALLEST_PICTURE
    assert photo["caption"] == "my shoe"
    assert sticker["sticker"]["emoji"] == "👍"
    assert voice["voice"]["duration"] == 5
    assert place["location"]["latitude"] == 48.1
    assert (file["document"]["file_name"], file["caption"]) == ("run.fit", "slow")
    assert desk.telegram.file(file["document"]["file_id"]) == b"run"
    with pytest.raises(ValueError, match="photo"):
        desk.telegram.send_photo(ANA, b"no picture")


async def test_a_group_has_members(desk: Desk) -> None:
    desk.telegram.add_group(CLUB, "Runners", [ANA])
    assert desk.telegram.chats[CLUB].members == {ANA}
    me = desk.telegram.bot.id
    for user_id, status in [(ANA, "member"), (BEN, "left"), (me, "member")]:
        found = await desk.call("getChatMember", chat_id=CLUB, user_id=user_id)
        assert found["status"] == status
    with pytest.raises(ValueError, match="not in the chat"):
        desk.telegram.say(BEN, "hello", chat_id=CLUB)
    described = await desk.call("getChat", chat_id=CLUB)
    assert (described["type"], described["title"]) == ("group", "Runners")
    person = await desk.call("getChat", chat_id=ANA)
    assert person["active_usernames"] == ["ana_runs"]


async def test_a_supergroup_numbers_its_own_messages_and_an_admin_reads_all(desk: Desk) -> None:
    desk.telegram.add_group(SUPERGROUP, "Runners", [ANA], bot_status="administrator")
    await desk.updates()
    said = desk.telegram.say(ANA, "hello all", chat_id=SUPERGROUP)
    assert (said["message_id"], said["chat"]["type"]) == (1, "supergroup")
    assert len(await desk.updates()) == 1
    place = {"chat_id": SUPERGROUP, "message_id": 1}
    await desk.call("pinChatMessage", **place)
    await desk.call("deleteMessage", **place)
    me = desk.telegram.bot.id
    found = await desk.call("getChatMember", chat_id=SUPERGROUP, user_id=me)
    assert (found["can_pin_messages"], found["can_promote_members"]) == (True, False)


async def test_a_bot_that_was_thrown_out_hears_of_it_and_then_nothing(desk: Desk) -> None:
    desk.telegram.add_group(CLUB, "Runners", [ANA])
    await desk.updates()
    desk.telegram.remove_bot(ANA, CLUB)
    desk.telegram.say(ANA, "/check", chat_id=CLUB)
    (update,) = await desk.updates()
    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"


@pytest.mark.parametrize("user_id", [ANA, 0, -5, 110201543])
async def test_ids_that_a_new_person_cannot_have(desk: Desk, user_id: int) -> None:
    with pytest.raises(ValueError, match="id"):
        desk.telegram.add_person(user_id, "Dee")


async def test_a_group_has_a_negative_id(desk: Desk) -> None:
    with pytest.raises(ValueError, match="negative"):
        desk.telegram.add_group(5, "Runners", [ANA])


@pytest.mark.parametrize(
    ("does", "kind", "told"),
    [
        (lambda desk: desk.telegram.say(ANA, "hi"), "message", {"chat_id": ANA}),
        (lambda desk: desk.telegram.edit(ANA, 1, "hi"), "edited", {"chat_id": ANA}),
        (lambda desk: desk.telegram.block(ANA), "people", {"chat_id": 0}),
        (lambda desk: desk.telegram.moved(), "clock", {"now": "2026-03-02T12:00:00Z"}),
    ],
)
async def test_onlookers_see_what_people_do(desk: Desk, does: Any, kind: str, told: Json) -> None:
    with desk.telegram.watch() as watch:
        does(desk)
        event = await watch.get()
    assert event["kind"] == kind
    assert {name: event[name] for name in told} == told
