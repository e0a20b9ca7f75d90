"""Steps up come one at a time, and not too soon."""

from dataclasses import replace

import pytest

from bot.domain.plan.model import Effort, Zone
from bot.domain.plan.rules import asks_gate, calmed, level_on, moved, opened
from tests.domain.plan.conftest import TODAY, new
from tests.domain.plan.test_moving import ITEMS, run, runner, session


def test_stage_and_level_never_go_up_in_the_same_week() -> None:
    plan = run(run(runner(), Zone.GREEN, 1), Zone.GREEN, 3)
    assert (plan.level, plan.level_on) == (4, TODAY.add(days=3))
    for day in (0, 2, 4, 6):
        plan = session(plan, Zone.GREEN, day)
    assert plan.stage == 2, "the level went up three days ago"
    plan = session(plan, Zone.GREEN, 10)
    assert (plan.stage, plan.stage_on) == (3, TODAY.add(days=10))
    plan = run(run(plan, Zone.GREEN, 11), Zone.GREEN, 13)
    assert plan.level == 4
    assert run(plan, Zone.GREEN, 17).level == 5


def test_nothing_goes_up_in_a_lighter_week() -> None:
    plan = runner(greens=frozenset({TODAY, TODAY.add(days=2)}), last_run=TODAY.add(days=19))
    assert session(plan, Zone.GREEN, 22) == replace(
        plan, zone=Zone.GREEN, last_session=TODAY.add(days=22)
    )
    assert run(run(plan, Zone.GREEN, 22), Zone.GREEN, 24).level == 3
    assert level_on(plan, TODAY.add(days=22)) == 2
    assert level_on(plan, TODAY.add(days=28)) == 3


def test_a_worse_morning_is_rest_or_a_walk() -> None:
    assert calmed(runner(), TODAY).worse_on == TODAY


@pytest.mark.parametrize(("days", "stage"), [(6, 0), (7, 1)])
def test_after_a_pull_no_stretch_comes_before_day_7(days: int, stage: int) -> None:
    on = TODAY.add(days=days)
    plan = new(pulled_on=TODAY, greens=frozenset({TODAY, TODAY.add(days=1)}))
    assert moved(plan, Effort.SESSION, Zone.GREEN, on).stage == stage


@pytest.mark.parametrize(("days", "asks"), [(13, False), (14, True)])
def test_after_a_pull_no_run_comes_before_day_14(days: int, *, asks: bool) -> None:
    on = TODAY.add(days=days)
    greens = frozenset({TODAY, TODAY.add(days=2)})
    plan = new(stage=2, zone=Zone.GREEN, greens=greens, gate=ITEMS, pulled_on=TODAY)
    assert asks_gate(plan, on) is asks
    assert (opened(plan, ITEMS, on).level == 1) is asks


@pytest.mark.parametrize(
    ("days", "greens", "asks"), [({1, 3, 5}, 1, False), ({1, 3, 5}, 2, True), ({1}, 1, True)]
)
def test_running_opens_after_two_green_standing_sessions_or_a_weekly_one(
    days: set[int], greens: int, *, asks: bool
) -> None:
    done_on = frozenset(TODAY.subtract(days=2 * number) for number in range(greens))
    plan = new(stage=2, zone=Zone.GREEN, greens=done_on, session_days=frozenset(days), gate=ITEMS)
    assert asks_gate(plan, TODAY) is asks
    assert (opened(plan, ITEMS, TODAY).level == 1) is asks
    assert asks_gate(replace(plan, stage=3, greens=frozenset()), TODAY)
