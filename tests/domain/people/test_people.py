"""People and their settings: written rarely, right always, gone when they ask."""

from pathlib import Path

from whenever import Instant, hours, minutes

from bot.domain.people import store as people
from bot.domain.people.model import Person
from bot.domain.people.work import arrived
from bot.storage.database import Database
from bot.storage.instants import stored
from bot.storage.transaction import Transaction
from tests.storage.conftest import opened

ANA, BEN = 1001, 1002
NOON = Instant.from_utc(2026, 3, 2, 12)


async def row_of(db: Database, person_id: int) -> dict[str, object]:
    row = await db.run(Transaction.one, "SELECT * FROM people WHERE person_id = :n", n=person_id)
    return dict(row) if row else {}


async def changes(db: Database) -> int:
    """Return how many rows were written since the database was opened."""
    row = await db.run(Transaction.one, "SELECT total_changes() AS n")
    assert row is not None
    return int(row["n"])


async def test_a_person_is_noted_once_a_day(db: Database) -> None:
    before = await changes(db)
    for n in range(5):
        await db.run(arrived, ANA, "en", NOON + minutes(n))
    assert await changes(db) == before + 1
    await db.run(arrived, ANA, "en", NOON + hours(12))
    assert await changes(db) == before + 2
    assert (await row_of(db, ANA))["seen_on"] == "2026-03-03"


async def test_a_new_language_is_noted_at_once(db: Database) -> None:
    await db.run(people.note, ANA, "en", NOON)
    await db.run(people.note, ANA, "de", NOON)
    assert (await row_of(db, ANA))["language"] == "de"


async def test_the_day_of_joining_stays(db: Database) -> None:
    await db.run(people.note, ANA, "en", NOON)
    await db.run(people.note, ANA, "en", NOON + hours(72))
    assert (await row_of(db, ANA))["joined_at"] == stored(NOON)


async def test_blocked_and_back_on_the_same_day(db: Database) -> None:
    await db.run(arrived, ANA, "en", NOON)
    await db.run(people.block, ANA, NOON + minutes(1))
    await db.run(people.block, ANA, NOON + minutes(2))
    blocked = await row_of(db, ANA)
    assert blocked["blocked_at"] == stored(NOON + minutes(1))
    await db.run(arrived, ANA, "en", NOON + minutes(3))
    assert (await row_of(db, ANA))["blocked_at"] is None


async def test_somebody_unknown_has_no_settings_and_is_not_stored(db: Database) -> None:
    assert await db.run(people.get, BEN) == Person(BEN)
    await db.run(people.block, BEN, NOON)
    await db.run(people.save, Person(BEN, "left"))
    await db.run(people.expect, BEN, "room:noted")
    assert await row_of(db, BEN) == {}
    assert not await db.run(people.is_known, BEN)


async def test_settings_are_there_at_once_and_after_a_restart(tmp_path: Path) -> None:
    wanted = Person(ANA, "left", "gb", "mi", "Europe/London")
    async with opened(tmp_path / "flexor.db") as db:
        assert await db.run(arrived, ANA, "en", NOON) == Person(ANA)
        await db.run(people.save, wanted)
        assert await db.run(people.get, ANA) == wanted
        assert await db.run(people.is_known, ANA)
    async with opened(tmp_path / "flexor.db") as db:
        assert await db.run(people.get, ANA) == wanted


async def test_who_arrives_comes_with_what_they_have_set(db: Database) -> None:
    await db.run(arrived, ANA, "en", NOON)
    await db.run(people.save, Person(ANA, "left"))
    await db.run(people.expect, ANA, "room:noted")
    wanted = Person(ANA, "left", expects="room:noted")
    assert await db.run(arrived, ANA, "en", NOON) == wanted


async def test_saving_settings_leaves_alone_what_is_expected(db: Database) -> None:
    await db.run(people.note, ANA, "en", NOON)
    await db.run(people.expect, ANA, "room:noted")
    await db.run(people.save, Person(ANA, "left", expects="room:old"))
    assert await db.run(people.get, ANA) == Person(ANA, "left", expects="room:noted")


async def test_what_is_expected_is_written_where_it_changes(db: Database) -> None:
    await db.run(people.note, ANA, "en", NOON)
    before = await changes(db)
    for data in (None, "room:noted", "room:noted", None, None):
        await db.run(people.expect, ANA, data)
        assert (await db.run(people.get, ANA)).expects == data
    assert await changes(db) == before + 2


async def test_noting_changes_no_settings(db: Database) -> None:
    await db.run(people.note, ANA, "en", NOON)
    await db.run(people.save, Person(ANA, "both", units="mi"))
    await db.run(people.note, ANA, "fr", NOON + hours(24))
    assert await db.run(people.get, ANA) == Person(ANA, "both", units="mi")


async def test_deletion_takes_every_row_and_only_theirs(db: Database) -> None:
    for person_id in (ANA, BEN):
        await db.run(people.note, person_id, "en", NOON)
        await db.run(people.save, Person(person_id, "left"))
        await db.run(
            Transaction.run,
            "INSERT INTO triage_sessions (person_id, started_at, updated_at) VALUES (:n, 0, 0)",
            n=person_id,
        )
    await db.run(people.delete, ANA)
    checks = await db.run(Transaction.all, "SELECT person_id FROM triage_sessions")
    assert [row["person_id"] for row in checks] == [BEN]
    assert await row_of(db, ANA) == {}
    assert await db.run(people.get, ANA) == Person(ANA)
    assert await db.run(people.get, BEN) == Person(BEN, "left")


async def test_a_deleted_person_can_begin_anew_on_the_same_day(db: Database) -> None:
    await db.run(people.note, ANA, "en", NOON)
    await db.run(people.save, Person(ANA, "left"))
    await db.run(people.delete, ANA)
    assert await db.run(arrived, ANA, "en", NOON + minutes(1)) == Person(ANA)
    assert (await row_of(db, ANA))["side"] is None


async def test_every_table_with_a_person_loses_their_rows(db: Database) -> None:
    tables = await db.run(
        Transaction.all,
        """
        SELECT tables.name FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns
        WHERE tables.type = 'table' AND columns.name = 'person_id' AND tables.name != 'people'
        """,
    )
    assert tables
    for table in tables:
        keys = await db.run(Transaction.all, f"PRAGMA foreign_key_list({table['name']})")
        cascades = {key["from"] for key in keys if key["on_delete"] == "CASCADE"}
        assert "person_id" in cascades, f"{table['name']} keeps rows of people who were deleted"
