"""Reads a message: how much each word counts, and which topics its concepts point at."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.search.combining import Concept, ConceptFinder, Mentions, distances, way
from bot.search.phrases import Span
from bot.search.scopes import Scopes, Void

# What a word counts: beside the clause that asks; where it is said not to be so.
_ASIDE, _NEGATED = 0.7, 0.4
# What a combination counts that decides, and one that leans; and more for each of two parts.
_STRONG, _WEAK, _EACH = 0.8, 0.4, 0.1
_ANOTHER_THING = "another_thing"  # the concept of our words with another meaning


@dataclass(frozen=True, slots=True)
class Pointer:
    """Combinations of concepts that point at a topic: `when` decides, `hint` leans."""

    topic: str
    when: tuple[str, ...]
    hint: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MessageReading:
    """A message read: what each word counts, where concepts are, how far it points at topics.

    `told` are the places of words that belong to a concept, `elsewhere` those of another part of
    the body, and of everyday life after them.
    """

    weights: tuple[float, ...]
    concepts: frozenset[str]
    told: frozenset[int]
    pointed: Mapping[str, float]
    elsewhere: Sequence[Span] = ()


class MessageReader:
    """Reads messages with the concepts of one language."""

    def __init__(
        self, pointers: Iterable[Pointer], concepts: Sequence[Concept], scopes: Scopes
    ) -> None:
        """ValueError where a combination names an unknown concept."""
        names = {concept.id for concept in concepts}
        self._ways = [
            (pointer.topic, base + _EACH * min(2, len(one.groups)), one)
            for pointer in pointers
            for base, texts in ((_STRONG, pointer.when), (_WEAK, pointer.hint))
            for one in (way(text, names) for text in texts)
        ]
        self._decisive = {
            one.groups[0][0]
            for _, weight, one in self._ways
            if weight >= _STRONG and len(one.groups) == 1
        }
        self._finder = ConceptFinder(concepts, names)
        self._scopes = scopes

    def read(self, words: Sequence[str], not_ours: frozenset[str], void: Void) -> MessageReading:
        """Read a message; words of the concepts `not_ours` tell nothing."""
        mentions = self._finder.find([*words, "."])
        weights = self._weights(words, mentions, void)
        ours = (places for name, places in mentions.items() if name not in not_ours)
        told = {place for places in ours for first, last in places for place in range(first, last)}
        return MessageReading(
            weights=tuple(weights),
            concepts=frozenset(_meant(mentions)),
            told=frozenset(told),
            pointed=self._pointed(mentions, [*weights, 0.0], distances([*words, "."])),
            elsewhere=(*mentions.get("elsewhere", ()), *mentions.get("everyday", ())),
        )

    def _weights(self, words: Sequence[str], mentions: Mentions, void: Void) -> list[float]:
        weights = [_NEGATED if void.for_subjects(place) else 1.0 for place in range(len(words))]
        subjects = [place for name in self._decisive for place in mentions.get(name, ())]
        for first, last in self._scopes.asides(words, subjects):
            weights[first:last] = [min(weight, _ASIDE) for weight in weights[first:last]]
        for first, last in mentions.get(_ANOTHER_THING, ()):
            weights[first:last] = [0.0] * len(weights[first:last])
        return weights

    def _pointed(
        self, mentions: Mentions, weights: Sequence[float], steps: Sequence[int]
    ) -> dict[str, float]:
        best: dict[str, float] = {}
        beside = _weighing(mentions, weights, _ASIDE)
        for least in (1.0, _ASIDE, _NEGATED):
            some = _weighing(mentions, weights, least)
            for topic, weight, one in self._ways:
                if weight * least > best.get(topic, 0.0) and one.holds(some, steps, beside):
                    best[topic] = weight * least
        return best


def _meant(mentions: Mentions) -> Iterable[str]:
    """Yield the concepts that are mentioned: of our body only what names no other part of it."""
    others = mentions.get("elsewhere", ())
    for name, places in mentions.items():
        if name != "our_body" or not all(_within(place, others) for place in places):
            yield name


def _within(place: Span, others: Iterable[Span]) -> bool:
    return any(first <= place[0] and place[1] <= after for first, after in others)


def _weighing(mentions: Mentions, weights: Sequence[float], least: float) -> Mentions:
    """Return the mentions whose first word weighs at least so much."""
    some = {
        name: [place for place in places if weights[place[0]] >= least]
        for name, places in mentions.items()
    }
    return {name: places for name, places in some.items() if places}
