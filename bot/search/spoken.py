"""Hears in which language words are written, and which emergency those in another one report.

By the script; for Latin letters by words that no English message has, then by CLD2. Nothing is
translated: what is read leads to a question, never to a verdict.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import name as name_of

from bot.search.folding import fold
from bot.search.ranking import Found, asking
from bot.search.red_flags import RedFlag, Sighting
from bot.search.remembered import Finder

OTHER = "en"
"""Stands for a language that has no folder of its own: it is answered in English."""

_LONGEST = 1000  # letters that are looked at
_QUOTED = 80  # letters
_SENTENCE = re.compile(r"[.!?\n;\u2026\u0964\u06d4\u061f\u3002\uff01\uff1f]+")
_SCRIPTS = {"DEVANAGARI": "hi", "BENGALI": "bn", "CJK": "zh"}
_ONE_LANGUAGE = 0.5  # of the letters; below it another script is a quotation
_UKRAINIAN, _UZBEK = frozenset("іїєґ"), frozenset("ўқғҳ")
_JAPANESE = frozenset({"HIRAGANA", "KATAKANA"})
_URDU, _PERSIAN = frozenset("ٹڈڑںےھہ"), frozenset("پچژگکی")
_SISTERS = {
    "es": ("pt", "it"), "pt": ("es", "it"), "it": ("es", "pt"), "id": ("ms",), "ms": ("id",),
    "ru": ("uk", "uz"), "uk": ("ru",), "ar": ("fa", "ur"), "fa": ("ar", "ur"), "ur": ("fa", "ar"),
}  # fmt: skip
"""Languages that are taken for one another where little is written."""

_LEAST = 0.2  # of the words, by which a language is told
_MOSTLY = 0.66  # of the words: where fewer are unknown it is English with slips
_A_FEW = 3  # words
_FEWEST = 3  # words by which CLD2 can tell anything
_SHARE = 80  # percent of a text that CLD2 takes for the language
_SURE = 500  # CLD2's score: below it a guess


@dataclass(frozen=True, slots=True)
class ForeignSign:
    """A warning sign in a language: all parts of one of its `ways` stand in one sentence.

    Each part is a choice of beginnings of words, folded.
    """

    id: str
    ways: tuple[tuple[tuple[str, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language that is not read: its common words, folded, and its signs of an emergency."""

    id: str
    common: frozenset[str]
    signs: tuple[ForeignSign, ...]


