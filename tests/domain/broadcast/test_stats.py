"""Counts tell nothing about fewer than five people, neither outright nor by subtraction."""

import io
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from whenever import Date, Instant

from bot.chat.markup import plain
from bot.domain.broadcast import store_stats as store
from bot.domain.broadcast.rules_stats import FEWEST, Cell, drawn, share, told, told_of
from bot.features.broadcast import plot
from bot.features.broadcast import screens_stats as screens
from bot.storage.database import Database
from bot.storage.instants import stored
from bot.storage.transaction import Transaction
from tests.storage.conftest import opened

NOON = Instant.from_utc(2026, 3, 4, 12)  # a Wednesday
TODAY = Date(2026, 3, 4)


@pytest.fixture
async def db() -> AsyncIterator[Database]:
    async with opened(":memory:") as database:
        yield database


async def add(db: Database, first: int, count: int, seen_on: str, joined: Instant = NOON) -> None:
    await db.run(
        Transaction.each,
        """
        INSERT INTO people (person_id, language, joined_at, seen_on)
        VALUES (:id, 'en', :joined, :seen_on)
        """,
        [{"id": first + n, "joined": stored(joined), "seen_on": seen_on} for n in range(count)],
    )


async def check(db: Database, person_id: int, urgency: str) -> None:
    await db.run(
        Transaction.run,
        """
        INSERT INTO triage_sessions (person_id, started_at, updated_at, state, urgency)
        VALUES (:person_id, :now, :now, 'done', :urgency)
        """,
        person_id=person_id,
        now=stored(NOON),
        urgency=urgency,
    )


def numbers(shown: str) -> range:
    """Return all counts that what is shown may stand for."""
    if shown == f"<{FEWEST}":
        return range(FEWEST)
    if shown.startswith("over "):
        over = int(shown.removeprefix("over ").replace(",", ""))
        return range(over + 1, over + FEWEST)
    exact = int(shown.replace(",", ""))
    return range(exact, exact + 1)


@given(st.integers(0, 3000), st.integers(0, 3000))
def test_nobody_can_tell_few_people_apart_from_the_others(of: int, part: int) -> None:
    part = min(part, of)
    shown = told(part, of)
    if part < FEWEST:
        assert shown == "<5"
        return
    assert part in numbers(shown)
    rest = {of - count for count in numbers(shown)}
    if 0 < of - part < FEWEST and of == numbers(told(of))[0]:
        assert rest == set(range(1, FEWEST)), "the rest may be any small number"


@given(st.integers(0, 500), st.integers(0, 500))
def test_bars_hide_few_people_too(first: int, second: int) -> None:
    assert drawn(first) % FEWEST == 0
    assert (drawn(first) == drawn(second)) or abs(drawn(first) - drawn(second)) >= FEWEST


def test_a_count_by_few_people_is_hidden_however_large_it_is() -> None:
    assert told_of(Cell(400, 4)) == "<5"
    assert told_of(Cell(400, 5)) == "400"
    assert share(300, Cell(400, 4)) == ""
    assert share(300, Cell(400, 9)) == "80 %"


async def test_people_are_counted_by_the_day_they_were_last_seen(db: Database) -> None:
    await add(db, 1000, 6, "2026-03-04")
    await add(db, 2000, 7, "2026-02-26", NOON.subtract(hours=24 * 10))
    await add(db, 3000, 9, "2026-01-01", NOON.subtract(hours=24 * 90))
    await db.run(Transaction.run, "UPDATE people SET blocked_at = 1 WHERE person_id = 3000")
    found = await db.run(store.figures, NOON)
    assert (found.people, found.active_today, found.active_week) == (22, 6, 13)
    assert (found.active_month, found.new_week, found.new_month) == (13, 6, 13)
    assert found.blocked == 1


async def test_a_day_and_a_week_are_kept_while_they_can_be_counted(db: Database) -> None:
    await add(db, 1000, 6, "2026-03-03")
    earlier = await db.run(store.activity, NOON.subtract(hours=24))
    await db.run(store.keep_activity, earlier)
    await db.run(Transaction.run, "UPDATE people SET seen_on = '2026-03-04' WHERE person_id < 1004")
    found = await db.run(store.figures, NOON)
    assert found.by_day == {Date(2026, 3, 2): 0, Date(2026, 3, 3): 6, TODAY: 4}
    assert found.by_week == {Date(2026, 3, 2): 6}


async def test_the_page_hides_what_few_did_and_has_no_total_over_parts(db: Database) -> None:
    await add(db, 1000, 60, "2026-03-04")
    for person in range(1000, 1007):
        await check(db, person, "self_care")
    for person in range(1010, 1013):
        await check(db, person, "emergency")
    for _ in range(9):
        await check(db, 1020, "urgent_same_day")
    shown = screens.stats(await db.run(store.figures, NOON), bytes)
    assert plain("Emergency: <5\nSeen the same day: <5\nA clinician soon: <5\nCare at home: 7") in (
        shown.text
    )
    assert shown.text.startswith("<b>60 people, 60 active in 7 days</b>")
    assert "10" not in shown.text.replace("30 days", "")
    assert "19" not in shown.text


def test_the_plot_is_drawn_for_a_phone() -> None:
    days = {TODAY.subtract(days=n): n * 7 for n in range(20)}
    sheet = Image.open(io.BytesIO(plot.activity(days, {TODAY.subtract(days=2): 3}, TODAY)))
    assert sheet.size[0] == 1080
    assert sheet.size[1] <= 1080
    empty = plot.activity({}, {}, TODAY)
    assert Image.open(io.BytesIO(empty)).size == sheet.size
