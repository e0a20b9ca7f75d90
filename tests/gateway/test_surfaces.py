"""Polls, pictures, shared cards, expected words, places, links and admins' buttons, end to end."""

from collections.abc import AsyncIterator

import pytest

from tests.gateway.surfaces import ANA, BEN, CLUB, ZOE, House, open_house


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with open_house() as house:
        yield house


async def test_a_vote_reaches_its_handler_and_is_answered(house: House) -> None:
    await house.say("/poll")
    poll = house.said(ANA)[-1]["poll"]
    assert (poll["type"], poll["is_anonymous"]) == ("quiz", False)
    assert poll["correct_option_ids"] == [1]
    assert poll["description"] == "1 of 5"
    house.telegram.vote(ANA, poll["id"], [2])
    assert await house.read() == "chosen (2,)"
    ((_, vote),) = house.room.came
    assert (vote.args, vote.chat_id) == (("7",), ANA)


async def test_in_a_group_only_votes_of_people_who_spoke_to_the_bot_count(house: House) -> None:
    await house.say("/poll", BEN, CLUB)
    poll = house.said(CLUB)[-1]["poll"]
    house.telegram.vote(ZOE, poll["id"], [1])
    house.telegram.vote(BEN, poll["id"], [1])
    await house.read()
    assert [(who, vote.person_id, vote.chat_id) for who, vote in house.room.came] == [
        ("vote", BEN, CLUB)
    ]


async def test_a_vote_in_a_poll_of_another_time_is_dropped(house: House) -> None:
    house.telegram.push(
        {
            "update_id": 900,
            "poll_answer": {
                "poll_id": "77",
                "user": {"id": ANA, "is_bot": False, "first_name": "Ana"},
                "option_ids": [0],
                "option_persistent_ids": ["0"],
            },
        }
    )
    await house.read()
    assert house.room.came == []


async def test_a_picture_is_drawn_and_uploaded_once(house: House) -> None:
    await house.say("/picture first")
    await house.say("/picture first", BEN)
    assert house.room.drawn == 1
    photos = [house.said(person)[-1]["photo"][-1]["file_id"] for person in (ANA, BEN)]
    assert photos[0] == photos[1]


async def test_another_picture_takes_the_place_of_one(house: House) -> None:
    await house.say("/picture first")
    message = house.said(ANA)[-1]
    house.telegram.press(ANA, message["message_id"], "Turn")
    assert await house.read() == "shows second"
    assert house.said(ANA)[-1]["message_id"] == message["message_id"]
    await house.say("/picture second", BEN)
    assert house.room.drawn == 2


async def test_a_picture_that_is_there_already_is_not_put_there_again(house: House) -> None:
    await house.say("/picture first")
    message = house.said(ANA)[-1]
    for _ in range(3):
        house.telegram.press(ANA, message["message_id"], "Turn")
        await house.read()
        message = house.said(ANA)[-1]
    edits = [call.status for call in house.telegram.calls if call.method == "editMessageMedia"]
    assert edits == [200]
    assert len(house.telegram.answers) == 3


async def test_a_copy_that_telegram_has_let_go_of_is_drawn_again(house: House) -> None:
    await house.sent.keep_file("first", "gone")
    assert await house.say("/picture first") == "shows first"
    assert house.room.drawn == 1


async def test_the_next_words_go_where_they_are_expected_once(house: House) -> None:
    await house.say("/note")
    assert await house.say("tight after stairs") == "Noted."
    assert await house.say("ice") == "Searched."
    assert [(kind, i.words) for kind, i in house.room.came] == [
        ("noted", "tight after stairs"),
        ("typed", "ice"),
    ]
    assert house.room.came[0][1].args == ("5",)


async def test_a_command_ends_what_was_expected(house: House) -> None:
    await house.say("/note")
    await house.say("/picture first")
    assert await house.say("tight after stairs") == "Searched."


async def test_a_shared_place_reaches_its_handler(house: House) -> None:
    house.telegram.send_location(ANA, 52.52, 13.4)
    assert await house.read() == "There."
    place = house.room.came[0][1].place
    assert place == pytest.approx((52.52, 13.4))


async def test_a_link_leads_to_its_tap_and_to_no_other(house: House) -> None:
    assert await house.say("/start room-linked-3") == "Noted."
    assert house.room.came[0][1].args == ("3",)
    await house.say("/start room-rule")
    assert "don't know that command" in await house.say("/start room-noted")
    assert len(house.room.came) == 1


async def test_a_message_is_copied_with_buttons_of_ours(house: House) -> None:
    original = house.telegram.say(ANA, "Look at this")
    await house.read()
    house.telegram.say(ANA, "/copy", reply_to=original["message_id"])
    await house.read()
    copy = house.said(ANA)[-1]
    assert copy["text"] == "Look at this"
    (button,) = copy["reply_markup"]["inline_keyboard"][0]
    assert button["url"] == f"https://t.me/{house.bot.username}?start=room-linked-3"


async def test_admins_buttons_do_nothing_for_others(house: House) -> None:
    for person_id in (ANA, BEN):
        await house.say("/picture first", person_id)
        message_id = house.said(person_id)[-1]["message_id"]
        house.telegram.tap(person_id, message_id, "room:rule")
        await house.read()
    assert [i.person_id for _, i in house.room.came] == [BEN]
    assert "older message" in str(house.telegram.answers[0]["text"])


async def test_public_taps_work_in_a_group_and_others_do_not(house: House) -> None:
    await house.say("/poll", BEN, CLUB)
    message_id = house.said(CLUB)[-1]["message_id"]
    house.telegram.press(BEN, message_id, "Stop", chat_id=CLUB)
    house.telegram.tap(BEN, message_id, "room:noted", chat_id=CLUB)
    await house.read()
    assert [(kind, i.chat_id) for kind, i in house.room.came] == [("open", CLUB)]
    assert "private chat" in str(house.telegram.answers[-1]["text"])


async def test_a_tap_under_a_message_shared_inline_is_answered_with_a_toast(house: House) -> None:
    person = {"id": ANA, "is_bot": False, "first_name": "Ana"}
    query = {"id": "1", "from": person, "chat_instance": "1", "inline_message_id": "x"}
    house.telegram.push({"update_id": 901, "callback_query": {**query, "data": "room:open"}})
    await house.read()
    assert [(kind, i.chat_id) for kind, i in house.room.came] == [("open", 0)]


async def test_an_inline_query_is_answered_with_cards(house: House) -> None:
    query_id = house.telegram.inline(ANA, "kneeling")
    await house.read()
    call = next(c for c in reversed(house.telegram.calls) if c.method == "answerInlineQuery")
    assert (call.params["inline_query_id"], call.status) == (query_id, 200)
    (offered,) = call.params["results"]
    assert offered["type"] == "article"
    assert offered["input_message_content"]["message_text"] == "about kneeling"
