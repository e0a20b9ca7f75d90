"""People as rows."""

from collections.abc import Iterable
from dataclasses import asdict

from whenever import Instant

from bot.domain.people.model import Person
from bot.storage.instants import stored
from bot.storage.transaction import Transaction


def note(tx: Transaction, person_id: int, language: str, now: Instant) -> None:
    """Note that a person wrote; it brings back one who had blocked the bot."""
    tx.run(
        """
        INSERT INTO people (person_id, language, joined_at, seen_on)
        VALUES (:person_id, :language, :now, :today)
        ON CONFLICT (person_id) DO UPDATE
        SET language = excluded.language, seen_on = excluded.seen_on, blocked_at = NULL
        WHERE people.language <> excluded.language OR people.seen_on <> excluded.seen_on
           OR people.blocked_at IS NOT NULL
        """,
        person_id=person_id,
        language=language,
        now=stored(now),
        today=now.to_tz("UTC").date().format_iso(),
    )


def get(tx: Transaction, person_id: int) -> Person:
    """Return a person's settings; somebody unknown has none."""
    row = tx.one(
        """
        SELECT person_id, side, country, units, zone, expects
        FROM people WHERE person_id = :person_id
        """,
        person_id=person_id,
    )
    return Person(**row) if row else Person(person_id)


def is_known(tx: Transaction, person_id: int) -> bool:
    """Say whether this person ever spoke to the bot and did not ask to be forgotten."""
    row = tx.one("SELECT 1 FROM people WHERE person_id = :person_id", person_id=person_id)
    return row is not None


def first_reached(tx: Transaction, person_ids: Iterable[int]) -> int | None:
    """Return the first of these people who started the bot and did not block it."""
    for person_id in person_ids:
        row = tx.one(
            "SELECT 1 FROM people WHERE person_id = :person_id AND blocked_at IS NULL",
            person_id=person_id,
        )
        if row is not None:
            return person_id
    return None


def save(tx: Transaction, person: Person) -> None:
    """Store a person's settings; what the bot expects of them is not one of these."""
    settings = asdict(person)
    del settings["expects"]
    tx.run(
        """
        UPDATE people SET side = :side, country = :country, units = :units, zone = :zone
        WHERE person_id = :person_id
        """,
        **settings,
    )


def expect(tx: Transaction, person_id: int, data: str | None) -> None:
    """Note the tap that the person's next typed words go to, or that there is none."""
    tx.run(
        """
        UPDATE people SET expects = :data
        WHERE person_id = :person_id AND expects IS DISTINCT FROM :data
        """,
        person_id=person_id,
        data=data,
    )


def block(tx: Transaction, person_id: int, now: Instant) -> None:
    """Note that a person does not want to hear from the bot; they return by writing."""
    tx.run(
        """
        UPDATE people SET blocked_at = :now
        WHERE person_id = :person_id AND blocked_at IS NULL
        """,
        person_id=person_id,
        now=stored(now),
    )


def hand_file(tx: Transaction, person_id: int, now: Instant) -> int:
    """Count a file that a person is handed; return how many they are on this day."""
    rows = tx.run(
        """
        INSERT INTO files_handed (person_id, day, files)
        SELECT person_id, :day, 1 FROM people WHERE person_id = :person_id
        ON CONFLICT (person_id) DO UPDATE SET day = excluded.day,
            files = CASE WHEN files_handed.day = excluded.day THEN files_handed.files + 1 ELSE 1 END
        RETURNING files
        """,
        person_id=person_id,
        day=now.to_tz("UTC").date().format_iso(),
    )
    return int(rows[0]["files"]) if rows else 0


def delete(tx: Transaction, person_id: int) -> None:
    """Remove a person and, by the schema's cascade, every row of theirs."""
    tx.run("DELETE FROM people WHERE person_id = :person_id", person_id=person_id)
