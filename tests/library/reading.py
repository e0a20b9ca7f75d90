"""How hard a text is to read: the school grade of Flesch and Kincaid, by our own count.

Grade = 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid 1975). Syllables are groups
of vowels, less a silent ending: rough for a word, near enough for a text (0.6 of a grade, mostly
above, from textstat over all that the bot says). A colon ends a sentence as a full stop does.
"""

import re

_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'-]*")
_SENTENCE = re.compile(r"[.!?:;](?=\s|$)|\n")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?<=[^aeiouyl])(?:e|es|ed)$|(?<=[aeiouy]l)(?:e|es|ed)$")
_SAID = re.compile(r"(?:[td]ed|[scxz]es|[sc]hes|ges)$")


def grade(text: str) -> float:
    """Return the grade of a text with at least one word."""
    words = _WORD.findall(text)
    sentences = [part for part in _SENTENCE.split(text) if _WORD.search(part)]
    spoken = sum(syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59


def syllables(word: str) -> int:
    """Return about how many syllables a word has; a number has one."""
    parts = [part for part in re.split(r"[-']", word.lower()) if part]
    return max(1, sum(_part(part) for part in parts))


def _part(word: str) -> int:
    spoken = word if _SAID.search(word) else _SILENT.sub("", word)
    return max(1, len(_VOWELS.findall(spoken)))
