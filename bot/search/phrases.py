"""A small language for phrases, so that content can say what people type.

a|b     either (the_bed is two words)      word?   may be missing
word+   with its endings                   _       any one word
~3      up to three words                  #38-42  a number in that range, ## any
@name   any phrase of that concept         .       the end of a sentence
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]  # first word, and the one after the last

ENDS = frozenset(".?")
_ANY = r" (?![.?] )[^ ]+"
_VOWELS = frozenset("aeiou")
_DOUBLED = re.compile(r"[^aeiou]{0,2}[aeiou][^aeiouwxy]")  # "run", "step": running, stepped
_SIBILANT = ("s", "x", "z", "ch", "sh", "o")


class Pattern:
    """An expression that is compiled when it is first looked for: most messages need few."""

    def __init__(self, expression: str) -> None:
        self._expression = expression

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._expression)

    def found(self, text: str) -> Iterator[re.Match[str]]:
        """Yield where the expression matches, from left to right."""
        return self._compiled.finditer(text)


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


def pattern_of(phrases: Iterable[str], concepts: Mapping[str, Sequence[str]]) -> Pattern:
    """Return a pattern over `joined` words; ValueError for what cannot be read."""
    every = [phrase.split() for phrase in sorted(set(phrases))]
    return Pattern(_tree(every, concepts) + "(?= )")


def joined(words: Sequence[str]) -> str:
    """Return the words as the one string that patterns are matched against."""
    return f" {' '.join(words)} "


def vocabulary(phrases: Iterable[str]) -> Iterator[str]:
    """Yield every word that the phrases name, with its endings."""
    for token in dict.fromkeys(token for phrase in phrases for token in phrase.split()):
        if token[0] in "~@#_":
            continue
        for word in token.removesuffix("?").replace("|", "_").split("_"):
            yield from (inflected(word[:-1]) if word.endswith("+") else (word,))


def telling(phrases: Iterable[str], concepts: Mapping[str, Sequence[str]]) -> frozenset[str] | None:
    """Return words without any of which none of the phrases can be there; None if there may be.

    Looking for them spares the search for most patterns in most messages.
    """
    needed: set[str] = set()
    for phrase in phrases:
        words = [found for token in phrase.split() if (found := _needed(token, concepts))]
        if not words:
            return None
        needed |= max(words, key=lambda found: min(map(len, found)))  # a long word is a rare one
    return frozenset(needed)


def _needed(token: str, concepts: Mapping[str, Sequence[str]]) -> frozenset[str] | None:
    if token.startswith("@"):
        return telling(concepts[token[1:]], concepts)
    choices = token.split("|")
    if token[0] in "~_" or token.endswith("?") or any(c[0] in "#.?" for c in choices):
        return None
    return frozenset(vocabulary(max(choice.split("_"), key=len) for choice in choices))


@cache
def inflected(word: str) -> tuple[str, ...]:
    """Return the word with the endings of plural and tenses; a wrong one does no harm."""
    stem, endings = _endings(word)
    return tuple(stem + ending for ending in endings)


@cache
def _endings(word: str) -> tuple[str, tuple[str, ...]]:
    if word.endswith("e"):
        return word[:-1], ("e", "es", "ed", "ing")
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1], ("y", "ies", "ied", "ying")
    plural = "es" if word.endswith(_SIBILANT) else "s"
    double = word[-1] if _DOUBLED.fullmatch(word) else ""
    return word, ("", plural, double + "ed", double + "ing")


def _tree(phrases: Iterable[Sequence[str]], concepts: Mapping[str, Sequence[str]]) -> str:
    """Return the phrases as one expression, in which what begins alike is written once."""
    after: dict[str, list[Sequence[str]]] = {}
    for phrase in phrases:
        after.setdefault(phrase[0] if phrase else "", []).append(phrase[1:])
    # The longest first, as the first alternative that fits wins.
    longest = sorted(after, key=lambda token: -max(map(len, after[token]), default=0) - bool(token))
    return _either(
        _token(token, concepts) + _tree(after[token], concepts) if token else ""
        for token in longest
    )


def _token(token: str, concepts: Mapping[str, Sequence[str]]) -> str:
    if token.startswith("~"):
        return f"(?:{_ANY}){{0,{int(token[1:])}}}?"
    if token == "_":  # noqa: S105  # a word of ours, no password
        return _ANY
    if token.startswith("@"):
        if token[1:] not in concepts:
            raise ValueError(f"there is no concept {token[1:]!r}")
        return _tree([phrase.split() for phrase in concepts[token[1:]]], concepts)
    optional = "?" if token.endswith("?") else ""
    choices = [form for choice in token.removesuffix("?").split("|") for form in _forms(choice)]
    if not all(choices):
        raise ValueError(f"{token!r} has an empty choice")
    return f"(?: {_either(choices)}){optional}"


def _forms(choice: str) -> Iterable[str]:
    if choice == "##":
        return (r"\d+(?:\.\d+)?",)
    if choice.startswith("#"):
        first, last = choice[1:].split("-")
        return (_either(str(n) for n in range(int(first), int(last) + 1)) + r"(?:\.\d+)?",)
    if choice in ENDS:
        return ("[.?]",)
    if choice.endswith("+"):
        stem, endings = _endings(choice[:-1])
        return (re.escape(stem) + _either(endings),)
    return (re.escape(choice).replace("_", " "),)


def _either(choices: Iterable[str]) -> str:
    every = list(choices)
    return every[0] if len(every) == 1 else f"(?:{'|'.join(every)})"
