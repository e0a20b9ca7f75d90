"""What is asked next, and what an answer is worth. Days are local days of the person's.

The order inside a round: what is due, most overdue first; then what is new, weak topics first, then
easy before hard, then topics of which little was asked; then what is due soonest. Where three days
brought nothing new, a round's last question is new, whatever is due: somebody who forgets fast
would else be asked the same few for ever. What was missed comes once more at the round's end; but
for that, a round asks nothing twice.

So with rounds of n that are answered to the end, a question that is due waits for at most d/(n - 1)
rounds, where d are due no later than it; and every question of the bank is asked in the end.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from whenever import Date, Instant

SIZES = (3, 5, 10)
USUAL_SIZE = 5
LETTERS = "abcde"
_WEAK_BELOW = 2 / 3  # the share of right answers under which a topic counts as weak
_TELLING = 3  # answers from which on that share says anything
_NEWS_DAYS = 3


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
class Card:
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


def local_day(now: Instant, zone: str | None) -> Date:
    """Return the day in a zone by its IANA name, in UTC where there is none."""
    return now.to_tz(zone or "UTC").date()


def shuffled(item: Item, seed: str) -> str:
    """Return the letters in the order in which the options are shown this time."""
    if item.fixed_order:
        return item.letters
    return "".join(Random(seed).sample(item.letters, len(item.letters)))  # noqa: S311  # no secret


def marked(item: Item, order: str, chosen: Iterable[int]) -> Marked | None:
    """Compare the options at these positions of an order with the key.

    None where the question has other options by now than when it was shown.
    """
    places = frozenset(chosen)
    if sorted(order) != list(item.letters) or not all(0 <= place < len(order) for place in places):
        return None
    letters = frozenset(order[place] for place in places)
    return Marked(item, item.key - letters, letters - item.key)


def next_question(
    asked: Round, bank: Mapping[str, Item], cards: Mapping[str, Card], today: Date,
    put_off: Collection[str] = (),
) -> tuple[Item, bool] | None:  # fmt: skip
    """Return the round's next question and whether it comes back; None at the round's end.

    `put_off` was skipped today and is asked only where nothing else is left.
    """
    tries = asked.first_tries
    shown = {each.item for each in tries}
    if len(tries) < asked.size:
        rest = [item for item in bank.values() if item.id not in shown]
        wanted = [item for item in rest if item.id not in put_off] or rest
        item = choose(wanted, bank, cards, today, is_last=len(tries) == asked.size - 1)
        if item is not None:
            return item, False
    back = next((bank[item] for item in asked.coming_back if item in bank), None)
    return (back, True) if back else None


def choose(
    among: Sequence[Item], bank: Mapping[str, Item], cards: Mapping[str, Card], today: Date,
    *, is_last: bool = False,
) -> Item | None:  # fmt: skip
    """Return the item to ask, None where there is none to choose from; see the module for how."""
    new = [item for item in among if item.id not in cards]
    known = [item for item in among if item.id in cards]
    known.sort(key=lambda item: (cards[item.id].due_on, cards[item.id].stability))
    is_due = bool(known) and cards[known[0].id].due_on <= today
    if new and (not is_due or (is_last and _news_are_old(cards, today))):
        weak = weak_topics(bank, cards)
        asked = Counter(bank[item].topic for item in cards if item in bank)
        rank = {topic: place for place, topic in enumerate(weak)}
        return min(new, key=lambda i: (rank.get(i.topic, len(weak)), i.level, asked[i.topic]))
    return known[0] if known else None


def _news_are_old(cards: Mapping[str, Card], today: Date) -> bool:
    newest = max(card.first_on for card in cards.values())
    return newest.until(today, total="days") >= _NEWS_DAYS


def weak_topics(bank: Mapping[str, Item], cards: Mapping[str, Card]) -> tuple[str, ...]:
    """Return the topics in which too few answers were right, the weakest first."""
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for card in cards.values():
        if item := bank.get(card.item):
            right[item.topic] += card.times_right
            every[item.topic] += card.times_right + card.times_wrong
    share = {topic: right[topic] / count for topic, count in every.items() if count >= _TELLING}
    return tuple(sorted((t for t in share if share[t] < _WEAK_BELOW), key=lambda t: share[t]))
