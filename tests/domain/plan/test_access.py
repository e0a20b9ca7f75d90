"""Whether there may be a plan, by the newest check."""

import pytest
from whenever import Instant

from bot.domain.check.model import Urgency
from bot.domain.check.store import Session
from bot.domain.plan.access import Access, access_of
from tests.domain.plan.conftest import ANA, NOON


def check(urgency: Urgency, *, age: str = "25_44", cleared_at: Instant | None = None) -> Session:
    return Session(
        session_id=1,
        person_id=ANA,
        started_at=NOON,
        updated_at=NOON,
        is_open=False,
        answers={"age": frozenset({age})},
        marked=frozenset(),
        urgency=urgency,
        cleared_at=cleared_at,
    )


def found(
    session: Session | None, *, held: bool = False, has_plan: bool = False, days: int = 0
) -> Access:
    now = NOON.add(hours=24 * days)
    return access_of(session, held=held, has_plan=has_plan, now=now)


def test_without_a_check_there_is_none() -> None:
    assert found(None) is Access.FIRST_CHECK


def test_only_self_care_opens_it() -> None:
    assert found(check(Urgency.SELF_CARE)) is Access.FREE
    assert found(check(Urgency.CLINICIAN_SOON)) is Access.SOON
    assert found(check(Urgency.URGENT_SAME_DAY), held=True) is Access.EXAMINE
    assert found(check(Urgency.EMERGENCY), held=True) is Access.EXAMINE


def test_under_16_it_stays_shut() -> None:
    assert found(check(Urgency.SELF_CARE, age="under_16"), held=True) is Access.EXAMINE


@pytest.mark.parametrize("urgency", Urgency)
def test_clearance_opens_it(urgency: Urgency) -> None:
    assert found(check(urgency, cleared_at=NOON)) is Access.FREE


def test_a_check_opened_again_holds_it() -> None:
    assert found(check(Urgency.SELF_CARE), held=True, has_plan=True) is Access.REOPENED
    assert found(None, held=True) is Access.REOPENED


def test_a_plan_is_made_from_a_check_of_two_weeks_at_most() -> None:
    assert found(check(Urgency.SELF_CARE), days=14) is Access.FREE
    assert found(check(Urgency.SELF_CARE), days=15) is Access.OLD_CHECK
    assert found(check(Urgency.SELF_CARE), days=15, has_plan=True) is Access.FREE
    late = check(Urgency.CLINICIAN_SOON, cleared_at=NOON.add(hours=24 * 10))
    assert found(late, days=20) is Access.FREE
