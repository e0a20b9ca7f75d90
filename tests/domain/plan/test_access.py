"""What comes first, and whether there may be a plan, by what holds and the newest check."""

from dataclasses import replace

import pytest
from whenever import Instant

from bot.domain.check import store as checks
from bot.domain.check import store_holds as holds
from bot.domain.check.model import Hold, Origin, Urgency
from bot.domain.check.work_holds import clear
from bot.domain.people.model import Person
from bot.domain.plan import store as plans
from bot.domain.plan.work import outlook
from bot.domain.standing import Access
from bot.storage.database import Database
from bot.storage.transaction import Transaction
from tests.domain.plan.conftest import ANA, NOON, new


def hold(urgency: Urgency, **changed: object) -> Hold:
    made = Hold(0, ANA, Origin.CHECK, urgency, (), NOON, check_id=1)
    return replace(made, **changed)  # type: ignore[arg-type]


async def found(
    db: Database, *placed: Hold, has_check: bool = True, has_plan: bool = False, days: int = 0
) -> Access:
    """Return the access of Ana, whose check and holds are of noon, some days later."""

    def given(tx: Transaction) -> None:
        if has_check:
            check = checks.begin(tx, ANA, NOON)
            checks.save(tx, replace(check, is_open=False, plan="full", urgency=Urgency.SELF_CARE))
        for one in placed:
            holds.place(tx, one)
        if has_plan:
            plans.save(tx, new())

    await db.run(given)
    return (await db.read(outlook, Person(ANA), NOON.add(hours=24 * days))).access


async def test_without_a_check_there_is_none(db: Database) -> None:
    assert await found(db, has_check=False) is Access.FIRST_CHECK


@pytest.mark.parametrize(
    ("urgency", "access"),
    [
        (Urgency.CLINICIAN_SOON, Access.SOON),
        (Urgency.URGENT_SAME_DAY, Access.EXAMINE),
        (Urgency.EMERGENCY, Access.EXAMINE),
    ],
)
async def test_only_self_care_opens_it(db: Database, urgency: Urgency, access: Access) -> None:
    assert await found(db) is Access.FREE
    assert await found(db, hold(urgency)) is access


async def test_under_16_it_stays_shut(db: Database) -> None:
    assert await found(db, hold(Urgency.SELF_CARE, examine_first=True)) is Access.EXAMINE


@pytest.mark.parametrize("urgency", Urgency)
async def test_clearance_opens_it(db: Database, urgency: Urgency) -> None:
    await found(db, hold(urgency))
    later: Instant = NOON.add(hours=2)
    assert await db.run(clear, ANA, later, later) is None
    assert (await db.read(outlook, Person(ANA), later)).access is Access.FREE


async def test_a_check_that_is_still_to_be_done_holds_it(db: Database) -> None:
    noted = hold(Urgency.SELF_CARE, origin=Origin.DIARY, asks_check=True)
    assert await found(db, noted, has_plan=True) is Access.CHECK


async def test_it_does_so_before_the_first_check_too(db: Database) -> None:
    noted = hold(Urgency.SELF_CARE, origin=Origin.DIARY, asks_check=True)
    assert await found(db, noted, has_check=False) is Access.CHECK


async def test_a_plan_is_made_from_a_check_of_two_weeks_at_most(db: Database) -> None:
    assert await found(db, days=14) is Access.FREE
    assert await found(db, days=15) is Access.OLD_CHECK
    assert await found(db, has_plan=True, days=15) is Access.FREE


async def test_clearance_makes_a_check_new(db: Database) -> None:
    await found(db, hold(Urgency.CLINICIAN_SOON))
    await db.run(clear, ANA, NOON.add(hours=24 * 10), NOON.add(hours=24 * 10))
    at = await db.read(outlook, Person(ANA), NOON.add(hours=24 * 20))
    assert at.access is Access.FREE
