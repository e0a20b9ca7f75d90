"""Each update is dealt with once, one person's in order, and a fault of ours is answered."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.domain.people import store as people
from bot.gateway.inbox import _PATIENCE_S
from bot.gateway.outbox import Outbox
from bot.storage import updates
from tests.gateway.house import ANA, BEN, CLUB, House, open_house


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with open_house() as house:
        yield house


async def test_one_persons_updates_are_dealt_with_in_order(house: House) -> None:
    await house.inbox.take([house.say(ANA, text) for text in ("/wait 1", "2", "3")])
    await house.at_the_door.wait()
    assert house.handled == []
    house.door.set()
    await house.inbox.rest()
    assert house.handled == [(ANA, "1"), (ANA, "2"), (ANA, "3")]
    assert house.texts(ANA) == ["heard 1", "heard 2", "heard 3"]


async def test_somebody_slow_holds_up_nobody_else(house: House) -> None:
    await house.inbox.take([house.say(ANA, "/wait 1")])
    await house.at_the_door.wait()
    await house.inbox.take([house.say(BEN, "hello")])
    assert house.handled == [(BEN, "hello")]
    house.door.set()
    await house.inbox.rest()


async def test_somebody_who_writes_on_holds_up_nothing(house: House) -> None:
    """Only the first of what one person writes is waited for before more is fetched."""
    loop = asyncio.get_running_loop()
    await house.inbox.take([house.say(ANA, "/wait 1")])
    begun = loop.time()
    for _ in range(20):
        await house.inbox.take([house.say(ANA, "again"), house.say(BEN, "hello")])
    assert loop.time() - begun < 20 * _PATIENCE_S / 2
    assert house.texts(BEN) == ["heard hello"] * 20
    kept = await house.services.db.read(updates.kept)
    house.door.set()
    await house.inbox.rest()
    assert len(kept) == len([text for text in house.texts(ANA) if text.startswith("heard")])


async def test_an_update_that_comes_twice_is_dealt_with_once(house: House) -> None:
    update = house.say(ANA, "hello")
    await asyncio.gather(house.take(update), house.take(update, update))
    await house.take(update)
    assert house.texts(ANA) == ["heard hello"]


async def test_nothing_is_kept_of_people_who_are_quiet(house: House) -> None:
    for n in range(20):
        await house.take(house.say(ANA if n % 2 else BEN, "hello"))
    assert not house.inbox.busy


async def test_a_handler_that_breaks_is_apologised_for(house: House) -> None:
    await house.take(house.say(ANA, "/break"))
    assert "Sorry, that went wrong on my side" in house.texts(ANA)[-1]
    await house.take(house.say(ANA, "hello"))
    assert house.texts(ANA)[-1] == "heard hello"


async def test_a_fault_before_the_handler_is_apologised_for(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(people, "note", full)
    await house.take(house.say(ANA, "hello"))
    (apology,) = house.texts(ANA)
    assert "Sorry, that went wrong on my side" in apology


async def test_in_a_group_nobody_is_apologised_to(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise OSError("no way out")

    monkeypatch.setattr(Outbox, "send", broken)
    await house.take(house.say(ANA, "/start", CLUB))
    assert house.texts(ANA) == house.texts(CLUB) == []


async def test_a_group_is_led_to_the_private_chat(house: House) -> None:
    await house.take(house.say(ANA, "my groin hurts", CLUB))
    await house.take(house.say(ANA, "/start", CLUB))
    (answer,) = house.texts(CLUB)
    assert "let us talk in private" in answer
    assert house.handled == []
