"""Admins compose and see what people will get before anybody gets it."""

import pytest

from bot.domain.broadcast.work_drafts import UNDO_S
from tests.conversations.broadcasting import DORA, admin, begun, formatted, got, sent
from tests.conversations.conftest import Chat, labels


@pytest.fixture
async def dora(ana: Chat, ben: Chat) -> Chat:
    return await admin(ana, ben)


async def test_a_text_is_previewed_as_it_will_be_and_reaches_everybody(
    dora: Chat, ana: Chat, ben: Chat
) -> None:
    control = await dora.say("/broadcast Run on Sunday & bring <water>")
    assert control.startswith("Ready for 3 people, above as they get it.")
    assert "To: everybody\nWhen: now\nTakes about 1 s" in control
    preview = dora.messages[-2]
    assert preview["text"] == "Run on Sunday & bring <water>"
    assert labels(preview) == ["Fewer tips, news", "No tips, news", "No tips and news for 30 days"]
    await sent(dora)
    for chat in (ana, ben):
        (message,) = got(chat, "Run on Sunday")
        assert message["text"] == preview["text"]
        assert message["reply_markup"] == preview["reply_markup"]
    assert got(dora, "Done: sent to 3 of 3 people")


async def test_formatting_is_kept(dora: Chat, ana: Chat) -> None:
    formatted(dora, "/broadcast Bold and slanted", ("bold", 0, 15), ("italic", 20, 7))
    await dora.read()
    await sent(dora)
    (message,) = got(ana, "Bold and slanted")
    assert message["text"] == "Bold and slanted"
    assert {(e["type"], e["offset"], e["length"]) for e in message["entities"]} == {
        ("bold", 0, 4),
        ("italic", 9, 7),
    }


async def test_a_picture_is_sent_on_by_replying_to_it(dora: Chat, ana: Chat) -> None:
    dora.telegram.send_photo(DORA, caption="The new route")
    await dora.read()
    photo = next(m for m in reversed(dora.telegram.history(DORA)) if "photo" in m)
    dora.telegram.say(DORA, "/broadcast", reply_to=photo["message_id"])
    assert "Ready for 3 people" in await dora.read()
    assert dora.messages[-2]["photo"] == photo["photo"]
    await sent(dora)
    (message,) = got(ana, "The new route")
    assert message["photo"] == photo["photo"]
    assert labels(message) == ["Fewer tips, news", "No tips, news", "No tips and news for 30 days"]


async def test_a_poll_is_sent_on_too(dora: Chat, ana: Chat) -> None:
    await dora.say("/quiz 1")
    poll = next(m for m in reversed(dora.messages) if "poll" in m)
    dora.telegram.say(DORA, "/broadcast", reply_to=poll["message_id"])
    assert "Ready for 3 people" in await dora.read()
    await sent(dora)
    assert any(m.get("poll", {}).get("question") == poll["poll"]["question"] for m in ana.messages)


async def test_a_picture_by_an_admin_asks_whether_to_broadcast_it(dora: Chat, ana: Chat) -> None:
    dora.telegram.send_photo(DORA, caption="The new route")
    assert (await dora.read()).startswith("Broadcast this?")
    asked = dora.with_buttons()
    await dora.tap("Yes, make a draft")
    assert "Ready for 3 people" in dora.text
    number = asked["message_id"] - 1
    await dora.forge(f"broadcast:copy:{number}")
    assert "Draft 1" in dora.text, "the same again is the same draft"
    await sent(dora)
    assert len(got(ana, "The new route")) == 1


async def test_what_goes_at_once_can_be_undone_for_ten_seconds(dora: Chat, ana: Chat) -> None:
    await dora.say("/broadcast Hello all")
    assert "It begins in 10 seconds." in await dora.tap("Send to")
    dora.clock.forward(UNDO_S - 1)
    dora.telegram.moved()
    await dora.tap("Undo")
    assert "is a draft again" in dora.text
    begun(dora)
    await dora.read()
    assert not got(ana, "Hello all")
    await sent(dora)
    assert len(got(ana, "Hello all")) == 1


