"""Finds where words mention a concept, and whether a combination of concepts is there."""

import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from bot.search.phrases import ENDS, Span, Text, pattern_of, telling

_CLOSE = 8  # words that may stand between two things said of each other
_NEXT_SENTENCE = 4  # what a full stop between them counts as
_MOST = 12  # mentions of one thing looked at; nobody needs more to report something

Mentions: TypeAlias = Mapping[str, Sequence[Span]]


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing in all the ways people say it; `history`: having been so once is enough.

    `local` is what is felt or seen at one place: not ours where the words name another one.
    `ticks` are the answers of the check that say the same, option ids by question id.
    """

    id: str
    phrases: tuple[str, ...]
    history: bool = False
    local: bool = False
    ticks: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Way:
    """One combination: groups of concepts, each close together, and concepts that must not be."""

    groups: tuple[tuple[str, ...], ...]
    without: tuple[str, ...]

    def names(self) -> Iterable[str]:
        """Yield every concept it needs to know of."""
        return itertools.chain(self.without, *self.groups)

    def holds(
        self, mentions: Mentions, steps: Sequence[int], beside: Mentions | None = None
    ) -> bool:
        """Return whether the mentions show it; `steps` as from `distances`.

        What must not be there must not be in `beside` either, where that holds more mentions.
        """
        for name in itertools.chain.from_iterable(self.groups):
            if name not in mentions:  # mostly so, and then there is nothing more to look at
                return False
        there = mentions if beside is None else beside
        return not any(name in there for name in self.without) and all(
            _together([mentions[name] for name in group], steps) for group in self.groups
        )

    def shown(self, mentions: Mentions, steps: Sequence[int]) -> tuple[Span, ...]:
        """Return the mentions that show it, in order; none where it does not hold."""
        if not self.holds(mentions, steps):
            return ()
        groups = (_together([mentions[name] for name in group], steps) for group in self.groups)
        return tuple(sorted(itertools.chain.from_iterable(group or () for group in groups)))


def way(text: str, concepts: Collection[str]) -> Way:
    """Read a combination such as "a + b & !c"; ValueError where a concept is unknown."""
    parts = [part.strip() for part in text.split("&")]
    groups = tuple(
        tuple(name.strip() for name in part.split("+")) for part in parts if part[:1] != "!"
    )
    found = Way(groups, tuple(part[1:].strip() for part in parts if part[:1] == "!"))
    for name in found.names():
        if name not in concepts:
            raise ValueError(f"{text!r}: there is no concept {name!r}")
    return found


class ConceptFinder:
    """Finds where words mention which of the concepts."""

    def __init__(self, concepts: Iterable[Concept], used: Collection[str]) -> None:
        """Take all concepts; `used` names those to look for, the others only lend phrases."""
        phrases = {concept.id: concept.phrases for concept in concepts}
        self._patterns = {
            name: (telling(phrases[name], phrases), pattern_of(phrases[name], phrases))
            for name in sorted(used)
        }

    def find(self, words: Sequence[str]) -> dict[str, Sequence[Span]]:
        """Return the first mentions of each concept that the words mention at all."""
        text = Text(words)
        said = frozenset(words)
        found = {
            name: text.spans(pattern)
            for name, (needed, pattern) in self._patterns.items()
            if needed is None or not needed.isdisjoint(said)
        }
        return {name: places for name, places in found.items() if places}


def distances(words: Sequence[str]) -> list[int]:
    """Return how far each word is from the first: a sentence's end counts more, a comma nothing."""
    place = 0
    found = []
    for word in words:
        place += _NEXT_SENTENCE if word in ENDS else int(word != ",")
        found.append(place)
    return found


def _together(places: Sequence[Sequence[Span]], steps: Sequence[int]) -> Sequence[Span] | None:
    """Return one mention of each that are close together, in order."""
    some = (each[:_MOST] for each in places)
    chosen = (sorted(choice) for choice in itertools.product(*some))
    return next((choice for choice in chosen if _close(choice, steps)), None)


def _close(choice: Sequence[Span], steps: Sequence[int]) -> bool:
    return all(
        steps[later[0]] - steps[earlier[1] - 1] <= _CLOSE + 1
        for earlier, later in itertools.pairwise(choice)
    )
