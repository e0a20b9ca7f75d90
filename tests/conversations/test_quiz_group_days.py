"""A group's daily question: set by its admins, asked in its topic, on their clock."""

import asyncio
from typing import Any

import pytest

from bot.storage.transaction import Transaction
from tests.conversations.broadcasting import until
from tests.conversations.conftest import ANA, BEN, Chat, labels
from tests.conversations.test_quiz_groups import _WARM_UP, CLUB, OLD_CLUB, said

HOUR_S = 3600


@pytest.fixture
def club(ana: Chat) -> Chat:
    for group in (CLUB, OLD_CLUB):
        ana.telegram.add_group(group, "Club", [ANA, BEN])
        ana.telegram.groups.make_admin(ANA, group)
    ana.telegram.groups.open_topics(CLUB, _WARM_UP)
    return ana


def polls(chat: Chat, group: int = CLUB) -> list[dict[str, Any]]:
    return [m for m in said(chat, group) if "poll" in m]


async def press(chat: Chat, label: str, person_id: int = ANA, group: int = CLUB) -> str:
    found = (m for m in reversed(said(chat, group)) if label in labels(m))
    chat.telegram.press(person_id, next(found)["message_id"], label, chat_id=group)
    await chat.read()
    return str(said(chat, group)[-1].get("text", ""))


async def begun(chat: Chat, hour: str, group: int = CLUB) -> str:
    """Set the hour, in the topic where there are topics."""
    if group == CLUB:
        chat.telegram.groups.say_in_topic(ANA, "/quiz", group, _WARM_UP)
    else:
        chat.telegram.say(ANA, "/quiz", chat_id=group)
    await chat.read()
    await press(chat, "Every day", group=group)
    return await press(chat, hour, group=group)


async def test_a_question_comes_every_day_in_its_topic(club: Chat) -> None:
    await club.say("/timezone Europe/Berlin")  # 10:30 there
    text = await begun(club, "18:00")
    assert text == ("A question comes here every day at 18:00 (Europe/Berlin), the first today.")
    club.clock.forward(7 * HOUR_S)  # 17:30
    await asyncio.sleep(1.2)
    assert len(polls(club)) == 1
    for days in (2, 3):
        club.clock.forward(HOUR_S if days == 2 else 24 * HOUR_S)
        await until(lambda wanted=days: len(polls(club)) == wanted)  # type: ignore[misc]
        assert polls(club)[-1]["message_thread_id"] == _WARM_UP
    questions = [m["poll"]["question"] for m in polls(club)]
    assert len(set(questions)) == 3


async def test_others_cannot_set_it(club: Chat) -> None:
    await begun(club, "18:00")
    before = len(said(club))
    for label in ("Another hour", "Off"):
        await press(club, label, BEN)
        assert club.toast.startswith("Only admins of this group can set that")
    assert len(said(club)) == before
    await club.say("/help")
    await club.forge("quiz:day_at:9")
    assert "older message" in club.toast
    rows = await club.services.db.run(Transaction.all, "SELECT group_id FROM quiz_group_days")
    assert [row["group_id"] for row in rows] == [CLUB]


async def test_it_is_moved_and_ended(club: Chat) -> None:
    assert "(UTC), the first tomorrow" in await begun(club, "9:00")
    assert "Now: at 09:00 (UTC)." in await press(club, "Another hour")
    assert "I do not know your clock" in said(club)[-1]["text"]
    assert "10:00 (UTC), the first today" in await press(club, "10:00")
    assert "No more daily questions" in await press(club, "Off")
    club.clock.forward(25 * HOUR_S)
    await asyncio.sleep(1.2)
    assert len(polls(club)) == 1


async def test_a_question_that_is_hours_late_waits_for_its_next_day(club: Chat) -> None:
    await begun(club, "10:00")
    club.clock.forward(20 * HOUR_S)  # 5:30, as after a long standstill
    await asyncio.sleep(1.2)
    assert len(polls(club)) == 1
    club.clock.forward(5 * HOUR_S)
    await until(lambda: len(polls(club)) == 2)


async def test_where_polls_are_forbidden_it_is_said_once_and_ends(club: Chat) -> None:
    await begun(club, "10:00")
    club.telegram.groups.forbid_polls(CLUB)
    club.clock.forward(HOUR_S)
    await until(lambda: "daily question is off" in str(said(club)[-1].get("text")))
    assert said(club)[-1]["message_thread_id"] == _WARM_UP
    count = len(said(club))
    club.clock.forward(24 * HOUR_S)
    await asyncio.sleep(1.2)
    assert len(said(club)) == count


@pytest.mark.parametrize("told", [True, False])
async def test_it_goes_along_to_the_supergroup_and_comes_once(club: Chat, *, told: bool) -> None:
    await begun(club, "10:00", OLD_CLUB)
    new_club = -1009999999999
    club.telegram.groups.move(ANA, OLD_CLUB, new_club, told=told)
    club.clock.forward(HOUR_S)
    await until(lambda: bool(polls(club, new_club)))
    club.clock.forward(HOUR_S)
    await asyncio.sleep(1.2)
    assert len(polls(club, new_club)) == 1


async def test_where_the_bot_was_removed_it_ends(club: Chat) -> None:
    await begun(club, "10:00")
    club.telegram.remove_bot(ANA, CLUB)
    club.clock.forward(HOUR_S)
    await asyncio.sleep(1.5)
    rows = await club.services.db.run(Transaction.all, "SELECT * FROM quiz_group_days")
    assert rows == []
