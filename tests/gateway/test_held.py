"""While another program holds the database everybody writes: all is kept, answered, once."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.domain.people import store as people
from bot.storage import sqlite, updates
from bot.storage.transaction import Transaction
from tests.gateway.house import ANA, House, open_house
from tests.gateway.test_keeping import Notebook
from tests.storage.another import another

FIRST, PEOPLE = 5000, 100
EVERYBODY = range(FIRST, FIRST + PEOPLE)


@pytest.fixture
async def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    monkeypatch.setattr(sqlite.wait_for_others, "__defaults__", (200,))
    monkeypatch.setattr("bot.gateway.inbox._SILENT_S", 0.4)
    async with open_house(tmp_path / "flexor.db") as house:
        house.open(Notebook().feature())
        for person in EVERYBODY:
            house.telegram.add_person(person, "Runner")
            house.telegram.say(person, "/start")
        await house.services.db.run(lambda _: None)
        yield house


async def write(house: House, about: str) -> None:
    await house.inbox.take([house.say(person, f"/note {about} {person}") for person in EVERYBODY])


async def notes(house: House) -> Counter[str]:
    rows = await house.services.db.read(Transaction.all, "SELECT file_id FROM pictures")
    return Counter(row["file_id"] for row in rows)


def every(*about: str) -> Counter[str]:
    return Counter(f"{each} {person}" for each in about for person in EVERYBODY)


def answers(house: House, beginning: str) -> Counter[int]:
    """Return how many messages with such a beginning everybody got."""
    return Counter(p for p in EVERYBODY for text in house.texts(p) if text.startswith(beginning))


async def test_who_writes_while_it_is_locked_waits_hears_so_and_is_answered(
    house: House, tmp_path: Path
) -> None:
    with capture_logs() as entries:
        async with another(tmp_path / "flexor.db", "exclusive"):
            writing = asyncio.create_task(write(house, "held"))
            async with asyncio.timeout(30):
                while answers(house, "One moment").total() < PEOPLE:  # noqa: ASYNC110
                    await asyncio.sleep(0.02)
            assert not answers(house, "note ")
            assert not writing.done(), "Telegram keeps what is neither kept nor answered"
        await writing
        await house.inbox.rest()
        await write(house, "free")
        await house.inbox.rest()
    assert await notes(house) == every("held", "free")
    assert set(answers(house, "note ").values()) == {2}
    assert set(answers(house, "One moment").values()) == {1}
    assert await house.services.db.read(updates.kept) == []
    loud = [e["event"] for e in entries if e["log_level"] in {"warning", "error"}]
    assert loud == ["database_held", "database_free"]


@pytest.mark.parametrize("kind", ["dump", "backup"])
async def test_nobody_waits_for_a_program_that_reads(
    house: House, tmp_path: Path, kind: str
) -> None:
    db = house.services.db
    await house.take(house.say(ANA, "/note before"))
    with capture_logs() as entries:
        async with another(tmp_path / "flexor.db", kind):
            await db.run(people.delete, ANA)
            shredding = asyncio.create_task(db.shred())
            await asyncio.sleep(0.05)
            await write(house, "read")
            await house.inbox.rest()
            assert set(answers(house, "note ").values()) == {1}
            await shredding
    await db.shred()
    assert (tmp_path / "flexor.db-wal").stat().st_size == 0, "what was deleted is gone"
    assert await notes(house) - Counter(["before"]) == every("read")
    assert not answers(house, "One moment")
    assert [e["event"] for e in entries if e["log_level"] in {"warning", "error"}] == []


async def test_a_bot_that_is_stopped_meanwhile_ends_and_the_next_one_answers(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.gateway.inbox._LAST_S", 0.1)
    raw = house.say(FIRST, "/note held")
    async with another(tmp_path / "flexor.db", "exclusive"):
        taking = asyncio.create_task(house.inbox.take([raw]))
        await asyncio.sleep(0.3)
        taking.cancel()  # as polling does
        await house.inbox.finish()
        assert not house.inbox.busy
    house.inbox = house.new_inbox()
    await house.inbox.resume()
    await house.take(raw)  # nothing has confirmed it
    assert await notes(house) == Counter(["held"])
    assert answers(house, "note ") + answers(house, "I was interrupted") == Counter([FIRST])
