"""The plan's records: where a person is in it, what a day holds, and one guided session."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from typing import Literal

from whenever import Date, Instant

TOP_STAGE, TOP_LEVEL = 3, 9
RUN_STAGE = 2  # running belongs to this stage and the one above


class Zone(IntEnum):
    """How an effort went: pain 0-2, 3-5, or over 5 or with a bad sign."""

    GREEN = 0
    AMBER = 1
    RED = 2


class Effort(Enum):
    """What can be done on a day."""

    SESSION = "session"
    RUN = "run"


class DayKind(Enum):
    """What a day is."""

    REST = "rest"
    SESSION = "session"
    RUN = "run"


@dataclass(frozen=True, slots=True)
class Plan:
    """Where one person is. Weekdays are ISO, from 1 (Monday); dates are the person's own.

    `greens` and `green_runs` are the days of green efforts at this stage and this level, `zone`
    is that of the latest effort, None until that is judged; `rest_until` and `paused_until` are
    last days. `level` 0 is before the gate, whose items answered with yes are `gate`. `begun_on`
    and `running_from` are where a break is counted from; `shifts` are single days that the person
    has moved; `check_id` is the check that the plan leans on. `worse_on` is the day of a worse
    morning, `pulled_on` that of a sudden pull, as far as the check knows; `stage_on` and `level_on`
    are when the stage and the level last went up.
    """

    person_id: int
    made_at: Instant
    begun_on: Date
    check_id: int | None = None
    stage: int = 0
    level: int = 0
    run_days: frozenset[int] = frozenset({2, 4, 7})
    session_days: frozenset[int] = frozenset({1, 3, 5})
    greens: frozenset[Date] = frozenset()
    green_runs: frozenset[Date] = frozenset()
    zone: Zone | None = None
    last_session: Date | None = None
    last_run: Date | None = None
    last_red: Date | None = None
    stopped_on: Date | None = None
    rest_until: Date | None = None
    paused_until: Date | None = None
    running_from: Date | None = None
    gate: frozenset[str] = frozenset()
    shifts: Mapping[Date, DayKind] = field(default_factory=dict)
    worse_on: Date | None = None
    pulled_on: Date | None = None
    stage_on: Date | None = None
    level_on: Date | None = None
    ended_at: Instant | None = None

    @property
    def green(self) -> int:
        """Return how many green sessions there were at this stage."""
        return len(self.greens)

    @property
    def last_effort(self) -> Date | None:
        """Return the day of the latest session or run."""
        return max((d for d in (self.last_session, self.last_run) if d), default=None)

    @property
    def may_run(self) -> bool:
        """Say whether running has begun and the stage allows it."""
        return self.level > 0 and self.stage >= RUN_STAGE

    def pauses(self, on: Date) -> bool:
        """Say whether the person has paused the plan on that day."""
        return self.paused_until is not None and on <= self.paused_until

    def rests(self, on: Date) -> bool:
        """Say whether that day belongs to the rest after a red effort."""
        return self.rest_until is not None and on <= self.rest_until


@dataclass(frozen=True, slots=True)
class Verdict:
    """How an effort of a day went; `worse` says that the morning after was worse than before it."""

    effort: Effort
    zone: Zone
    on: Date
    worse: bool = False


@dataclass(frozen=True, slots=True)
class Workout:
    """The exercises of one session, by their topics' ids; for this stage.

    A `quiet` one is no part of a plan: it is for those whom somebody is to see first.
    """

    id: str
    stage: int
    exercises: tuple[str, ...]
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class GateItem:
    """One question before running, by its id; `bone` ones only where a bone is in question."""

    id: str
    bone: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """One day: `why` is a sentence's id in plan.toml; exercises only where it is a session.

    `done` says that the session or run has taken place, `level` is that of a run.
    """

    on: Date
    kind: DayKind
    why: str
    exercises: tuple[str, ...] = ()
    level: int = 0
    done: bool = False


State = Literal["open", "done", "stopped", "left"]
Result = Literal["done", "skipped", "sore", "eased"]


@dataclass(frozen=True, slots=True)
class GuidedSession:
    """One session of one person; `results` are (exercise, what came of it), in order.

    Every step adds one result, so their number tells a button that was tapped twice.
    """

    session_id: int
    person_id: int
    day: Date
    started_at: Instant
    exercises: tuple[str, ...]
    position: int = 0
    results: tuple[tuple[str, Result], ...] = ()
    state: State = "open"

    @property
    def exercise(self) -> str:
        """Return the exercise that it is at; only of one that is open."""
        return self.exercises[self.position]

    @property
    def offers_easier(self) -> bool:
        """Say whether the exercise was too sore and its easier form is still to be chosen."""
        return self.state == "open" and self.results[-1:] == ((self.exercise, "sore"),)

    @property
    def done(self) -> int:
        """Return how many exercises were done."""
        return sum(result == "done" for _, result in self.results)


def days_between(later: Date, earlier: Date) -> int:
    """Return the number of days from one date to another."""
    return later.to_stdlib().toordinal() - earlier.to_stdlib().toordinal()
