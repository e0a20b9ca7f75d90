"""When a reminder comes: local times to instants, quiet hours, nudges and snoozes."""

from collections.abc import Callable, Collection

from whenever import Date, Instant, Time

from bot.domain.plan.model import days_between
from bot.domain.reminders.model import (
    EVERY_DAY,
    Quiet,
    Reminder,
    Schedule,
    Snooze,
)
from bot.domain.reminders.model_due import DueReminder, PlannedReminder, Wake

LATE_MINUTES = 30  # what comes later than this is said to be late
NUDGE_HOURS = 2
_MONTH = 31
_WEEK = 7
_MOST_AHEAD = 200  # days: twice the rarest repeat, and some
_LOOK_AHEAD_HOURS = 14 * 24
_EVENING = Time(20)
_EVENING_IS_NEAR = Time(19, 30)


def next_fire(
    schedule: Schedule, zone: str, after: Instant, taken: Collection[Date] = ()
) -> tuple[Instant, Date] | None:
    """Return the next instant after another, and the local date that it stands for.

    None where it comes once and that is over. Dates that are `taken` have had theirs. ValueError
    where there is no such zone.
    """
    today = after.to_tz(zone).date()
    since = max(today, schedule.first) if schedule.first else today
    for ahead in range(1 if schedule.is_once else _MOST_AHEAD):
        date = since.add(days=ahead)
        if not falls_on(schedule, date) or date in taken:
            continue
        instant = occurrence(date, schedule.at, zone)
        if instant is not None and instant > after:
            return instant, date
    return None


def falls_on(schedule: Schedule, date: Date) -> bool:
    """Say whether a date is one of a schedule; where the plan decides, any may be."""
    first, every = schedule.first, schedule.every_days
    weekdays = schedule.weekdays or EVERY_DAY
    if first is None:
        return date.day_of_week().value in weekdays
    days = days_between(date, first)
    if not every or days <= 0:
        return days == 0
    if weekdays == EVERY_DAY or every % _WEEK:
        return days % every == 0
    # Counted in whole weeks, from Monday: of several weekdays all are in the same week.
    weeks = (days + first.day_of_week().value - 1) // _WEEK
    return date.day_of_week().value in weekdays and weeks % (every // _WEEK) == 0


def is_over(reminder: Reminder, now: Instant) -> bool:
    """Say whether a reminder came once, and nobody can answer it any more wherever they are."""
    first, yesterday = reminder.schedule.first, now.subtract(hours=48).to_tz("UTC").date()
    return first is not None and reminder.schedule.is_once and first < yesterday


def coming(
    schedule: Schedule, zone: str, after: Instant, wanted: Callable[[Date], bool]
) -> tuple[Instant, Date] | None:
    """Return the next instant on a date that is wanted, None where there is none for a month."""
    for _ in range(_MONTH):
        found = next_fire(schedule, zone, after)
        if found is None or wanted(found[1]):
            return found
        after = found[0]
    return None


def occurrence(date: Date, at: Time, zone: str) -> Instant | None:
    """Return when clocks first show a local time, or None on a date that they skip altogether.

    Where they skip the time it is the first minute that they show after it.
    """
    wanted = date.at(at)
    # Of two, the first; where there is none, the time as if clocks had changed already.
    found = wanted.assume_tz(zone, disambiguation="earlier")
    if found.to_plain() == wanted:
        return found.to_instant()
    change = found.next_transition()
    assert change is not None  # noqa: S101  # clocks skip only where they change
    day_before = change.to_instant().subtract(seconds=1).to_tz(zone).date()
    return change.to_instant() if date in {day_before, change.date()} else None


def undisturbed(now: Instant, quiet: Quiet, zone: str) -> Instant:
    """Return the first instant from now on that is not quiet."""
    local = now.to_tz(zone)
    if not quiet.holds(local.time()):
        return now
    over = local.time() >= quiet.ends  # today's end has gone by: tomorrow's
    date = local.date().add(days=1) if over else local.date()
    ends = occurrence(date, quiet.ends, zone)
    return ends if ends is not None and ends > now else now


def nudge_at(sent_at: Instant, date: Date, quiet: Quiet, zone: str) -> Instant | None:
    """Return when to nudge once: two hours later, not in quiet hours, the same date or not."""
    at = undisturbed(sent_at.add(hours=NUDGE_HOURS), quiet, zone)
    return at if at.to_tz(zone).date() == date else None


def is_late(planned_at: Instant, now: Instant) -> bool:
    """Say whether something comes so late that it has to be said."""
    return now > planned_at.add(minutes=LATE_MINUTES)


def snoozes(now: Instant, zone: str) -> tuple[Snooze, ...]:
    """Return how long a reminder can be put off now."""
    if now.to_tz(zone).time() < _EVENING_IS_NEAR:
        return tuple(Snooze)
    return Snooze.HALF_AN_HOUR, Snooze.TWO_HOURS


def snoozed_until(snooze: Snooze, now: Instant, zone: str) -> Instant:
    """Return when a reminder that is put off comes again; an evening gone by is in two hours."""
    if snooze is Snooze.HALF_AN_HOUR:
        return now.add(minutes=30)
    if snooze is Snooze.TONIGHT and Snooze.TONIGHT in snoozes(now, zone):
        evening = occurrence(now.to_tz(zone).date(), _EVENING, zone)
        if evening is not None:
            return evening
    return now.add(hours=2)


def replanned(
    planned: PlannedReminder, taken: Collection[Date], now: Instant, *, anew: bool
) -> Wake:
    """Return when a reminder comes next; what is planned stays, unless it is done `anew`."""
    reminder, again_at, late_at = planned.reminder, planned.again_at, planned.late_at
    next_at, next_on = reminder.next_at, reminder.next_on
    if not (reminder.is_on and planned.zone):
        next_at = next_on = again_at = late_at = None
    elif anew or next_on is None or next_on in taken:
        next_at, next_on = next_fire(reminder.schedule, planned.zone, now, taken) or (None, None)
    # What is far ahead is looked at on the way: further ahead is only what a wrong clock planned.
    far = next_at and min(next_at, now.add(hours=_LOOK_AHEAD_HOURS))
    at = min((at for at in (far, again_at, late_at) if at is not None), default=None)
    return Wake(next_on, next_at, again_at, late_at, None if planned.blocked else at)


def due_now(planned: PlannedReminder, now: Instant) -> DueReminder | None:
    """Return what is to be sent now, if anything: a new date supersedes what was put off."""
    reminder, zone = planned.reminder, planned.zone
    next_at, next_on = reminder.next_at, reminder.next_on
    if zone is None or not reminder.is_on:
        return None
    if planned.paused_until is not None and now.to_tz(zone).date() < planned.paused_until:
        return None
    again_at, again_on = planned.again_at, planned.again_on
    again_is_due = again_at is not None and again_at <= now
    if next_at is not None and next_on is not None and next_at <= now and not planned.fired:
        put_off = again_on if again_is_due and planned.again == "snooze" else None
        return DueReminder(reminder, zone, next_on, next_at, put_off=put_off)
    if again_is_due and again_at is not None and again_on is not None:
        return DueReminder(reminder, zone, again_on, again_at, planned.again)
    if planned.late and planned.late_at is not None and planned.late_at <= now:
        first, last = planned.late
        return DueReminder(reminder, zone, last, planned.late_at, "late", put_off=first)
    return None
