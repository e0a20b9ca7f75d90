"""Reads the date that a typed line begins with: yesterday, last Monday, 2 March, 2 days ago."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from whenever import Date

from bot.typed import durations, weekdays
from bot.typed.expressions import expression
from bot.typed.numbers import COUNT, value

FARTHEST_DAYS = 366  # ahead
OLDEST_DAYS = 30  # further back, what somebody remembers of a pain is a guess

DateFault = Literal["future", "old", "day"]
"""Why a day cannot be taken: too far ahead, too long ago, or no day at all."""


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


def ahead(line: str, at: int, today: Date) -> DateRead | None:
    """Return the coming day that stands at a position of a line; None if there is none."""
    for pattern, meaning in _AHEAD:
        found = pattern.match(line, at)
        if found:
            on, end = meaning(found, today), found.end()
            if on is None:
                return DateRead(today, end, "day")
            if on < today:
                return DateRead(on, end, "old")
            return DateRead(on, end, "future" if on > today.add(days=FARTHEST_DAYS) else None)
    return None


def coming(line: str, today: Date) -> Date | None:
    """Return the coming day that a line names anywhere: in 3 weeks, on Saturday, 14 June."""
    later = durations.later(line)
    if later and 1 <= later[0].days <= FARTHEST_DAYS:
        return today.add(days=round(later[0].days))
    for found in re.finditer(r"\b(?=\w)", line):
        day = ahead(line, found.start(), today)
        if day and not day.fault and day.on > today:
            return day.on
    named = _NEXT.search(line)
    number = weekdays.number(named["day"] or "saturday") if named else 0
    return today.add(days=(number - today.day_of_week().value) % 7 or 7) if named else None


def is_either_week(words: str, on: Date, today: Date) -> bool:
    """Say whether "next Friday" may be this week's or the one after; next week is any day."""
    next_monday = today.add(days=8 - today.day_of_week().value)
    is_near = words.lower().startswith("next ") and on < next_monday
    return is_near or words.lower() == "next week"


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


def _coming_in_month(found: re.Match[str], today: Date) -> Date | None:
    month = [name[:3] for name in _MONTHS].index(found["month"][:3].lower()) + 1
    day, year = int(found["d"]), found["y"]
    if year:
        return _date(int(year), month, day)
    on = _date(today.year, month, day)
    return _date(today.year + 1, month, day) if on is None or on < today else on


def _coming_weekday(found: re.Match[str], today: Date) -> Date:
    """Return this Monday, which may be today, or the next one, which is not."""
    ahead = (weekdays.number(found["day"]) - today.day_of_week().value) % 7
    return today.add(days=ahead or (0 if found["which"].lower() == "this" else 7))


def _gone_weekday(found: re.Match[str], today: Date) -> Date:
    back = (today.day_of_week().value - weekdays.number(found["day"])) % 7
    return today.subtract(days=back or 7)


def _weeks_from(found: re.Match[str], today: Date) -> Date:
    weeks = int(min(value(found["n"] or "a"), 99))
    return today.add(days=7 * weeks + (1 if found["what"].lower() == "tomorrow" else 0))


def _week_on(found: re.Match[str], today: Date) -> Date:
    wanted = weekdays.number(found["day"] or found["other"])
    return today.add(days=7 + ((wanted - today.day_of_week().value) % 7 or 7))


def _date(year: int, month: int, day: int) -> Date | None:
    try:
        return Date(year, month, day)
    except ValueError:
        return None


def _given(found: re.Match[str], _: Date) -> Date | None:
    return _date(int(found["y"]), int(found["m"]), int(found["d"]))


def _no_date(_: re.Match[str], __: Date) -> Date | None:
    return None


def _shifted(days: int) -> Callable[[re.Match[str], Date], Date]:
    return lambda _, today: today.add(days=days)


def _compiled(pattern: str) -> re.Pattern[str]:
    return expression(rf"{pattern}(?!\w)", re.IGNORECASE)


_NEXT = _compiled(rf"\b(?:(?P<day>{weekdays.NAMED})|week\s?end)")
_Meaning = tuple[re.Pattern[str], Callable[[re.Match[str], Date], Date | None]]
_BOTH: tuple[_Meaning, ...] = (
    (_compiled(r"(?:the )?day after tomorrow"), _shifted(2)),
    (_compiled(r"next week"), _shifted(7)),
    (_compiled(r"(?:on\s+)?(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})"), _given),
    (_compiled(r"(?:on\s+)?(?P<d>[0-9]{1,2})\.(?P<m>[0-9]{1,2})\.(?P<y>[0-9]{4})"), _given),
    # 3/4/2026 is a day in March to some and in April to others.
    (_compiled(r"(?:on\s+)?[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}"), _no_date),
)
_DAYS: tuple[_Meaning, ...] = (
    *_BOTH,
    (_compiled(r"(?:the )?day before yesterday"), _shifted(-2)),
    (_compiled(r"yesterday"), _shifted(-1)),
    (_compiled(r"(?:today|tonight)"), _shifted(0)),
    (_compiled(r"tomorrow"), _shifted(1)),
    (_compiled(rf"(?P<n>{COUNT})\s+(?P<unit>day|week)s?\s+ago"), _ago),
    (_compiled(rf"(?:on\s+)?(?:(?P<which>last|next)\s+)?(?P<day>{_WEEKDAY})"), _weekday),
    (
        expression(
            rf"(?:on\s+)?(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?\.?\s+(?P<month>{_MONTH}){_THEN_NUMBER}",
            re.IGNORECASE,
        ),
        _in_month,
    ),
    (
        expression(
            rf"(?:on\s+)?(?P<month>{_MONTH})\s+(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?{_THEN_NUMBER}",
            re.IGNORECASE,
        ),
        _in_month,
    ),
)
_OF = r"(?:st|nd|rd|th)?(?:\s+of)?\.?\s+"
_YEAR = r"(?:,?\s+(?P<y>20[2-9][0-9])(?=\s|$))?"
_AHEAD: tuple[_Meaning, ...] = (
    *_BOTH,
    (_compiled(r"yesterday|last night"), _shifted(-1)),
    (_compiled(rf"last\s+(?P<day>{weekdays.NAMED})(?!\s+(?:of|in))"), _gone_weekday),
    (_compiled(rf"(?:(?P<n>{COUNT})\s+)?weeks?\s+from\s+(?P<what>today|tomorrow)"), _weeks_from),
    (
        _compiled(
            rf"(?P<day>{weekdays.NAMED})\s+week|(?<!once )(?<!twice )(?<!times )a\s+week\s+on\s+"
            rf"(?P<other>{weekdays.NAMED})"
        ),
        _week_on,
    ),
    (_compiled(r"(?:on\s+)?[0-9]{1,2}/[0-9]{1,2}"), _no_date),
    (_compiled(r"today|tonight|this (?:morning|afternoon|evening)"), _shifted(0)),
    (_compiled(r"tomorrow(?: (?:morning|afternoon|evening|night))?"), _shifted(1)),
    (
        _compiled(rf"(?:on\s+)?(?P<which>this|next|coming)\s+(?P<day>{weekdays.NAMED})"),
        _coming_weekday,
    ),
    (
        _compiled(rf"(?:on\s+)?(?:the\s+)?(?P<d>[0-9]{{1,2}}){_OF}(?P<month>{_MONTH}){_YEAR}"),
        _coming_in_month,
    ),
    (
        _compiled(
            rf"(?:on\s+)?(?P<month>{_MONTH})\s+(?:the\s+)?(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?{_YEAR}"
        ),
        _coming_in_month,
    ),
)
