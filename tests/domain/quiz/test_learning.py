"""When questions come back, and the numbers of how far a person has come."""

from hypothesis import given
from hypothesis import strategies as st
from whenever import Date

from bot.domain.quiz.mastery import Mastery, mastery, next_review, streak
from bot.domain.quiz.memory import recall, review
from bot.domain.quiz.model import MemoryCard
from tests.domain.quiz.conftest import TODAY, card, item, small_bank

# Whether each answer was right, and the days until the next.
ANSWERS = st.lists(st.tuples(st.booleans(), st.integers(0, 200)), min_size=1, max_size=20)


def after(answers: list[tuple[bool, int]]) -> MemoryCard:
    """Return the card after some answers."""
    kept, today = None, TODAY
    for is_right, days in answers:
        kept = review(kept, "q", today, is_right=is_right)
        today = today.add(days=days)
    assert kept is not None
    return kept


@given(ANSWERS)
def test_the_same_answers_give_the_same_days(answers: list[tuple[bool, int]]) -> None:
    assert after(answers) == after(answers)


@given(ANSWERS)
def test_a_question_comes_back_on_a_later_day_and_within_half_a_year(
    answers: list[tuple[bool, int]],
) -> None:
    kept = after(answers)
    assert 1 <= kept.reviewed_on.until(kept.due_on, total="days") <= 180
    assert kept.times_right + kept.times_wrong == len(answers)
    assert kept.first_on == TODAY


@given(ANSWERS)
def test_a_right_answer_comes_back_no_sooner_than_a_wrong_one(
    answers: list[tuple[bool, int]],
) -> None:
    kept = after(answers)
    right = review(kept, "q", kept.due_on, is_right=True)
    wrong = review(kept, "q", kept.due_on, is_right=False)
    assert right.due_on >= wrong.due_on
    assert right.stability > wrong.stability


def test_intervals_grow_while_a_question_is_known() -> None:
    kept, gaps = None, []
    for _ in range(5):
        kept = review(kept, "q", kept.due_on if kept else TODAY, is_right=True)
        gaps.append(int(kept.reviewed_on.until(kept.due_on, total="days")))
    assert gaps == sorted(gaps)
    assert gaps[-1] > 10 * gaps[0]


def test_what_is_known_fades() -> None:
    kept = review(None, "q", TODAY, is_right=True)
    chances = [recall(kept, TODAY.add(days=days)) for days in (0, 1, 10, 100, 1000)]
    assert chances == sorted(chances, reverse=True)
    assert all(0 < chance <= 1 for chance in chances)


def test_a_day_that_lies_before_the_last_answer_does_no_harm() -> None:
    """A journey to the west can turn the local day back."""
    kept = review(review(None, "q", TODAY, is_right=True), "q", TODAY.add(days=-1), is_right=True)
    assert kept.due_on >= TODAY


def test_mastery_counts_what_was_answered_what_is_due_and_what_was_never_asked() -> None:
    bank = small_bank(6)
    cards = {"q0": card("q0", due_in=0), "q3": card("q3", due_in=2), "gone": card("gone")}
    found = mastery(cards, bank, TODAY)
    assert list(found) == ["rest", "ice", "strength"]
    assert (found["rest"].items, found["rest"].answered, found["rest"].due) == (2, 2, 1)
    assert 0 < found["rest"].share < 0.2
    assert found["ice"] == Mastery(items=2, answered=0, due=0, share=0)


@given(ANSWERS, st.integers(0, 400))
def test_mastery_is_a_share_that_a_right_answer_raises(
    answers: list[tuple[bool, int]], days: int
) -> None:
    bank, kept = {"q": item("q")}, after(answers)
    today = kept.reviewed_on.add(days=days)
    before = mastery({"q": kept}, bank, today)["rest"].share
    better = mastery({"q": review(kept, "q", today, is_right=True)}, bank, today)["rest"].share
    assert 0 <= before <= better <= 1


def test_a_question_known_at_long_intervals_is_mastered() -> None:
    kept = None
    for _ in range(5):
        kept = review(kept, "q", kept.due_on if kept else TODAY, is_right=True)
    assert kept is not None
    assert mastery({"q": kept}, {"q": item("q")}, kept.reviewed_on)["rest"].share == 1


def test_the_next_review_is_today_where_something_is_overdue() -> None:
    bank = small_bank(3)
    late = {"q0": card("q0", due_in=-9), "q1": card("q1"), "q2": card("q2", due_in=4)}
    assert next_review(late, bank, TODAY) == (TODAY, 2)
    assert next_review({"q2": late["q2"]}, bank, TODAY) == (TODAY.add(days=4), 1)
    assert next_review({"gone": card("gone")}, bank, TODAY) is None


def test_a_streak_ends_with_a_day_without_an_answer_but_not_before_today_is_over() -> None:
    days = [Date(2026, 2, 26), Date(2026, 2, 28), Date(2026, 3, 1)]
    assert streak(days, Date(2026, 3, 1)) == 2
    assert streak(days, Date(2026, 3, 2)) == 2
    assert streak([*days, Date(2026, 3, 2)], Date(2026, 3, 2)) == 3
    assert streak(days, Date(2026, 3, 3)) == 0
    assert streak([], Date(2026, 3, 3)) == 0
