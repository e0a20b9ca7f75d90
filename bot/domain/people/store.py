"""The people who speak to the bot, and what they have set."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Literal

from whenever import Instant

from bot.storage.database import Database
from bot.storage.instants import stored

Side = Literal["left", "right", "both"]
Units = Literal["km", "mi"]
SIDES: Mapping[str, Side] = {"left": "left", "right": "right", "both": "both"}

_KEPT = 10_000  # people held in memory, so that a message costs no read and no write


@dataclass(frozen=True, slots=True)
class Person:
    """One person's settings; None where they have not said."""

    person_id: int
    side: Side | None = None
    country: str | None = None  # ISO 3166-1 alpha-2
    units: Units = "km"
    zone: str | None = None  # IANA name
    expects: str | None = None  # the tap that the next typed words go to, as a button's data


class People:
    """Reads and writes people; the latest are remembered in memory."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._noted: OrderedDict[int, tuple[str, str]] = OrderedDict()
        self._known: OrderedDict[int, Person] = OrderedDict()

    async def note(self, person_id: int, language: str, now: Instant) -> None:
        """Note that a person wrote: written once a day, and when their language changed."""
        seen = (language, now.to_tz("UTC").date().format_iso())
        if self._noted.get(person_id) == seen:
            return
        await self._db.write(
            """
            INSERT INTO people (person_id, language, joined_at, seen_on)
            VALUES (:person_id, :language, :now, :today)
            ON CONFLICT (person_id) DO UPDATE
            SET language = excluded.language, seen_on = excluded.seen_on, blocked_at = NULL
            """,
            person_id=person_id,
            language=language,
            now=stored(now),
            today=seen[1],
        )
        self._noted[person_id] = seen
        _bound(self._noted)

    async def get(self, person_id: int) -> Person:
        """Return a person's settings; somebody unknown has none."""
        if person_id in self._known:
            return self._known[person_id]
        row = await self._db.one(
            """
            SELECT person_id, side, country, units, zone, expects
            FROM people WHERE person_id = :person_id
            """,
            person_id=person_id,
        )
        return self._keep(Person(**row) if row else Person(person_id))

    async def is_known(self, person_id: int) -> bool:
        """Say whether this person ever spoke to the bot and did not ask to be forgotten."""
        if person_id in self._noted:
            return True
        row = await self._db.one(
            "SELECT 1 FROM people WHERE person_id = :person_id", person_id=person_id
        )
        return row is not None

    async def save(self, person: Person) -> None:
        """Store a person's settings."""
        await self._db.write(
            """
            UPDATE people
            SET side = :side, country = :country, units = :units, zone = :zone, expects = :expects
            WHERE person_id = :person_id
            """,
            **asdict(person),
        )
        self._keep(person)

    async def expect(self, person_id: int, data: str | None) -> None:
        """Note the tap that the person's next typed words go to, or that there is none."""
        person = await self.get(person_id)
        if person.expects != data:
            await self.save(replace(person, expects=data))

    async def block(self, person_id: int, now: Instant) -> None:
        """Note that a person does not want to hear from the bot; they return by writing."""
        await self._db.write(
            """
            UPDATE people SET blocked_at = :now
            WHERE person_id = :person_id AND blocked_at IS NULL
            """,
            person_id=person_id,
            now=stored(now),
        )
        self._noted.pop(person_id, None)

    async def delete(self, person_id: int) -> None:
        """Remove a person and, by the schema's cascade, every row of theirs."""
        await self._db.write("DELETE FROM people WHERE person_id = :person_id", person_id=person_id)
        self._noted.pop(person_id, None)
        self._known.pop(person_id, None)

    def _keep(self, person: Person) -> Person:
        self._known[person.person_id] = person
        _bound(self._known)
        return person


def _bound(kept: OrderedDict[int, tuple[str, str]] | OrderedDict[int, Person]) -> None:
    if len(kept) > _KEPT:
        kept.popitem(last=False)
