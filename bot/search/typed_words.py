"""Cuts a message into words in lower case, spelt as the content spells them."""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from bot.search.phrases import ENDS
from bot.search.spelling import Mender

LONGEST = 4096  # Telegram's longest message
_TAG = re.compile(r"<[^<>]{0,200}>")
_LINK = re.compile(r"\b(?:https?://|www\.)\S+")
_REPEATED = re.compile(r"([a-z])\1{2,}")
_WORD = re.compile(r"\d+(?:[./:]\d+)+|[a-z0-9]+(?:'[a-z]+)*|[.,?]")
_PARTS = re.compile(r"\d+(?:[./:]\d+)*|[a-z]+(?:'[a-z]+)*")
_APOSTROPHES = dict.fromkeys("\u2018\u2019\u00b4\u02bc`", "'")
_MARKS = str.maketrans(
    _APOSTROPHES
    | dict.fromkeys("!;\n\u2026", ".")
    | dict.fromkeys(":()\u2013\u2014", ",")
    | {"&": " and ", "+": " and ", "%": " percent ", "\u00b0": " degrees "}
)
_NOT = {"can": "can", "won": "will", "shan": "shall", "ain": "is"}
_ENDINGS = {"m": "am", "re": "are", "ve": "have", "ll": "will", "d": "", "s": ""}


def tidied(text: str) -> str:
    """Return the text in plain lower case: no markup, links or marks of other scripts."""
    text = unicodedata.normalize("NFKC", text[:LONGEST])
    text = html.unescape(_LINK.sub(" ", _TAG.sub(" ", text)))
    text = text.translate(_MARKS).lower()
    text = unicodedata.normalize("NFKD", text)
    return _REPEATED.sub(r"\1\1", text)


_Seen: TypeAlias = dict[str, tuple[str, ...]]
"""What words of the texts before became."""


class Speller:
    """Puts typed words into our spelling: as written down, or the nearest word that we know."""

    def __init__(
        self, mender: Mender, correct: Iterable[str] = (), written: Mapping[str, str] | None = None
    ) -> None:
        """Take the words worth finding, others to leave alone, and fixed replacements."""
        written = written or {}
        self._mender = mender
        self._correct = frozenset(correct)
        self._written = {word: tuple(become.split()) for word, become in written.items()}
        self._pictures = str.maketrans(
            {sign: f" {become} " for sign, become in written.items() if not sign.isascii()}
        )

    def words(self, text: str, seen: _Seen | None = None) -> tuple[str, ...]:
        """Return the words and sentence marks of any text; `seen` is kept by who reads many."""
        return tuple(word for word, _ in self.read(text, seen))

    def read(self, text: str, seen: _Seen | None = None) -> list[tuple[str, str]]:
        """Return the words and sentence marks of any text, each with what was typed for it.

        Words that stand for one that was typed share the very same string.
        """
        seen = {} if seen is None else seen
        found: list[tuple[str, str]] = []
        for raw in _WORD.findall(tidied(text.translate(self._pictures))):
            if raw not in ENDS and raw != ",":
                if raw not in seen:
                    seen[raw] = tuple(self._spelt(raw))
                found.extend((word, raw) for word in seen[raw])
            elif found and found[-1][0] not in ENDS:
                found.append((raw, raw))
        return found

    def _spelt(self, raw: str) -> Iterator[str]:
        if raw in self._written:
            yield from self._written[raw]
            return
        for part in _PARTS.findall(raw):
            word, *endings = part.split("'")
            if word.endswith("n") and endings == ["t"]:
                yield from _negated(word)
            else:
                yield from self._whole(word)
                yield from filter(None, (_ENDINGS.get(ending, "") for ending in endings))

    def _whole(self, word: str) -> tuple[str, ...]:
        if word in self._written:
            return self._written[word]
        if word in self._correct or word in self._mender:
            return (word,)
        return self._mender.parted(word) or (self._mender.mended(word) or word,)


def _negated(word: str) -> tuple[str, ...]:
    stem = word[:-1]
    return (_NOT.get(word, _NOT.get(stem, stem)), "not")
