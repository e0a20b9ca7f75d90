"""Answers to typed words that were found already: many people ask the same."""

from collections import OrderedDict
from hashlib import blake2b
from typing import Protocol

from bot.search.ranking import Found

_MOST = 2048  # answers


class Finder(Protocol):
    """Whatever answers typed words, the same words always in the same way."""

    def find(self, text: str) -> Found:
        """Return the warning sign that a text reports, or the topics it asks for."""


class Remembered:
    """Keeps the newest answers, by a digest: what people wrote is kept nowhere."""

    def __init__(self, finder: Finder, most: int = _MOST) -> None:
        self._finder = finder
        self._most = most
        self._answers: OrderedDict[bytes, Found] = OrderedDict()

    def find(self, text: str) -> Found:
        """Return the answer of the one behind."""
        key = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        found = self._answers.pop(key, None) or self._finder.find(text)
        if not found.asks and not found.elsewhere:  # these quote what was written
            self._answers[key] = found  # the newest stands last
        if len(self._answers) > self._most:
            self._answers.popitem(last=False)
        return found
