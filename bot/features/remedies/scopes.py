"""Which words of a message do not report anything: negated, long past, gone, or asked about in general."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.features.remedies.phrases import ENDS, joined

CueKind: TypeAlias = Literal[
    "negation", "exception", "break", "gone", "past", "present", "general", "mine"
]
Span: TypeAlias = tuple[int, int]  # first word, and the one after the last

_REACH_OF_NO = 4  # "no" negates a noun and what belongs to it
_REACH = 8  # "not", "never", "without" negate what somebody does
_REACH_BACK = 7  # "the fever I had is gone"
_LIST = 9  # words in which an "or" must come for a comma to go on with the list
_ASKS = frozenset("? to or if for with after when".split())  # "is it ok to", "is this normal?"
_OPENERS = frozenset(
    "can could should shall may must what which how when where who is are do does did will would any best "
    "why want need show give tell".split()
)
_CLAUSE_ENDS = ENDS | {",", "but"}
_PERSONS = frozenset(["i", "my", "it", "he", "she", "we", "his", "her", "our", "they"])
_LEADS_ON = frozenset(
    ["in", "on", "of", "at", "when", "if", "while", "as", "to", "after", "before", "from", "with", "between", "around", "during", "for", "up", "down", "through", "inside", "under", "that", "where", "and", "or", "does", "do", "did", "is", "are", "was", "were", "has", "have"]
)
_VERBS = frozenset(["is", "are", "am", "was", "were", "has", "have", "had", "does", "do", "feels", "feel", "hurts"]) | _PERSONS


@dataclass(frozen=True, slots=True)
class Void:
    """For each word whether it reports nothing, and why."""

    negated: tuple[bool, ...]
    general: tuple[bool, ...]
    past: tuple[bool, ...]
    gone: tuple[bool, ...]

    def for_signs(self, place: int, *, history: bool) -> bool:
        """Return whether the word reports no sign; what a person once had may still count as `history`."""
        over = not history and (self.past[place] or self.gone[place])
        return over or self.negated[place] or self.general[place]

    def for_subjects(self, place: int) -> bool:
        """Return whether the word names something the message is not about."""
        return self.negated[place] or self.gone[place]


def spans(pattern: re.Pattern[str], words: Sequence[str]) -> list[Span]:
    """Return where the pattern matches, in words."""
    return _Text(words).spans(pattern)


def void(words: Sequence[str], cues: Mapping[CueKind, re.Pattern[str]]) -> Void:
    """Return which words report nothing."""
    text = _Text(words)
    found = {kind: text.spans(pattern) for kind, pattern in cues.items()}

    def covered(reach: Callable[[Sequence[str], _Found], Iterator[Span]]) -> tuple[bool, ...]:
        flags = [False] * len(words)
        for first, last in reach(words, found):
            flags[first:last] = [True] * (last - first)
        return tuple(flags)

    return Void(covered(_negated), covered(_general), covered(_past), covered(_gone))


def asides(words: Sequence[str], subjects: Iterable[Span]) -> Iterator[Span]:
    """Yield the clauses beside the one that asks about a subject, if there is such a one."""
    clauses = list(_clauses(words))
    places = [first for first, _ in subjects]
    asking = [
        clause
        for clause in clauses
        if _asks(words, clause) and any(clause[0] <= place < clause[1] for place in places)
    ]
    if asking:
        yield from (clause for clause in clauses if clause not in asking)


def _asks(words: Sequence[str], clause: Span) -> bool:
    first, last = clause
    ended = next((word for word in words[last:] if word in ENDS), ".")
    return ended == "?" or any(word in _OPENERS for word in words[first : first + 2])


class _Text:
    def __init__(self, words: Sequence[str]) -> None:
        self._text = joined(words)
        self._starts: list[int] = []
        place = 0
        for word in words:
            self._starts.append(place)
            place += len(word) + 1

    def spans(self, pattern: re.Pattern[str]) -> list[Span]:
        return [
            (bisect_left(self._starts, match.start()), bisect_left(self._starts, match.end()))
            for match in pattern.finditer(self._text)
        ]


_Found: TypeAlias = Mapping[CueKind, Sequence[Span]]


def _negated(words: Sequence[str], found: _Found) -> Iterator[Span]:
    breaks = {first for first, _ in found["break"]}
    for first, after in found["negation"]:
        if any(a <= first and after <= b for a, b in found["exception"]):
            continue
        most = _REACH_OF_NO if words[first] == "no" else _REACH
        yield after, _reach(words, after, breaks, most)


def _reach(words: Sequence[str], start: int, breaks: set[int], most: int) -> int:
    """Return where a negation that begins before `start` ends."""
    left = most
    for place in range(start, len(words)):
        word = words[place]
        if word in ENDS or place in breaks or left == 0:
            return place
        if word == ",":
            if not _list_goes_on(words, place):
                return place
            left = most
        elif word in _PERSONS and place > start and words[place - 1] not in _LEADS_ON:
            return place
        elif word in ("or", "nor"):
            left = most
        else:
            left -= 1
    return len(words)


def _list_goes_on(words: Sequence[str], comma: int) -> bool:
    for word in words[comma + 1 : comma + 1 + _LIST]:
        if word in ("or", "nor"):
            return True
        if word in ENDS or word in _VERBS:
            return False
    return False


def _clauses(words: Sequence[str], ends: frozenset[str] = _CLAUSE_ENDS) -> Iterator[Span]:
    first = 0
    for place, word in enumerate((*words, ".")):
        if word in ends:
            yield first, place
            first = place + 1


def _past(words: Sequence[str], found: _Found) -> Iterator[Span]:
    for clause in _clauses(words):
        if _has(found["past"], clause) and not _has(found["present"], clause):
            yield clause


def _general(words: Sequence[str], found: _Found) -> Iterator[Span]:
    for clause in _clauses(words):
        if not _has(found["mine"], clause):
            yield from ((a, clause[1]) for a, _ in found["general"] if clause[0] <= a < clause[1])


def _gone(words: Sequence[str], found: _Found) -> Iterator[Span]:
    for first, last in found["gone"]:
        asked = last < len(words) and words[last] in _ASKS
        if asked or any(word in ("not", "never", "this", "that") for word in words[max(0, first - 2) : first]):
            continue
        start = max(0, first - _REACH_BACK)
        # "had a fever last week, all gone now": a clause of its own speaks of the one before.
        edge = first
        while edge and words[edge - 1] in (",", "but"):
            edge -= 1
        for place in range(edge - 1, start - 1, -1):
            if words[place] in _CLAUSE_ENDS:
                start = place + 1
                break
        yield start, first


def _has(places: Sequence[Span], clause: Span) -> bool:
    return any(clause[0] <= first < clause[1] for first, _ in places)
