"""How far a person has come, in numbers: by topic, by round, by days in a row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from whenever import Date

from bot.domain.quiz.memory import recall
from bot.domain.quiz.model import Item, MemoryCard

# Spaced repetition calls a card mature from an interval of three weeks on.
_MATURE_DAYS = 21


@dataclass(frozen=True, slots=True)
class Mastery:
    """A topic's questions: how many there are, were answered, and are due; `share` is 0 to 1."""

    items: int
    answered: int
    due: int
    share: float


def mastery(
    cards: Mapping[str, MemoryCard], bank: Mapping[str, Item], today: Date
) -> Mapping[str, Mastery]:
    """Return each topic of the bank, in its order.

    A question counts by how likely it is known today, in full once that holds for three weeks, and
    nothing while it was never answered; `share` is the mean over the topic's questions.
    """
    topics: dict[str, list[Item]] = {}
    for item in bank.values():
        topics.setdefault(item.topic, []).append(item)
    return {topic: _mastery(items, cards, today) for topic, items in topics.items()}


def next_review(
    cards: Mapping[str, MemoryCard], bank: Mapping[str, Item], today: Date
) -> tuple[Date, int] | None:
    """Return the next day on which anything is due, today at the earliest, and how many are."""
    days = [max(card.due_on, today) for card in cards.values() if card.item in bank]
    return (min(days), days.count(min(days))) if days else None


def streak(days: Iterable[Date], today: Date) -> int:
    """Return how many days in a row had an answer, up to today or, if today has none, yesterday."""
    answered = set(days)
    day = today if today in answered else today.add(days=-1)
    length = 0
    while day in answered:
        length += 1
        day = day.add(days=-1)
    return length


def _mastery(items: list[Item], cards: Mapping[str, MemoryCard], today: Date) -> Mastery:
    held = [cards[item.id] for item in items if item.id in cards]
    known = (recall(card, today) * min(1.0, card.stability / _MATURE_DAYS) for card in held)
    due = sum(card.due_on <= today for card in held)
    return Mastery(len(items), len(held), due, sum(known) / len(items))
