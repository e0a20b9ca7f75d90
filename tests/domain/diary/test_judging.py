"""Efforts move the plan once, at the time when they can be judged, and corrections move it anew."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.check import store as checks
from bot.domain.check import store_holds as holds
from bot.domain.check.model import Urgency
from bot.domain.diary import store
from bot.domain.diary.model import Compared, Entry
from bot.domain.diary.work_judging import close, settle, withdraw
from bot.domain.people.model import Person
from bot.domain.plan import store as plans
from bot.domain.plan.model import Effort, Plan, Zone
from bot.storage.database import Database
from tests.domain.diary.noted import ANA, NOW, OPENED_BY_THE_DIARY, TODAY, noted, ran

PERSON = Person(ANA)
LEVEL = 4


@pytest.fixture
async def plan(db: Database) -> Plan:
    check = await db.run(checks.begin, ANA, NOW.subtract(hours=50))
    await db.run(checks.save, replace(check, is_open=False, plan="full", urgency=Urgency.SELF_CARE))
    week_ago = TODAY.subtract(days=7)
    plan = Plan(
        ANA, NOW, week_ago, check.check_id, stage=2, level=LEVEL, running_from=week_ago,
        green_runs=frozenset({week_ago}), last_run=week_ago,
    )  # fmt: skip
    await db.run(plans.save, plan)
    return plan


async def _log(db: Database, entry: Entry) -> Entry:
    saved = await db.run(store.add, entry, f"{entry.on}{entry.worst}{entry.pain}")
    return await db.run(settle, PERSON, saved, NOW)


async def _change(db: Database, entry: Entry, **more: Any) -> Entry:
    changed = replace(entry, **more)
    await db.run(store.save, changed)
    return await db.run(settle, PERSON, changed, NOW)


async def _plan(db: Database) -> Plan:
    found = await db.run(plans.current, ANA)
    assert found is not None
    return found


async def test_until_the_next_morning_the_plan_knows_only_that_it_took_place(
    db: Database, plan: Plan
) -> None:
    entry = await _log(db, ran(1))
    assert entry.settled is None
    assert await _plan(db) == replace(plan, last_run=entry.on)


@pytest.mark.parametrize(
    ("worst", "compared", "level", "zone"),
    [
        (2, Compared.BETTER, LEVEL + 1, Zone.GREEN),
        (2, Compared.SAME, LEVEL + 1, Zone.GREEN),
        (2, Compared.WORSE, LEVEL, Zone.AMBER),
        (4, Compared.SAME, LEVEL, Zone.AMBER),
        (4, Compared.WORSE, LEVEL - 1, Zone.RED),
    ],
)
@pytest.mark.usefixtures("plan")
async def test_the_next_morning_moves_the_plan(
    db: Database, worst: int, compared: Compared, level: int, zone: Zone
) -> None:
    entry = await _change(db, await _log(db, ran(1, worst)), compared=compared)
    assert entry.settled is zone
    found = await _plan(db)
    assert (found.level, found.zone) == (level, zone)


@pytest.mark.usefixtures("plan")
async def test_red_moves_it_at_once(db: Database) -> None:
    entry = await _log(db, ran(0, 6))
    assert entry.settled is Zone.RED
    assert (await _plan(db)).level == LEVEL - 1


async def test_a_mistaken_red_is_taken_back_wholly(db: Database, plan: Plan) -> None:
    entry = await _log(db, ran(0, 9))
    entry = await _change(db, entry, worst=0)
    assert entry.settled is None
    assert await _plan(db) == replace(plan, last_run=TODAY)
    assert await db.run(withdraw, entry)
    assert await _plan(db) == plan


@pytest.mark.usefixtures("plan")
async def test_a_corrected_morning_moves_it_anew_from_where_it_was(db: Database) -> None:
    entry = await _change(db, await _log(db, ran(1)), compared=Compared.SAME)
    entry = await _change(db, entry, compared=Compared.WORSE)
    assert ((await _plan(db)).level, entry.settled) == (LEVEL, Zone.AMBER)
    await _change(db, entry, compared=Compared.BETTER)
    assert (await _plan(db)).level == LEVEL + 1


@pytest.mark.usefixtures("plan")
async def test_once_something_else_has_moved_it_only_graver_moves_it_again(db: Database) -> None:
    entry = await _change(db, await _log(db, ran(1)), compared=Compared.WORSE)
    await db.run(plans.save, replace(await _plan(db), stage=3))
    moved = await _plan(db)
    milder = await _change(db, entry, compared=Compared.SAME)
    assert await _plan(db) == moved
    assert not await db.run(withdraw, milder)
    graver = await _change(db, milder, worst=7)
    assert graver.settled is Zone.RED
    assert (await _plan(db)).level == LEVEL - 1


async def test_judging_the_same_twice_changes_nothing(db: Database, plan: Plan) -> None:
    entry = await _change(db, await _log(db, ran(1)), compared=Compared.SAME)
    moved = await _plan(db)
    assert await db.run(settle, PERSON, entry, NOW) == entry
    assert await _plan(db) == moved != plan


async def test_a_morning_nobody_told_of_is_amber_when_the_next_effort_comes(
    db: Database, plan: Plan
) -> None:
    entry = await _log(db, ran(2))
    assert await db.run(close, PERSON, entry.on, NOW) == 0
    assert await db.run(close, PERSON, TODAY, NOW) == 1
    closed = await db.run(store.one, ANA, entry.entry_id)
    assert closed is not None
    assert closed.settled is Zone.AMBER
    found = await _plan(db)
    assert (found.level, found.zone, found.green_runs) == (LEVEL, Zone.AMBER, plan.green_runs)
    assert await db.run(close, PERSON, TODAY, NOW) == 0


@pytest.mark.usefixtures("plan")
async def test_two_worse_mornings_in_a_row_are_red(db: Database) -> None:
    for days_ago in (4, 2):
        entry = await _change(db, await _log(db, ran(days_ago, 1)), compared=Compared.WORSE)
    assert entry.settled is Zone.RED
    assert (await _plan(db)).level == LEVEL - 1


@pytest.mark.usefixtures("plan")
async def test_while_exercises_wait_nothing_goes_forward(db: Database) -> None:
    entry = await _log(db, ran(1))
    await db.run(holds.place, OPENED_BY_THE_DIARY)
    await _change(db, entry, compared=Compared.BETTER)
    assert (await _plan(db)).level == LEVEL


async def test_without_a_plan_an_effort_is_judged_all_the_same(db: Database) -> None:
    entry = await _change(db, await _log(db, ran(1)), compared=Compared.SAME)
    assert (entry.settled, entry.move) == (Zone.GREEN, None)
    assert await db.run(withdraw, entry)


async def test_pain_alone_moves_no_plan_but_red_lets_it_rest(db: Database, plan: Plan) -> None:
    assert (await _log(db, noted(0, 5))).move is None
    assert await _plan(db) == plan
    entry = await _log(db, noted(0, 7))
    rested = replace(plan, rest_until=TODAY.add(days=2))
    assert (entry.settled, await _plan(db)) == (None, rested)
    assert await db.run(settle, PERSON, entry, NOW) == entry
    assert (await _change(db, entry, pain=2)).move is None
    assert await _plan(db) == plan


async def test_red_pain_of_days_ago_lets_nothing_rest(db: Database, plan: Plan) -> None:
    await _log(db, noted(2, 7))
    assert await _plan(db) == plan


@pytest.mark.usefixtures("plan")
async def test_a_session_moves_its_stage(db: Database) -> None:
    entry = noted(1, 1, effort=Effort.SESSION)
    await _change(db, await _log(db, entry), compared=Compared.SAME)
    assert (await _plan(db)).greens == frozenset({entry.on})
