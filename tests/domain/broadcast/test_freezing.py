"""An audience is frozen in slices: whoever is killed in between goes on, and nobody is left out."""

import asyncio
from random import Random

import pytest

from bot.domain.broadcast import store, store_drafts, work_drafts, work_sending
from bot.domain.broadcast.model import State
from bot.domain.broadcast.work_drafts import SLICE
from tests.domain.broadcast.house import confirmed, house, now, pressed, run, until_ended

MANY = 3 * SLICE + 7


def test_nothing_is_sent_before_the_audience_is_complete() -> None:
    async def transcript() -> None:
        built = house(MANY, 0, strict=False)
        async with built.life() as process:
            sent = await confirmed(process.services.db)
            assert sent.frozen_to is not None
            assert len(built.fates()) == SLICE
            assert await process.services.db.run(work_sending.step, now(), 5, ()) is None
            ended = await until_ended(process.services.db)
        assert ended.total == MANY
        assert ended.report
        assert ended.report.sent == MANY
        assert all(built.copies(person) == 1 for person in range(1, MANY + 1))

    run(transcript())


@pytest.mark.parametrize("seed", range(5))
def test_a_kill_between_two_slices_leaves_out_nobody(seed: int) -> None:
    async def transcript() -> None:
        random = Random(seed)  # noqa: S311  # the same each time
        built = house(MANY, 0, strict=False)
        db, connection = built.disk.open()
        await pressed(db, await db.run(store_drafts.create, "UTC", now(), "Hello"))
        while built.disk.rows("SELECT 1 FROM broadcasts WHERE frozen_to IS NOT NULL"):
            await db.run(work_drafts.freeze_on, random.randint(1, SLICE))
            if random.random() < 0.5:
                connection.kill()
                with pytest.raises(asyncio.CancelledError):
                    await db.run(work_drafts.freeze_on)
                db, connection = built.disk.open()
        assert set(built.fates()) == set(range(1, MANY + 1))
        found = await db.run(store.one, 1)
        assert found
        assert found.total == MANY

    run(transcript())


def test_cancelled_meanwhile_it_ends_with_those_who_were_frozen() -> None:
    async def transcript() -> None:
        built = house(MANY, 0, strict=False)
        async with built.life() as process:
            db = process.services.db
            await confirmed(db)
            assert await db.run(work_sending.move, 1, {State.CONFIRMED}, State.CANCELLED)
            ended = await until_ended(db)
            assert not await db.run(work_drafts.freeze_on)
        assert ended.state is State.CANCELLED
        assert ended.report
        assert (ended.report.sent, ended.report.left) == (0, SLICE)
        assert built.calls == []

    run(transcript())
