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
    "examine_first", "fresh", "walks_normally", "sore", "sore_unsure", "bone", "nowhere"
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

    `is_mapped` says that its options are places of the body, numbered on a picture.
    """

    id: str
    text: str
    hint: str
    kind: Literal["one", "many"]
    ask_if: tuple[Clause, ...]
    options: tuple[Option, ...]
    is_mapped: bool = False

    @property
    def option_ids(self) -> frozenset[str]:
        """Return the ids of every option."""
        return frozenset(option.id for option in self.options)


@dataclass(frozen=True, slots=True)
class Rule:
    """Any clause of `when` is enough for the urgency."""

    id: str
    urgency: Urgency
    when: tuple[Clause, ...]
    sentence: str
    sources: tuple[str, ...]


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


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a person is told at one urgency; `id` is its lower-case name."""

    id: str
    title: str
    lead: str
    do: tuple[str, ...]
    whom: str
    topics: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The whole check; questions in the order in which they are asked."""

    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]
    causes: tuple[Cause, ...]
    outcomes: Mapping[Urgency, Outcome] = field(default_factory=dict)


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
    answers, and `urgency` what they came to, once the check was done or left with something grave.
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


class Origin(Enum):
    """Where a hold comes from."""

    CHECK = "check"  # its answers
    TYPED = "typed"  # a warning sign in typed words
    DIARY = "diary"  # what was noted


@dataclass(frozen=True, slots=True)
class Hold:
    """Something grave that stands until it is settled.

    `urgency` is how soon somebody should look. `reasons` are ids: of the check's rules, of the
    sign, or of the diary's reasons, the gravest first. `words` are the person's own, where those
    are the cause, and `ticks` the answers that would show it in a check. `check_id` is the check
    whose answers it rests on, or which is to settle it; `asks_check` says that this one is still
    to be done. `examine_first` lets exercises wait for somebody who examines the person, however
    urgent it is.
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

    @property
    def holds_exercise(self) -> bool:
        """Say whether exercises and remedies wait for it."""
        grave = self.urgency >= Urgency.URGENT_SAME_DAY
        return grave or self.examine_first or self.asks_check


def gravest_first(holds: Iterable[Hold]) -> tuple[Hold, ...]:
    """Return holds by how soon somebody should look, the oldest first among equals."""
    return tuple(sorted(holds, key=lambda hold: (-hold.urgency, hold.since, hold.hold_id)))
