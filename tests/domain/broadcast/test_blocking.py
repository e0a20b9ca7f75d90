"""People who block the bot and come back while a broadcast goes out, by seed."""

import asyncio
from random import Random

import pytest

from bot.domain.people import store as people
from tests.domain.broadcast.house import confirmed, house, now, run, until_ended

PEOPLE = 240


@pytest.mark.parametrize("seed", range(5))
def test_who_blocks_and_returns_meanwhile_has_it_once_at_most(seed: int) -> None:
    async def transcript() -> None:
        random = Random(seed)  # noqa: S311  # the same moods each time
        built = house(PEOPLE)
        moody = random.sample(range(2, PEOPLE + 1), PEOPLE // 4)
        async with built.life() as process:
            db = process.services.db
            await confirmed(db)
            for person in random.choices(moody, k=20 * len(moody)):
                if built.telegram.people[person].blocked:
                    built.telegram.unblock(person)
                    await db.run(people.note, person, "en", now())
                else:
                    built.telegram.block(person)
                    await db.run(people.block, person, now())
                await asyncio.sleep(random.uniform(0, 0.02))
            await until_ended(db)
        fates = built.fates()
        copies = {person: built.copies(person) for person in fates}
        assert all(copies[person] == 1 for person in fates if person not in moody)
        assert all(copies[person] == (fates[person] == "sent") for person in moody)
        assert {fates[person] for person in moody} == {"sent", "blocked"}

    run(transcript())
