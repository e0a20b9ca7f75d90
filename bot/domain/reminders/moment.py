"""What holds for a person at the moment at which something is due."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from whenever import Date, Instant

from bot.domain.diary import store as diary
from bot.domain.diary import store_weekly as weekly
from bot.domain.diary.rules import Entry
from bot.domain.diary.rules_weekly import is_due
from bot.domain.people.model import Person, Side
from bot.domain.plan.days import day
from bot.domain.plan.model import Day, DayKind, Plan, Workout
from bot.domain.plan.work import outlook
from bot.domain.reminders import store_habits as habits
from bot.domain.reminders.rules import EVERY_DAY, ReminderKind, occurrence
from bot.domain.reminders.rules_due import FOLLOW_UP_DAYS, Situation, Word, word
from bot.domain.reminders.store import Reminder
from bot.domain.reminders.store_habits import Habits
from bot.domain.standing import Access
from bot.storage.transaction import Transaction

_PARTS = {
    ReminderKind.SESSION: DayKind.SESSION,
    ReminderKind.RUN: DayKind.RUN,
    ReminderKind.REST: DayKind.REST,
}
_LONGEST_DAYS = 31  # of an outage that are looked through
_HELD = frozenset({Access.EXAMINE, Access.SOON})
_ALMOST_AN_HOUR = 1  # a week's follow-up may come a little earlier than to the minute


@dataclass(frozen=True, slots=True)
class Moment:
    """One person's moment: their date, what the plan makes of it, and what waits in the diary.

    `side` is the sore one, if they have said it.
    """

    on: Date
    zone: str
    side: "Side | None"
    now: Instant
    plan: Plan | None
    day: Day | None
    effort: Entry | None
    habits: Habits
    situation: Situation


def moment(tx: Transaction, person: "Person", now: Instant, workouts: Sequence[Workout]) -> Moment:
    """Look at what holds for a person now; a zone that is not known is UTC."""
    zone = person.zone or "UTC"
    found = outlook(tx, person, now)
    planned = day(found.free, found.on, workouts) if found.free else None
    paused = found.free is not None and found.free.pauses(found.on)
    effort = diary.open_effort(tx, person.person_id, found.on)
    impact = weekly.last_weekly(tx, person.person_id)
    kept = habits.of(tx, person.person_id)
    situation = Situation(
        has_plan=found.plan is not None,
        part=planned.kind if planned and not paused else None,
        done=planned is not None and planned.done,
        held=found.access in _HELD,
        reopened=found.access is Access.CHECK,
        waits_for_morning=effort is not None,
        scored=impact is not None and not is_due(impact.on, found.on),
        followed=_is_recent(kept.followed_at, now),
    )
    return Moment(found.on, zone, person.side, now, found.free, planned, effort, kept, situation)


def said_by(reminder: Reminder, at: Moment) -> Word | None:
    """Return what a reminder says at a moment, None where it is silent."""
    return word(reminder.kind, at.situation, follows_plan=reminder.schedule.follows_plan)


def comes(reminder: Reminder, at: Moment, workouts: Sequence[Workout]) -> Callable[[Date], bool]:
    """Return whether a reminder comes on a date of its weekdays, as far as that is known now."""

    def on(date: Date) -> bool:
        paused = at.habits.paused_until
        if paused is not None and at.on <= date < paused:
            return False
        if not reminder.schedule.follows_plan:
            return True
        if reminder.kind not in _PARTS:  # the morning after an effort
            return at.effort is not None and date == at.on
        if at.plan is None or at.plan.pauses(date):
            return False
        return day(at.plan, date, workouts).kind is _PARTS[reminder.kind]

    return on


def last_missed(
    reminder: Reminder, first: Date, at: Moment, workouts: Sequence[Workout]
) -> Date | None:
    """Return the latest date, from the first one that was missed, that is over by now."""
    wanted = comes(reminder, at, workouts)
    weekdays = reminder.schedule.weekdays or EVERY_DAY
    for back in range(_LONGEST_DAYS):
        date = at.on.subtract(days=back)
        if date < first:
            return None
        instant = occurrence(date, reminder.schedule.at, at.zone)
        over = instant is not None and instant <= at.now
        if over and date.day_of_week().value in weekdays and wanted(date):
            return date
    return first


def _is_recent(followed_at: Instant | None, now: Instant) -> bool:
    hours = FOLLOW_UP_DAYS * 24 - _ALMOST_AN_HOUR
    return followed_at is not None and now < followed_at.add(hours=hours)