async def test_an_album_is_refused_once_and_for_all(dora: Chat) -> None:
    before = len(dora.messages)
    for number in range(3):
        photo = dora.telegram.send_photo(DORA, caption="")
        await dora.read()
        again = {**photo, "message_id": 70_000 + number, "media_group_id": "77"}
        del dora.telegram.chats[DORA].messages[dora.messages[-1]["message_id"]]
        dora.telegram.push({"message": again})
    assert "I cannot send an album on whole" in await dora.read()
    assert len(dora.messages) == before + 1


async def test_a_picture_by_anybody_else_is_no_broadcast(ana: Chat) -> None:
    ana.telegram.send_photo(ana.person_id, caption="")
    assert "Broadcast" not in await ana.read()


async def test_a_command_under_a_picture_says_how_it_is_done(dora: Chat) -> None:
    dora.telegram.send_photo(DORA, caption="/broadcast Look")
    assert "Reply to it instead." in await dora.read()


async def test_what_telegram_will_not_send_on_is_refused_before_sending(dora: Chat) -> None:
    mine = dora.telegram.say(DORA, "a message that I delete")
    await dora.read()
    dora.telegram.say(DORA, "/broadcast", reply_to=mine["message_id"])
    del dora.telegram.chats[DORA].messages[mine["message_id"]]
    assert (await dora.read()).startswith("Telegram refuses this message: nobody gets it.")
    assert not any("Send to" in label for label in dora.buttons)


async def test_too_long_a_text_is_refused_before_sending(dora: Chat) -> None:
    await dora.say("/broadcast " + "x" * 4085)
    assert "Ready for" in dora.text
    await dora.tap("Kind")
    await dora.tap("Urgent")
    assert dora.text.startswith("Too long by 5 characters: not ready to send.")


async def test_without_words_the_list_is_shown(dora: Chat) -> None:
    assert (await dora.say("/broadcast")).startswith("Broadcasts: nothing under way")
    await dora.say("/broadcast One for Sunday")
    await sent(dora)
    await dora.say("/broadcast Two for Monday")
    text = await dora.say("/broadcast")
    assert "2: Draft\n1: Done: sent to 3 of 3 people" in text
    assert "1 · One for Sunday" in dora.buttons
    assert "Sent: 3" in await dora.tap("1 · One for Sunday")


async def test_a_new_one_is_typed_and_rewritten(dora: Chat, ana: Chat) -> None:
    await dora.say("/broadcast")
    await dora.tap("New")
    await dora.say("Frist try")
    await dora.tap("New text")
    assert "Ready for 3" in await dora.say("First try")
    await sent(dora)
    assert got(ana, "First try")
    assert not got(ana, "Frist try")


async def test_buttons_lead_to_links_and_topics(dora: Chat, ana: Chat) -> None:
    await dora.say("/broadcast Stretch well")
    await dora.tap("Buttons")
    await dora.say("The club | https://example.org/run")
    await dora.tap("Buttons")
    await dora.say("How to | kneeling stretch")
    await sent(dora)
    (message,) = got(ana, "Stretch well")
    assert labels(message)[:2] == ["The club", "How to"]
    assert message["reply_markup"]["inline_keyboard"][0][0]["url"] == "https://example.org/run"
    await ana.tap("How to", message)
    assert "Open the page" in ana.buttons
    assert got(ana, "Stretch well"), "the message itself stays"


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("Club", "Please write it as label, bar, link."),
        ("Club | htp:/example", "That is no web address."),
        ("Club | https://nowhere", "That is no web address."),
        ("| https://example.org", "A label has 1 to 40 characters."),
        ("How | kneling_strech", "I have no such topic."),
        ("x" * 4000, "Please write it as label, bar, link."),
    ],
)
async def test_a_button_that_cannot_be_is_answered(dora: Chat, typed: str, answer: str) -> None:
    await dora.say("/broadcast Hello")
    await dora.tap("Buttons")
    assert (await dora.say(typed)).startswith(answer)
    if "topic." in answer:
        assert "kneeling_stretch" in dora.text
    assert "Ready for" in await dora.tap("Back")


async def test_a_draft_is_deleted(dora: Chat) -> None:
    await dora.say("/broadcast Hello")
    control = dora.with_buttons()
    assert "Draft 1 is deleted." in await dora.tap("Delete draft")
    await dora.forge("broadcast:send:1:1", control["message_id"])
    assert "gone" in dora.toast
    assert "nothing under way" in await dora.say("/broadcast")
