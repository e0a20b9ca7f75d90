"""A small language for phrases, so that content can say what people type: see `content/en/red_flags.toml`.

a|b  either (the_bed is two words)      word+  with its endings      word?  may be missing      _  any one word
~3   up to three words      #38-42  a number in that range      ##  any number
@name  any phrase of that concept      .  the end of a sentence
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

ENDS = frozenset(".?")
_ANY = r" (?![.?] )[^ ]+"
_VOWELS = frozenset("aeiou")
_DOUBLED = re.compile(r"[^aeiou]{0,2}[aeiou][^aeiouwxy]")  # "run", "step": running, stepped
_SIBILANT = ("s", "x", "z", "ch", "sh", "o")


def compiled(phrases: Iterable[str], concepts: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """Return a pattern over `joined` words; ValueError for a phrase or concept that cannot be read."""
    # The longest first, as the first alternative that fits wins.
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase.split()), phrase))
    return re.compile(_either(_phrase(phrase, concepts) for phrase in ordered) + "(?= )")


def joined(words: Sequence[str]) -> str:
    """Return the words as the one string that patterns are matched against."""
    return f" {' '.join(words)} "


def vocabulary(phrases: Iterable[str]) -> Iterator[str]:
    """Yield every word that the phrases name, with its endings."""
    for phrase in phrases:
        for token in phrase.split():
            if token[0] in "~@#_":
                continue
            for word in re.split(r"[|_]", token.removesuffix("?")):
                yield from (inflected(word[:-1]) if word.endswith("+") else (word,))


def inflected(word: str) -> tuple[str, ...]:
    """Return the word with the endings of plural and tenses; a wrong one does no harm."""
    forms = [word, word + ("es" if word.endswith(_SIBILANT) else "s")]
    if word.endswith("e"):
        forms += [word + "d", word[:-1] + "ing"]
    elif word.endswith("y") and word[-2:-1] not in _VOWELS:
        forms += [word[:-1] + "ies", word[:-1] + "ied", word + "ing"]
    elif _DOUBLED.fullmatch(word):
        forms += [word + word[-1] + "ed", word + word[-1] + "ing"]
    else:
        forms += [word + "ed", word + "ing"]
    return tuple(forms)


def _phrase(phrase: str, concepts: Mapping[str, Sequence[str]]) -> str:
    return "".join(_token(token, phrase, concepts) for token in phrase.split())


def _token(token: str, phrase: str, concepts: Mapping[str, Sequence[str]]) -> str:
    if token.startswith("~"):
        return f"(?:{_ANY}){{0,{int(token[1:])}}}?"
    if token == "_":  # noqa: S105  # a word of ours, no password
        return _ANY
    if token.startswith("@"):
        if token[1:] not in concepts:
            raise ValueError(f"{phrase!r}: there is no concept {token[1:]!r}")
        return _either(_phrase(inner, concepts) for inner in concepts[token[1:]])
    optional = "?" if token.endswith("?") else ""
    choices = [form for choice in token.removesuffix("?").split("|") for form in _forms(choice)]
    if not all(choices):
        raise ValueError(f"{phrase!r}: {token!r} has an empty choice")
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
        return (re.escape(form) for form in inflected(choice[:-1]))
    return (re.escape(choice).replace("_", " "),)


def _either(choices: Iterable[str]) -> str:
    return f"(?:{'|'.join(choices)})"
