"""Somebody who answers nothing is asked once, and left alone then, unless they are there."""

from typing import Any

import pytest
from whenever import Date, Instant, Time

from bot.domain.people.model import Person
from bot.domain.plan.model import DayKind
from bot.domain.reminders.model import Habits, Reminder, ReminderKind, Schedule
from bot.domain.reminders.model_due import Again, DueReminder, LifeSigns, Moment, Situation, Step
from bot.domain.reminders.rules_due import STOP_DAYS, is_heard, step
from bot.domain.standing import Standing

NOON = Instant.from_utc(2026, 3, 20, 12)
TODAY = Date(2026, 3, 20)
QUIET_DAYS, SILENT_DAYS = STOP_DAYS - 1, STOP_DAYS


def moment(situation: Situation | None = None, **habits: Any) -> Moment:
    return Moment(
        Standing(Person(1), TODAY, (), None), "UTC", NOON, None, None, None, Habits(**habits),
        situation or Situation(),
    )  # fmt: skip


def due(kind: ReminderKind = ReminderKind.OWN, again: Again | None = None) -> DueReminder:
    schedule = Schedule(Time(12))
    reminder = Reminder(7, 1, kind, schedule, "", True, True, True, TODAY, NOON)  # noqa: FBT003
    return DueReminder(reminder, "UTC", TODAY, NOON, again)


def signs(days: int = 0, wrote_at: Instant | None = None, *, logged: bool = False) -> LifeSigns:
    return LifeSigns(days, wrote_at, logged)


@pytest.mark.parametrize(
    ("days", "asked_hours_ago", "again", "expected"),
    [
        (QUIET_DAYS, None, None, Step.SAY),
        (SILENT_DAYS, None, None, Step.ASK),
        (SILENT_DAYS, None, "snooze", Step.SAY),
        (SILENT_DAYS, 1, None, Step.SAY),
        (SILENT_DAYS, 24, None, Step.END),
        (SILENT_DAYS, 24, "snooze", Step.SAY),
    ],
)
def test_the_question_whether_to_stop_comes_once_and_without_an_answer_it_ends(
    days: int, asked_hours_ago: int | None, again: Again | None, expected: Step
) -> None:
    asked_at = NOON.subtract(hours=asked_hours_ago) if asked_hours_ago else None
    assert step(due(again=again), moment(asked_at=asked_at), signs(days)) is expected


def test_a_diary_entry_since_then_is_a_sign_of_life() -> None:
    before, after = NOON.subtract(hours=30), NOON.subtract(hours=20)
    asked = moment(asked_at=NOON.subtract(hours=24))
    assert is_heard(asked, signs(SILENT_DAYS, after))
    assert not is_heard(asked, signs(SILENT_DAYS, before))
    assert not is_heard(moment(), signs(SILENT_DAYS, None))
    assert is_heard(moment(), signs(SILENT_DAYS, before))


def test_whoever_answers_is_not_wondered_about() -> None:
    assert not is_heard(moment(), signs(QUIET_DAYS, NOON))


def test_a_nudge_comes_unless_the_diary_or_the_plan_has_answered() -> None:
    nudge = due(again="nudge")
    assert step(nudge, moment(), signs()) is Step.SAY
    assert step(nudge, moment(), signs(logged=True)) is Step.ANSWERED
    done = Situation(has_plan=True, part=DayKind.SESSION, done=True)
    session = due(ReminderKind.SESSION, again="nudge")
    assert step(session, moment(done), signs()) is Step.ANSWERED


def test_a_nudge_asks_for_nothing_on_a_day_of_rest() -> None:
    rest = Situation(has_plan=True, part=DayKind.REST)
    assert step(due(ReminderKind.RUN, again="nudge"), moment(rest), signs()) is Step.SILENCE
