"""How much a message is like those of people who reported a warning sign: naive Bayes.

The recogniser knows what a sign looks like; this knows how people speak when they have one, and so
catches wordings that nobody thought of.
"""

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"[a-z0-9]+")
_SMOOTHING = 0.3
_SEEN_AT_LEAST = 2


@dataclass(frozen=True, slots=True)
class Example:
    """A message as somebody wrote it, and whether it reports a warning sign.

    `topics` fit it, the best first; none where it is out of scope or nobody said. `hand` is whose
    it is.
    """

    text: str
    red_flag: bool
    topics: tuple[str, ...] = ()
    kind: str = ""
    hand: str = ""


class Likeness:
    """Compares messages with examples, by single words and pairs of words."""

    def __init__(self, examples: Iterable[Example]) -> None:
        counts: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
        messages = [0, 0]
        for example in examples:
            messages[example.red_flag] += 1
            counts[example.red_flag].update(_features(example.text))
        self._weights = {
            feature: _log_share(counts[True][feature], messages[True])
            - _log_share(counts[False][feature], messages[False])
            for feature in counts[0] | counts[1]
            if counts[0][feature] + counts[1][feature] >= _SEEN_AT_LEAST
        }

    def of(self, text: str) -> float:
        """Return the log odds that a text reports a sign, without the prior; 0 says nothing."""
        return sum(self._weights.get(feature, 0.0) for feature in _features(text))


def _features(text: str) -> set[str]:
    words = _WORD.findall(text.lower().replace("'", "").replace("\u2019", ""))
    return {*words, *(f"{first} {second}" for first, second in itertools.pairwise(words))}


def _log_share(count: int, of: int) -> float:
    return math.log((count + _SMOOTHING) / (of + 2 * _SMOOTHING))
