"""Where a check sends a plan, and which days may stand in it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.check.model import Check
from bot.domain.check.rules import facts_of
from bot.domain.plan.days import spaced
from bot.domain.plan.making import (
    Facts,
    Weekdays,
    first_stage,
    first_why,
    pulled,
    rechecked,
    weekdays,
)
from bot.domain.plan.model import Plan
from bot.domain.plan.rules import DAILY_FROM
from bot.library.loading import load
from tests.domain.plan.conftest import ANA, NOON, TODAY, new, plans

DAYS = st.integers(1, 7)
CHOSEN = st.builds(
    weekdays, st.frozensets(DAYS), st.frozensets(DAYS), level=st.integers(0, DAILY_FROM - 1)
)


TRIAGE = load().triage


def said(**answers: str) -> Facts:
    """Return what answers to the real check mean for a plan."""
    return facts_of(TRIAGE, {question: frozenset({a}) for question, a in answers.items()})


def check(number: int, **answers: str) -> Check:
    return Check(number, ANA, NOON, NOON, is_open=False, answers={}, facts=said(**answers))


SETTLED = {"duration": "week_1", "walking": "normal"}


@pytest.mark.parametrize(
    ("changed", "stage"),
    [
        ({}, 1),
        ({"duration": "longer_better", "pain": "3"}, 1),
        ({"duration": "days_3"}, 0),
        ({"walking": "sore"}, 0),
        ({"walking": "not_sure"}, 0),
        ({"pain": "5"}, 0),
        ({"pain": "not_sure"}, 0),
    ],
)
def test_a_plan_begins_with_the_first_days_unless_they_are_over(
    changed: dict[str, str], stage: int
) -> None:
    assert first_stage(said(**{**SETTLED, **changed})) == stage


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({}, "start_1"),
        ({"duration": "days_3", "pain": "6"}, "start_fresh"),
        ({"walking": "sore"}, "start_walking"),
        ({"pain": "5"}, "start_strong"),
        ({"pain": "not_sure"}, "start_unsure"),
    ],
)
def test_the_reason_for_the_beginning_is_the_one_that_holds(
    changed: dict[str, str], why: str
) -> None:
    answers = said(**{**SETTLED, **changed})
    assert first_why(answers, cleared=False) == why
    assert first_why(answers, cleared=True) == "start_cleared"
    assert first_stage(answers, cleared=True) == 0


def test_without_answers_it_begins_with_the_first_days() -> None:
    assert first_stage(frozenset()) == 0


@pytest.mark.parametrize(
    ("answers", "bone"),
    [
        (said(about_you="stress_fracture"), True),
        (said(about_you="low_energy"), True),
        (said(about_you="weak_bones"), True),
        (said(age="65_up"), True),
        (said(impact="yes"), True),
        (said(impact="not_sure", about_you="none"), False),
        (said(), False),
    ],
)
def test_bone_is_a_question_where_the_check_says_so(answers: Facts, *, bone: bool) -> None:
    assert ("bone" in answers) is bone


@pytest.mark.parametrize(
    ("duration", "stage", "days_ago"), [("days_3", 0, 0), ("week_1", 0, 4), ("week_2", 1, 8)]
)
def test_a_fresh_pull_has_a_longer_start(duration: str, stage: int, days_ago: int) -> None:
    facts = said(onset="pull", duration=duration, walking="normal")
    assert first_stage(facts) == stage
    assert pulled(facts, TODAY) == TODAY.subtract(days=days_ago)
    assert first_why(facts, cleared=False) == ("start_1" if stage else "start_pull")
    again = rechecked(new(stage=3, level=4), check(9, onset="pull", duration=duration), TODAY)
    assert again.level == 0, "no run before day 14"


def test_a_clinician_s_word_sends_a_plan_to_its_lowest_step() -> None:
    cleared = replace(check(9, **SETTLED), cleared_at=NOON)
    assert rechecked(new(stage=3, level=4), cleared, TODAY).stage == 0


@given(plan=plans)
def test_a_newer_check_never_raises_a_plan(plan: Plan) -> None:
    fresh = rechecked(plan, check(99, duration="days_3"), TODAY)
    assert (fresh.stage, fresh.level, fresh.gate) == (0, 0, frozenset())
    settled = rechecked(plan, check(99, **SETTLED), TODAY)
    assert (settled.stage, settled.level) == (plan.stage, plan.level)
    assert rechecked(fresh, check(99, duration="days_3"), TODAY) == fresh


def test_a_run_day_makes_its_neighbours_give_way() -> None:
    chosen, removed = Weekdays().with_run(3, level=4)
    assert chosen == Weekdays(frozenset({1, 5}), frozenset({3, 7}))
    assert removed == {2, 4}
    chosen, removed = Weekdays().with_run(6, level=DAILY_FROM)
    assert chosen.runs == {2, 4, 6, 7}
    assert not removed


def test_sunday_and_monday_touch() -> None:
    chosen, removed = Weekdays().with_run(1, level=1)
    assert removed == {2, 7}
    assert chosen.runs == {1, 4}


@given(chosen=CHOSEN, taps=st.lists(st.tuples(st.booleans(), DAYS), max_size=12))
def test_whatever_is_tapped_the_days_fit(chosen: Weekdays, taps: list[tuple[bool, int]]) -> None:
    for is_run, weekday in taps:
        before = chosen
        if is_run:
            chosen, removed = chosen.with_run(weekday, level=1)
            assert removed == before.runs - chosen.runs - {weekday}
        else:
            chosen, removed = chosen.with_session(weekday)
            assert removed == before.sessions - chosen.sessions - {weekday}
        assert chosen.sessions
        assert chosen.sessions.isdisjoint(chosen.runs)
        assert spaced(chosen.sessions) == chosen.sessions
        assert spaced(chosen.runs) == chosen.runs


@given(
    sessions=st.frozensets(st.integers(-2, 12)),
    runs=st.frozensets(st.integers(-2, 12)),
    level=st.integers(0, 9),
)
def test_days_of_any_button_fit(sessions: frozenset[int], runs: frozenset[int], level: int) -> None:
    chosen = weekdays(sessions, runs, level)
    assert chosen.sessions
    assert chosen.sessions <= set(range(1, 8))
    assert chosen.sessions.isdisjoint(chosen.runs)
    if level < DAILY_FROM:
        assert spaced(chosen.runs) == chosen.runs


def test_a_plan_keeps_what_it_was_made_with() -> None:
    assert rechecked(new(check_id=3), check(3, duration="days_3"), TODAY) == new(check_id=3)
