"""Reminders, their occurrences, and what a person has set for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from whenever import Date, Instant, Time

from bot.domain.plan.model import Workout

Missing = Literal["kind", "text", "time", "days", "yes"]

EVERY_DAY = frozenset(range(1, 8))
MOST = 20  # reminders of one person


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


SENT_HERE = tuple(k for k in ReminderKind if k not in {ReminderKind.QUIZ, ReminderKind.TIP})
"""Kinds whose messages the reminders' own feature makes; the others are claimed by theirs."""

PLANNED = frozenset(
    {ReminderKind.SESSION, ReminderKind.RUN, ReminderKind.REST, ReminderKind.MORNING}
)
"""Kinds that may come on the days of the plan, whichever those are."""

NUDGED = frozenset(SENT_HERE) - {ReminderKind.REST}
"""Kinds that ask for something, so that a nudge makes sense."""


class Snooze(Enum):
    """How long a reminder is put off."""

    HALF_AN_HOUR = "30"
    TWO_HOURS = "120"
    TONIGHT = "tonight"


@dataclass(frozen=True, slots=True)
class Schedule:
    """A local time, and ISO weekdays from 1 (Monday); no weekday means the days of the plan.

    With a `first` date it comes once, on that date, or again and again after `every_days`: those
    days where the weekdays are all, else on its weekdays in every so manieth week.
    """

    at: Time
    weekdays: frozenset[int] = EVERY_DAY
    first: Date | None = None
    every_days: int = 0

    @property
    def follows_plan(self) -> bool:
        """Say whether the plan decides on which days it comes."""
        return not self.weekdays

    @property
    def is_once(self) -> bool:
        """Say whether it comes on one date alone."""
        return self.first is not None and not self.every_days


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


@dataclass(frozen=True, slots=True)
class NewReminder:
    """A reminder to be made; `text` is the person's own, `chosen` says that they set the time.

    `is_exercise` says that the text is about exercise.
    """

    kind: ReminderKind
    schedule: Schedule
    text: str = ""
    chosen: bool = True
    is_exercise: bool = False


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder, and its next occurrence: none while it is off or the zone is not known."""

    reminder_id: int
    person_id: int
    kind: ReminderKind
    schedule: Schedule
    text: str
    chosen: bool
    nudges: bool
    is_on: bool
    next_on: Date | None
    next_at: Instant | None
    is_exercise: bool = False


@dataclass(frozen=True, slots=True)
class ReminderDraft:
    """A reminder that is being made, as far as it is known; no weekday means those of the plan.

    `also_at` are more times, `once` and `every_days` as in a schedule. What `is_unclear` is shown
    before it is kept.
    """

    kind: ReminderKind | None = None
    text: str = ""
    at: Time | None = None
    weekdays: frozenset[int] | None = None
    also_at: tuple[Time, ...] = ()
    once: Date | None = None
    every_days: int = 0
    is_exercise: bool = False
    is_unclear: bool = False


@dataclass(frozen=True, slots=True)
class Habits:
    """Quiet hours; the date on which paused reminders go on; when the bot asked what.

    `heard_at` is when the person last answered a reminder, `asked_at` when the bot asked whether
    to stop, `followed_at` when it last asked whether somebody has seen them. `rest_said_on` is the
    date of the latest message about a day of rest.
    """

    quiet: Quiet = USUAL_QUIET
    paused_until: Date | None = None
    heard_at: Instant | None = None
    asked_at: Instant | None = None
    followed_at: Instant | None = None
    rest_said_on: Date | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody who looks at their reminders now; `workouts` are those of `content.plan`."""

    person_id: int
    now: Instant
    workouts: Sequence[Workout]


@dataclass(frozen=True, slots=True)
class NextReminder:
    """What comes next: the reminder, its instant, and the person's own date and time of it."""

    reminder: Reminder
    instant: Instant
    on: Date
    at: Time


@dataclass(frozen=True, slots=True)
class ReminderList:
    """All of a person's reminders and the first that comes; `today` is their own date.

    `waiting` are the ids of those that wait for a check, or for somebody who looks first.
    """

    reminders: Sequence[Reminder]
    habits: Habits
    today: Date
    has_zone: bool
    coming: NextReminder | None
    waiting: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class OpenedReminder:
    """One reminder as somebody looks at it; `today` is their own date, `waits` as in a list."""

    reminder: Reminder
    today: Date
    has_zone: bool
    coming: NextReminder | None
    waits: bool = False


@dataclass(frozen=True, slots=True)
class ReminderMaking:
    """How far a reminder is made: `missing` is what is asked next, and nothing is made yet.

    `opened` is the one that was made, `all` are shown where it was several. Neither, with nothing
    missing, means that there are too many. `is_known` says that there was such a one, `is_past`
    that its time has gone by on its only date.
    """

    draft: ReminderDraft
    missing: Missing | None = None
    opened: OpenedReminder | None = None
    all: ReminderList | None = None
    is_known: bool = False
    is_past: bool = False
