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
from random import Random

from whenever import Date, Instant, Time

from bot.domain.quiz.model import GroupScore, Item, Marked, MemoryCard, Round

SIZES = (3, 5, 10)
USUAL_SIZE = 5
_WEAK_BELOW = 2 / 3  # the share of right answers under which a topic counts as weak
_TELLING = 3  # answers from which on that share says anything
_NEWS_DAYS = 3


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
    asked: Round, bank: Mapping[str, Item], cards: Mapping[str, MemoryCard], today: Date,
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
    among: Sequence[Item], bank: Mapping[str, Item], cards: Mapping[str, MemoryCard], today: Date,
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


def _news_are_old(cards: Mapping[str, MemoryCard], today: Date) -> bool:
    newest = max(card.first_on for card in cards.values())
    return newest.until(today, total="days") >= _NEWS_DAYS


def weak_topics(bank: Mapping[str, Item], cards: Mapping[str, MemoryCard]) -> tuple[str, ...]:
    """Return the topics in which too few answers were right, the weakest first."""
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for card in cards.values():
        if item := bank.get(card.item):
            right[item.topic] += card.times_right
            every[item.topic] += card.times_right + card.times_wrong
    share = {topic: right[topic] / count for topic, count in every.items() if count >= _TELLING}
    return tuple(sorted((t for t in share if share[t] < _WEAK_BELOW), key=lambda t: share[t]))


def for_group(bank: Mapping[str, Item], shown: Mapping[str, int]) -> Item:
    """Return the next question: nothing repeats until all were shown, easy ones come first."""
    return min(bank.values(), key=lambda item: (shown.get(item.id, 0), item.level))


def for_sharing(bank: Iterable[Item], day: Date) -> Sequence[Item]:
    """Return the questions that one tap can answer, in this day's order."""
    fitting = [item for item in bank if len(item.key) == 1]
    return Random(day.format_iso()).sample(fitting, len(fitting))  # noqa: S311  # no secret


def ranked(scores: Iterable[GroupScore]) -> Sequence[tuple[int, GroupScore]]:
    """Return rank and score, most right answers first and, among those, fewest wrong ones.

    Equals share a rank, and the ranks after them are left out.
    """
    order = sorted(scores, key=lambda score: (*_merit(score), score.name))
    merits = [_merit(score) for score in order]
    return [(merits.index(_merit(score)) + 1, score) for score in order]


def _merit(score: GroupScore) -> tuple[int, int]:
    return -score.right, score.answered


def next_day_at(at: Time, zone: str, now: Instant) -> Instant:
    """Return when a local time comes next, today or tomorrow; in a gap the first valid minute."""
    today = now.to_tz(zone).date()
    moments = (
        day.at(at).assume_tz(zone, disambiguation="compatible").to_instant()
        for day in (today, today.add(days=1), today.add(days=2))
    )
    return next(moment for moment in moments if moment > now)
