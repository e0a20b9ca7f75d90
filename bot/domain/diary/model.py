"""The diary's records: an entry, a week's impact score, and what opens the check again."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Literal, get_args

from whenever import Date, Instant

from bot.domain.check.model import Answers, QuestionSet, Urgency
from bot.domain.plan.model import Effort, Plan, Zone

WORST = 10

Sign = Literal["limp", "night", "landing"]
SIGNS: tuple[Sign, ...] = get_args(Sign)
Score = Literal["pain", "worst", "morning"]
SCORES: tuple[Score, ...] = get_args(Score)


class Compared(Enum):
    """The morning after an effort, compared with before it."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class Move:
    """The plan before and after an effort moved it."""

    before: Plan
    after: Plan


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the diary. `effort` is None where only pain was noted; pains are 0-10.

    `pain` is that of the moment, `worst` that in the run or session. `sign` is the warning sign
    that was found in the note. `settled` is the zone with which the effort moved the plan.
    `evident_at` is when its pain or signs were last new or worse than noted before.
    """

    entry_id: int
    person_id: int
    on: Date
    written_at: Instant
    evident_at: Instant
    effort: Effort | None = None
    pain: int | None = None
    worst: int | None = None
    morning: int | None = None
    limp: bool = False
    night: bool = False
    landing: bool = False
    minutes: int | None = None
    metres: int | None = None
    note: str = ""
    sign: str | None = None
    compared: Compared | None = None
    settled: Zone | None = None
    move: Move | None = None

    @property
    def peak(self) -> int | None:
        """Return the highest pain that was noted, or None where none was."""
        return max(
            (p for p in (self.pain, self.worst, self.morning) if p is not None), default=None
        )

    @property
    def has_sign(self) -> bool:
        """Say whether anything was noted that is red whatever the number."""
        return self.limp or self.night or self.landing or self.sign is not None


Reason = Literal[
    "sign", "landing", "limp", "night", "strong",
    "two_days", "worse_mornings", "rising", "no_better",
]  # fmt: skip
REASONS: tuple[Reason, ...] = get_args(Reason)
PEAK = "peak"
"""Stands for the option that is the highest pain noted."""


@dataclass(frozen=True, slots=True)
class ReopenRule:
    """Why the diary opens the check again, and how soon somebody should look for it alone.

    In `answers` and `ticks` stand option ids by question id.
    """

    id: str
    when: Reason
    urgency: Urgency
    sentence: str
    answers: Mapping[str, tuple[str, ...]]
    ticks: Mapping[str, tuple[str, ...]]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Watch:
    """What the diary is watched for, and the check that says how soon somebody should look.

    `calm` are a whole check's answers with nothing grave in them, for what the diary cannot know.
    """

    rules: tuple[ReopenRule, ...]
    triage: QuestionSet
    calm: Answers


@dataclass(frozen=True, slots=True)
class Reopening:
    """The check that the diary opened last, for what was noted after `since`."""

    check_id: int
    since: Instant
    reopened_at: Instant


QUESTIONS = ("participation", "volume", "performance", "pain")
"""Of the weekly score, which follows the OSTRC approach (Clarsen 2013) in its subjects and values.

The questions are our own; it is no validated score.
"""
POINTS = (0, 8, 17, 25)
_MODERATE, _UNABLE = 2, 3  # positions of answers

Meaning = Literal["none", "some", "substantial"]


@dataclass(frozen=True, slots=True)
class Impact:
    """One week's answers by position, in the order of the questions; `on` is when they began."""

    impact_id: int
    person_id: int
    on: Date
    answers: tuple[int, ...] = ()

    @property
    def is_done(self) -> bool:
        """Say whether every question has its answer."""
        return len(self.answers) == len(QUESTIONS)

    @property
    def score(self) -> int:
        """Return the points of the answers so far, 0-100."""
        return sum(POINTS[answer] for answer in self.answers)

    @property
    def meaning(self) -> Meaning:
        """Return in a word what a week that is done amounts to.

        Substantial as in Clarsen 2013: volume or performance clearly less, or no running at all.
        """
        participation, volume, performance, _ = self.answers
        if participation == _UNABLE or max(volume, performance) >= _MODERATE:
            return "substantial"
        return "some" if self.score else "none"
