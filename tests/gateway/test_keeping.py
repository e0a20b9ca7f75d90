"""What waits outlives the process, and what took effect is not done twice."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.chat.incoming import Incoming
from bot.chat.markup import plain
from bot.chat.screen import Screen
from bot.domain.people import store as people
from bot.routes import Command, Feature
from bot.services import Services
from bot.storage import updates
from bot.storage.transaction import Transaction
from tests.gateway.house import ANA, BEN, House, open_house


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with open_house() as house:
        yield house


async def kept(house: House) -> int:
    return len(await house.services.db.read(updates.kept))


async def test_what_waits_is_kept_and_goes_when_it_was_answered(house: House) -> None:
    await house.inbox.take([house.say(ANA, "/wait 1"), house.say(BEN, "hello")])
    assert await kept(house) == 1
    house.door.set()
    await house.inbox.rest()
    assert await kept(house) == 0
    assert house.texts(ANA) == ["heard 1"]


async def test_what_takes_too_long_at_the_end_is_answered_by_the_next_process(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.gateway.inbox._LAST_S", 0.05)
    await house.inbox.take([house.say(ANA, text) for text in ("/wait 1", "2", "3")])
    await house.inbox.finish()
    assert not house.inbox.busy
    assert house.texts(ANA) == []
    assert await kept(house) == 3
    house.inbox = house.new_inbox()
    house.door.set()
    await house.inbox.resume()
    await house.inbox.rest()
    assert house.texts(ANA) == ["heard 1", "heard 2", "heard 3"]
    assert await kept(house) == 0


async def test_what_cannot_be_kept_is_not_dealt_with(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("the disk is full")

    update = house.say(ANA, "/wait 1")
    with monkeypatch.context() as broken:
        broken.setattr(updates, "keep", full)
        with pytest.raises(OSError, match="full"):
            await house.inbox.take([update])
    await house.inbox.take([update])
    assert await kept(house) == 1
    house.door.set()
    await house.inbox.rest()
    assert house.texts(ANA) == ["heard 1"]


async def test_what_a_deleted_person_wrote_is_not_kept(house: House) -> None:
    await house.take(house.say(ANA, "hello"))
    await house.inbox.take([house.say(ANA, "/wait 1")])
    assert await kept(house) == 1
    await house.services.db.run(people.delete, ANA)
    assert await kept(house) == 0
    house.door.set()
    await house.inbox.rest()


class Notebook:
    """A feature that notes what it is told, in one unit of work."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def feature(self) -> Feature:
        return Feature("notes", (Command("note", "notes", self.note),), typed=self.note)

    async def note(self, incoming: Incoming, services: Services) -> Screen:
        def work(tx: Transaction) -> int:
            row = tx.one("SELECT count(*) AS found FROM pictures")
            number = int(row["found"]) if row else 0
            tx.run(
                "INSERT INTO pictures (bot_id, key, file_id) VALUES (1, :key, :words)",
                key=str(number),
                words=incoming.words,
            )
            return number + 1

        return Screen(plain(f"note {await services.db.run(work)}"))


async def test_words_that_took_effect_are_not_done_twice(house: House) -> None:
    house.open(Notebook().feature())
    update = house.say(ANA, "/note one")
    await house.take(update)
    house.inbox = house.new_inbox()  # the process died before it had said so to Telegram
    await house.take(update, house.say(ANA, "/note two"))
    texts = house.texts(ANA)
    assert [texts[0], texts[-1]] == ["note 1", "note 2"]
    assert "it is noted, once" in texts[1]


async def test_an_effect_that_did_not_come_about_is_not_marked(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.open(Notebook().feature())
    update = house.say(ANA, "/note one")
    one: Any = Transaction.one

    def breaks(tx: Transaction, sql: str, /, **values: object) -> Any:
        if "FROM pictures" in sql:
            raise OSError("the disk is full")
        return one(tx, sql, **values)

    with monkeypatch.context() as broken:
        broken.setattr(Transaction, "one", breaks)
        await house.take(update)
    assert "went wrong" in house.texts(ANA)[-1]
    house.inbox = house.new_inbox()
    await house.take(update)
    assert house.texts(ANA)[-1] == "note 1"
