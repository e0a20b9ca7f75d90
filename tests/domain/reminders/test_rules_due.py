"""What a reminder says, by plan, check and diary."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.plan.model import DayKind
from bot.domain.reminders.model import ReminderKind
from bot.domain.reminders.model_due import Situation, Word
from bot.domain.reminders.rules_due import is_told_late, word

PLANNED = Situation(has_plan=True, part=DayKind.SESSION)
EXERCISE = {Word.SESSION, Word.RUN, Word.REST, Word.STRETCH, Word.WALK, Word.PAUSE}

situations = st.builds(
    Situation,
    has_plan=st.booleans(),
    part=st.none() | st.sampled_from(DayKind),
    done=st.booleans(),
    held=st.booleans(),
    reopened=st.booleans(),
    waits_for_morning=st.booleans(),
    scored=st.booleans(),
    followed=st.booleans(),
)
kinds = st.sampled_from(ReminderKind)


@given(kinds, situations, st.booleans())
def test_while_exercises_wait_no_reminder_names_any(
    kind: ReminderKind,
    now: Situation,
    follows_plan: bool,  # noqa: FBT001
) -> None:
    if now.held or now.reopened:
        assert word(kind, now, follows_plan=follows_plan) not in EXERCISE
        assert not is_told_late(
            ReminderKind.SESSION, now, follows_plan=follows_plan, today=False
        ), "nor one that is late"


@given(kinds, situations, st.booleans())
def test_whether_they_were_seen_is_asked_only_while_it_waits_and_not_again_soon(
    kind: ReminderKind,
    now: Situation,
    follows_plan: bool,  # noqa: FBT001
) -> None:
    if word(kind, now, follows_plan=follows_plan) in {Word.FOLLOW_UP, Word.CHECK}:
        assert now.held or now.reopened
        assert not now.followed


@pytest.mark.parametrize("kind", [ReminderKind.SESSION, ReminderKind.RUN, ReminderKind.REST])
@pytest.mark.parametrize("part", list(DayKind))
def test_a_reminder_on_days_of_the_persons_own_says_what_the_plan_says(
    kind: ReminderKind, part: DayKind
) -> None:
    """So a rest day replaces the stretch."""
    expected = {DayKind.SESSION: Word.SESSION, DayKind.RUN: Word.RUN, DayKind.REST: Word.REST}[part]
    assert word(kind, replace(PLANNED, part=part), follows_plan=False) is expected


@given(
    st.sampled_from([ReminderKind.SESSION, ReminderKind.RUN, ReminderKind.REST]),
    st.sampled_from(DayKind),
)
def test_one_that_follows_the_plan_comes_on_days_of_its_kind_alone(
    kind: ReminderKind, part: DayKind
) -> None:
    said = word(kind, replace(PLANNED, part=part), follows_plan=True)
    assert (said is not None) == (kind.value == part.value)


def test_a_paused_plan_and_a_day_that_is_done_are_silent() -> None:
    assert word(ReminderKind.SESSION, replace(PLANNED, part=None), follows_plan=False) is None
    assert word(ReminderKind.SESSION, replace(PLANNED, done=True), follows_plan=False) is None


def test_without_a_plan_a_stretch_is_a_stretch() -> None:
    assert word(ReminderKind.SESSION, Situation(), follows_plan=False) is Word.STRETCH
    assert word(ReminderKind.SESSION, Situation(), follows_plan=True) is None


def test_the_morning_asks_where_an_effort_waits_for_it() -> None:
    assert (
        word(ReminderKind.MORNING, Situation(waits_for_morning=True), follows_plan=True)
        is Word.MORNING
    )
    assert word(ReminderKind.MORNING, Situation(), follows_plan=True) is None
    assert word(ReminderKind.MORNING, Situation(), follows_plan=False) is Word.PAIN


def test_a_week_that_has_its_score_is_not_asked_for() -> None:
    assert word(ReminderKind.WEEKLY, Situation(), follows_plan=False) is Word.WEEKLY
    assert word(ReminderKind.WEEKLY, Situation(scored=True), follows_plan=False) is None


@given(situations)
def test_the_persons_own_words_always_come(now: Situation) -> None:
    assert word(ReminderKind.OWN, now, follows_plan=False) is Word.OWN


@given(st.sampled_from([ReminderKind.QUIZ, ReminderKind.TIP]), situations)
def test_what_other_rooms_send_is_theirs_unless_it_is_late(
    kind: ReminderKind, now: Situation
) -> None:
    assert word(kind, now, follows_plan=False) is None
    assert not is_told_late(kind, now, follows_plan=False, today=False)
    assert is_told_late(kind, now, follows_plan=False, today=True) == (kind is ReminderKind.QUIZ)


def test_of_an_earlier_day_its_rest_and_its_morning_are_not_told() -> None:
    def told(kind: ReminderKind) -> bool:
        return is_told_late(kind, PLANNED, follows_plan=False, today=False)

    assert [kind for kind in ReminderKind if told(kind)] == [
        ReminderKind.SESSION, ReminderKind.RUN, ReminderKind.WEEKLY, ReminderKind.OWN
    ]  # fmt: skip
