"""Reads a time of day in typed words: 07:30, 7.30, 7:30pm, 8 pm, 0730, noon, at 7, half past 6."""

import re
from dataclasses import dataclass

from whenever import Time

Span = tuple[int, int]
"""Where in a line something stands: from, and up to."""


@dataclass(frozen=True, slots=True)
class Read:
    """The time that was read, and where it stands; without one, `wrong` is no time of any day."""

    at: Time | None = None
    span: Span = (0, 0)
    wrong: str = ""


def read(line: str) -> tuple[Read, ...]:
    """Return the times in a line, in their order, or one that is wrong, or none.

    What may be something else than a time counts only where nothing surely is one.
    """
    sure = [_numbered(found) for found in _NUMBERED.finditer(line) if _is_sure(found)]
    sure += [_named(found) for found in _NAMED.finditer(line)]
    perhaps = [_numbered(found) for found in _NUMBERED.finditer(line) if found["at"]]
    perhaps += [_run_together(found) for found in _RUN_TOGETHER.finditer(line)]
    for readings in (sure, perhaps[:1]):
        if times := [reading for reading in readings if reading.at is not None]:
            return tuple(sorted(times, key=lambda reading: reading.span))
    return tuple(reading for reading in (*sure, *perhaps) if reading.wrong)[:1]


def _is_sure(found: re.Match[str]) -> bool:
    """Say whether a number is a time: with minutes, a half of the day, or o'clock behind it."""
    if found["dot"]:
        return len(found["minute"]) == len("30")  # "3.5" is a length
    return bool(found["minute"] or found["half_day"] or found["clock"])


def _numbered(found: re.Match[str]) -> Read:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half_day = (found["half_day"] or "")[:1].lower()
    if half_day == "p" and hour < _NOON:
        hour += _NOON
    elif half_day == "a" and hour == _NOON:
        hour = 0
    if len(found["minute"] or "00") != len("00"):
        minute = _MINUTES  # "7:5" is nobody's time
    return _checked(found, hour, minute)


def _named(found: re.Match[str]) -> Read:
    if found["past"]:
        return _checked(found, int(found["past"]), 30)
    return _checked(found, 0 if found["name"].lower() == "midnight" else _NOON, 0)


def _run_together(found: re.Match[str]) -> Read:
    reading = _checked(found, int(found["hour"]), int(found["minute"]))
    return reading if reading.at else Read()  # four digits may be anything


def _checked(found: re.Match[str], hour: int, minute: int) -> Read:
    if hour < _HOURS and minute < _MINUTES:
        return Read(Time(hour, minute), found.span())
    return Read(None, found.span(), found["time"].strip())


_NOON, _HOURS, _MINUTES = 12, 24, 60
_BEFORE = r"(?<![\w.,:/+-])(?P<at>(?:at|by|@)\s*)?"
_AFTER = r"(?![\w:/]|[.,][0-9])"
_NUMBERED = re.compile(
    _BEFORE + r"(?P<time>(?P<hour>[0-9]{1,3})"
    r"(?:(?:\s?:\s?|h|(?P<dot>\.))(?P<minute>[0-9]{1,3}))?"
    r"(?:\s?(?P<half_day>[ap]\.?\s?m)\b\.?|\s?(?P<clock>o['’]?\s?clock|h(?:rs|ours)?)\b)?)"
    + _AFTER,
    re.IGNORECASE,
)
_NAMED = re.compile(
    _BEFORE + r"(?P<time>(?P<name>noon|midday|midnight)|half past (?P<past>[0-9]{1,2}))" + _AFTER,
    re.IGNORECASE,
)
_RUN_TOGETHER = re.compile(
    _BEFORE + r"(?P<time>(?P<hour>[0-9]{2})(?P<minute>[0-9]{2}))" + _AFTER, re.IGNORECASE
)
