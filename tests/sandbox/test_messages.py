"""Sending, editing and deleting, as transcripts; and every way in which that is refused."""

import pytest

from bot.sandbox.fake.calls import Json
from tests.sandbox.conftest import ANA, BEN, CLUB, Desk, buttons

DAY_S = 24 * 3600


async def test_a_text_with_a_keyboard_is_edited_and_deleted(desk: Desk) -> None:
    sent = await desk.send("Where does it hurt?", reply_markup=buttons("Left", "Right"))
    assert desk.telegram.history(ANA)[-1] == sent

    place = {"chat_id": ANA, "message_id": sent["message_id"]}
    edited = await desk.call("editMessageText", **place, text="Left", reply_markup=buttons("Back"))
    assert (edited["text"], edited["edit_date"]) == ("Left", edited["date"])
    assert desk.telegram.history(ANA)[-1] == edited
    assert sent["text"] == "Where does it hurt?"

    bare = await desk.call("editMessageText", **place, text="Bye")
    assert "reply_markup" not in bare

    assert await desk.call("deleteMessage", **place) is True
    assert [message["text"] for message in desk.telegram.history(ANA)] == ["/start"]


async def test_a_change_of_the_keyboard_alone_is_no_visible_edit(desk: Desk) -> None:
    sent = await desk.send("Hello", reply_markup=buttons("A"))
    place = {"chat_id": ANA, "message_id": sent["message_id"]}
    edited = await desk.call("editMessageReplyMarkup", **place, reply_markup=buttons("B"))
    assert "edit_date" not in edited
    assert edited["reply_markup"] == buttons("B")


async def test_messages_of_all_private_chats_are_numbered_together(desk: Desk) -> None:
    first = await desk.send("one")
    other = await desk.call("sendMessage", chat_id=BEN, text="two")
    assert other["message_id"] == first["message_id"] + 1


async def test_options_are_shown_on_the_message(desk: Desk) -> None:
    sent = await desk.send(
        "Hello",
        protect_content=True,
        message_effect_id="5104841245755180586",
        link_preview_options={"is_disabled": True},
        disable_notification=True,
    )
    assert sent["has_protected_content"] is True
    assert sent["effect_id"] == "5104841245755180586"
    assert sent["link_preview_options"] == {"is_disabled": True}


async def test_the_length_is_counted_in_utf_16_units_after_parsing(desk: Desk) -> None:
    await desk.send("<b>" + "😀" * 2048 + "</b>", parse_mode="HTML")
    refusal = await desk.refused("sendMessage", chat_id=ANA, text="😀" * 2048 + "x")
    assert refusal == "Bad Request: message is too long"
    sent = await desk.send("short")
    place = {"chat_id": ANA, "message_id": sent["message_id"]}
    refusal = await desk.refused("editMessageText", **place, text="x" * 4097)
    assert refusal == "Bad Request: MESSAGE_TOO_LONG"


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "text must be non-empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"chat_id": 99}, "chat not found"),
        ({"chat_id": "@nobody"}, "chat not found"),
        ({"reply_parameters": {"message_id": 99}}, "message to be replied not found"),
    ],
)
async def test_what_is_not_sent(desk: Desk, params: Json, reason: str) -> None:
    refusal = await desk.refused("sendMessage", **{"chat_id": ANA, "text": "Hello", **params})
    assert refusal == f"Bad Request: {reason}"
    assert len(desk.telegram.history(ANA)) == 1


@pytest.mark.parametrize(
    ("html", "same"),
    [("<b>Hi</b>", True), (" <strong>Hi</strong>\n", True), ("<i>Hi</i>", False), ("Hi", False)],
)
async def test_an_edit_that_changes_nothing_is_refused(desk: Desk, html: str, same: bool) -> None:  # noqa: FBT001
    sent = await desk.send("<b>Hi</b>", parse_mode="HTML", reply_markup=buttons("A"))
    body = await desk.ask(
        "editMessageText",
        chat_id=ANA,
        message_id=sent["message_id"],
        text=html,
        parse_mode="HTML",
        reply_markup=buttons("A"),
    )
    refusal = (
        "Bad Request: message is not modified: specified new message content and reply markup are"
        " exactly the same as a current content and reply markup of the message"
    )
    assert (body.get("description") == refusal) is same


