"""The check's records: its questions and rules, one person's check, and what it holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from typing import Literal, get_args

from whenever import Instant

Answers = Mapping[str, frozenset[str]]
"""Option ids by question id."""

Clause = Mapping[str, frozenset[str]]
"""Holds if, for every question in it, at least one of the options listed was chosen."""


class Urgency(IntEnum):
    """How soon somebody should be seen, mildest first."""

    SELF_CARE = 0
    CLINICIAN_SOON = 1
    URGENT_SAME_DAY = 2
    EMERGENCY = 3


Fact = Literal[
    "examine_first", "fresh", "four_days", "eight_days", "two_weeks", "walks_normally", "sore",
    "sore_unsure", "bone", "pull", "nowhere", "painless",
]  # fmt: skip
"""What an answer means beyond the check: for the plan, and for who must be examined first."""

FACTS: tuple[Fact, ...] = get_args(Fact)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer; `exclusive` ones go with no other, `neutral` ones change nothing.

    `facts` are what the rest of the bot goes by, whatever the option is called.
    """

    id: str
    text: str
    neutral: bool = False
    exclusive: bool = False
    facts: frozenset[Fact] = frozenset()


@dataclass(frozen=True, slots=True)
class Question:
    """One screen; asked always, or if any clause of `ask_if` holds.

    It is not asked once the answers are as urgent as `until`. Answers that come all at once may
    leave it out unless a clause of `needed_if` holds; None where they never may. `is_mapped` says
    that its options are places of the body, numbered on a picture.
    """

    id: str
    text: str
    hint: str
    kind: Literal["one", "many"]
    ask_if: tuple[Clause, ...]
    options: tuple[Option, ...]
    is_mapped: bool = False
    until: Urgency | None = None
    needed_if: tuple[Clause, ...] | None = None

    @property
    def option_ids(self) -> frozenset[str]:
        """Return the ids of every option."""
        return frozenset(option.id for option in self.options)


@dataclass(frozen=True, slots=True)
class Rule:
    """Any clause of `when` is enough for the urgency.

    `within_days` is how long a visit may wait, where that is soon; `bone` says that a bone may be
    what hurts, so that somebody must allow runs; `exercise_ok` that quiet exercises need not wait.
    """

    id: str
    urgency: Urgency
    when: tuple[Clause, ...]
    sentence: str
    sources: tuple[str, ...]
    within_days: int | None = None
    bone: bool = False
    exercise_ok: bool = False


@dataclass(frozen=True, slots=True)
class Cause:
    """What may have contributed; `topic` is its page, `evidence` a letter from A to D."""

    id: str
    title: str
    topic: str
    when: tuple[Clause, ...]
    sentence: str
    evidence: str
    sources: tuple[str, ...]


Plan = Literal["none", "holding", "full"]
"""What the bot plans: nothing, quiet exercises until somebody has looked, or the way back."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of advice; said where all holds that it asks for.

    It asks for any clause of `when`, one of `rules` fired, none of `unless_rules`, and `plan` as
    what may be planned: those that are empty ask for nothing.
    """

    text: str
    when: tuple[Clause, ...] = ()
    rules: frozenset[str] = frozenset()
    unless_rules: frozenset[str] = frozenset()
    plan: Plan | None = None

    @property
    def always(self) -> bool:
        """Say whether it asks for nothing."""
        return not (self.when or self.rules or self.unless_rules or self.plan)


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """What a person is told at one urgency, or in the cases of `when` at that urgency.

    Said of `run` and `exercise` is the first that applies, of `signs` all. `plan`: at most that.
    """

    id: str
    title: str
    lead: str
    lines: tuple[Line, ...]
    whom: str
    topics: tuple[str, ...]
    sources: tuple[str, ...]
    urgency: Urgency = Urgency.SELF_CARE
    when: tuple[Clause, ...] = ()
    run: tuple[Line, ...] = ()
    exercise: tuple[Line, ...] = ()
    time: str = ""
    plan: Plan = "none"
    signs: tuple[Line, ...] = ()

    @property
    def do(self) -> tuple[str, ...]:
        """Return the advice that goes for everybody at this outcome."""
        return tuple(line.text for line in self.lines if line.always)


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The whole check; questions in the order in which they are asked.

    `special` are outcomes for some answers only, in place of the general one. `former` are options
    that were asked once, by question and option, and the answers that they mean.
    """

    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]
    causes: tuple[Cause, ...]
    outcomes: Mapping[Urgency, CheckOutcome] = field(default_factory=dict)
    special: tuple[CheckOutcome, ...] = ()
    former: Mapping[tuple[str, str], Answers] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assessment:
    """The result: rules that fired, the most urgent first, and causes in the content's order."""

    urgency: Urgency
    rules: tuple[Rule, ...]
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """One check of one person; `answers` in the order given, `marked` on the open question.

    `ticks` are set, and may be taken back, when their question is asked. `facts` are those of the
    answers, and `urgency` what they came to, once the check was done or left with something grave;
    `plan` is the most that may be planned then.
    """

    check_id: int
    person_id: int
    started_at: Instant
    updated_at: Instant
    is_open: bool
    answers: Answers
    marked: frozenset[str] = frozenset()
    urgency: Urgency | None = None
    cleared_at: Instant | None = None
    ticks: Answers = field(default_factory=dict)
    facts: frozenset[Fact] = frozenset()
    plan: Plan = "none"


class Origin(Enum):
    """Where a hold comes from."""

    CHECK = "check"  # its answers
    TYPED = "typed"  # a warning sign in typed words
    DIARY = "diary"  # what was noted


@dataclass(frozen=True, slots=True)
class Hold:
    """Something grave that stands until it is settled.

    `urgency`: how soon somebody should look at it. `reasons`: ids of rules, of a sign, or of what
    the diary tells, gravest first. `words`: the person's own, where they are the cause, in
    `language` (empty: English). `ticks`: answers that would show the same in a check. `check_id`:
    the check it comes from, or that is to settle it; `asks_check`: that is still to be done.
    `examine_first`: no exercise before somebody has looked. `is_asked`: the person has not said
    yet whether it is so. `seen_at`: when they said that somebody has looked.
    """

    hold_id: int
    person_id: int
    origin: Origin
    urgency: Urgency
    reasons: tuple[str, ...]
    since: Instant
    words: str = ""
    ticks: Answers = field(default_factory=dict)
    check_id: int | None = None
    asks_check: bool = False
    examine_first: bool = False
    is_asked: bool = False
    seen_at: Instant | None = None
    language: str = ""

    @property
    def holds_exercise(self) -> bool:
        """Say whether exercises and remedies wait for it."""
        grave = self.urgency >= Urgency.URGENT_SAME_DAY
        told = self.examine_first or self.asks_check or self.seen_at is not None
        return grave or told


def gravest_first(holds: Iterable[Hold]) -> tuple[Hold, ...]:
    """Return holds by how soon somebody should look, the oldest first among equals."""
    return tuple(sorted(holds, key=lambda hold: (-hold.urgency, hold.since, hold.hold_id)))
