"""The search: a warning sign first, then the topics."""

from dataclasses import replace

from bot.search import ranking as rules
from bot.search.index import SearchIndex
from bot.search.likeness import Likeness

# Log odds, chosen on messages of hands that the examples did not know. With the recogniser, the
# first finds 199 of 203 warning signs; the second only puts a caution before the page.
_SIGN = 22.0
_DOUBT = 12.0
UNNAMED_SIGN = "like_a_warning_sign"


class Search:
    """Joins the recogniser and index with the likeness to what people wrote before."""

    def __init__(self, index: SearchIndex, likeness: Likeness) -> None:
        self._index = index
        self._likeness = likeness

    def find(self, text: str) -> rules.Found:
        """Return the warning sign that any text reports, or the topics it asks for."""
        found = self._index.find(text)
        if found.red_flag:
            return found
        odds = self._likeness.of(text)
        if odds >= _SIGN:
            return rules.warned(UNNAMED_SIGN)
        return replace(found, doubt=odds >= _DOUBT)
