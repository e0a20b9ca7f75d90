"""One message shows the progress, no oftener than every three seconds; taps go first meanwhile."""

import asyncio
from itertools import pairwise

import pytest

from bot.chat.markup import plain
from bot.chat.screen import Screen
from bot.domain.broadcast import work_sending as work
from bot.domain.broadcast.model import BroadcastKind, State, Timing
from bot.sandbox.fake.calls import Fault, Json
from tests.domain.broadcast.house import (
    ADMIN,
    House,
    confirmed,
    house,
    most_in_a_second,
    now,
    run,
    until_ended,
)
from tests.gateway import virtual_time


def shown(built: House) -> list[Json]:
    """Return the messages in the admin's chat that show the progress."""
    words = ("Sending: ", "Paused ", "Done: ", "Cancelled: ", "%")
    return [m for m in built.telegram.history(ADMIN) if m.get("text", "").startswith(words)]


def test_the_progress_is_one_message_and_a_long_one_ends_with_a_report() -> None:
    async def transcript() -> None:
        built = house(2000)
        edits: list[float] = []

        def hear(method: str, params: Json) -> Fault | None:
            if method == "editMessageText":
                edits.append(virtual_time.now())
            return built.hears(method, params)

        built.telegram.faults = hear
        async with built.life() as process:
            await confirmed(process.services.db)
            await asyncio.sleep(20)
            (progress,) = shown(built)
            assert progress["text"].startswith("Sending: 2")
            assert "Left: 1,4" in progress["text"]
            await until_ended(process.services.db)
            await asyncio.sleep(1)
        progress, report = shown(built)
        assert progress["text"].startswith("Done: sent to 2,000 of 2,000 people")
        assert "It took 69 s." in report["text"] or "It took 70 s." in report["text"]
        gaps = [later - sooner for sooner, later in pairwise(edits)]
        assert min(gaps[:-1]) >= 2.9

    run(transcript())


def test_paused_it_stops_at_once_and_resumed_it_goes_on() -> None:
    async def transcript() -> None:
        built = house(300)
        async with built.life() as process:
            db = process.services.db
            await confirmed(db)
            await asyncio.sleep(3)
            assert await db.run(work.move, 1, {State.CONFIRMED}, State.PAUSED)
            await asyncio.sleep(1.5)
            before = len(built.calls)
            await asyncio.sleep(30)
            assert len(built.calls) == before
            assert shown(built)[0]["text"].startswith("Paused at")
            assert await db.run(work.move, 1, {State.PAUSED}, State.CONFIRMED)
            ended = await until_ended(db)
        assert ended.report
        assert ended.report.sent == 300

    run(transcript())


def test_cancelled_it_leaves_the_rest_and_says_so() -> None:
    async def transcript() -> None:
        built = house(300)
        async with built.life() as process:
            db = process.services.db
            await confirmed(db)
            await asyncio.sleep(3)
            assert await db.run(work.move, 1, {State.CONFIRMED}, State.CANCELLED)
            ended = await until_ended(db)
            await asyncio.sleep(20)
        assert ended.report
        assert ended.state is State.CANCELLED
        assert ended.report.sent == len(built.calls) == 300 - ended.report.left
        assert 80 < ended.report.sent < 130
        assert shown(built)[0]["text"].startswith("Cancelled: sent to")

    run(transcript())


def test_one_goes_after_another_and_an_urgent_one_before_all() -> None:
    async def transcript() -> None:
        built = house(120)
        async with built.life() as process:
            db = process.services.db
            await confirmed(db)
            await asyncio.sleep(1)
            await confirmed(db, kind=BroadcastKind.URGENT)
            urgent = await until_ended(db, 2)
            assert built.state(1) == "confirmed"
            first = await until_ended(db, 1)
        assert urgent.report
        assert first.report
        assert urgent.report.sent == first.report.sent == 120
        assert most_in_a_second([at for at, _ in built.calls]) <= 30

    run(transcript())


@pytest.mark.slow
def test_a_second_one_the_same_day_comes_the_next_morning_and_nobody_is_lost() -> None:
    async def transcript() -> None:
        built = house(60)
        async with built.life() as process:
            db = process.services.db
            await confirmed(db)
            await confirmed(db)
            await until_ended(db, 1)
            await asyncio.sleep(3600)
            assert len(built.calls) == 60
            await until_ended(db, 2)
            assert now().to_tz("UTC").time().format("HH:mm") == "09:00"
        assert all(built.copies(person) == 2 for person in built.fates())

    run(transcript())


def test_whom_it_failed_for_is_tried_again_on_request() -> None:
    async def transcript() -> None:
        built = house(50)
        built.faults = lambda chat: Fault(status=400, description="odd") if chat > 45 else None
        async with built.life() as process:
            db = process.services.db
            await confirmed(db)
            ended = await until_ended(db)
            assert ended.report
            assert (ended.report.sent, ended.report.failed) == (45, 5)
            built.faults = lambda _: None
            assert await db.run(work.try_again, 1)
            assert not await db.run(work.try_again, 1)
            ended = await until_ended(db)
        assert ended.report
        assert (ended.report.sent, ended.report.failed) == (50, 0)
        assert all(built.copies(person) == 1 for person in built.fates())

    run(transcript())


def test_a_tap_is_answered_at_once_meanwhile() -> None:
    async def transcript() -> None:
        built = house(600)
        waits = []
        async with built.life() as process:
            await confirmed(process.services.db)
            for person in range(500, 530):
                await asyncio.sleep(0.5)
                begun = virtual_time.now()
                await process.outbox.send(person, Screen(plain("an answer")))
                waits.append(virtual_time.now() - begun)
        assert max(waits) < 0.2

    run(transcript())


@pytest.mark.parametrize("hours", [1, 30])
def test_a_time_is_kept_also_where_the_bot_was_down_then(hours: int) -> None:
    async def transcript() -> None:
        built = house(20)
        async with built.life() as process:
            await confirmed(process.services.db, timing=Timing(at=now().add(hours=2)))
        await asyncio.sleep(hours * 3600)
        async with built.life() as process:
            await until_ended(process.services.db)
        first = min(at for at, _ in built.calls)
        assert first == pytest.approx(max(2, hours) * 3600, abs=2)

    run(transcript())
