"""The date that a check's answer names for the first run is that which the plan comes to."""

import pytest
from whenever import Date, Instant

from bot.domain.check import store as checks
from bot.domain.check.advising import Advice, advice
from bot.domain.check.rules import assess
from bot.domain.check.work_finishing import finished
from bot.domain.diary.work_beginning import expected_run, make
from bot.domain.people import store as people
from bot.domain.plan import work, work_changing
from bot.domain.plan.ahead import first_run, outcomes
from bot.domain.plan.days import day, may_begin, with_first
from bot.domain.plan.making import Weekdays
from bot.domain.plan.model import DayKind, Effort, Verdict, Zone
from bot.domain.plan.rules import asks_gate, done
from bot.library.evaluating import Vignette, vignettes
from bot.library.loading import load
from bot.storage.database import Database
from bot.storage.transaction import Transaction
from tests.domain.plan.conftest import ANA, NOON, new

CONTENT = load()


def told(vignette: Vignette, first: Date | None) -> Advice:
    found = assess(CONTENT.triage, vignette.given)
    return advice(CONTENT.triage, vignette.given, found, first)


PLANNED = [one for one in vignettes() if told(one, None).plan == "full"]


def checked(tx: Transaction, vignette: Vignette, now: Instant) -> Date | None:
    people.note(tx, ANA, "en", now)
    finished(tx, CONTENT.triage, checks.begin(tx, ANA, now, vignette.given))
    return expected_run(tx, ANA, now)


def lived(tx: Transaction, now: Instant) -> Date:
    """Make the plan with the usual days, do all that it says and offers, calmly, until a run."""
    usual = Weekdays()
    plan = make(tx, ANA, usual.sessions, usual.runs, now).found.plan
    items = CONTENT.plan.gate_items
    for days in range(200):
        at = now.add(hours=24 * days)
        found = work.today(tx, ANA, at)
        plan = found.plan
        assert plan is not None
        if plan.last_session and plan.last_session < found.on and plan.zone is None:
            calm = Verdict(Effort.SESSION, Zone.GREEN, plan.last_session)
            plan = work.judge(tx, found, calm)
            assert plan is not None
        if asks_gate(plan, found.on):
            for item in items:
                gating = work_changing.gate(tx, ANA, items, (item.id, "yes"), at)
            plan = gating.found.plan
            assert plan is not None
        if may_begin(plan, day(plan, found.on, CONTENT.plan.workouts)):
            plan = with_first(plan, found.on)
        match day(plan, found.on, CONTENT.plan.workouts).kind:
            case DayKind.RUN:
                return found.on
            case DayKind.SESSION:
                work.saved(tx, found, done(plan, Effort.SESSION, found.on))
    raise AssertionError("no run in 200 days")


@pytest.mark.parametrize("vignette", PLANNED, ids=lambda vignette: vignette.id)
async def test_the_answer_names_the_day_that_the_plan_comes_to(
    db: Database, vignette: Vignette
) -> None:
    now = NOON.add(hours=24 * (PLANNED.index(vignette) % 7))  # on every weekday
    first = await db.run(checked, vignette, now)
    assert first is not None
    assert first.format("EEEE D MMMM") in told(vignette, first).run
    assert await db.run(lived, now) == first


async def test_it_stays_the_same_while_all_goes_well_and_moves_when_a_day_is_left_out() -> None:
    plan = new()
    on = plan.begun_on
    first = first_run(plan, on)
    late = first_run(plan, on.add(days=2))
    assert first is not None
    assert late is not None
    assert late > first


async def test_where_something_holds_no_day_is_named(db: Database) -> None:
    held = next(one for one in vignettes() if one.expected == "clinician_soon")
    assert await db.run(checked, held, NOON) is None
    assert "Earliest" not in told(held, NOON.to_tz("UTC").date()).run


def test_the_earliest_run_counts_on_the_first_session_that_is_offered_on_a_day_of_rest() -> None:
    saturday = NOON.to_tz("UTC").date().add(days=5)
    plan = new(stage=1, begun_on=saturday)
    assert may_begin(plan, day(plan, saturday, ()))
    first = first_run(plan, saturday)
    assert first is not None
    assert first == first_run(with_first(plan, saturday), saturday)
    slow = outcomes(plan, saturday).repeated.run
    assert slow is not None
    assert slow > first
