"""Finds words that report nothing: negated, long past, gone, or asked about in general."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.search import reaches
from bot.search.cues import CueKind, Cues, begins
from bot.search.phrases import Pattern, Span

_DENYING = frozenset({"no", "not", "never", "nor"})


@dataclass(frozen=True, slots=True)
class Void:
    """For each word whether it reports nothing, and why."""

    negated: tuple[bool, ...]
    general: tuple[bool, ...]
    past: tuple[bool, ...]
    gone: tuple[bool, ...]
    other: tuple[bool, ...]
    apart: tuple[bool, ...]
    denials: tuple[bool, ...]

    def for_signs(self, place: Span, *, history: bool, local: bool) -> bool:
        """Return whether the words report no sign.

        As `history` it may be long past; as `local` it may not be of another part of the body.
        """
        first, last = place
        over = not history and (self.past[first] or self.gone[first])
        off = self.negated[first] or self.general[first] or self.other[first]
        denied = any(self.denials[first + 1 : last])  # "there is no limp", "knee does not buckle"
        return over or off or denied or (local and self.apart[first])

    def for_subjects(self, place: int) -> bool:
        """Return whether the word names something the message is not about."""
        return self.negated[place] or self.gone[place]


class Scopes:
    """Reads words with the cues of one language."""

    def __init__(self, cues: Mapping[CueKind, Pattern]) -> None:
        self._cues = cues

    def void(self, words: Sequence[str]) -> Void:
        """Return which words report nothing."""
        found = Cues(words, self._cues)
        return Void(
            negated=reaches.covered(reaches.negated(found), len(words)),
            general=reaches.covered(reaches.general(found), len(words)),
            past=reaches.covered(reaches.past(found), len(words)),
            gone=reaches.covered(reaches.gone(found), len(words)),
            other=reaches.covered(reaches.other(found), len(words)),
            apart=reaches.covered(reaches.apart(found), len(words)),
            denials=tuple(
                word in _DENYING and flag
                for word, flag in zip(
                    words, reaches.covered(reaches.denials(found), len(words)), strict=True
                )
            ),
        )

    def asides(self, words: Sequence[str], subjects: Iterable[Span]) -> Iterator[Span]:
        """Yield the clauses beside the one that asks about a subject, if there is such a one."""
        found = Cues(words, self._cues)
        places = sorted(subjects)
        clauses = list(found.clauses())
        asking = {
            clause for clause in clauses if begins(places, clause) and reaches.asks(found, clause)
        }
        if asking:
            yield from (clause for clause in clauses if clause not in asking)
