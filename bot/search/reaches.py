"""How far the cues in words reach: what is negated, past, gone, general, or of somebody else."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from bot.search.cues import CLAUSE_ENDS, CueKind, Cues
from bot.search.phrases import ENDS, Span

_REACH_OF_NO = 4  # words: "no" negates a noun and what belongs to it
_REACH = 8  # "not", "never", "without" negate what somebody does
_REACH_BACK = 7  # "the fever I had is gone"
_LIST_MARKS = ENDS | {",", "or", "and", "nor"}  # what follows a noun of a list
_LIST = 9  # words in which an "or" must come for a comma to go on with the list
_LONGEST_LIST = 80  # words that one negation can deny
_DATE = 4  # words of a clause that only says when: "years ago"
_OPENS = 2  # words of a clause among which a question word opens a question
_DOUBTS: Mapping[CueKind, AbstractSet[str]] = {
    "gone": {"not", "never", "this", "that"},  # "is not normal", "is this normal"
    "recovered": {"not", "never", "nor"},
}
_SELF = frozenset({"i", "me", "mine", "myself", "we"})  # "my" and "our" with a part of the body
_ANOTHER = frozenset({"he", "she", "they", "his", "her", "their", "him"})
_WALKED = frozenset({"walk", "walks", "walked", "walking"})  # to walk the dog is one's own doing
_SO_STILL = frozenset({"still", "now", "today", "again", "yesterday", "keeps", "currently"})


def covered(spans: Iterable[Span], length: int) -> tuple[bool, ...]:
    """Return for each word whether any of the spans holds it."""
    flags = [False] * length
    for first, last in spans:
        flags[first:last] = [True] * (last - first)
    return tuple(flags)


def negated(found: Cues) -> Iterator[Span]:
    """Yield what is denied."""
    for first, after in denials(found):
        most = _REACH_OF_NO if found.words[first] == "no" else _REACH
        yield after, _reach(found, after, most)


def denials(found: Cues) -> Iterator[Span]:
    """Yield the words that deny something."""
    for first, after in found.spans("negation"):
        if not any(a <= first and after <= b for a, b in found.spans("exception")):
            yield first, after


def _reach(found: Cues, start: int, most: int) -> int:
    """Return where a negation whose words end before `start` ends."""
    left = most
    end = min(len(found.words), start + _LONGEST_LIST)
    for place in range(start, end):
        word = found.words[place]
        if word in ENDS or found.at("break", place) or left == 0:
            return place
        if word == ",":
            if not _list_goes_on(found, place):
                return place
            left = most
        elif found.at("person", place) and _starts_anew(found, start, place):
            return place
        else:
            left = most if word in ("or", "nor") else left - 1
    return end


def _starts_anew(found: Cues, start: int, place: int) -> bool:
    if place == start:
        return found.words[place - 1] == "nothing"  # "I do nothing, it hurts"
    return not found.at("leads_on", place - 1)


def _list_goes_on(found: Cues, comma: int) -> bool:
    if any(found.words[last] in _LIST_MARKS for last in found.ends("listed", comma + 1)):
        return True
    for place in range(comma + 1, min(comma + 1 + _LIST, len(found.words))):
        if found.words[place] in ("or", "nor"):
            return True
        if found.words[place] in ENDS or found.at("verb", place) or found.at("person", place):
            return False
    return False


def past(found: Cues) -> Iterator[Span]:
    """Yield the clauses about what is long past; a date alone belongs to the clause before it."""
    before = (0, 0)
    for clause in found.clauses():
        if found.within("past", clause) and not found.within("present", clause):
            yield clause
            if clause[1] - clause[0] <= _DATE and not found.within("present", before):
                yield before
        before = clause


def general(found: Cues) -> Iterator[Span]:
    """Yield what is asked about in general."""
    for clause in found.clauses():
        if not found.within("mine", clause):
            yield from (
                (first, clause[1])
                for first, _ in found.spans("general")
                if clause[0] <= first < clause[1]
            )


def other(found: Cues) -> Iterator[Span]:
    """Yield what is said of somebody else.

    Of a relative only beside what the writer's own hip does: else it may be asked for them.
    """
    for first, last in found.spans("other"):
        if _WALKED.isdisjoint(found.words[max(0, first - 2) : first]):
            yield first, _told(found, last)
    told = [
        (first, _told(found, last))
        for first, last in found.spans("relative")
        if not any(found.at("reporting", place) for place in (last, last + 1))
    ]
    if any(not any(a <= own < b for a, b in told) for own in _own(found)):
        yield from told


def _own(found: Cues) -> Iterator[int]:
    """Yield where the writers say what their own hip does; to ask about hips says nothing."""
    clauses = list(found.clauses())
    for place, _ in found.spans("own"):
        clause = next(clause for clause in clauses if place < clause[1])
        if not _opens(found, clause):
            yield place


def apart(found: Cues) -> Iterator[Span]:
    """Yield the clauses about a part of the body that is neither hip nor leg."""
    for clause in found.clauses():
        if found.within("elsewhere", clause) and not found.within("here", clause):
            yield clause


def _told(found: Cues, start: int) -> int:
    """Return where the story of somebody else ends: it comes back to "I", or to no "she"."""
    words = found.words
    for place in range(start, len(words)):
        if words[place] in _SELF or found.at("own_body", place):
            return place
        if words[place] in ENDS and _ANOTHER.isdisjoint(words[place + 1 : place + 3]):
            return place
    return len(words)


def gone(found: Cues) -> Iterator[Span]:
    """Yield what is over, by the words after it."""
    kinds: tuple[tuple[CueKind, Callable[[Sequence[str], int], int]], ...] = (
        ("gone", _clause_start),
        ("recovered", _story_start),
    )
    words = found.words
    for kind, start in kinds:
        for first, last in found.spans(kind):
            doubted = not _DOUBTS[kind].isdisjoint(words[max(0, first - 2) : first])
            asked = last < len(words) and (words[last] == "?" or found.at("asks_on", last))
            if not doubted and not asked:
                yield start(words, first), first


def _story_start(words: Sequence[str], first: int) -> int:
    """Return where a story begins that ends well: this sentence and the one before, if both over.

    "I was limping in spring. Saw a physio, all clear since."
    """
    start = first
    for _ in range(2):
        edge = next((p for p in range(start - 1, -1, -1) if words[p] in ENDS), -1)
        if not _SO_STILL.isdisjoint(words[edge + 1 : start]):
            return start
        start = max(edge, 0)
    return start


def _clause_start(words: Sequence[str], first: int) -> int:
    # "had a fever last week, all gone now": a clause of its own speaks of the one before.
    edge = first
    while edge and words[edge - 1] in (",", "but"):
        edge -= 1
    for place in range(edge - 1, max(0, first - _REACH_BACK) - 1, -1):
        if words[place] in CLAUSE_ENDS:
            return place + 1
    return max(0, first - _REACH_BACK)


def asks(found: Cues, clause: Span) -> bool:
    """Say whether a clause is a question."""
    return found.end_after(clause[1]) == "?" or _opens(found, clause)


def _opens(found: Cues, clause: Span) -> bool:
    first, last = clause
    return found.within("opener", (first, min(last, first + _OPENS)))
