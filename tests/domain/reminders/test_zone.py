"""A time zone and the reminders that go by it are changed together or not at all."""

import pytest
from whenever import Instant, Time

from bot.domain.people import store as people
from bot.domain.reminders import store, work
from bot.domain.reminders.model import NewReminder, ReminderKind, Schedule
from bot.domain.reminders.work_zone import set_zone
from tests.storage.conftest import opened

ANA = 1001
NOON = Instant.from_utc(2026, 3, 2, 12)


async def test_a_new_zone_moves_the_reminders_and_a_failure_moves_nothing() -> None:
    async with opened(":memory:") as db:
        await db.run(people.note, ANA, "en", NOON)
        await db.run(set_zone, ANA, "Europe/London", NOON)
        wanted = NewReminder(ReminderKind.OWN, Schedule(Time(18)), "walk")
        await db.run(work.make, ANA, wanted, NOON)

        async def state() -> tuple[str | None, Instant | None]:
            person, (mine,) = await db.run(people.get, ANA), await db.run(store.of_person, ANA)
            return person.zone, mine.next_at

        assert await state() == ("Europe/London", Instant.from_utc(2026, 3, 2, 18))
        await db.run(set_zone, ANA, "Europe/Berlin", NOON)
        assert await state() == ("Europe/Berlin", Instant.from_utc(2026, 3, 2, 17))
        with pytest.raises(ValueError, match="Mars"):
            await db.run(set_zone, ANA, "Mars/Olympus", NOON)
        assert await state() == ("Europe/Berlin", Instant.from_utc(2026, 3, 2, 17))
