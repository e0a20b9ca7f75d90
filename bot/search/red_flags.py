"""Finds warning signs in typed words. What a sign looks like is data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from bot.search.combining import Concept, ConceptFinder, Mentions, distances, way
from bot.search.cues import CueKind
from bot.search.phrases import ENDS, Span, Text, pattern_of, vocabulary
from bot.search.scopes import Scopes, Void

Urgency: TypeAlias = Literal["emergency", "urgent_same_day", "clinician_soon"]
_GRAVE = frozenset({"emergency", "urgent_same_day"})
_LONGEST_QUOTE = 12  # words


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
class Sighting:
    """A sign that words report: `quote` is what was read, `ticks` what it says in the check."""

    id: str
    urgency: Urgency
    quote: str
    ticks: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def is_grave(self) -> bool:
        """Say whether somebody should look at once or the same day."""
        return self.urgency in _GRAVE


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
    """Finds the warning signs in a message."""

    def __init__(self, signs: Signs) -> None:
        """ValueError for a phrase that cannot be read, or a sign of unknown concepts."""
        phrases = {concept.id: concept.phrases for concept in signs.concepts}
        by_kind: dict[CueKind, list[str]] = {}
        for cue in signs.cues:
            by_kind.setdefault(cue.kind, []).extend(cue.phrases)
        self.scopes = Scopes({kind: pattern_of(cue, phrases) for kind, cue in by_kind.items()})
        self._figures = pattern_of((p for f in signs.figures for p in f.phrases), phrases)
        self._concepts = {concept.id: concept for concept in signs.concepts}
        self._flags = [(flag, [way(text, phrases) for text in flag.when]) for flag in signs.flags]
        used = {name for _, ways in self._flags for one in ways for name in one.names()}
        self._finder = ConceptFinder(signs.concepts, used)

    def sightings(
        self, words: Sequence[str], written: Sequence[str], off: Void
    ) -> tuple[Sighting, ...]:
        """Return every sign that the words report, the gravest first.

        `written` is each word as it was typed, for what is quoted; `off` those that report nothing.
        """
        words = [*words, "."]
        for first, last in Text(words).spans(self._figures):
            words[first:last] = [w if w in ENDS or w == "," else "_" for w in words[first:last]]
        mentions = self._reported(words, off)
        if not mentions:
            return ()
        steps = distances(words)
        found: list[Sighting] = []
        for flag, ways in self._flags:
            shown = next((places for one in ways if (places := one.shown(mentions, steps))), ())
            if shown:
                quote = _quoted(shown, written)
                ticks = self._said(flag, mentions)
                found.append(Sighting(flag.id, flag.urgency, quote, ticks))
        return tuple(found)

    def _said(self, flag: RedFlag, mentions: Mentions) -> Mapping[str, frozenset[str]]:
        """Return the answers of the check that say what the words report."""
        found: dict[str, frozenset[str]] = {}
        for ticks in (flag.ticks, *(self._concepts[name].ticks for name in mentions)):
            for question, options in ticks.items():
                found[question] = found.get(question, frozenset()) | options
        return found

    def _reported(self, words: Sequence[str], off: Void) -> Mentions:
        reported: dict[str, Sequence[Span]] = {}
        for name, places in self._finder.find(words).items():
            history, local = self._concepts[name].history, self._concepts[name].local
            kept = [
                place for place in places if not off.for_signs(place, history=history, local=local)
            ]
            if kept:
                reported[name] = kept
        return reported


def _quoted(places: Sequence[Span], written: Sequence[str]) -> str:
    """Return what stands at the places as it was typed: in one where they are close."""
    first, last = places[0][0], max(after for _, after in places)
    if last - first <= _LONGEST_QUOTE:
        return _said_at((first, last), written)
    return " … ".join(dict.fromkeys(_said_at(place, written) for place in places))


def _said_at(place: Span, written: Sequence[str]) -> str:
    words = written[place[0] : place[1]]
    once = [word for at, word in enumerate(words) if not at or word is not words[at - 1]]
    text = " ".join(once)
    return text.replace(" ,", ",").replace(" .", ".").strip(" ,.")
