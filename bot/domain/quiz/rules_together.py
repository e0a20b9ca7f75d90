"""Which question a group gets, which one a day shares, and who stands where on a scoreboard."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from whenever import Date

from bot.domain.quiz.rules import Item


@dataclass(frozen=True, slots=True)
class Score:
    """How many of a person's answers in a group were right."""

    name: str
    right: int
    answered: int


def for_group(bank: Mapping[str, Item], shown: Mapping[str, int]) -> Item:
    """Return the next question: nothing repeats until all were shown, easy ones come first."""
    return min(bank.values(), key=lambda item: (shown.get(item.id, 0), item.level))


def for_sharing(bank: Iterable[Item], day: Date) -> Sequence[Item]:
    """Return the questions that one tap can answer, in this day's order."""
    fitting = [item for item in bank if len(item.key) == 1]
    return Random(day.format_iso()).sample(fitting, len(fitting))  # noqa: S311  # no secret


def ranked(scores: Iterable[Score]) -> Sequence[tuple[int, Score]]:
    """Return rank and score, most right answers first and, among those, fewest wrong ones.

    Equals share a rank, and the ranks after them are left out.
    """
    order = sorted(scores, key=lambda score: (*_merit(score), score.name))
    merits = [_merit(score) for score in order]
    return [(merits.index(_merit(score)) + 1, score) for score in order]


def _merit(score: Score) -> tuple[int, int]:
    return -score.right, score.answered
