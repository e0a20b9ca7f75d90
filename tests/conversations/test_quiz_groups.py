"""Groups with topics, without polls, of anonymous admins, and groups that become supergroups."""

from typing import Any

import pytest

from tests.conversations.conftest import ANA, BEN, Chat

CLUB, OLD_CLUB = -1001234567890, -4321
_WARM_UP = 7


@pytest.fixture
def club(ana: Chat) -> Chat:
    """A group with topics and one that is no supergroup yet, as Ana sees them."""
    ana.telegram.add_group(CLUB, "Club", [ANA, BEN])
    ana.telegram.add_group(OLD_CLUB, "Club", [ANA, BEN])
    ana.telegram.groups.open_topics(CLUB, _WARM_UP)
    return ana


def said(chat: Chat, group: int = CLUB) -> list[dict[str, Any]]:
    found = chat.telegram.history(group)
    return [m for m in found if m["from"]["id"] == chat.telegram.bot.id]


async def press(chat: Chat, label: str, group: int = CLUB) -> dict[str, Any]:
    message = next(m for m in reversed(said(chat, group)) if "reply_markup" in m)
    chat.telegram.press(ANA, message["message_id"], label, chat_id=group)
    await chat.read()
    return said(chat, group)[-1]


async def test_answers_stay_in_their_topic(club: Chat) -> None:
    club.telegram.groups.say_in_topic(ANA, "/quiz", CLUB, _WARM_UP)
    await club.read()
    shown = [said(club)[-1], await press(club, "Another one"), await press(club, "Scoreboard")]
    club.telegram.groups.say_in_topic(ANA, "/check", CLUB, _WARM_UP)
    await club.read()
    shown.append(said(club)[-1])
    assert "private" in shown[-1]["text"]
    assert [m["message_thread_id"] for m in shown] == [_WARM_UP] * 4
    assert len({m["message_id"] for m in shown}) == 4


async def test_in_the_general_topic_no_topic_is_named(club: Chat) -> None:
    club.telegram.say(ANA, "/quiz", chat_id=CLUB)
    await club.read()
    assert "poll" in said(club)[-1]
    assert "message_thread_id" not in said(club)[-1]


async def test_a_thread_of_replies_is_no_topic(club: Chat) -> None:
    chat = {"id": CLUB, "type": "supergroup", "title": "Club"}
    ana = {"id": ANA, "is_bot": False, "first_name": "Ana"}
    message = {"message_id": 900, "date": 1, "chat": chat, "from": ana, "text": "/quiz"}
    club.telegram.push({"message": message | {"message_thread_id": 5}})
    await club.read()
    assert "poll" in said(club)[-1]


async def test_an_anonymous_admin_is_answered(club: Chat) -> None:
    club.telegram.groups.say_anonymously(ANA, "/quiz", CLUB)
    await club.read()
    assert "poll" in said(club)[-1]
    club.telegram.groups.say_anonymously(ANA, "/progress", CLUB)
    await club.read()
    assert "private" in said(club)[-1]["text"]


async def test_a_channel_is_not_answered(club: Chat) -> None:
    message = club.telegram.groups.say_anonymously(ANA, "words", CLUB)
    channel = {"id": -1009, "type": "channel", "title": "News"}
    forged = message | {"text": "/quiz", "sender_chat": channel, "message_id": 901}
    club.telegram.push({"message": forged})
    await club.read()
    assert said(club) == []


@pytest.mark.parametrize("topic", [None, _WARM_UP])
async def test_where_polls_are_forbidden_it_is_said(club: Chat, topic: int | None) -> None:
    club.telegram.groups.forbid_polls(CLUB)
    if topic is None:
        club.telegram.say(ANA, "/quiz", chat_id=CLUB)
    else:
        club.telegram.groups.say_in_topic(ANA, "/quiz", CLUB, topic)
    await club.read()
    (answer,) = said(club)
    assert answer["text"].startswith("I could not ask here")
    assert answer.get("message_thread_id") == topic


async def _first_score(chat: Chat) -> None:
    await chat.say("/help")
    chat.telegram.say(ANA, "/quiz", chat_id=OLD_CLUB)
    await chat.read()
    poll = said(chat, OLD_CLUB)[-1]["poll"]
    chat.telegram.vote(ANA, poll["id"], poll["correct_option_ids"])
    await chat.read()


@pytest.mark.parametrize("told", [True, False])
async def test_the_scoreboard_goes_along_to_the_supergroup(club: Chat, *, told: bool) -> None:
    await _first_score(club)
    new_club = -1009999999999
    club.telegram.groups.move(ANA, OLD_CLUB, new_club, told=told)
    await club.read()
    if not told:  # the note of it is lost: a message to the old group brings it out
        message = said(club, OLD_CLUB)[-1]
        club.telegram.press(ANA, message["message_id"], "Another one", chat_id=OLD_CLUB)
    else:
        club.telegram.say(ANA, "/quiz", chat_id=new_club)
    await club.read()
    poll = said(club, new_club)[-1]["poll"]
    club.telegram.vote(ANA, poll["id"], poll["correct_option_ids"])
    await club.read()
    assert "2 of 2" in (await press(club, "Scoreboard", new_club))["text"]


async def test_a_vote_in_a_poll_from_before_the_move_still_counts(club: Chat) -> None:
    await club.say("/help")
    club.telegram.say(ANA, "/quiz", chat_id=OLD_CLUB)
    await club.read()
    poll = said(club, OLD_CLUB)[-1]["poll"]
    new_club = -1009999999999
    club.telegram.groups.move(ANA, OLD_CLUB, new_club)
    await club.read()
    club.telegram.vote(ANA, poll["id"], poll["correct_option_ids"])
    await club.read()
    club.telegram.say(ANA, "/quiz", chat_id=new_club)
    await club.read()
    assert "1 of 1" in (await press(club, "Scoreboard", new_club))["text"]
