"""What a day may be, whatever the plan."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whenever import Date

from bot.domain.plan.days import WHYS, day, loading_days, postponed, spaced, week
from bot.domain.plan.model import RUN_STAGE, DayKind, Plan
from bot.domain.plan.rules import DAILY_FROM, LOADING_DAYS, is_light
from tests.domain.plan.conftest import TODAY, WORKOUTS, dates, new, plans, weekdays


def kinds(plan: Plan, start: Date = TODAY) -> str:
    """Return a week as letters: r rest, S session, R run."""
    letters = {DayKind.REST: "r", DayKind.SESSION: "S", DayKind.RUN: "R"}
    return "".join(letters[one.kind] for one in week(plan, start, WORKOUTS))


def running(**changed: object) -> Plan:
    return new(**{"stage": 2, "level": 3, "running_from": TODAY, **changed})


def test_a_week_of_sessions_before_running_begins() -> None:
    assert kinds(new(stage=1)) == "SrSrSrr"
    assert day(new(stage=1), TODAY.add(days=1), WORKOUTS).why == "run_waits_for_gate"
    assert day(new(stage=1), TODAY.add(days=5), WORKOUTS).why == "rest_day"


def test_a_week_of_sessions_and_runs() -> None:
    assert kinds(running()) == "SRrRSrR", "two days a week stay free"
    assert kinds(running(stage=1)) == "SrSrSrr", "running waits for its stage"


def test_the_first_days_have_an_easy_session_each() -> None:
    assert kinds(new()) == "SSSSSSS"


def test_days_in_a_row_are_run_from_level_8_only() -> None:
    every_day = running(run_days=frozenset({1, 2, 3, 4, 5, 6, 7}), session_days=frozenset())
    assert kinds(every_day) == "RrRrRrr"
    assert kinds(replace(every_day, level=8)) == "RRRRrRr", "two days a week stay free"


def test_the_day_after_a_run_that_was_not_planned_is_no_run() -> None:
    found = day(running(last_run=TODAY), TODAY.add(days=1), WORKOUTS)
    assert (found.kind, found.why) == (DayKind.REST, "day_between_runs")


def test_a_run_that_moves_to_tomorrow_takes_the_day_after_with_it() -> None:
    plan, target = postponed(running(), TODAY.add(days=1))
    assert target == TODAY.add(days=2)
    assert kinds(plan) == "SrRrSrR"


def test_a_session_that_moves_goes_round_the_run() -> None:
    plan, target = postponed(running(), TODAY)
    assert target == TODAY.add(days=2)
    assert kinds(plan) == "rRSRSrR"
    friday = TODAY.add(days=4)
    plan, target = postponed(running(), friday)
    assert target == friday.add(days=1)
    assert kinds(plan) == "SRrRrSR"


def test_a_run_is_not_moved_to_where_a_break_has_ended_running() -> None:
    plan = running(stage=RUN_STAGE, begun_on=TODAY.subtract(days=13), run_days=frozenset({1}))
    assert day(plan, TODAY, WORKOUTS).kind is DayKind.RUN
    assert day(plan, TODAY.add(days=1), WORKOUTS).kind is not DayKind.RUN
    assert postponed(plan, TODAY)[1] is None


def test_a_day_of_rest_cannot_be_moved() -> None:
    saturday = TODAY.add(days=5)
    assert postponed(running(), saturday) == (running(), None)


def test_the_day_of_a_worse_morning_is_rest() -> None:
    found = day(running(worse_on=TODAY), TODAY, WORKOUTS)
    assert (found.kind, found.why) == (DayKind.REST, "rest_after_worse")


def test_a_running_day_soon_after_a_pull_says_so() -> None:
    found = day(new(stage=1, pulled_on=TODAY), TODAY.add(days=1), WORKOUTS)
    assert found.why == "run_waits_after_pull"


@given(plan=plans, on=dates)
def test_two_days_a_week_stay_free_once_running_has_begun(plan: Plan, on: Date) -> None:
    sessions, runs = loading_days(plan, on)
    assert sessions <= plan.session_days
    assert runs <= plan.run_days
    if plan.may_run:
        assert len(sessions | runs) <= LOADING_DAYS
        assert sessions or not spaced(plan.session_days) - plan.run_days


def test_done_is_said() -> None:
    assert day(new(last_session=TODAY), TODAY, WORKOUTS).done
    assert not day(new(last_session=TODAY), TODAY.add(days=1), WORKOUTS).done


def test_workouts_take_turns() -> None:
    sessions = [one.exercises for one in week(new(stage=1), TODAY, WORKOUTS) if one.exercises]
    assert len(set(sessions)) == 2


@pytest.mark.parametrize(
    ("days", "light"), [(0, False), (20, False), (21, True), (27, True), (28, False)]
)
def test_every_fourth_week_is_lighter(days: int, *, light: bool) -> None:
    assert is_light(new(), TODAY.add(days=days)) is light


@given(plan=plans, on=dates)
def test_no_two_days_in_a_row_are_run_before_level_8(plan: Plan, on: Date) -> None:
    days = week(plan, on, WORKOUTS)
    for first, second in pairwise(days):
        if first.kind is second.kind is DayKind.RUN:
            assert second.level >= DAILY_FROM
    yesterday = on.subtract(days=1)
    if days[0].kind is DayKind.RUN and plan.last_run == yesterday:
        assert days[0].level >= DAILY_FROM


@given(plan=plans, on=dates)
def test_rest_and_pause_hold_everything(plan: Plan, on: Date) -> None:
    for found in week(plan, on, WORKOUTS):
        if plan.rests(found.on) or plan.pauses(found.on):
            assert found.kind is DayKind.REST


@given(plan=plans, on=dates)
def test_a_day_says_why_and_fits_the_stage_and_the_gate(plan: Plan, on: Date) -> None:
    found = day(plan, on, WORKOUTS)
    assert found.why in WHYS
    if found.kind is DayKind.SESSION:
        allowed = {e for w in WORKOUTS if w.stage <= plan.stage for e in w.exercises}
        assert set(found.exercises) <= allowed
        assert 2 <= len(found.exercises) <= 4
    else:
        assert found.exercises == ()
    if found.kind is DayKind.RUN:
        assert 1 <= found.level <= plan.level
        assert plan.stage >= RUN_STAGE


@given(plan=plans, on=dates)
def test_no_two_sessions_in_a_row_after_the_first_days(plan: Plan, on: Date) -> None:
    days = week(plan, on, WORKOUTS)
    for first, second in pairwise(days):
        if first.kind is second.kind is DayKind.SESSION:
            assert second.why == "session_0"


@given(plan=plans, on=dates)
def test_what_is_moved_comes_later_or_not_at_all(plan: Plan, on: Date) -> None:
    found = day(plan, on, WORKOUTS)
    after, target = postponed(plan, on)
    assert after.shifts.keys() <= {*plan.shifts, on, target}
    if target is not None:
        assert on < target
        assert day(after, on, WORKOUTS).kind is DayKind.REST
        assert found.kind is not DayKind.REST
        assert found.done or day(after, target, WORKOUTS).kind is found.kind


@given(weekdays=weekdays)
def test_spaced_weekdays_never_touch_and_leave_no_room(weekdays: frozenset[int]) -> None:
    kept = spaced(weekdays)
    assert kept <= weekdays
    neighbours = {day % 7 + 1 for day in kept} | {(day - 2) % 7 + 1 for day in kept}
    assert kept.isdisjoint(neighbours)
    assert weekdays <= kept | neighbours


@given(weekday=st.integers(1, 7))
def test_one_day_alone_stays(weekday: int) -> None:
    assert spaced({weekday}) == {weekday}
