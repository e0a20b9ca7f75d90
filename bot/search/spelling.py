"""Finds the word that a mistyped one was meant to be, by its letters and by its sound."""

import re
from collections.abc import Iterable

from rapidfuzz.distance import OSA, JaroWinkler

_SHORTEST = 4  # letters; shorter words have too many neighbours
_SHORTEST_PART = 4  # of two words typed as one
_TWO_ERRORS = 7  # from this length on a word may be two steps away
_TWO_ERRORS_IN_CORE = 6  # and one of our subject sooner
_ALIKE = 0.8  # least likeness of words that sound the same
_LENGTHS = 2  # letters by which they may differ
_SHORTEST_SOUND = 2  # consonants
_DOUBLED = re.compile(r"([a-z])\1")
# Letters that stand for one another where a word begins.
_FIRST = dict(zip("nfkcsjgrw", ("k", "p", "cq", "sk", "c", "g", "j", "w", "q"), strict=True))
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("^kn|^gn|^pn", "n"),
        ("^wr", "r"),
        ("^ps", "s"),
        ("ph", "f"),
        ("tch|ch", "C"),
        ("sh|[st]i(?=o)|ti(?=a)", "S"),
        ("th", "0"),
        ("dge?|g(?=[eiy])|j", "J"),
        ("gh", ""),
        ("ck|c(?![eiy])|k|qu?", "k"),
        ("c|z", "s"),
        ("x", "ks"),
        ("(?<!^)[aeiouwyh]", ""),
        ("^[aeiouy]", "A"),
        (r"([a-zA-Z0])\1+", r"\1"),
    )
]


class Mender:
    """Mends words towards a vocabulary; its core is what people are most likely to mean."""

    def __init__(self, known: Iterable[str], core: Iterable[str]) -> None:
        self._core = frozenset(core)
        self._known = frozenset(known) | self._core
        self._near: dict[tuple[str, int], list[str]] = {}
        self._alike: dict[str, list[str]] = {}
        for word in sorted(self._known):
            if len(word) >= _SHORTEST and word.isalpha():
                self._near.setdefault((word[0], len(word)), []).append(word)
                if word in self._core and len(sound := _sound(word)) >= _SHORTEST_SOUND:
                    self._alike.setdefault(sound, []).append(word)

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def parted(self, word: str) -> tuple[str, ...]:
        """Return the two words of ours that were typed as one, or nothing."""
        for cut in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
            if word[:cut] in self._known and word[cut:] in self._known:
                return (word[:cut], word[cut:])
        return ()

    def mended(self, word: str) -> str | None:
        """Return the word that was meant, if one is near enough."""
        if len(word) < _SHORTEST or not word.isalpha():
            return None
        single = _DOUBLED.sub(r"\1", word)
        if single in self._known:
            return single
        return self._nearest(word, 1) or self._sounding(word) or self._nearest(word, 2)

    def _nearest(self, word: str, steps: int) -> str | None:
        firsts = dict.fromkeys((word[0], word[1], *_FIRST.get(word[0], "")))
        near = (
            (OSA.distance(word, candidate, score_cutoff=steps), candidate)
            for first in firsts
            for length in range(len(word) - steps, len(word) + steps + 1)
            for candidate in self._near.get((first, length), ())
        )
        # Of several as near, the one of our subject, then the one that begins alike: people slip
        # towards the end of a word.
        ranked = (
            (candidate not in self._core, -JaroWinkler.similarity(word, candidate), candidate)
            for away, candidate in near
            if away <= steps and (steps == 1 or self._may_be_far(word, candidate))
        )
        return min(ranked, default=(False, 0.0, None))[2]

    def _may_be_far(self, word: str, candidate: str) -> bool:
        core = candidate in self._core and word[0] == candidate[0]
        return len(word) >= (_TWO_ERRORS_IN_CORE if core else _TWO_ERRORS)

    def _sounding(self, word: str) -> str | None:
        alike = (
            (JaroWinkler.similarity(word, candidate), candidate)
            for candidate in self._alike.get(_sound(word), ())
            if abs(len(candidate) - len(word)) <= _LENGTHS
        )
        best = max(alike, default=(0.0, None))
        return best[1] if best[0] >= _ALIKE else None


def _sound(word: str) -> str:
    """Return the consonants as they sound, more or less."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word
