"""What happens rarely: a message that is gone, a fault of ours, a clock that was wrong."""

import asyncio

import pytest

from bot.domain.broadcast import store_drafts as drafts
from bot.domain.broadcast import store_sending as store
from bot.domain.broadcast.model import Choice, CopiedMessage, State
from bot.domain.people import store as people
from bot.sandbox.fake.calls import Fault
from tests.domain.broadcast.house import ADMIN, confirmed, house, now, pressed, run, until_ended


def test_whom_nothing_reached_may_have_another_message_that_day() -> None:
    async def transcript() -> None:
        built = house(30)
        built.faults = lambda chat: Fault(status=400, description="odd") if chat > 20 else None
        async with built.life() as process:
            db = process.services.db
            await confirmed(db)
            await until_ended(db, 1)
            built.faults = lambda _: None
            await confirmed(db)
            await asyncio.sleep(60)
            sent = {person for person, fate in built.fates(2).items() if fate == "sent"}
        assert sent == set(range(21, 31))

    run(transcript())


def test_what_was_sent_on_is_cancelled_where_its_admin_deletes_everything() -> None:
    async def transcript() -> None:
        built = house(30)
        async with built.life() as process:
            db = process.services.db
            draft = await db.run(drafts.create, "UTC", now(), CopiedMessage(ADMIN, 1))
            await db.run(people.delete, ADMIN)
            await pressed(db, draft, 2)
            ended = await until_ended(db)
        assert ended.state is State.CANCELLED
        assert ended.report
        assert (ended.report.sent, ended.report.left) == (0, 29)

    run(transcript())


def test_a_fault_of_ours_pauses_what_was_being_sent_and_nothing_else() -> None:
    async def transcript() -> None:
        built = house(30)
        async with built.life() as process:
            await confirmed(process.services.db, choices=(Choice("Go", "no topic at all"),))
            with pytest.raises(ValueError, match="a button cannot carry"):
                await process.job
            assert built.state() == "paused"
        await asyncio.sleep(1)
        async with built.life() as process:
            await confirmed(process.services.db)
            await asyncio.sleep(60)
        assert set(built.fates(2).values()) == {"sent", "queued"}

    run(transcript())


def test_a_lease_of_a_clock_that_was_wrong_holds_nobody_up() -> None:
    async def transcript() -> None:
        built = house(10)
        async with built.life() as process:
            db = process.services.db
            assert await db.run(store.take_turn, "another", now().add(hours=30))
            await confirmed(db)
            await asyncio.sleep(10)
            assert len(built.calls) == 10

    run(transcript())


def test_who_deletes_everything_meanwhile_is_no_loss() -> None:
    async def transcript() -> None:
        built = house(60)
        async with built.life() as process:
            db = process.services.db
            await confirmed(db)
            await asyncio.sleep(0.5)
            for person in range(40, 61):
                await process.services.db.run(people.delete, person)
            ended = await until_ended(db)
        assert ended.report
        assert (ended.total, ended.report.sent, ended.report.left) == (60, 39, 0)

    run(transcript())
