"""Finds words that report nothing: negated, long past, gone, or asked about in general."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.search.phrases import ENDS, Pattern, joined

CueKind: TypeAlias = Literal[
    "negation", "exception", "break", "person", "leads_on", "verb",
    "gone", "asks_on", "past", "present", "general", "mine", "opener", "other",
]  # fmt: skip
Span: TypeAlias = tuple[int, int]  # first word, and the one after the last

_REACH_OF_NO = 4  # words: "no" negates a noun and what belongs to it
_REACH = 8  # "not", "never", "without" negate what somebody does
_REACH_BACK = 7  # "the fever I had is gone"
_LIST = 9  # words in which an "or" must come for a comma to go on with the list
_OPENS = 2  # words of a clause among which a question word opens a question
_DOUBTS = {"not", "never", "this", "that"}  # "is not normal", "is this normal"
_CLAUSE_ENDS = ENDS | {",", "but"}
_SELF = frozenset({"i", "my", "me", "mine", "myself", "we", "our"})


@dataclass(frozen=True, slots=True)
class Void:
    """For each word whether it reports nothing, and why."""

    negated: tuple[bool, ...]
    general: tuple[bool, ...]
    past: tuple[bool, ...]
    gone: tuple[bool, ...]
    other: tuple[bool, ...]

    def for_signs(self, place: int, *, history: bool) -> bool:
        """Return whether the word reports no sign; as `history` it may be long past."""
        over = not history and (self.past[place] or self.gone[place])
        return over or self.negated[place] or self.general[place] or self.other[place]

    def for_subjects(self, place: int) -> bool:
        """Return whether the word names something the message is not about."""
        return self.negated[place] or self.gone[place]


class Scopes:
    """Reads words with the cues of one language."""

    def __init__(self, cues: Mapping[CueKind, Pattern]) -> None:
        self._cues = cues

    def void(self, words: Sequence[str]) -> Void:
        """Return which words report nothing."""
        found = _Found(words, self._cues)
        return Void(
            negated=_covered(_negated(found), len(words)),
            general=_covered(_general(found), len(words)),
            past=_covered(_past(found), len(words)),
            gone=_covered(_gone(found), len(words)),
            other=_covered(_other(found), len(words)),
        )

    def asides(self, words: Sequence[str], subjects: Iterable[Span]) -> Iterator[Span]:
        """Yield the clauses beside the one that asks about a subject, if there is such a one."""
        found = _Found(words, self._cues)
        places = [first for first, _ in subjects]
        clauses = list(found.clauses())
        asking = [
            clause
            for clause in clauses
            if _asks(found, clause) and any(clause[0] <= place < clause[1] for place in places)
        ]
        if asking:
            yield from (clause for clause in clauses if clause not in asking)


class Text:
    """Words as a string to search, with the way back from its letters to the words."""

    def __init__(self, words: Sequence[str]) -> None:
        self._text = joined(words)
        self._starts: list[int] = []
        place = 0
        for word in words:
            self._starts.append(place)
            place += len(word) + 1

    def spans(self, pattern: Pattern) -> list[Span]:
        """Return where the pattern matches, in words."""
        return [
            (bisect_left(self._starts, match.start()), bisect_left(self._starts, match.end()))
            for match in pattern.found(self._text)
        ]


class _Found:
    """The cues found in some words."""

    def __init__(self, words: Sequence[str], cues: Mapping[CueKind, Pattern]) -> None:
        text = Text(words)
        self.words = words
        self._spans = {kind: text.spans(pattern) for kind, pattern in cues.items()}
        self._firsts = {kind: {first for first, _ in spans} for kind, spans in self._spans.items()}

    def spans(self, kind: CueKind) -> Sequence[Span]:
        return self._spans.get(kind, ())

    def at(self, kind: CueKind, place: int) -> bool:
        return place in self._firsts.get(kind, ())

    def within(self, kind: CueKind, clause: Span) -> bool:
        return any(clause[0] <= first < clause[1] for first in self._firsts.get(kind, ()))

    def clauses(self) -> Iterator[Span]:
        first = 0
        for place, word in enumerate((*self.words, ".")):
            if word in _CLAUSE_ENDS:
                yield first, place
                first = place + 1


def _covered(spans: Iterable[Span], length: int) -> tuple[bool, ...]:
    flags = [False] * length
    for first, last in spans:
        flags[first:last] = [True] * (last - first)
    return tuple(flags)


def _negated(found: _Found) -> Iterator[Span]:
    for first, after in found.spans("negation"):
        if not any(a <= first and after <= b for a, b in found.spans("exception")):
            most = _REACH_OF_NO if found.words[first] == "no" else _REACH
            yield after, _reach(found, after, most)


def _reach(found: _Found, start: int, most: int) -> int:
    """Return where a negation whose words end before `start` ends."""
    left = most
    for place in range(start, len(found.words)):
        word = found.words[place]
        if word in ENDS or found.at("break", place) or left == 0:
            return place
        if word == ",":
            if not _list_goes_on(found, place):
                return place
            left = most
        elif found.at("person", place) and place > start and not found.at("leads_on", place - 1):
            return place
        else:
            left = most if word in ("or", "nor") else left - 1
    return len(found.words)


def _list_goes_on(found: _Found, comma: int) -> bool:
    for place in range(comma + 1, min(comma + 1 + _LIST, len(found.words))):
        if found.words[place] in ("or", "nor"):
            return True
        if found.words[place] in ENDS or found.at("verb", place) or found.at("person", place):
            return False
    return False


def _past(found: _Found) -> Iterator[Span]:
    for clause in found.clauses():
        if found.within("past", clause) and not found.within("present", clause):
            yield clause


def _general(found: _Found) -> Iterator[Span]:
    for clause in found.clauses():
        if not found.within("mine", clause):
            yield from (
                (first, clause[1])
                for first, _ in found.spans("general")
                if clause[0] <= first < clause[1]
            )


def _other(found: _Found) -> Iterator[Span]:
    """Yield what is said of somebody else: until the sentence ends or comes back to "I"."""
    words = found.words
    for first, last in found.spans("other"):
        end = last
        while end < len(words) and words[end] not in ENDS and words[end] not in _SELF:
            end += 1
        yield first, end


def _gone(found: _Found) -> Iterator[Span]:
    words = found.words
    for first, last in found.spans("gone"):
        doubted = not _DOUBTS.isdisjoint(words[max(0, first - 2) : first])
        asked = last < len(words) and (words[last] == "?" or found.at("asks_on", last))
        if not doubted and not asked:
            yield _clause_start(words, first), first


def _clause_start(words: Sequence[str], first: int) -> int:
    # "had a fever last week, all gone now": a clause of its own speaks of the one before.
    edge = first
    while edge and words[edge - 1] in (",", "but"):
        edge -= 1
    for place in range(edge - 1, max(0, first - _REACH_BACK) - 1, -1):
        if words[place] in _CLAUSE_ENDS:
            return place + 1
    return max(0, first - _REACH_BACK)


def _asks(found: _Found, clause: Span) -> bool:
    first, last = clause
    end = next((word for word in found.words[last:] if word in ENDS), ".")
    return end == "?" or found.within("opener", (first, min(last, first + _OPENS)))
