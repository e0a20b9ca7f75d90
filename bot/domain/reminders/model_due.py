"""What is due: occurrences of reminders, the moment in which they come, and what is said then."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Literal

from whenever import Date, Instant

from bot.domain.diary.model import Entry
from bot.domain.plan.model import Day, DayKind, Plan
from bot.domain.reminders.model import Habits, Reminder
from bot.domain.standing import Standing

Again = Literal["snooze", "nudge", "late"]
SentState = Literal["sent", "late"]
AnswerState = Literal["done", "skipped", "snoozed"]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A reminder on a local date, and who it is that answers."""

    person_id: int
    reminder_id: int
    on: Date


@dataclass(frozen=True, slots=True)
class PlannedReminder:
    """A reminder with what decides when it comes; `fired` says that its next date had its own.

    `again` is what the occurrence of a date `again_on` comes once more for, if it does. What is
    `late` from a first date to a last waits for the end of quiet hours, until `late_at`.
    """

    reminder: Reminder
    zone: str | None
    blocked: bool
    paused_until: Date | None
    fired: bool
    again: Again | None
    again_on: Date | None
    again_at: Instant | None
    late: tuple[Date, Date] | None = None
    late_at: Instant | None = None


@dataclass(frozen=True, slots=True)
class Wake:
    """When a reminder comes next, comes once more, is told as late, and when to look at it."""

    next_on: Date | None
    next_at: Instant | None
    again_at: Instant | None
    late_at: Instant | None
    at: Instant | None


@dataclass(frozen=True, slots=True)
class DueReminder:
    """What is to be sent now: a reminder's occurrence of a local date, or that once more.

    `put_off` is the date of an earlier one that would have come again and is superseded; of what is
    told as late it is the first date, and `on` the last.
    """

    reminder: Reminder
    zone: str
    on: Date
    planned_at: Instant
    again: Again | None = None
    put_off: Date | None = None


class Word(Enum):
    """What there is to say."""

    SESSION = auto()
    RUN = auto()
    REST = auto()
    STRETCH = auto()  # without a plan
    WALK = auto()  # without a plan: what the run is, nobody knows
    GATE = auto()  # a running day on which only the questions before running are missing
    PAUSE = auto()  # without a plan: a rest day of the person's own
    MORNING = auto()
    PAIN = auto()  # a morning with nothing to compare
    WEEKLY = auto()
    FOLLOW_UP = auto()  # has somebody seen them?
    CHECK = auto()  # the check that the bot opened again waits
    OWN = auto()


@dataclass(frozen=True, slots=True)
class Situation:
    """What holds for a person today.

    `part` is what the plan makes of the day, None where there is no plan or it is paused; `done`
    says that this has taken place. `held` is whether runs and exercises wait for somebody who
    examines the person, `reopened` whether for a check. `waits_for_morning` is an effort whose
    next morning is not known, `scored` that the week's score is there, `followed` that it was
    asked for lately, `waits_for_answers` that a run waits for the questions before running alone.
    """

    has_plan: bool = False
    part: DayKind | None = None
    done: bool = False
    held: bool = False
    reopened: bool = False
    waits_for_morning: bool = False
    scored: bool = False
    followed: bool = False
    waits_for_answers: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """One person's moment: what holds for them, what the plan makes of the day, what waits.

    `zone` is UTC where theirs is not known.
    """

    standing: Standing
    zone: str
    now: Instant
    plan: Plan | None
    day: Day | None
    effort: Entry | None
    habits: Habits
    situation: Situation

    @property
    def on(self) -> Date:
        """Return the person's own date."""
        return self.standing.on


class Step(Enum):
    """What becomes of a reminder that is due in time."""

    SAY = auto()
    ASK = auto()  # whether to stop, in place of it
    SILENCE = auto()
    ANSWERED = auto()  # by the plan or the diary: nothing more is said of that date
    END = auto()  # of all, for the question whether to stop had no answer


@dataclass(frozen=True, slots=True)
class LifeSigns:
    """Signs of life: days since an answer to a reminder; when the newest diary entry was written.

    `logged` says that there is a diary entry for the date that is due.
    """

    unanswered_days: int
    wrote_at: Instant | None
    logged: bool


@dataclass(frozen=True, slots=True)
class Settlement:
    """What is stored of a reminder once its message has arrived; without a state nothing was said.

    `nudge_at` is when it comes once more, unless it is answered.
    """

    due: DueReminder
    state: SentState | None = "sent"
    nudge_at: Instant | None = None


@dataclass(frozen=True, slots=True)
class Missed:
    """A reminder that could not come in time, from a first date to a last."""

    reminder: Reminder
    first: Date
    last: Date


@dataclass(frozen=True, slots=True)
class DueMessage:
    """What is to be said to one person: a word of one reminder, what was missed, or a question.

    `word` is None where it is the question whether to stop, or what was missed of several.
    """

    at: Moment
    settlements: tuple[Settlement, ...]
    word: Word | None = None
    missed: tuple[Missed, ...] = ()

    @property
    def due(self) -> DueReminder:
        """Return what is due, or the first of it."""
        return self.settlements[0].due
