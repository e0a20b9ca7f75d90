"""People and their settings: written rarely, right always, gone when they ask."""

from collections.abc import AsyncIterator, Sequence

import pytest
from whenever import Instant, hours, minutes

from bot.domain.people.store import People, Person
from bot.storage.database import Database, Row
from bot.storage.instants import stored

ANA, BEN = 1001, 1002
NOON = Instant.from_utc(2026, 3, 2, 12)


class Counting(Database):
    """A database that counts what is asked of it."""

    writes = 0
    reads = 0

    async def write(self, sql: str, **values: object) -> Sequence[Row]:
        self.writes += 1
        return await super().write(sql, **values)

    async def all(self, sql: str, **values: object) -> Sequence[Row]:
        self.reads += 1
        return await super().all(sql, **values)


@pytest.fixture
async def counting() -> AsyncIterator[Counting]:
    opened = await Counting.open("sqlite://", "0f" * 32)
    yield opened
    await opened.close()


async def row_of(db: Database, person_id: int) -> dict[str, object]:
    row = await db.one("SELECT * FROM people WHERE person_id = :n", n=person_id)
    return dict(row) if row else {}


async def test_a_person_is_noted_once_a_day(counting: Counting) -> None:
    people = People(counting)
    for n in range(5):
        await people.note(ANA, "en", NOON + minutes(n))
    assert counting.writes == 1
    await people.note(ANA, "en", NOON + hours(12))
    assert counting.writes == 2
    assert (await row_of(counting, ANA))["seen_on"] == "2026-03-03"


async def test_a_new_language_is_noted_at_once(counting: Counting) -> None:
    people = People(counting)
    await people.note(ANA, "en", NOON)
    await people.note(ANA, "de", NOON)
    assert (await row_of(counting, ANA))["language"] == "de"


async def test_the_day_of_joining_stays(counting: Counting) -> None:
    people = People(counting)
    await people.note(ANA, "en", NOON)
    await people.note(ANA, "en", NOON + hours(72))
    assert (await row_of(counting, ANA))["joined_at"] == stored(NOON)


async def test_blocked_and_back_on_the_same_day(counting: Counting) -> None:
    people = People(counting)
    await people.note(ANA, "en", NOON)
    await people.block(ANA, NOON + minutes(1))
    await people.block(ANA, NOON + minutes(2))
    blocked = await row_of(counting, ANA)
    assert blocked["blocked_at"] == stored(NOON + minutes(1))
    await people.note(ANA, "en", NOON + minutes(3))
    assert (await row_of(counting, ANA))["blocked_at"] is None


async def test_somebody_unknown_has_no_settings_and_is_not_stored(counting: Counting) -> None:
    people = People(counting)
    assert await people.get(BEN) == Person(BEN)
    await people.block(BEN, NOON)
    assert await row_of(counting, BEN) == {}


async def test_settings_are_there_at_once_and_after_a_restart(counting: Counting) -> None:
    people = People(counting)
    await people.note(ANA, "en", NOON)
    assert await people.get(ANA) == Person(ANA)
    wanted = Person(ANA, "left", "gb", "mi", "Europe/London")
    await people.save(wanted)
    assert await people.get(ANA) == wanted
    assert await People(counting).get(ANA) == wanted


async def test_settings_are_read_once(counting: Counting) -> None:
    people = People(counting)
    await people.note(ANA, "en", NOON)
    for _ in range(5):
        await people.get(ANA)
    assert counting.reads == 1


async def test_noting_changes_no_settings(counting: Counting) -> None:
    people = People(counting)
    await people.note(ANA, "en", NOON)
    await people.save(Person(ANA, "both", units="mi"))
    await people.note(ANA, "fr", NOON + hours(24))
    assert await People(counting).get(ANA) == Person(ANA, "both", units="mi")


async def test_deletion_takes_every_row_and_only_theirs(counting: Counting) -> None:
    people = People(counting)
    for person_id in (ANA, BEN):
        await people.note(person_id, "en", NOON)
        await people.save(Person(person_id, "left"))
        await counting.write(
            "INSERT INTO triage_sessions (person_id, started_at, updated_at) VALUES (:n, 0, 0)",
            n=person_id,
        )
    await people.delete(ANA)
    checks = await counting.all("SELECT person_id FROM triage_sessions")
    assert [row["person_id"] for row in checks] == [BEN]
    assert await row_of(counting, ANA) == {}
    assert await people.get(ANA) == Person(ANA)
    assert await people.get(BEN) == Person(BEN, "left")


async def test_a_deleted_person_can_begin_anew_on_the_same_day(counting: Counting) -> None:
    people = People(counting)
    await people.note(ANA, "en", NOON)
    await people.save(Person(ANA, "left"))
    await people.delete(ANA)
    await people.note(ANA, "en", NOON + minutes(1))
    assert (await row_of(counting, ANA))["side"] is None
    assert await People(counting).get(ANA) == Person(ANA)


async def test_every_table_with_a_person_loses_their_rows(counting: Counting) -> None:
    tables = await counting.all(
        """
        SELECT tables.name FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns
        WHERE tables.type = 'table' AND columns.name = 'person_id' AND tables.name != 'people'
        """
    )
    assert tables
    for table in tables:
        keys = await counting.all(f"PRAGMA foreign_key_list({table['name']})")
        cascades = {key["from"] for key in keys if key["on_delete"] == "CASCADE"}
        assert "person_id" in cascades, f"{table['name']} keeps rows of people who were deleted"
