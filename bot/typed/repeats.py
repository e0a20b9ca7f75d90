"""Reads how often something comes: every other day, every 2 weeks, every other Thursday.

What comes by the hour, by the month or so many times a week is not offered, and named.
"""

import re
from dataclasses import dataclass

from bot.typed.expressions import expression
from bot.typed.numbers import COUNT, value
from bot.typed.times import Span
from bot.typed.weekdays import NAMED

MOST_DAYS = 90


@dataclass(frozen=True, slots=True)
class RepeatRead:
    """After how many days it comes again, and where that stands; 0 days is not offered.

    What is not `is_sure` may mean something else.
    """

    days: int
    span: Span
    is_sure: bool = True


def read(line: str) -> RepeatRead | None:
    """Return how often a line says that it comes, None where it says no more than weekdays."""
    for pattern, days in _PATTERNS:
        if found := pattern.search(line):
            return _checked(found, days)
    return None


def _checked(found: re.Match[str], days: int) -> RepeatRead:
    parts = found.groupdict()
    number = value(parts["n"]) if parts.get("n") else _ORDINALS.get(parts.get("which", "")[:3], 2)
    if parts.get("one"):
        number = 1
    whole = int(number * days) if number * days <= MOST_DAYS else 0
    return RepeatRead(whole, found.span(), is_sure=parts.get("which") not in _MAYBE_OF_A_MONTH)


def _pattern(text: str) -> re.Pattern[str]:
    return expression(rf"\b(?:{text})(?!\w)", re.IGNORECASE)


_ORDINALS = {"thi": 3, "3rd": 3, "fou": 4, "4th": 4, "fif": 5, "5th": 5}
_MAYBE_OF_A_MONTH = {"second", "2nd"}  # every second Friday: of a month, or every other?
_ORDINAL = r"(?:first|second|third|fourth|last|[1-5](?:st|nd|rd|th))"
_WHICH = r"(?P<which>other|second|2nd|third|3rd|fourth|4th|fifth|5th|alternate)"
_OF_MONTH = r"\s+(?:of|in)\s+(?:the|each|every|a)\s+month"
_PATTERNS = tuple(
    (_pattern(text), days)
    for text, days in (
        # Not offered.
        (rf"(?:on\s+)?(?:the\s+|every\s+|each\s+)?{_ORDINAL}\s+(?:day|{NAMED}){_OF_MONTH}", 0),
        (
            rf"(?:on\s+)?(?:the|every|each)\s+(?:first|1st|third|3rd|fourth|4th|fifth|5th|last)\s+{NAMED}",
            0,
        ),
        (
            rf"(?:every|each)\s+(?:{COUNT}\s+|other\s+)?(?:months?|years?|hours?|hrs?|min(?:ute)?s?)",
            0,
        ),
        (
            r"(?:monthly|once\s+a\s+month)(?:\s+on\s+the\s+\d{1,2}(?:st|nd|rd|th)?)?|hourly|yearly",
            0,
        ),
        (rf"(?:on\s+)?the\s+\d{{1,2}}(?:st|nd|rd|th)(?:{_OF_MONTH})?", 0),
        (
            rf"(?:twice|{COUNT}(?:\s+times|\s?x))\s+(?:a|per|every|each)\s+(?:day|week|month|hour)",
            0,
        ),
        # Days and weeks.
        (r"(?P<one>(?:once\s+(?:a|per|every)|every|each)\s+week)(?:\s+on(?=\s))?", 7),
        (rf"(?:every|each)\s+(?:{_WHICH}|(?P<n>{COUNT}))\s+days?", 1),
        (rf"(?:every|each)\s+(?:{_WHICH}|(?P<n>{COUNT}))\s+weeks?(?:\s+on(?=\s))?", 7),
        (rf"(?:every|each)\s+(?P<which>other|second|2nd|alternate)(?=\s+{NAMED})", 7),
        (r"alternate\s+days", 1),
        (r"(?:every\s+)?fortnight(?:ly)?|bi-?weekly", 7),
    )
)
