"""A summary says what was noted, and no more."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whenever import Date

from bot.domain.diary.model import Entry
from bot.domain.diary.summary import SPANS, Trend, days_with, summary, trend, weekly
from tests.features.progress.diaries import TODAY, entries, entry, run, scores, week

spans = st.sampled_from(SPANS)


@given(entries, spans, scores)
def test_any_diary_can_be_summed_up(found: list[Entry], days: int, noted: dict[Date, int]) -> None:
    summed = summary(found, TODAY, days, noted)
    inside = [e.peak for e in found if e.peak is not None and summed.since <= e.on <= TODAY]
    assert (summed.mean is None) == (not inside)
    if summed.mean is not None and summed.worst is not None:
        assert min(summed.pain.values()) <= summed.mean <= max(summed.pain.values())
        assert summed.pain[summed.worst] == max(inside)
    assert all(summed.since <= day <= TODAY for day in (*summed.pain, *summed.scores))
    assert summed.running.longest_minutes <= max(summed.running.minutes.values(), default=0)


@given(entries, spans, st.randoms(use_true_random=False))
def test_the_order_of_entries_does_not_matter(
    found: list[Entry], days: int, chance: random.Random
) -> None:
    mixed = list(found)
    chance.shuffle(mixed)
    assert summary(mixed, TODAY, days) == summary(found, TODAY, days)


@given(entries, spans)
def test_weeks_hold_every_day_once(found: list[Entry], days: int) -> None:
    summed = summary(found, TODAY, days)
    weeks = weekly(summed)
    assert sum(each.days for each in weeks) == len(summed.pain)
    assert sum(each.minutes for each in weeks) == sum(summed.running.minutes.values())
    assert [each.start.day_of_week().value for each in weeks] == [1] * len(weeks)
    for each in weeks:
        if each.mean is not None:
            assert each.worst is not None
            assert 0 <= each.mean <= each.worst


def test_the_pain_of_a_day_is_its_worst() -> None:
    noted = [entry(1, 2), entry(1, 3, worst=6), entry(0, 1, morning=4)]
    assert list(summary(noted, TODAY, 14).pain.values()) == [6, 4]


def test_days_without_an_entry_are_not_filled_in() -> None:
    summed = summary([entry(13, 8), entry(0, 2)], TODAY, 14)
    assert summed.pain == {TODAY.subtract(days=13): 8, TODAY: 2}
    assert summed.mean == 5


def test_each_half_of_the_days_has_its_average() -> None:
    summed = summary([*week(13, 6, 5, 4), *week(6, 3, 2, 1)], TODAY, 14)
    assert (summed.earlier, summed.later, summed.trend) == (5, 2, Trend.DOWN)


def test_fewer_than_three_days_in_a_half_say_nothing_of_a_trend() -> None:
    assert summary([*week(13, 9, 9), *week(6, 1, 1, 1)], TODAY, 14).trend is Trend.UNCLEAR
    assert summary([*week(13, 9, 9, 9), *week(6, 1, 1)], TODAY, 14).trend is Trend.UNCLEAR


@pytest.mark.parametrize(
    ("earlier", "later", "said"),
    [
        ([4, 4, 4], [3, 3, 3], Trend.DOWN),
        ([3, 3, 3], [4, 4, 4], Trend.UP),
        ([4, 4, 4, 4], [3, 3, 3, 4], Trend.SAME),
        ([0, 0, 0], [0, 0, 0], Trend.SAME),
        ([], [], Trend.UNCLEAR),
    ],
)
def test_a_trend_needs_a_point_between_the_averages(
    earlier: list[int], later: list[int], said: Trend
) -> None:
    assert trend(earlier, later) is said


@given(st.lists(st.integers(0, 10), min_size=3), st.lists(st.integers(0, 10), min_size=3))
def test_a_trend_turned_round_is_the_opposite(earlier: list[int], later: list[int]) -> None:
    opposite = {Trend.UP: Trend.DOWN, Trend.DOWN: Trend.UP, Trend.SAME: Trend.SAME}
    assert trend(later, earlier) is opposite[trend(earlier, later)]


def test_runs_are_counted_and_the_longest_is_one_run() -> None:
    running = summary([run(3, 20), run(3, 15), run(1, metres=5000)], TODAY, 14).running
    assert running.count == 3
    assert list(running.minutes.values()) == [35]
    assert (running.longest_minutes, running.longest_metres) == (20, 5000)


def test_warning_signs_are_counted_by_day() -> None:
    noted = [entry(2, limp=True), entry(2, limp=True, night=True), entry(0, sign="cannot_walk")]
    summed = summary(noted, TODAY, 14)
    assert [days_with(summed, sign) for sign in ("limp", "night", "landing", "note")] == [
        1,
        1,
        0,
        1,
    ]


def test_the_worst_of_equal_days_is_the_latest() -> None:
    assert summary(week(5, 7, 3, 7), TODAY, 14).worst == TODAY.subtract(days=3)
