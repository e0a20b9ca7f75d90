"""What a person asks for is everything about them, as it was written, and nobody else's."""

from collections.abc import AsyncIterator

import pytest
from whenever import Instant

from bot.domain.people import store_export as store
from bot.domain.people.store import People, Person
from bot.storage.database import Database

ANA, BEN = 1001, 1002
NOON = Instant.from_utc(2026, 3, 2, 12)


@pytest.fixture
async def db() -> AsyncIterator[Database]:
    opened = await Database.open("sqlite://", "0f" * 32)
    yield opened
    await opened.close()


async def add_check(db: Database, person_id: int, answers: str) -> None:
    await db.write(
        """
        INSERT INTO triage_sessions (person_id, started_at, updated_at, answers)
        VALUES (:person_id, 0, 0, :answers)
        """,
        person_id=person_id,
        answers=answers,
    )


async def test_every_table_with_people_is_walked(db: Database) -> None:
    assert {"people", "triage_sessions"} <= set(await store.tables_with_people(db))


async def test_only_the_persons_own_rows_come(db: Database) -> None:
    people = People(db)
    for person_id in (ANA, BEN):
        await people.note(person_id, "en", NOON)
        await add_check(db, person_id, '{"age": ["adult"]}')
    await people.save(Person(ANA, "left", zone="Europe/London"))
    found = await store.everything(db, ANA)
    assert found["people"][0]["side"] == "left"
    assert found["people"][0]["zone"] == "Europe/London"
    assert [row["answers"] for row in found["triage_sessions"]] == [{"age": ["adult"]}]
    assert {row["person_id"] for rows in found.values() for row in rows} == {ANA}


@pytest.mark.parametrize("words", ["[left hip, since May", "{sic}", "[1, 2] out of 10", "[", "{"])
async def test_words_that_only_begin_like_json_come_as_they_are(words: str, db: Database) -> None:
    await People(db).note(ANA, "en", NOON)
    await add_check(db, ANA, words)
    found = await store.everything(db, ANA)
    assert found["triage_sessions"][0]["answers"] == words


async def test_of_somebody_unknown_there_is_nothing(db: Database) -> None:
    found = await store.everything(db, BEN)
    assert not any(found.values())
