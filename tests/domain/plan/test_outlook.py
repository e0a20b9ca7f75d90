"""What holds for a person now, and how an effort moves their plan."""

from dataclasses import replace

import pytest

from bot.domain.check import store as checks
from bot.domain.check import store_holds as holds
from bot.domain.check.model import Hold, Origin, Urgency
from bot.domain.check.rules import facts_of
from bot.domain.people.model import Person
from bot.domain.plan import store
from bot.domain.plan.model import Effort, Verdict, Zone
from bot.domain.plan.work import judge, outlook
from bot.domain.standing import Access
from bot.library.loading import load
from bot.storage.database import Database
from bot.storage.transaction import Transaction
from tests.domain.plan.conftest import ANA, NOON, TODAY, new

PERSON = Person(ANA)
TRIAGE = load().triage
SETTLED = {"duration": frozenset({"week_1"}), "walking": frozenset({"normal"})}
FRESH = {"duration": frozenset({"days_3"})}


async def checked(
    db: Database, urgency: Urgency, answers: dict[str, frozenset[str]] = SETTLED
) -> int:
    """Store a check that is done; return its id."""

    def done(tx: Transaction) -> int:
        check = checks.begin(tx, ANA, NOON, answers)
        facts = facts_of(TRIAGE, answers)
        checks.save(tx, replace(check, is_open=False, plan="full", urgency=urgency, facts=facts))
        if urgency:
            holds.place(tx, Hold(0, ANA, Origin.CHECK, urgency, (), NOON, check_id=check.check_id))
        return check.check_id

    return await db.run(done)


async def test_the_date_is_that_of_the_persons_zone(db: Database) -> None:
    assert (await db.run(outlook, PERSON, NOON)).on == TODAY
    east = replace(PERSON, zone="Pacific/Auckland")
    assert (await db.run(outlook, east, NOON)).on == TODAY.add(days=1)


async def test_a_break_lowers_what_is_seen_and_stores_nothing(db: Database) -> None:
    check = await checked(db, Urgency.SELF_CARE)
    await db.run(store.save, new(stage=3, check_id=check))
    found = await db.run(outlook, PERSON, NOON.add(hours=24 * 15))
    assert found.plan is not None
    assert found.plan.stage == 2
    assert found.kept == await db.run(store.current, ANA) == new(stage=3, check_id=check)


async def test_a_newer_check_with_fresh_pain_sends_it_back(db: Database) -> None:
    await db.run(store.save, new(stage=3, level=4, check_id=await checked(db, Urgency.SELF_CARE)))
    await checked(db, Urgency.SELF_CARE, FRESH)
    found = await db.run(outlook, PERSON, NOON)
    assert found.free is not None
    assert (found.free.stage, found.free.level) == (0, 0)


async def test_a_worse_check_holds_it_as_it_is(db: Database) -> None:
    await db.run(store.save, new(stage=3, check_id=await checked(db, Urgency.SELF_CARE)))
    await checked(db, Urgency.CLINICIAN_SOON, FRESH)
    found = await db.run(outlook, PERSON, NOON)
    assert found.access is Access.SOON
    assert found.free is None
    assert found.plan is not None
    assert found.plan.stage == 3


async def test_an_effort_moves_the_plan_and_is_stored(db: Database) -> None:
    check = await checked(db, Urgency.SELF_CARE)
    await db.run(store.save, new(stage=1, check_id=check))
    found = await db.run(outlook, PERSON, NOON)
    after = await db.run(judge, found, Verdict(Effort.SESSION, Zone.GREEN, TODAY))
    assert after is not None
    assert after.green == 1
    assert await db.run(store.current, ANA) == after


@pytest.mark.parametrize("urgency", [Urgency.CLINICIAN_SOON, Urgency.EMERGENCY])
async def test_a_plan_that_is_held_goes_back_but_not_forward(
    db: Database, urgency: Urgency
) -> None:
    await db.run(store.save, new(stage=2, check_id=await checked(db, Urgency.SELF_CARE)))
    await checked(db, urgency)
    found = await db.run(outlook, PERSON, NOON)
    after = await db.run(judge, found, Verdict(Effort.SESSION, Zone.GREEN, TODAY))
    assert after is not None
    assert after.green == 0
    after = await db.run(judge, found, Verdict(Effort.SESSION, Zone.RED, TODAY))
    assert after is not None
    assert after.stage == 1


async def test_without_a_plan_nothing_moves(db: Database) -> None:
    await checked(db, Urgency.SELF_CARE)
    found = await db.run(outlook, PERSON, NOON)
    assert await db.run(judge, found, Verdict(Effort.RUN, Zone.GREEN, TODAY)) is None
    assert await db.run(store.current, ANA) is None