@pytest.mark.parametrize(
    ("method", "params", "reason"),
    [
        ("editMessageText", {"message_id": 99, "text": "x"}, "message to edit not found"),
        ("editMessageText", {"message_id": 1, "text": "x"}, "message can't be edited"),
        ("editMessageText", {"message_id": 1}, "message text is empty"),
        ("editMessageText", {"message_id": 1, "text": " "}, "text must be non-empty"),
        ("editMessageText", {"text": "x"}, "message identifier is not specified"),
        ("editMessageText", {"inline_message_id": "x", "text": "x"}, "MESSAGE_ID_INVALID"),
        ("editMessageReplyMarkup", {"message_id": 99}, "message to edit not found"),
        ("deleteMessage", {"message_id": 99}, "message to delete not found"),
        ("deleteMessages", {"message_ids": []}, "message identifiers are not specified"),
        (
            "deleteMessages",
            {"message_ids": list(range(101))},
            "too many message identifiers specified",
        ),
        ("copyMessage", {"from_chat_id": ANA, "message_id": 99}, "message to copy not found"),
        ("forwardMessage", {"from_chat_id": 99, "message_id": 1}, "chat not found"),
        ("forwardMessage", {"from_chat_id": ANA, "message_id": 99}, "message to forward not found"),
        ("pinChatMessage", {"message_id": 99}, "message to pin not found"),
        ("unpinChatMessage", {}, "message to unpin not found"),
        ("setMessageReaction", {"message_id": 99}, "message to react not found"),
        (
            "setMessageReaction",
            {"message_id": 1, "reaction": [{"type": "emoji", "emoji": "🏃"}]},
            "REACTION_INVALID",
        ),
        (
            "setMessageReaction",
            {"message_id": 1, "reaction": [{"type": "emoji", "emoji": "👍"}] * 2},
            "REACTIONS_TOO_MANY",
        ),
        ("sendChatAction", {"action": "running"}, "wrong parameter action in request"),
        ("sendLocation", {"latitude": 91, "longitude": 0}, "wrong latitude or longitude specified"),
        ("getChatMember", {"user_id": 99}, "user not found"),
    ],
)
async def test_what_is_refused_of_a_message(
    desk: Desk, method: str, params: Json, reason: str
) -> None:
    refusal = await desk.refused(method, **{"chat_id": ANA, **params})
    assert refusal == f"Bad Request: {reason}"


async def test_an_edit_without_a_chat_is_refused(desk: Desk) -> None:
    refusal = await desk.refused("editMessageText", message_id=1, text="x")
    assert refusal == "Bad Request: chat_id is empty"


async def test_after_two_days_a_message_cannot_be_deleted(desk: Desk) -> None:
    sent = await desk.send("Hello")
    desk.clock.forward(2 * DAY_S + 1)
    refusal = await desk.refused("deleteMessage", chat_id=ANA, message_id=sent["message_id"])
    assert refusal == "Bad Request: message can't be deleted for everyone"


async def test_several_messages_are_deleted_and_missing_ones_passed_over(desk: Desk) -> None:
    first, second = await desk.send("one"), await desk.send("two")
    ids = [first["message_id"], 99, second["message_id"]]
    assert await desk.call("deleteMessages", chat_id=ANA, message_ids=ids) is True
    assert len(desk.telegram.history(ANA)) == 1


async def test_a_pinned_message_is_shown_by_get_chat(desk: Desk) -> None:
    sent = await desk.send("plan")
    await desk.call("pinChatMessage", chat_id=ANA, message_id=sent["message_id"])
    assert desk.telegram.history(ANA)[-1]["pinned_message"] == sent
    assert (await desk.call("getChat", chat_id=ANA))["pinned_message"] == sent
    await desk.call("unpinChatMessage", chat_id=ANA)
    assert "pinned_message" not in await desk.call("getChat", chat_id=ANA)


async def test_only_the_newest_messages_of_a_chat_are_kept(desk: Desk) -> None:
    for number in range(205):
        await desk.send(str(number))
    texts = [message["text"] for message in desk.telegram.history(ANA)]
    assert texts == [str(number) for number in range(5, 205)]


async def test_small_signs(desk: Desk) -> None:
    assert await desk.call("sendChatAction", chat_id=ANA, action="typing") is True
    reaction = [{"type": "emoji", "emoji": "👍"}]
    assert await desk.call("setMessageReaction", chat_id=ANA, message_id=1, reaction=reaction)
    place = await desk.call("sendLocation", chat_id=ANA, latitude=48, longitude=11.5)
    assert place["location"] == {"latitude": 48.0, "longitude": 11.5}


async def test_in_a_group_the_bot_needs_rights(desk: Desk) -> None:
    desk.telegram.add_group(CLUB, "Runners", [ANA, BEN])
    said = desk.telegram.say(ANA, "hello all", chat_id=CLUB)
    place = {"chat_id": CLUB, "message_id": said["message_id"]}
    assert await desk.refused("deleteMessage", **place) == ("Bad Request: message can't be deleted")
    assert await desk.refused("pinChatMessage", **place) == (
        "Bad Request: not enough rights to manage pinned messages in the chat"
    )
    desk.telegram.remove_bot(ANA, CLUB)
    refusal = await desk.refused("sendMessage", chat_id=CLUB, text="Hello")
    assert refusal == "Forbidden: bot was kicked from the group chat"
