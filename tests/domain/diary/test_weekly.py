"""The weekly impact score."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.diary.model import Impact
from bot.domain.diary.rules import is_this_week, weekly_is_due
from tests.domain.diary.noted import ANA, TODAY

_answers = st.tuples(*[st.integers(0, 3)] * 4)


def _week(*answers: int) -> Impact:
    return Impact(1, ANA, TODAY, answers)


@pytest.mark.parametrize(
    ("answers", "score", "meaning"),
    [
        ((0, 0, 0, 0), 0, "none"),
        ((1, 0, 0, 0), 8, "some"),
        ((1, 1, 1, 3), 49, "some"),
        ((0, 2, 0, 0), 17, "substantial"),
        ((0, 0, 2, 0), 17, "substantial"),
        ((3, 0, 0, 0), 25, "substantial"),
        ((3, 3, 3, 3), 100, "substantial"),
    ],
)
def test_four_answers_make_a_score(answers: tuple[int, ...], score: int, meaning: str) -> None:
    week = _week(*answers)
    assert (week.is_done, week.score, week.meaning) == (True, score, meaning)


def test_a_week_is_done_with_the_fourth_answer() -> None:
    assert not _week(1, 2, 3).is_done


@given(_answers, st.integers(0, 3))
def test_a_graver_answer_is_never_a_lower_score_or_a_milder_word(
    answers: tuple[int, ...], at: int
) -> None:
    graver = (*answers[:at], min(3, answers[at] + 1), *answers[at + 1 :])
    order = ["none", "some", "substantial"]
    assert _week(*graver).score >= _week(*answers).score
    assert order.index(_week(*graver).meaning) >= order.index(_week(*answers).meaning)


def test_it_is_asked_for_once_in_seven_days() -> None:
    assert weekly_is_due(None, TODAY)
    assert not weekly_is_due(TODAY.subtract(days=6), TODAY)
    assert weekly_is_due(TODAY.subtract(days=7), TODAY)
    assert is_this_week(TODAY.subtract(days=6), TODAY)
    assert not is_this_week(TODAY.subtract(days=7), TODAY)
