"""The quiz's records: questions, what a person remembers of them, rounds, answers and scores."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from whenever import Date, Instant, Time

LETTERS = "abcde"


@dataclass(frozen=True, slots=True)
class Item:
    """A question of the bank; `key` holds the letters of its right options."""

    id: str
    topic: str
    level: int
    question: str
    options: tuple[str, ...]
    key: frozenset[str]
    fixed_order: bool
    explanation: str
    sources: tuple[str, ...] = ()

    @property
    def letters(self) -> str:
        """Return a letter for each option, in the bank's order."""
        return LETTERS[: len(self.options)]

    def texts(self, letters: Iterable[str]) -> tuple[str, ...]:
        """Return the options of these letters."""
        return tuple(self.options[LETTERS.index(letter)] for letter in letters)


@dataclass(frozen=True, slots=True)
class MemoryCard:
    """What a person's answers to one question say of their memory.

    `stability` is the days in which the chance of knowing it falls to 90 %, `difficulty` is 1-10.
    """

    item: str
    stability: float
    difficulty: float
    first_on: Date
    reviewed_on: Date
    due_on: Date
    times_right: int
    times_wrong: int


Result = Literal["right", "wrong", "skipped", "left"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was shown to a person; `again` where a missed one came back."""

    asked_id: int
    item: str
    again: bool = False
    result: Result | None = None  # None while it waits for its answer


@dataclass(frozen=True, slots=True)
class Score:
    """How many of the answers were right."""

    right: int
    answered: int


@dataclass(frozen=True, slots=True)
class Round:
    """Some questions in a row, `size` of them and then those that were missed."""

    round_id: int
    size: int
    is_open: bool = True
    asked: tuple[Asked, ...] = ()

    @property
    def first_tries(self) -> tuple[Asked, ...]:
        """Return the questions without those that came back."""
        return tuple(asked for asked in self.asked if not asked.again)

    @property
    def waiting(self) -> Asked | None:
        """Return the question that waits for its answer."""
        return next((asked for asked in self.asked if asked.result is None), None)

    @property
    def missed(self) -> tuple[str, ...]:
        """Return what was answered wrongly at the first try."""
        return tuple(asked.item for asked in self.first_tries if asked.result == "wrong")

    @property
    def coming_back(self) -> tuple[str, ...]:
        """Return what was missed and has not come back yet."""
        back = {asked.item for asked in self.asked if asked.again}
        return tuple(item for item in self.missed if item not in back)

    @property
    def score(self) -> Score:
        """Return how the first tries went, those that were skipped left out."""
        results = [asked.result for asked in self.first_tries]
        right = results.count("right")
        return Score(right, right + results.count("wrong"))


@dataclass(frozen=True, slots=True)
class Marked:
    """An answer compared with the key: letters that are missing in it and that are too many."""

    item: Item
    missing: frozenset[str]
    surplus: frozenset[str]

    @property
    def is_right(self) -> bool:
        """Say whether exactly the right options were chosen."""
        return not (self.missing or self.surplus)


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer of a person's; `source` names what was answered, which counts once.

    `group_id` is the group in which it was given, `day` the person's local day.
    """

    person_id: int
    source: str
    item: str
    is_right: bool
    at: Instant
    day: Date
    group_id: int | None = None


@dataclass(frozen=True, slots=True)
class GroupScore:
    """How many of a person's answers in a group were right."""

    name: str
    right: int
    answered: int


@dataclass(frozen=True, slots=True)
class Player:
    """Who plays, when, with which questions."""

    person_id: int
    now: Instant
    bank: Mapping[str, Item]


@dataclass(frozen=True, slots=True)
class Start:
    """What the first screen offers: rounds of a usual size; `due` questions wait for a review."""

    usual: int
    due: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question that is to be shown; without a round it is that of the day."""

    item: Item
    asked: Asked
    within: Round | None


@dataclass(frozen=True, slots=True)
class RoundSummary:
    """How a round went; `review` is the next day and how many are due then."""

    done: Round
    missed: tuple[Item, ...]
    first: Score | None
    streak: int
    review: tuple[Date, int] | None
    today: Date


@dataclass(frozen=True, slots=True)
class Feedback:
    """What is said to an answer; `within` is the open round, where the answer belongs to it.

    `is_first` says that this answer counted.
    """

    said: Marked
    asked: Asked | None
    within: Round | None
    is_first: bool


class Refusal(Enum):
    """Why a tap or vote leads to nothing new."""

    OVER = "over"
    BELOW = "below"
    ANSWERED = "answered"
    BEGUN = "begun"
    LEFT_BANK = "left_bank"
    DONE_TODAY = "done_today"


@dataclass(frozen=True, slots=True)
class GroupDay:
    """A group's daily question: in which topic, at which time in which zone, and when it is due."""

    day_id: int
    group_id: int
    topic: int | None
    at: Time
    zone: str
    next_at: Instant
