"""Pretended learners, with a memory that is not the scheduler's own model.

What is known fades by half in a half-life that grows with each recall on a later day, as in
half-life regression (Settles and Meeder 2016); the scheduler thinks of a power law. What was known
beforehand lasts longer than what was learnt from an explanation, and options can be guessed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from random import Random

from whenever import Date

from bot.domain.quiz.memory import review
from bot.domain.quiz.model import Asked, Item, MemoryCard, Round
from bot.domain.quiz.rules import next_question

FIRST_DAY = Date(2026, 3, 2)
DAYS = 60
SIZE = 5
_KNOWN_BEFORE = {1: 0.45, 2: 0.3, 3: 0.15}  # by level

Choice = Callable[[Round, Mapping[str, MemoryCard], Date], tuple[Item, bool] | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """Half-lives in days of what was just learnt and of older knowledge, and how they grow."""

    fresh: float
    old: float
    growth: float


KINDS = {
    "forgets fast": Kind(3, 20, 1.8),
    "middling": Kind(5, 30, 2.2),
    "learns fast": Kind(8, 45, 2.6),
}


@dataclass
class Learner:
    """One person; `random` decides what comes to mind."""

    kind: Kind
    random: Random
    _memory: dict[str, tuple[Date, float]] = field(default_factory=dict)

    def answer(self, item: Item, today: Date) -> bool:
        """Answer a question and remember what was said about it."""
        recalled = self.random.random() < self._knows(item, today)
        guess = 1 / len(item.options) if len(item.key) == 1 else 1 / 2 ** len(item.options)
        self._memory[item.id] = (today, self._half_life(item, today, recalled=recalled))
        return recalled or self.random.random() < guess

    def _knows(self, item: Item, today: Date) -> float:
        if item.id not in self._memory:
            return _KNOWN_BEFORE[item.level]
        seen, half_life = self._memory[item.id]
        return float(2 ** (-seen.until(today, total="days") / half_life))

    def _half_life(self, item: Item, today: Date, *, recalled: bool) -> float:
        if item.id not in self._memory:
            return self.kind.old if recalled else self.kind.fresh
        seen, half_life = self._memory[item.id]
        if seen == today:
            return half_life
        return half_life * self.kind.growth if recalled else max(half_life / 2, self.kind.fresh)


@dataclass(frozen=True, slots=True)
class Course:
    """Answers to questions met on an earlier day, those that were right, and questions met."""

    reviews: int = 0
    right: int = 0
    met: int = 0

    def __add__(self, other: "Course") -> "Course":
        return Course(self.reviews + other.reviews, self.right + other.right, self.met + other.met)

    @property
    def recall(self) -> float:
        return self.right / self.reviews


def spaced(bank: Mapping[str, Item]) -> Choice:
    """The bot's own choice."""
    return lambda asked, cards, today: next_question(asked, bank, cards, today)


def at_random(bank: Mapping[str, Item], random: Random) -> Choice:
    """A choice by chance; what was missed comes back as it does with the bot."""

    def choice(
        asked: Round, cards: Mapping[str, MemoryCard], today: Date
    ) -> tuple[Item, bool] | None:
        if len(asked.first_tries) == asked.size:
            return next_question(asked, bank, cards, today)
        shown = {each.item for each in asked.asked}
        return random.choice([item for item in bank.values() if item.id not in shown]), False

    return choice


def course(learner: Learner, choice: Choice) -> Course:
    """Let somebody do a round a day."""
    cards: dict[str, MemoryCard] = {}
    total = Course()
    for day in range(DAYS):
        today = FIRST_DAY.add(days=day)
        met_before = set(cards)
        for item, again, is_right in round_of(choice, cards, today, learner.answer):
            if item.id in met_before and not again:
                total += Course(1, int(is_right))
    return total + Course(met=len(cards))


def round_of(
    choice: Choice,
    cards: dict[str, MemoryCard],
    today: Date,
    answer: Callable[[Item, Date], bool],
    size: int = SIZE,
) -> list[tuple[Item, bool, bool]]:
    """Do one round to its end, and return each question, whether it came back, and was right."""
    asked = Round(1, size)
    done: list[tuple[Item, bool, bool]] = []
    while following := choice(asked, cards, today):
        item, again = following
        is_right = answer(item, today)
        cards[item.id] = review(cards.get(item.id), item.id, today, is_right=is_right)
        each = Asked(len(done), item.id, again, "right" if is_right else "wrong")
        asked = replace(asked, asked=(*asked.asked, each))
        done.append((item, again, is_right))
    return done
