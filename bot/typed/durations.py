"""Reads how long something is: 10 days, two weeks, 1h30m, half an hour, an hour and a half."""

import re
from dataclasses import dataclass

from bot.typed.expressions import expression
from bot.typed.numbers import COUNT, DIGITS, WORD, value

MOST_LETTERS = 500  # that are read of a line
_LONGEST = 90  # days
_DAY = 24 * 60  # minutes


@dataclass(frozen=True, slots=True)
class Duration:
    """Days, or else minutes, and where in the line its words end."""

    end: int
    days: float = 0
    minutes: float = 0


def read(line: str, at: int) -> Duration | None:
    """Return the duration that stands at a position of a line; None if there is none."""
    found = _AMOUNT.match(line, at)
    if found is None:
        return None
    amount = 0.5 if found["half"] else value(found["digits"] or found["word"])
    amount += 0.5 if found["more"] else 0
    unit = (found["short"] or found["long"]).lower()
    for beginning, days in _DAYS.items():
        if unit.startswith(beginning):
            return Duration(found.end(), days=amount * days)
    if not unit.startswith("h"):
        return Duration(found.end(), minutes=amount)
    rest = _REST.match(line, found.end())
    if rest is None:
        return Duration(found.end(), minutes=60 * amount)
    more = 30 if rest["half"] else value(rest["minutes"] or rest["bare"])
    return Duration(rest.end(), minutes=60 * amount + more)


def later(line: str) -> tuple[Duration, tuple[int, int]] | None:
    """Return how long from now a line says ("in 2 hours", "2 hours from now"), and where."""
    for found in _LATER.finditer(line):
        duration = read(line, found.end())
        from_now = _FROM_NOW.match(line, duration.end) if duration else None
        if duration and (found["in"] or from_now):
            return duration, (found.start(), from_now.end() if from_now else duration.end)
    return None


def days_meant(words: str) -> int | None:
    """Return the days meant by "10", "10 days" or "two weeks"; None unless it is 1 to 90."""
    line = words[:MOST_LETTERS]
    for found in _NUMBER.finditer(line):
        duration = read(line, found.start())
        if duration is None and found["articles"]:
            continue
        days = duration.days or duration.minutes / _DAY if duration else value(found[0])
        return round(days) if 1 <= days <= _LONGEST else None
    return None


_DAYS = {"mo": 30, "w": 7, "f": 14, "d": 1}
_LETTER = r"[^\W\d_]"
_AMOUNT = expression(
    rf"(?:(?P<digits>{DIGITS})\s*"
    r"(?P<short>h|hrs?|hours?|m|mins?|minutes?|'|d|days?|w|wks?|weeks?|fortnights?|months?)"
    rf"|(?:(?P<half>half(?:\s+an?)?)|(?P<word>{COUNT})(?P<more>\s+and\s+a\s+half)?)\s+"
    rf"(?P<long>hours?|hrs?|minutes?|mins?|days?|weeks?|wks?|fortnights?|months?))(?!{_LETTER})",
    re.IGNORECASE,
)
_REST = expression(
    rf"\s*(?:and\s+|,\s*)?(?P<minutes>{DIGITS}|{WORD})\s*(?:m|mins?|minutes?)(?!\w)"
    r"|\s*(?P<bare>\d{2})(?![\w:/]|[.,]\d)|\s+and\s+(?P<half>a\s+half)(?!\w)",
    re.IGNORECASE,
)
_LATER = expression(rf"\b(?P<in>in\s+)?(?<!\w)(?={COUNT}|half\b)", re.IGNORECASE)
_FROM_NOW = expression(r"\s+(?:from\s+now|later)\b", re.IGNORECASE)
_NUMBER = expression(
    rf"(?<![\w.,-])(?:{DIGITS}|{WORD}|(?P<articles>half(?!\w)|a couple of(?!\w)|an?(?!\w)))",
    re.IGNORECASE,
)
