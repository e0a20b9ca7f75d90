"""What waits outlives the process, and what took effect is not done twice."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.chat.incoming import Incoming
from bot.chat.markup import plain
from bot.chat.screen import Screen
from bot.domain.people import store as people
from bot.routes import Command, Feature
from bot.services import Services
from bot.storage import sqlite, updates
from bot.storage.transaction import Transaction
from tests.gateway.house import ANA, BEN, House, open_house
from tests.storage.conftest import KEY


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


async def pages_at_most(house: House, most: int) -> None:
    await house.services.db.read(Transaction.run, f"PRAGMA max_page_count = {most}")


async def noted(house: House) -> int:
    row = await house.services.db.read(Transaction.one, "SELECT count(*) AS n FROM pictures")
    return int(row["n"]) if row else 0


async def test_a_full_disk_confirms_nothing_that_was_not_stored(house: House) -> None:
    house.open(Notebook().feature())
    await pages_at_most(house, 1)  # SQLite takes what is in use already
    with capture_logs() as entries:
        for _ in range(40):
            await house.take(house.say(ANA, "/note " + "x" * 400))
    stored = [text for text in house.texts(ANA) if text.startswith("note ")]
    refused = [text for text in house.texts(ANA) if "went wrong" in text]
    assert len(stored) == await noted(house)
    assert len(refused) == 40 - len(stored) > 0
    assert {e["code"] for e in entries if e["event"] == "fault"} == {"SQLITE_FULL"}
    assert all(e["advice"].startswith("the disk is full") for e in entries if e["event"] == "fault")
    await pages_at_most(house, 100_000)
    await house.take(house.say(ANA, "/note again"))
    assert house.texts(ANA)[-1] == f"note {len(stored) + 1}"


async def test_a_hold_of_a_while_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "flexor.db"
    async with open_house(path) as house:
        house.open(Notebook().feature())
        holder = sqlite.connect(str(path), KEY)
        holder.execute("BEGIN EXCLUSIVE")
        waits = asyncio.create_task(house.take(house.say(ANA, "/note one")))
        await asyncio.sleep(0.3)  # longer than the inbox waits before it keeps what takes long
        assert house.texts(ANA) == []
        holder.execute("ROLLBACK")
        holder.close()
        await waits
        assert house.texts(ANA) == ["note 1"]
        assert await kept(house) == 0
