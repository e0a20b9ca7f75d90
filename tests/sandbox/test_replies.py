"""Messages that refer to others: replies, quotes, copies and forwards."""

from tests.sandbox.conftest import ANA, BEN, Desk, buttons


async def test_a_reply_shows_the_message_without_the_one_before(desk: Desk) -> None:
    first = await desk.send("one")
    second = await desk.send("two", reply_parameters={"message_id": first["message_id"]})
    third = await desk.send("three", reply_parameters={"message_id": second["message_id"]})
    assert third["reply_to_message"]["text"] == "two"
    assert "reply_to_message" not in third["reply_to_message"]


async def test_a_reply_may_quote_a_part(desk: Desk) -> None:
    first = await desk.send("😀 left hip, right knee")
    reply = {"message_id": first["message_id"], "quote": "<b>right</b>", "quote_parse_mode": "HTML"}
    answer = await desk.send("Since when?", reply_parameters=reply)
    assert answer["quote"] == {
        "text": "right",
        "position": 13,
        "is_manual": True,
        "entities": [{"type": "bold", "offset": 0, "length": 5}],
    }
    reply["quote"] = "shoulder"
    refusal = await desk.refused("sendMessage", chat_id=ANA, text="x", reply_parameters=reply)
    assert refusal == "Bad Request: QUOTE_TEXT_INVALID"


async def test_a_reply_into_another_chat_is_not_implemented(desk: Desk) -> None:
    reply = {"message_id": 1, "chat_id": ANA}
    refusal = await desk.refused("sendMessage", chat_id=BEN, text="x", reply_parameters=reply)
    assert refusal == "Bad Request: message to be replied not found"
    assert len(desk.telegram.violations) == 1
    desk.telegram.violations.clear()
    assert (await desk.send("x", reply_parameters=reply))["reply_to_message"]["message_id"] == 1


async def test_a_reply_to_nothing_may_be_allowed(desk: Desk) -> None:
    reply = {"message_id": 99, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await desk.send("Hello", reply_parameters=reply)


async def test_a_copy_hides_where_it_came_from_and_a_forward_tells(desk: Desk) -> None:
    sent = await desk.send("<b>tip</b>", parse_mode="HTML", reply_markup=buttons("A"))
    source = {"from_chat_id": ANA, "message_id": sent["message_id"]}

    await desk.call("copyMessage", chat_id=BEN, **source)
    copied = desk.telegram.history(BEN)[-1]
    assert (copied["text"], copied["entities"]) == (sent["text"], sent["entities"])
    assert "reply_markup" not in copied
    assert "forward_origin" not in copied

    forwarded = await desk.call("forwardMessage", chat_id=BEN, **source)
    assert forwarded["forward_origin"]["sender_user"]["id"] == desk.telegram.bot.id
    place = {"chat_id": BEN, "message_id": forwarded["message_id"]}
    refusal = await desk.refused("editMessageText", **place, text="x")
    assert refusal == "Bad Request: message can't be edited"


async def test_protected_content_stays_where_it_is(desk: Desk) -> None:
    sent = await desk.send("secret", protect_content=True)
    source = {"chat_id": BEN, "from_chat_id": ANA, "message_id": sent["message_id"]}
    assert await desk.refused("copyMessage", **source) == (
        "Bad Request: the message can't be copied"
    )
    assert await desk.refused("forwardMessage", **source) == (
        "Bad Request: the message can't be forwarded"
    )
