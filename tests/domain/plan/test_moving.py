"""Where the plan moves: forward slowly, back at once, and never past the gate."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whenever import Date

from bot.domain.plan.model import RUN_STAGE, Effort, Plan, Zone, days_between
from bot.domain.plan.rules import (
    awaits_morning,
    done,
    moved,
    opened,
    resumed,
)
from tests.domain.plan.conftest import NOON, TODAY, dates, new, plans

efforts = st.sampled_from(Effort)
ITEMS = frozenset({"walk", "stairs"})


def session(plan: Plan, zone: Zone, day: int) -> Plan:
    return moved(plan, Effort.SESSION, zone, TODAY.add(days=day))


def run(plan: Plan, zone: Zone, day: int) -> Plan:
    return moved(plan, Effort.RUN, zone, TODAY.add(days=day))


def runner(**changed: object) -> Plan:
    """Return a plan that may run."""
    return new(**{"stage": 2, "level": 3, "gate": ITEMS, "running_from": TODAY, **changed})


@pytest.mark.parametrize(("stage", "needed"), [(0, 2), (1, 3), (2, 3)])
def test_the_next_stage_comes_after_some_green_sessions(stage: int, needed: int) -> None:
    plan = new(stage=stage)
    for day in range(needed):
        assert plan.stage == stage
        plan = session(plan, Zone.GREEN, 2 * day)
    assert (plan.stage, plan.green) == (stage + 1, 0)


def test_two_green_runs_open_the_next_level() -> None:
    assert run(runner(), Zone.GREEN, 1).level == 3
    assert run(run(runner(), Zone.GREEN, 1), Zone.GREEN, 3).level == 4


def test_the_last_stage_and_level_stay() -> None:
    plan = runner(stage=3, level=9)
    for day in range(0, 12, 2):
        plan = run(session(plan, Zone.GREEN, day), Zone.GREEN, day + 1)
    assert (plan.stage, plan.level) == (3, 9)


def test_one_day_counts_once_and_amber_takes_it_back() -> None:
    once = session(new(stage=1), Zone.GREEN, 0)
    assert session(once, Zone.GREEN, 0).green == 1
    assert session(once, Zone.AMBER, 0).green == 0
    assert session(once, Zone.AMBER, 2).green == 1, "another day's amber only repeats"


def test_red_rests_two_days_and_goes_one_back() -> None:
    plan = session(new(stage=2), Zone.RED, 0)
    assert plan.stage == 1
    assert plan.rest_until == TODAY.add(days=2)
    plan = run(runner(), Zone.RED, 0)
    assert (plan.stage, plan.level) == (2, 2)


def test_red_again_within_two_weeks_goes_two_levels_back_and_rests_three_days() -> None:
    plan = run(run(runner(level=6), Zone.RED, 0), Zone.RED, 5)
    assert plan.level == 3
    assert plan.rest_until == TODAY.add(days=8)


def test_the_same_red_effort_goes_back_once() -> None:
    plan = run(runner(), Zone.RED, 0)
    assert run(plan, Zone.RED, 0).level == 2
    assert run(plan, Zone.GREEN, 0).green_runs == frozenset()


def test_red_on_the_first_level_leads_back_behind_the_gate() -> None:
    plan = run(runner(level=1), Zone.RED, 0)
    assert (plan.level, plan.gate) == (0, frozenset())


def test_a_run_without_the_gate_never_opens_it() -> None:
    plan = new(stage=3)
    for day in range(0, 12, 2):
        plan = run(plan, Zone.GREEN, day)
    assert plan.level == 0


def test_the_gate_opens_when_every_item_is_yes() -> None:
    ready = new(stage=2, gate=ITEMS, greens=frozenset({TODAY, TODAY.subtract(days=2)}))
    assert opened(ready, ITEMS, TODAY).level == 1
    assert opened(ready, ITEMS | {"raises"}, TODAY).level == 0
    assert opened(replace(ready, stage=1), ITEMS, TODAY).level == 0
    assert opened(replace(ready, rest_until=TODAY), ITEMS, TODAY).level == 0
    assert opened(runner(level=5), ITEMS, TODAY).level == 5


def test_a_session_that_was_stopped_is_not_green() -> None:
    plan = new(stage=1, stopped_on=TODAY)
    assert session(plan, Zone.GREEN, 0).green == 0


@pytest.mark.parametrize(
    ("days", "stage", "level"), [(13, 3, 7), (14, 2, 5), (28, 1, 3), (90, 0, 1)]
)
def test_after_every_two_weeks_off_it_goes_on_lower(days: int, stage: int, level: int) -> None:
    plan = done(done(runner(stage=3, level=7), Effort.RUN, TODAY), Effort.SESSION, TODAY)
    plan = resumed(plan, TODAY.add(days=days))
    assert (plan.stage, plan.level) == (stage, level)


def test_two_weeks_without_runs_lower_the_level_alone() -> None:
    plan = runner(stage=3, level=7, last_run=TODAY, last_session=TODAY.add(days=13))
    plan = resumed(plan, TODAY.add(days=14))
    assert (plan.stage, plan.level) == (3, 5)


@given(plan=plans, effort=efforts, on=dates)
def test_red_never_moves_forward_and_is_always_followed_by_rest(
    plan: Plan, effort: Effort, on: Date
) -> None:
    after = moved(plan, effort, Zone.RED, on)
    assert after.stage <= plan.stage
    assert after.level <= plan.level
    if plan.ended_at is None and not (plan.last_red and on <= plan.last_red):
        assert after.rest_until is not None
        again = plan.last_red is not None and days_between(on, plan.last_red) <= 14
        assert days_between(after.rest_until, on) >= (3 if again else 2)
        assert after.stage < plan.stage or after.level < plan.level or plan.stage == 0


@given(plan=plans, effort=efforts, on=dates)
def test_amber_never_moves_forward(plan: Plan, effort: Effort, on: Date) -> None:
    after = moved(plan, effort, Zone.AMBER, on)
    assert after.stage <= plan.stage
    assert after.level <= plan.level
    assert after.greens <= plan.greens
    assert after.green_runs <= plan.green_runs


@given(plan=plans, effort=efforts, on=dates)
def test_green_moves_one_step_at_most_and_only_where_it_belongs(
    plan: Plan, effort: Effort, on: Date
) -> None:
    after = moved(plan, effort, Zone.GREEN, on)
    assert after.stage <= plan.stage + (effort is Effort.SESSION)
    assert after.level <= plan.level + (effort is Effort.RUN)
    if after.stage > plan.stage:
        assert plan.level_on is None or days_between(on, plan.level_on) >= 7
    if after.level > plan.level:
        assert plan.stage_on is None or days_between(on, plan.stage_on) >= 7
        assert plan.level > 0
        assert plan.stage >= RUN_STAGE
    if plan.rests(on) or plan.pauses(on):
        assert (after.stage, after.level) <= (plan.stage, plan.level)


@given(plan=plans, effort=efforts, zone=st.sampled_from(Zone), on=dates)
def test_the_same_judgement_twice_is_as_good_as_once(
    plan: Plan, effort: Effort, zone: Zone, on: Date
) -> None:
    if zone is not Zone.GREEN:
        once = moved(plan, effort, zone, on)
        assert moved(once, effort, zone, on) == once


@given(plan=plans, on=dates)
def test_a_break_never_raises_and_is_over_when_it_was_taken_into_account(
    plan: Plan, on: Date
) -> None:
    after = resumed(plan, on)
    assert after.stage <= plan.stage
    assert after.level <= plan.level
    assert (after.level == 0) == (plan.level == 0)
    assert resumed(after, on) == after


@given(plan=plans, effort=efforts, zone=st.sampled_from(Zone), on=dates)
def test_an_ended_plan_does_not_move(plan: Plan, effort: Effort, zone: Zone, on: Date) -> None:
    ended = replace(plan, ended_at=NOON)
    assert moved(ended, effort, zone, on) == ended


@pytest.mark.parametrize("effort", Effort)
def test_an_effort_is_to_be_asked_about_from_the_next_morning_until_it_is_judged(
    effort: Effort,
) -> None:
    plan = done(runner(zone=Zone.GREEN), effort, TODAY)
    assert not awaits_morning(plan, TODAY)
    assert awaits_morning(plan, TODAY.add(days=1))
    assert awaits_morning(plan, TODAY.add(days=13))
    assert not awaits_morning(plan, TODAY.add(days=14)), "after a break nobody remembers it"
    for zone in Zone:
        assert not awaits_morning(moved(plan, effort, zone, TODAY), TODAY.add(days=1))


def test_an_earlier_effort_told_later_leaves_the_latest_one_judged() -> None:
    judged = moved(runner(), Effort.RUN, Zone.GREEN, TODAY)
    assert done(judged, Effort.SESSION, TODAY.subtract(days=2)).zone is Zone.GREEN
