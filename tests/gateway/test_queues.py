"""Nobody who writes without end costs anybody else anything."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.gateway.reading import Raw
from tests.gateway.house import ANA, BEN, CLUB, House, open_house

_PERSON = {"id": ANA, "is_bot": False, "first_name": "Ana"}


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with open_house() as house:
        await house.inbox.take([house.say(ANA, "/wait 0")])
        yield house
        house.door.set()
        await house.inbox.rest()


def tap(house: House, number: int, data: str = "house:look") -> Raw:
    house.update_id += 1
    chat = {"id": ANA, "type": "private"}
    query: dict[str, Any] = {"id": str(number), "from": _PERSON, "data": data}
    message = {"message_id": 1, "chat": chat, "text": "?"}
    return {"update_id": house.update_id, "callback_query": {**query, "message": message}}


def query(house: House, number: int) -> Raw:
    house.update_id += 1
    sought = {"id": str(number), "from": _PERSON, "query": f"ice {number}"}
    return {"update_id": house.update_id, "inline_query": sought}


async def test_ten_messages_wait_and_the_rest_is_dropped_with_one_word(house: House) -> None:
    await house.inbox.take([house.say(ANA, str(n)) for n in range(1, 701)])
    house.door.set()
    await house.inbox.rest()
    assert [words for _, words in house.handled] == [str(n) for n in range(11)]
    slower = [text for text in house.texts(ANA) if "more than I can answer" in text]
    assert len(slower) == 1
    await house.take(house.say(ANA, "once more"))
    assert house.texts(ANA)[-1] == "heard once more"


async def test_others_do_not_wait_for_somebody_who_floods(house: House) -> None:
    await house.inbox.take([house.say(ANA, str(n)) for n in range(1, 701)])
    async with asyncio.timeout(0.2):
        await house.inbox.take([house.say(BEN, "hello")])
    assert house.handled == [(BEN, "hello")]


async def test_from_a_group_ten_commands_wait(house: House) -> None:
    people = [ANA + 10 + n for n in range(60)]
    for person in people:
        house.telegram.add_person(person, "Runner")
    await house.inbox.take([house.say(person, "/wait", CLUB) for person in people])
    house.door.set()
    await house.inbox.rest()
    assert len(house.texts(CLUB)) == 12  # what waited, and one word


def slower(house: House, chat_id: int) -> int:
    return sum("more than I can answer" in text for text in house.texts(chat_id))


async def test_a_group_is_told_again_of_a_flood_that_was_not_its_own(house: House) -> None:
    """What is full may be a person's queue: of the group itself nothing ever waited."""
    for flood in (1, 2):
        await house.inbox.take([house.say(ANA, str(n)) for n in range(1, 20)])
        await house.inbox.take([house.say(ANA, "/wait", CLUB) for _ in range(5)])
        house.door.set()
        await house.inbox.rest()
        assert [slower(house, CLUB), slower(house, ANA)] == [flood, flood]
        house.door.clear()
        await house.inbox.take([house.say(ANA, "/wait 0")])


async def test_a_vote_that_is_turned_away_takes_nobody_their_word(house: House) -> None:
    await house.inbox.take([house.say(ANA, str(n)) for n in range(1, 11)])
    house.update_id += 1
    vote = {"poll_id": "1", "user": _PERSON, "option_ids": [0]}
    await house.inbox.take([{"update_id": house.update_id, "poll_answer": vote}])
    await house.inbox.take([house.say(ANA, "one too many")])
    house.door.set()
    await house.inbox.rest()
    assert slower(house, ANA) == 1


async def test_a_tap_that_waits_is_not_taken_once_more_and_every_one_is_answered(
    house: House,
) -> None:
    await house.inbox.take([tap(house, n) for n in range(100)])
    house.door.set()
    await house.inbox.rest()
    answered = [c.params["callback_query_id"] for c in house.calls("answerCallbackQuery")]
    assert sorted(answered, key=int) == [str(n) for n in range(100)]
    assert house.looked == 1


async def test_of_inline_queries_that_wait_the_newest_counts(house: House) -> None:
    await house.inbox.take([query(house, n) for n in range(700)])
    house.door.set()
    await house.inbox.rest()
    answered = [c.params["inline_query_id"] for c in house.calls("answerInlineQuery")]
    assert answered == ["699"]


async def test_somebody_who_leaves_is_heard_in_any_flood(house: House) -> None:
    await house.inbox.take([house.say(ANA, str(n)) for n in range(1, 701)])
    house.update_id += 1
    change = {
        "chat": {"id": ANA, "type": "private"},
        "from": _PERSON,
        "new_chat_member": {"status": "kicked"},
    }
    house.door.set()
    await house.take({"update_id": house.update_id, "my_chat_member": change})
    assert await house.is_blocked(ANA)


async def test_the_button_of_an_update_that_cannot_be_read_stops_waiting(house: House) -> None:
    odd = tap(house, 7)
    odd["callback_query"]["from"] = "nobody"
    await house.inbox.take([odd])
    house.door.set()
    await house.inbox.rest()
    assert [c.params["callback_query_id"] for c in house.calls("answerCallbackQuery")] == ["7"]
