"""From what somebody typed to words: lower case, whole, spelt as we spell them."""

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping

from rapidfuzz.distance import OSA, JaroWinkler

from bot.features.remedies.phrases import ENDS

LONGEST = 4096  # Telegram's longest message
_TAG = re.compile(r"<[^<>]{0,200}>")
_LINK = re.compile(r"\b(?:https?://|www\.)\S+")
_REPEATED = re.compile(r"([a-z])\1{2,}")
_WORD = re.compile(r"\d+(?:[./:]\d+)*|[a-z]+(?:'[a-z]+)*|[.,?]")
_MARKS = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'", "!": ".", ";": ".", "\n": ".", "…": ".", ":": ","}
    | {"(": ",", ")": ",", "–": ",", "—": ",", "&": " and ", "+": " and ", "%": " percent ", "°": " degrees "}
)
_NOT = {"can": "can", "won": "will", "shan": "shall", "ain": "is"}
_ENDINGS = {"m": "am", "re": "are", "ve": "have", "ll": "will", "d": "", "s": ""}
_SHORTEST_MENDED = 4  # shorter words have too many neighbours
_SHORTEST_PART = 4  # of two words typed as one
_TWO_ERRORS = 7  # from this length on a word may be two steps away


def tidied(text: str) -> str:
    """Return the text in plain lower case: no markup, links or marks of other scripts."""
    text = unicodedata.normalize("NFKC", text[:LONGEST])
    text = html.unescape(_LINK.sub(" ", _TAG.sub(" ", text)))
    text = text.translate(_MARKS).lower()
    text = unicodedata.normalize("NFKD", text)
    return _REPEATED.sub(r"\1\1", text)


class Speller:
    """Puts typed words into our spelling: first what is written down, then the nearest word we know."""

    def __init__(
        self, known: Iterable[str], correct: Iterable[str], written: Mapping[str, str]
    ) -> None:
        """`known` are words worth finding, `correct` ones to leave alone, `written` fixed replacements."""
        self._correct = frozenset(correct) | frozenset(written)
        self._known = frozenset(known) - self._correct
        self._written = {word: tuple(become.split()) for word, become in written.items()}
        self._near: dict[tuple[str, int], list[str]] = {}
        for word in sorted(self._known):
            if len(word) >= _SHORTEST_MENDED and word.isalpha():
                self._near.setdefault((word[0], len(word)), []).append(word)

    def words(self, text: str) -> tuple[str, ...]:
        """Return the words and sentence marks of any text."""
        found: list[str] = []
        for raw in _WORD.findall(tidied(text)):
            if raw in ENDS or raw == ",":
                if found and found[-1] not in ENDS:
                    found.append(raw)
            else:
                found.extend(self._spelt(raw))
        return tuple(found)

    def _spelt(self, raw: str) -> Iterable[str]:
        if raw in self._written:
            return self._written[raw]
        word, *endings = raw.split("'")
        if word.endswith("n") and endings == ["t"]:
            return _negated(word)
        more = [_ENDINGS.get(ending, "") for ending in endings]
        whole = self._written.get(word) or self._parted(word) or (self._mended(word),)
        return (*whole, *(ending for ending in more if ending))

    def _parted(self, word: str) -> tuple[str, ...]:
        """Return the two words of ours that were typed as one, or nothing."""
        if len(word) < 2 * _SHORTEST_PART or self._is_right(word):
            return ()
        for cut in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
            if word[:cut] in self._known and word[cut:] in self._known:
                return (word[:cut], word[cut:])
        return ()

    def _is_right(self, word: str) -> bool:
        return word in self._known or word in self._correct

    def _mended(self, word: str) -> str:
        if self._is_right(word) or len(word) < _SHORTEST_MENDED or not word.isalpha():
            return word
        single = _REPEATED.sub(r"\1", re.sub(r"([a-z])\1", r"\1", word))
        if self._is_right(single):
            return single
        most = 2 if len(word) >= _TWO_ERRORS else 1
        # A slip of the first letter is rare, but two swapped letters are not.
        for first in dict.fromkeys((word[0], word[1])):
            best = self._nearest(word, first, most)
            if best:
                return best
        return word

    def _nearest(self, word: str, first: str, most: int) -> str | None:
        near = [
            (OSA.distance(word, candidate, score_cutoff=most), candidate)
            for length in range(len(word) - most, len(word) + most + 1)
            for candidate in self._near.get((first, length), ())
        ]
        # Of several as near, the one that begins alike: people slip towards the end of a word.
        return min(
            ((away, -JaroWinkler.similarity(word, candidate), candidate) for away, candidate in near if away <= most),
            default=(0, 0, None),
        )[2]


def _negated(word: str) -> tuple[str, ...]:
    stem = word[:-1]
    return (_NOT.get(word, _NOT.get(stem, stem)), "not")
