"""Reads times of day in typed words.

07:30, 7.30, 19h30, 19 h 30, 7:30pm, 8 pm, 0730, at 7, seven o'clock, 7 in the evening, noon,
midnight, half past 6, quarter to eight.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from whenever import Time

from bot.typed.expressions import expression
from bot.typed.numbers import WORD, value, words

Span = tuple[int, int]
"""Where in a line something stands: from, and up to."""


@dataclass(frozen=True, slots=True)
class TimeRead:
    """The time that was read, and where it stands; without one, `wrong` is no time of any day.

    What is not `is_sure` may be something else than a time, and what `may_be_evening` may be
    twelve hours later; what `is_doubtful` is another time to others.
    """

    at: Time | None
    span: Span
    wrong: str = ""
    is_sure: bool = True
    may_be_evening: bool = False
    is_doubtful: bool = False


def read(line: str) -> tuple[TimeRead, ...]:
    """Return the times in a line, in their order, or one that is wrong, or none.

    What may be something else than a time counts only where nothing surely is one.
    """
    found = sorted(_every(line), key=lambda r: (r.span[0], -r.span[1], r.at is None))
    sure = tuple(_apart(reading for reading in found if reading.is_sure))
    perhaps = tuple(reading for reading in found if not reading.is_sure)
    for readings in (sure, perhaps):
        if times := tuple(reading for reading in readings if reading.at is not None):
            return times if readings is sure else times[:1]
    return tuple(reading for reading in (*sure, *perhaps) if reading.wrong)[:1]


def alone(line: str) -> Time | None:
    """Return the time that a line is, where a time was asked for: a bare hour will do."""
    found = read(f"at {line}" if _HOUR.fullmatch(line) else line)
    return found[0].at if found else None


def _every(line: str) -> Iterator[TimeRead]:
    """Yield whatever looks like a time, in any order; one may stand inside another."""
    yield from (reading for found in _NUMBERED.finditer(line) if (reading := _numbered(found)))
    yield from (_past(found) for found in _PAST.finditer(line))
    for found in _NAMED.finditer(line):
        hour = 0 if found["name"].lower() == "midnight" else _NOON
        yield TimeRead(Time(hour), found.span())
    for found in _RUN_TOGETHER.finditer(line):
        reading = _reading(
            found, int(found["minute"]), is_sure=bool(found["half"] or found["hours"])
        )
        if reading.at and (reading.is_sure or len(found["hour"]) == _DIGITS):
            yield reading  # four digits may be anything


def _apart(readings: Iterable[TimeRead]) -> Iterator[TimeRead]:
    """Yield the readings that do not stand inside the one before."""
    end = 0
    for reading in readings:
        if reading.span[0] >= end:
            end = reading.span[1]
            yield reading


def _numbered(found: re.Match[str]) -> TimeRead | None:
    """Return a time; None for what is only a number."""
    digits, worded = found["minute"] or "", found["worded"]
    has_minutes = bool(digits) and not (found["dot"] and len(digits) != _DIGITS)  # "3.5" is none
    has_more = found["half"] or found["part"] or found["clock"] or (worded and found["at"])
    if not (has_minutes or has_more or worded or found["at"]):
        return None
    minute = int(value(digits or worded or "0"))
    if digits and len(digits) != _DIGITS:
        minute = _MINUTES  # "7:5" is nobody's time
    return _reading(found, minute, is_sure=has_minutes or bool(has_more))


def _past(found: re.Match[str]) -> TimeRead:
    """Return a time so many minutes past an hour, or to it."""
    if found["bare"]:  # "half 7" is 7:30 in Britain, 6:30 in German
        return replace(_reading(found, 30, is_sure=True), is_doubtful=True)
    name = found["minutes"].lower().removeprefix("a ")
    minutes = {"half": 30, "quarter": 15}.get(name) or int(value(name))
    if not 0 < minutes < _MINUTES:
        return TimeRead(None, found.span(), found["time"].strip())
    if found["way"].lower() in {"past", "after"}:
        return _reading(found, minutes, is_sure=True)
    # "Five to eight" may be a number of something.
    is_sure = bool(found["unit"] or found["half"] or found["clock"]) or name == "quarter"
    return _reading(found, _MINUTES - minutes, is_sure=is_sure, earlier=1)


def _reading(found: re.Match[str], minute: int, *, is_sure: bool, earlier: int = 0) -> TimeRead:
    """Return a time in the half of the day that is said, or what is no time of any day."""
    hour, half = int(value(found["hour"])), _half(found)
    is_known = bool(half) or hour > _NOON or found["hour"].startswith("0")
    if (half == "a" and hour > _NOON) or (half == "p" and hour == 0):
        hour = _HOURS + 1
    elif half and hour <= _NOON:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    if earlier and hour <= _HOURS:
        hour = (hour - earlier) % _HOURS
    if hour < _HOURS and minute < _MINUTES:
        return TimeRead(Time(hour, minute), found.span(), "", is_sure, not is_known)
    return TimeRead(None, found.span(), found["time"].strip(), is_sure)


def _half(found: re.Match[str]) -> str:
    """Return "a" before noon, "p" after it, or nothing where it is not said."""
    if found["half"]:
        return found["half"].lower()
    part = (found["part"] or "").lower()
    if part == "night":
        hour = int(value(found["hour"]))
        return "a" if hour == _NOON or hour < _NIGHT_ENDS else "p"
    return {"morning": "a", "afternoon": "p", "evening": "p"}.get(part, "")


_NOON, _HOURS, _MINUTES = 12, 24, 60
_NIGHT_ENDS = 6  # "4 at night" is before it, "9 at night" in the evening
_DIGITS = 2  # of minutes
_BEFORE = r"(?<![\w.,:/+-])(?P<at>(?:at|by|@)\s*)?"
_AFTER = r"(?![\w:/]|[.,]\d)"
_NO_LENGTH = r"(?!\s(?:km|mi|miles?|k|m|hours?|hrs?|min(?:ute)?s?|reps?|sets?|weeks?|days?)\b)"
_HALF = (
    r"(?:\s?(?P<half>[ap])(?:\.?\s?m\b\.?|(?<=\d[ap])\b)"
    r"|\s(?:in\sthe|at)\s(?P<part>morning|afternoon|evening|night)\b)"
)
_CLOCK = r"\s?(?P<clock>o['’]?\s?clock|h(?:rs|ours)?|uhr)\b"
_HOUR_WORD = words(1, 12)
_NUMBERED = expression(
    rf"{_BEFORE}(?P<time>(?P<hour>\d{{1,3}}|{_HOUR_WORD})"
    r"(?:(?:\s?[:h]\s?|\s?uhr\s|(?P<dot>\.))(?P<minute>\d{1,3})(?:[:.]\d\d)?"
    r"|\s(?P<worded>fifteen|thirty|forty[ -]five)\b)?"
    rf"(?:{_CLOCK})?{_HALF}?){_AFTER}",
    re.IGNORECASE,
)
_PAST = expression(
    rf"{_BEFORE}(?P<time>(?:(?P<minutes>half|(?:a\s)?quarter"
    rf"|(?:\d{{1,2}}|{WORD})(?=\smin|\spast\b)|five|ten|twenty(?:[ -]five)?)"
    r"(?:\s(?P<unit>min(?:ute)?s?))?\s(?P<way>past|after|to|before|till?)\s|(?P<bare>half)\s)"
    rf"(?P<hour>\d{{1,2}}|{_HOUR_WORD})(?:{_CLOCK})?{_HALF}?){_AFTER}{_NO_LENGTH}",
    re.IGNORECASE,
)
_NAMED = expression(
    rf"{_BEFORE}(?P<time>(?:(?:12|twelve)\s)?(?P<name>noon|midday|midnight)){_AFTER}",
    re.IGNORECASE,
)
_RUN_TOGETHER = expression(
    rf"{_BEFORE}(?P<time>(?P<hour>\d\d?)\s?(?P<minute>\d\d)"
    rf"(?:(?P<hours>\s?h(?:rs|ours)?\b)|{_HALF})?){_AFTER}(?!-\d)",
    re.IGNORECASE,
)
_HOUR = expression(r"\d{1,2}")
