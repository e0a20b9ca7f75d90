"""A number of days in typed words."""

import re

_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1
    )
} | {"a": 1}
_SPAN = re.compile(rf"(-?\d+|\b(?:{'|'.join(_NUMBERS)})\b)\s*(weeks?|wks?|w\b)?", re.IGNORECASE)
_LONGEST = 90


def days_meant(words: str) -> int | None:
    """Return the days meant by "10", "10 days" or "two weeks"; None unless it is 1 to 90."""
    found = _SPAN.search(words)
    if found is None:
        return None
    number, weeks = found.groups()
    word = number.lower()
    days = (_NUMBERS[word] if word in _NUMBERS else int(word)) * (7 if weeks else 1)
    return days if 1 <= days <= _LONGEST else None
