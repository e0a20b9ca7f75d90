"""Reads the date that a typed line begins with: yesterday, last Monday, 2 March, 2 days ago."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from whenever import Date

from bot.typed import weekdays
from bot.typed.numbers import COUNT, value

OLDEST_DAYS = 30  # further back, what somebody remembers of a pain is a guess

DateFault = Literal["future", "old", "day"]
"""Why a day cannot be noted: not yet been, too long ago, or no day at all."""


@dataclass(frozen=True, slots=True)
class DateRead:
    """The day that was read, and where in the line its words end."""

    on: Date
    end: int
    fault: DateFault | None = None


def read(line: str, at: int, today: Date) -> DateRead | None:
    """Return the day that stands at a position of a line; None if there is none."""
    for pattern, meaning in _DAYS:
        found = pattern.match(line, at)
        if found:
            return _checked(meaning(found, today), today, found.end())
    return None


def _checked(on: Date | None, today: Date, end: int) -> DateRead:
    if on is None:
        return DateRead(today, end, "day")
    if on > today:
        return DateRead(on, end, "future")
    if on < today.subtract(days=OLDEST_DAYS):
        return DateRead(on, end, "old")
    return DateRead(on, end)


_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WEEKDAY = "|".join(weekdays.FULL)
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in _MONTHS)
_THEN_NUMBER = (
    r"(?=[\s,:]+(?:pain|run|ran)?\s*\d)"  # or "4 may be from the stairs" were a day in May
)


def _ago(found: re.Match[str], today: Date) -> Date:
    count = int(min(value(found["n"]), 999))
    return today.subtract(days=count * (7 if found["unit"].lower() == "week" else 1))


def _weekday(found: re.Match[str], today: Date) -> Date:
    wanted = weekdays.FULL.index(found["day"].lower()) + 1
    back = (today.day_of_week().value - wanted) % 7
    which = (found["which"] or "").lower()
    if which == "next":
        return today.add(days=7 - back)
    return today.subtract(days=back or (7 if which == "last" else 0))


def _in_month(found: re.Match[str], today: Date) -> Date | None:
    month = [name[:3] for name in _MONTHS].index(found["month"][:3].lower()) + 1
    on = _date(today.year, month, int(found["d"]))
    # No year was said: a day that is well ahead was last year's.
    far = on is not None and on > today.add(days=OLDEST_DAYS)
    return _date(today.year - 1, month, int(found["d"])) if far else on


def _date(year: int, month: int, day: int) -> Date | None:
    try:
        return Date(year, month, day)
    except ValueError:
        return None


def _given(found: re.Match[str], _: Date) -> Date | None:
    return _date(int(found["y"]), int(found["m"]), int(found["d"]))


def _shifted(days: int) -> Callable[[re.Match[str], Date], Date]:
    return lambda _, today: today.add(days=days)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"{pattern}(?!\w)", re.IGNORECASE)


_DAYS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Date], Date | None]], ...] = (
    (_compiled(r"(?:the )?day before yesterday"), _shifted(-2)),
    (_compiled(r"(?:the )?day after tomorrow"), _shifted(2)),
    (_compiled(r"yesterday"), _shifted(-1)),
    (_compiled(r"(?:today|tonight)"), _shifted(0)),
    (_compiled(r"tomorrow"), _shifted(1)),
    (_compiled(r"next week"), _shifted(7)),
    (_compiled(rf"(?P<n>{COUNT})\s+(?P<unit>day|week)s?\s+ago"), _ago),
    (_compiled(rf"(?:on\s+)?(?:(?P<which>last|next)\s+)?(?P<day>{_WEEKDAY})"), _weekday),
    (_compiled(r"(?:on\s+)?(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})"), _given),
    (_compiled(r"(?:on\s+)?(?P<d>[0-9]{1,2})\.(?P<m>[0-9]{1,2})\.(?P<y>[0-9]{4})"), _given),
    # 3/4/2026 is a day in March to some and in April to others.
    (_compiled(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}"), lambda _, __: None),
    (
        re.compile(
            rf"(?:on\s+)?(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?\.?\s+(?P<month>{_MONTH}){_THEN_NUMBER}",
            re.IGNORECASE,
        ),
        _in_month,
    ),
    (
        re.compile(
            rf"(?:on\s+)?(?P<month>{_MONTH})\s+(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?{_THEN_NUMBER}",
            re.IGNORECASE,
        ),
        _in_month,
    ),
)
