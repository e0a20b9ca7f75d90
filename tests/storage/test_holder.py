"""One bot and one process work with a database, and what is deleted is gone from the disk."""

import asyncio
import threading
from pathlib import Path

import pytest
from whenever import Instant

from bot.domain.check.model import Urgency
from bot.domain.check.work_holds import TypedSign, ask_sign
from bot.domain.people import store as people
from bot.problems import StorageError
from bot.storage import holder
from bot.storage.database import Database
from bot.storage.holder import held
from bot.storage.transaction import Transaction
from tests.storage.conftest import KEY, opened
from tests.storage.pages import decrypted

ANA, NOON = 1001, Instant.from_utc(2026, 3, 2, 12)
WORDS = "numb between the legs since Tuesday"


async def test_another_bot_is_refused_by_name(path: Path) -> None:
    url = f"sqlite:///{path}"
    async with opened(path) as db, held(db, url, 1):
        pass
    async with opened(path) as db:
        with pytest.raises(StorageError, match="belongs to the bot 1, and BOT_TOKEN is that of 2"):
            async with held(db, url, 2):
                pass


async def test_a_second_process_waits_for_the_first_and_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holder, "_HANDOVER_S", 0.2)
    url = f"sqlite:///{path}"
    async with opened(path) as one, opened(path) as other, held(one, url, 1):
        with pytest.raises(StorageError, match="Another Flexor works with"):
            async with held(other, url, 1):
                pass


async def test_it_is_handed_over(path: Path) -> None:
    url, order = f"sqlite:///{path}", list[str]()

    async def work(db: Database, name: str, begun: asyncio.Event) -> None:
        async with held(db, url, 1):
            begun.set()
            await asyncio.sleep(0.1)
            order.append(name)

    async with opened(path) as one, opened(path) as other:
        begun = asyncio.Event()
        first = asyncio.create_task(work(one, "first", begun))
        await begun.wait()
        await asyncio.gather(first, work(other, "second", asyncio.Event()))
    assert order == ["first", "second"]


async def test_in_memory_there_is_nothing_to_share(db: Database) -> None:
    async with held(db, "sqlite://", 1):
        pass


async def test_nothing_of_a_deleted_person_can_be_read_any_more(path: Path) -> None:
    sign = TypedSign("saddle", Urgency.EMERGENCY, WORDS, {})
    async with opened(path) as db:
        await db.run(people.note, ANA, "en", NOON)
        await db.run(ask_sign, ANA, sign, NOON)
        assert WORDS.encode() in decrypted(path, KEY), "the test can read what is there"
        await db.run(people.delete, ANA)
        await db.shred()
        assert WORDS.encode() not in decrypted(path, KEY)
    assert WORDS.encode() not in decrypted(path, KEY)


async def test_a_survey_under_way_neither_saves_what_is_deleted_nor_holds_up_others(
    path: Path,
) -> None:
    begun, go = threading.Event(), threading.Event()

    def survey(tx: Transaction) -> int:
        found = len(tx.all("SELECT person_id FROM people"))
        begun.set()
        go.wait(10)
        return found

    sign = TypedSign("saddle", Urgency.EMERGENCY, WORDS, {})
    async with opened(path) as db:
        await db.run(people.note, ANA, "en", NOON)
        await db.run(ask_sign, ANA, sign, NOON)
        surveying = asyncio.create_task(db.survey(survey))
        await asyncio.to_thread(begun.wait)
        await db.run(people.delete, ANA)
        shredding = asyncio.create_task(db.shred())
        await asyncio.sleep(0)
        await asyncio.wait_for(db.run(people.note, ANA + 1, "en", NOON), 1)
        assert not shredding.done()
        go.set()
        assert await surveying == 1
        await shredding
        assert WORDS.encode() not in decrypted(path, KEY)
