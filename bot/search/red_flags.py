"""Finds warning signs in typed words. What a sign looks like is data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from bot.search.combining import Concept, Finder, Mentions, distances, way
from bot.search.phrases import ENDS, compiled, vocabulary
from bot.search.scopes import CueKind, Scopes, Span, Text

Urgency: TypeAlias = Literal["emergency", "urgent_same_day"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A way of speaking that only sounds like a sign."""

    id: str
    phrases: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that turn a report into something else, such as "not" or "what if"."""

    id: str
    kind: CueKind
    phrases: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A warning sign; `when` lists combinations of concepts, any of which shows it.

    `ticks` are the answers of the check that say the same, option ids by question id. A sign with
    an `answer` of its own is none of the hip's.
    """

    id: str
    urgency: Urgency
    when: tuple[str, ...]
    sources: tuple[str, ...]
    ticks: Mapping[str, frozenset[str]] = field(default_factory=dict)
    answer: Literal["despair"] | None = None


@dataclass(frozen=True, slots=True)
class Signs:
    """All that the recogniser is made of."""

    concepts: tuple[Concept, ...]
    figures: tuple[Figure, ...]
    cues: tuple[Cue, ...]
    flags: tuple[RedFlag, ...]

    def vocabulary(self) -> set[str]:
        """Return the words of every phrase."""
        groups = (self.concepts, self.figures, self.cues)
        return set(vocabulary(p for group in groups for said in group for p in said.phrases))


class Recogniser:
    """Finds the gravest warning sign in a message."""

    def __init__(self, signs: Signs) -> None:
        """ValueError for a phrase that cannot be read, or a sign of unknown concepts."""
        phrases = {concept.id: concept.phrases for concept in signs.concepts}
        by_kind: dict[CueKind, list[str]] = {}
        for cue in signs.cues:
            by_kind.setdefault(cue.kind, []).extend(cue.phrases)
        self.scopes = Scopes({kind: compiled(cue, phrases) for kind, cue in by_kind.items()})
        self._figures = compiled((p for f in signs.figures for p in f.phrases), phrases)
        self._history = {concept.id for concept in signs.concepts if concept.history}
        self._flags = [
            (flag.id, [way(text, phrases) for text in flag.when]) for flag in signs.flags
        ]
        self._ticks = {concept.id: concept.ticks for concept in signs.concepts}
        self._own_ticks = {flag.id: flag.ticks for flag in signs.flags}
        used = {name for _, ways in self._flags for one in ways for name in one.names()}
        self._finder = Finder(signs.concepts, used)

    def recognise(self, words: Sequence[str]) -> str | None:
        """Return the id of the gravest sign that the words report, if any."""
        return next(iter(self.all_signs(words)), None)

    def ticks(self, sign: str, words: Sequence[str]) -> Mapping[str, frozenset[str]]:
        """Return the answers of the check that say what the words report of a sign."""
        said = (self._ticks[name] for name in self._reported([*words, "."]))
        found: dict[str, frozenset[str]] = {}
        for ticks in (self._own_ticks[sign], *said):
            for question, options in ticks.items():
                found[question] = found.get(question, frozenset()) | options
        return found

    def all_signs(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return the ids of every sign that the words report, the gravest first."""
        words = [*words, "."]
        for first, last in Text(words).spans(self._figures):
            words[first:last] = [w if w in ENDS or w == "," else "_" for w in words[first:last]]
        mentions = self._reported(words)
        if not mentions:
            return ()
        steps = distances(words)
        return tuple(
            name for name, ways in self._flags if any(one.holds(mentions, steps) for one in ways)
        )

    def _reported(self, words: Sequence[str]) -> Mentions:
        off = self.scopes.void(words)
        reported: dict[str, Sequence[Span]] = {}
        for name, places in self._finder.find(words).items():
            history = name in self._history
            if kept := [p for p in places if not off.for_signs(p[0], history=history)]:
                reported[name] = kept
        return reported
