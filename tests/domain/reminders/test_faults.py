"""Reminders through an hour of each kind of fault of Telegram's: none is lost."""

import asyncio
from random import Random

import pytest

from bot.domain.people import store as people
from bot.domain.people.model import Person
from bot.domain.reminders import work
from bot.domain.reminders.model import EVERY_DAY, NewReminder, ReminderKind, Schedule
from bot.features.reminders.jobs import send_due
from bot.sandbox.fake.calls import Fault
from tests.attacks.faults import KINDS
from tests.conversations.conftest import whole_content
from tests.domain.broadcast.house import START, House, house, now, run
from tests.gateway import virtual_time

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:.*retry_after:DeprecationWarning"),
]
PEOPLE, HOUR_S, SETTLED_S = 50, 3600, 1800
# Where nobody can tell whether a call arrived, the one that is made again meets no second fault.
UNSURE = {"dropped before", "no answer, before", "dropped after", "no answer, after", "slow"}
ARRIVES = {"dropped after", "no answer, after", "slow"}  # and is sent once more
EVERY = 7


async def hour(built: House, random: Random) -> dict[int, int]:
    """Let everybody want one reminder within the hour; return how often it came to each."""
    built.job, built.content = send_due, whole_content()
    everybody = range(1, PEOPLE + 1)
    async with built.life() as process:
        db = process.services.db
        for person in everybody:
            await db.run(people.save, Person(person, zone="UTC"))
            at = START.add(minutes=random.randrange(1, 59)).to_tz("UTC").time()
            wanted = NewReminder(ReminderKind.OWN, Schedule(at, EVERY_DAY), "stand up")
            assert await db.run(work.make, person, wanted, now())
        await asyncio.sleep(HOUR_S + SETTLED_S)
    said = {person: built.telegram.history(person) for person in everybody}
    return {p: sum("stand up" in str(m.get("text")) for m in said[p]) for p in everybody}


@pytest.mark.parametrize("kind", KINDS)
def test_none_is_lost_and_only_what_may_be_lost_comes_twice(kind: str) -> None:
    async def transcript() -> None:
        random, built, calls = Random(kind), house(PEOPLE), 0  # noqa: S311  # the same weather

        def weather(_: str, __: object) -> Fault | None:
            nonlocal calls
            calls += 1
            wrong = calls % EVERY == 0 if kind in UNSURE else random.random() < 1 / 3
            return KINDS[kind](random) if wrong and virtual_time.now() < HOUR_S else None

        built.telegram.faults = weather
        copies = (await hour(built, random)).values()
        assert min(copies) >= 1, "lost"
        assert max(copies) <= (2 if kind in ARRIVES else 1), "doubled"
        assert calls > PEOPLE + PEOPLE // EVERY, "there were faults"

    run(transcript())
