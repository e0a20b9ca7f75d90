"""What a person asks for is everything about them, as it was written, and nobody else's."""

import pytest
from whenever import Instant

from bot.domain.people import store as people
from bot.domain.people.model import Person
from bot.domain.people.store_export import everything
from bot.storage.database import Database
from bot.storage.schema import tables_with
from bot.storage.transaction import Transaction

ANA, BEN = 1001, 1002
NOON = Instant.from_utc(2026, 3, 2, 12)


async def add_check(db: Database, person_id: int, answers: str) -> None:
    await db.run(
        Transaction.run,
        """
        INSERT INTO triage_sessions (person_id, started_at, updated_at, answers)
        VALUES (:person_id, 0, 0, :answers)
        """,
        person_id=person_id,
        answers=answers,
    )


async def test_every_table_with_people_is_walked(db: Database) -> None:
    assert {"people", "triage_sessions"} <= set(await db.run(tables_with, "person_id"))


async def test_only_the_persons_own_rows_come(db: Database) -> None:
    for person_id in (ANA, BEN):
        await db.run(people.note, person_id, "en", NOON)
        await add_check(db, person_id, '{"age": ["adult"]}')
    await db.run(people.save, Person(ANA, "left", zone="Europe/London"))
    found = await db.run(everything, ANA)
    assert found["people"][0]["side"] == "left"
    assert found["people"][0]["zone"] == "Europe/London"
    assert [row["answers"] for row in found["triage_sessions"]] == [{"age": ["adult"]}]
    assert {row["person_id"] for rows in found.values() for row in rows} == {ANA}


@pytest.mark.parametrize("words", ["[left hip, since May", "{sic}", "[1, 2] out of 10", "[", "{"])
async def test_words_that_only_begin_like_json_come_as_they_are(words: str, db: Database) -> None:
    await db.run(people.note, ANA, "en", NOON)
    await add_check(db, ANA, words)
    found = await db.run(everything, ANA)
    assert found["triage_sessions"][0]["answers"] == words


async def test_of_somebody_unknown_there_is_nothing(db: Database) -> None:
    found = await db.run(everything, BEN)
    assert not any(found.values())
