"""Words that say how others are meant, such as "no", "last week" and "my husband", and where."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypeAlias

from bot.search.phrases import ENDS, Pattern, Span, Text

CueKind: TypeAlias = Literal[
    "negation", "exception", "listed", "break", "person", "leads_on", "verb",
    "gone", "recovered", "asks_on", "past", "present", "general", "mine", "opener",
    "other", "relative", "reporting", "own", "own_body", "elsewhere", "here",
]  # fmt: skip

CLAUSE_ENDS = ENDS | {",", "but"}


class Cues:
    """The cues found in some words."""

    def __init__(self, words: Sequence[str], cues: Mapping[CueKind, Pattern]) -> None:
        text = Text(words)
        self.words = words
        self._spans = {kind: text.spans(pattern) for kind, pattern in cues.items()}
        self._firsts = {kind: {first for first, _ in spans} for kind, spans in self._spans.items()}
        self._ends = [place for place, word in enumerate(words) if word in ENDS]

    def spans(self, kind: CueKind) -> Sequence[Span]:
        """Return where the cues of a kind stand."""
        return self._spans.get(kind, ())

    def at(self, kind: CueKind, place: int) -> bool:
        """Say whether a cue of a kind begins there."""
        return place in self._firsts.get(kind, ())

    def ends(self, kind: CueKind, place: int) -> Iterator[int]:
        """Give where the cues of a kind end that begin there."""
        spans = self.spans(kind)
        for number in range(bisect_left(spans, (place,)), len(spans)):
            if spans[number][0] != place:
                break
            yield spans[number][1]

    def within(self, kind: CueKind, clause: Span) -> bool:
        """Say whether a cue of a kind begins in the clause."""
        return begins(self.spans(kind), clause)

    def end_after(self, place: int) -> str:
        """Return what ends the sentence that goes on there."""
        at = bisect_left(self._ends, place)
        return self.words[self._ends[at]] if at < len(self._ends) else "."

    def clauses(self) -> Iterator[Span]:
        """Yield the clauses, each without the mark that ends it."""
        first = 0
        for place, word in enumerate((*self.words, ".")):
            if word in CLAUSE_ENDS:
                yield first, place
                first = place + 1


def begins(spans: Sequence[Span], clause: Span) -> bool:
    """Say whether one of the spans, which are in order, begins in the clause."""
    at = bisect_left(spans, (clause[0],))
    return at < len(spans) and spans[at][0] < clause[1]
