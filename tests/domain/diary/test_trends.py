"""What opens the check again; each reason at its edge, and none goes away when pain grows."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.diary.model import REASONS, SIGNS, Compared, Entry, Reason
from bot.domain.diary.trends import daily, highest, reasons
from tests.domain.diary.noted import TODAY, entries, noted, ran

WORSE, SAME = Compared.WORSE, Compared.SAME


def _why(*found: Entry) -> set[Reason]:
    return set(reasons(found, TODAY))


def _week(first_days_ago: int, *pains: int) -> list[Entry]:
    return [noted(first_days_ago - day, pain) for day, pain in enumerate(pains)]


@pytest.mark.parametrize("sign", SIGNS)
def test_one_sign_is_enough(sign: Reason) -> None:
    assert _why(replace(noted(pain=1), **{sign: True})) == {sign}  # type: ignore[arg-type]
    assert _why(noted(pain=1, sign="fever")) == {"sign"}


def test_pain_of_eight_is_enough_and_seven_is_not() -> None:
    assert _why(noted(pain=7)) == set()
    assert _why(noted(pain=8)) == {"strong"}


def test_pain_over_five_counts_on_two_days_of_the_last_two_weeks() -> None:
    assert _why(noted(0, 6), noted(0, 7)) == set(), "one day"
    assert _why(noted(0, 6), noted(3, 5)) == set(), "five is not over five"
    assert _why(noted(0, 6), noted(14, 6)) == set(), "too long ago"
    assert _why(noted(0, 6), noted(13, 6)) == {"two_days"}
    assert _why(noted(0, 6), ran(3, 6)) == {"two_days"}


def test_two_worse_mornings_count_in_a_row() -> None:
    assert _why(ran(5, compared=WORSE)) == set()
    assert _why(ran(5, compared=WORSE), ran(5, compared=WORSE)) == set(), "one morning"
    assert _why(ran(5, compared=WORSE), ran(3, compared=SAME), ran(1, compared=WORSE)) == set()
    assert _why(ran(5, compared=WORSE), ran(3), ran(1, compared=WORSE)) == {"worse_mornings"}


def test_a_week_a_point_above_the_one_before_is_rising() -> None:
    before, now = _week(13, 1, 1, 1), _week(6, 2, 2, 2)
    assert _why(*before, *now) == {"rising"}
    assert _why(*before, *_week(6, 2, 2, 1)) == set(), "by less than a point"
    assert _why(*before[:2], *now) == set(), "too few days before"
    assert _why(*before, *now[:2], replace(now[1], morning=5)) == set(), "too few days now"
    assert _why(*now) == set()


def test_after_two_weeks_it_must_be_better_by_half_a_point() -> None:
    first = _week(14, 4, 4, 4)
    assert _why(*first, *_week(2, 4, 4, 4)) == {"no_better"}
    assert _why(*first, *_week(2, 4, 4, 3)) == {"no_better"}
    assert _why(*first, *_week(2, 4, 3, 3)) == set(), "better"
    assert _why(*_week(13, 4, 4, 4), *_week(2, 4, 4, 4)) == set(), "not two weeks yet"
    assert _why(*first[:2], *_week(2, 4, 4, 4)) == set(), "too few days then"
    assert _why(*first, *_week(1, 4, 4)) == set(), "too few days now"
    assert _why(*_week(14, 1, 0, 1), *_week(2, 1, 0, 1)) == set(), "as good as gone"


def test_a_day_counts_with_its_highest_pain() -> None:
    found = [noted(1, 2), ran(1, 4), noted(0, note="x")]
    assert daily(found) == {TODAY.subtract(days=1): 4}
    assert highest(found) == 4
    assert highest([]) == 0


_diaries = st.lists(entries(), max_size=25)


@settings(deadline=None)
@given(_diaries)
def test_an_entry_as_bad_as_any_never_takes_a_reason_away(diary: Sequence[Entry]) -> None:
    worst = noted(pain=max(highest(diary), 1))
    assert _why(*diary) <= _why(*diary, worst)


@settings(deadline=None)
@given(_diaries.filter(bool), st.data())
def test_a_graver_entry_of_this_week_never_takes_a_reason_away(
    diary: list[Entry], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(diary) - 1))
    before = replace(diary[at], on=TODAY.subtract(days=data.draw(st.integers(0, 6))))
    if before.peak is None:  # a first number is another day, and may well be a good one
        before = replace(before, pain=0)
    more = data.draw(st.integers(before.pain or 0, 10))
    graver = replace(before, pain=more, **{data.draw(st.sampled_from(SIGNS)): True})  # type: ignore[arg-type]
    rest = [*diary[:at], *diary[at + 1 :]]
    assert _why(*rest, before) <= _why(*rest, graver)


@settings(deadline=None)
@given(_diaries)
def test_reasons_come_in_one_order_whatever_the_order_of_entries(diary: list[Entry]) -> None:
    found = reasons(diary, TODAY)
    assert found == reasons(list(reversed(diary)), TODAY)
    assert list(found) == [reason for reason in REASONS if reason in found]
