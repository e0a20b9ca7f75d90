"""When a reminder comes: local times to instants, quiet hours, nudges and snoozes."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum
from itertools import count

from whenever import Date, Instant, Time

EVERY_DAY = frozenset(range(1, 8))
LATE_MINUTES = 30  # what comes later than this is said to be late
NUDGE_HOURS = 2
_MONTH = 31
_EVENING = Time(20)
_EVENING_IS_NEAR = Time(19, 30)


class ReminderKind(Enum):
    """What a reminder is for."""

    SESSION = "session"
    RUN = "run"
    REST = "rest"
    MORNING = "morning"
    WEEKLY = "weekly"
    QUIZ = "quiz"
    TIP = "tip"
    FOLLOW_UP = "follow_up"
    OWN = "own"


SENT_HERE = tuple(
    kind for kind in ReminderKind if kind not in {ReminderKind.QUIZ, ReminderKind.TIP}
)
"""Kinds whose messages this room makes; the others are claimed by theirs."""

PLANNED = frozenset(
    {ReminderKind.SESSION, ReminderKind.RUN, ReminderKind.REST, ReminderKind.MORNING}
)
"""Kinds that may come on the days of the plan, whichever those are."""

NUDGED = frozenset(
    {
        ReminderKind.SESSION,
        ReminderKind.RUN,
        ReminderKind.MORNING,
        ReminderKind.WEEKLY,
        ReminderKind.FOLLOW_UP,
        ReminderKind.OWN,
    }
)
"""Kinds that ask for something, so that a nudge makes sense."""


class Snooze(Enum):
    """How long a reminder is put off."""

    HALF_AN_HOUR = "30"
    TWO_HOURS = "120"
    TONIGHT = "tonight"


@dataclass(frozen=True, slots=True)
class Schedule:
    """A local time, and ISO weekdays from 1 (Monday); no weekday means the days of the plan."""

    at: Time
    weekdays: frozenset[int] = EVERY_DAY

    @property
    def follows_plan(self) -> bool:
        """Say whether the plan decides on which days it comes."""
        return not self.weekdays


@dataclass(frozen=True, slots=True)
class Quiet:
    """Local hours in which the bot sends nothing of its own choice; the same twice means none."""

    begins: Time
    ends: Time

    def holds(self, at: Time) -> bool:
        """Say whether a local time is quiet; the last minute is free already."""
        if self.begins <= self.ends:
            return self.begins <= at < self.ends
        return at >= self.begins or at < self.ends


USUAL_QUIET = Quiet(Time(22), Time(7))


def next_fire(
    schedule: Schedule, zone: str, after: Instant, taken: Collection[Date] = ()
) -> tuple[Instant, Date]:
    """Return the next instant after another, and the local date that it stands for.

    Dates that are `taken` have had theirs. ValueError where there is no such zone.
    """
    today = after.to_tz(zone).date()
    weekdays = schedule.weekdays or EVERY_DAY
    for ahead in count():
        date = today.add(days=ahead)
        if date.day_of_week().value not in weekdays or date in taken:
            continue
        instant = occurrence(date, schedule.at, zone)
        if instant is not None and instant > after:
            return instant, date
    raise AssertionError("unreachable: some date is always free")


def coming(
    schedule: Schedule, zone: str, after: Instant, wanted: Callable[[Date], bool]
) -> tuple[Instant, Date] | None:
    """Return the next instant on a date that is wanted, None where there is none for a month."""
    for _ in range(_MONTH):
        after, date = next_fire(schedule, zone, after)
        if wanted(date):
            return after, date
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