class Listener:
    """Answers English as the search does, and other languages with what is known of them."""

    def __init__(
        self,
        finder: Finder,
        english: Iterable[str],
        tongues: Iterable[Tongue],
        flags: Iterable[RedFlag],
    ) -> None:
        """Take the search, words that may stand in English, the languages, and the signs."""
        self._finder = finder
        self._english = frozenset(english)
        self._tongues = {tongue.id: tongue for tongue in tongues}
        self._flags = {flag.id: flag for flag in flags}
        self._speakers: dict[str, list[str]] = {}
        for tongue in self._tongues.values():
            for word in tongue.common:
                self._speakers.setdefault(word, []).append(tongue.id)

    def find(self, text: str) -> Found:
        """Return the answer; of another language its id, and the signs that it reports."""
        language = self.heard(text)
        if language is None:
            return self._finder.find(text)
        for name in (language, *_SISTERS.get(language, ())):
            if signs := self._sightings(text, name):
                return asking(Found(language=name), signs)
        found = self._finder.find(text) if self._is_mixed(text, language) else None
        return found if found and found.red_flag else Found(language=language)

    def heard(self, text: str) -> str | None:
        """Return the language of a text, None for English or where that is not sure."""
        text = text[:_LONGEST]
        letters = [char for char in text.lower() if char.isalpha()]
        if not letters:
            return None
        script, number = Counter(map(_script, letters)).most_common(1)[0]
        if script != "LATIN":
            is_quoted = number <= _ONE_LANGUAGE * len(letters) and script not in _JAPANESE
            return None if is_quoted else _of_script(script, frozenset(letters))
        words = [word for word in fold(text).split() if word.isalpha()]
        best, is_alone = self._worded(words)
        if best and is_alone:
            return best
        return self._reporting(text, words) or self._identified(text, words) or best

    def _worded(self, words: Sequence[str]) -> tuple[str | None, bool]:
        """Return the language of which most words are, where there are more than of English.

        And whether it is well ahead of any other.
        """
        foreign: Counter[str] = Counter()
        either: Counter[str] = Counter()
        english = 0
        for word in words:
            speakers = self._speakers.get(word, ())
            if word not in self._english:
                foreign.update(speakers)
            else:
                either.update(speakers)
                english += 0 if speakers else 1
        ranked = sorted(foreign, key=lambda name: (-foreign[name], -either[name]))
        if not ranked or foreign[ranked[0]] <= max(english, _LEAST * len(words)):
            return None, False
        rivals = [foreign[name] for name in ranked[1:2]]
        return ranked[0], foreign[ranked[0]] > max([1, *rivals])

    def _reporting(self, text: str, words: Sequence[str]) -> str | None:
        """Return the language in which a sign is reported, where half of the words are foreign."""
        if 2 * self._unknown(words) < len(words):
            return None
        return next((name for name in self._tongues if self._sightings(text, name)), None)

    def _identified(self, text: str, words: Sequence[str]) -> str | None:
        """Return the language that CLD2 is sure of, where hardly a word is English."""
        unknown = self._unknown(words)
        if unknown < _FEWEST or unknown < _MOSTLY * len(words):
            return None
        try:
            import pycld2  # noqa: PLC0415  # 7 MB, for those who do not write English
        except ImportError:  # there is none for every machine; words and scripts tell most
            return None
        readable = "".join(char for char in text if char.isprintable())
        is_reliable, _, ((_, code, share, score), *_) = pycld2.detect(readable)
        if not is_reliable or share < _SHARE or score < _SURE or code == OTHER:
            return None
        return code if code in self._tongues else OTHER

    def _is_mixed(self, text: str, language: str) -> bool:
        """Say whether words of English stand between those of a language."""
        words = set(fold(text[:_LONGEST]).split()) & self._english
        return sum(language not in self._speakers.get(word, ()) for word in words) >= _A_FEW

    def _unknown(self, words: Sequence[str]) -> int:
        return sum(word not in self._english for word in words)

    def _sightings(self, text: str, language: str) -> tuple[Sighting, ...]:
        signs = self._tongues[language].signs if language in self._tongues else ()
        found: dict[str, Sighting] = {}
        for sentence in _SENTENCE.split(text[:_LONGEST]):
            spoken = f" {fold(sentence)}"
            for sign in signs:
                if sign.id not in found and any(_reports(spoken, way) for way in sign.ways):
                    flag, quote = self._flags[sign.id], sentence.strip()[:_QUOTED]
                    found[sign.id] = Sighting(flag.id, flag.urgency, quote, flag.ticks)
        return tuple(found.values())


def ways(texts: Iterable[str], *, spaced: bool) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Read ways such as "pain|hurts + chest", where each word begins as it stands there."""
    return tuple(
        tuple(
            tuple(f" {fold(choice)}" if spaced else fold(choice) for choice in part.split("|"))
            for part in text.split("+")
        )
        for text in texts
    )


def _reports(spoken: str, way: tuple[tuple[str, ...], ...]) -> bool:
    return all(any(choice in spoken for choice in part) for part in way)


def _of_script(script: str, letters: frozenset[str]) -> str:
    """Return the language of letters that are none of English."""
    if script == "CYRILLIC":
        return "uk" if letters & _UKRAINIAN else "uz" if letters & _UZBEK else "ru"
    if script == "ARABIC":
        return "ur" if letters & _URDU else "fa" if letters & _PERSIAN else "ar"
    if script == "CJK" and any(_script(letter) in _JAPANESE for letter in letters):
        return OTHER
    return _SCRIPTS.get(script, OTHER)


def _script(char: str) -> str:
    return "LATIN" if char.isascii() else name_of(char, "").split(" ")[0].split("-")[0]
