"""Reads what a person types after /remind, in any order: what, at what time, on which days."""

from dataclasses import dataclass, replace
from unicodedata import normalize

from whenever import Date, Time, ZonedDateTime

from bot.domain.reminders.model import ReminderKind
from bot.typed import dates, durations, repeats, times, weekdays
from bot.typed.expressions import expression
from bot.typed.parts_of_day import in_half, may_be_later, shown_once
from bot.typed.place_named import place_behind
from bot.typed.reminder_text import (
    has_words_of_time,
    kind_named,
    unknown_day,
    unknown_time,
    without_small_words,
)
from bot.typed.times import Span, TimeRead

MOST_LETTERS = 200  # of the person's own text
_LONGEST = 500  # letters that are read


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """What was understood; what was not said is None, 0 or empty.

    It comes every week on the `weekdays`, or every so many days or weeks (`every_days`), or `once`.
    `also_at` are more times. `place` are words behind the time that may name the place whose time
    it is; `at_place` is that time where they do, and `at` is on the person's own clock. What cannot
    be is named: a time, a day, what is `refused`; and what was `left_out`. Where it `is_unclear`,
    what was understood must be shown before it is kept.
    """

    kind: ReminderKind | None = None
    text: str = ""
    at: Time | None = None
    also_at: tuple[Time, ...] = ()
    weekdays: frozenset[int] | None = None
    every_days: int = 0
    once: Date | None = None
    place: str = ""
    at_place: Time | None = None
    wrong_time: str = ""
    wrong_day: str = ""
    refused: str = ""
    left_out: str = ""
    is_unclear: bool = False


def read(line: str, now: ZonedDateTime, *, heeds_places: bool = True) -> ReminderLine:
    """Return what a line asks for; whatever it is, something comes back. `now` is the person's."""
    return _Line(weekdays.spelt(_plain(line)), now, heeds_places=heeds_places).read()


def read_time(line: str) -> Time | None:
    """Return the time that a line is, where a time was asked for: a bare hour will do."""
    return times.alone(_plain(line))


class _Line:
    """A line from which one part after the other is taken, each with the reader for it."""

    def __init__(self, line: str, now: ZonedDateTime, *, heeds_places: bool) -> None:
        self.line, self.now, self.heeds_places = line, now, heeds_places
        self.taken: list[str] = []
        self.is_unclear = False

    def read(self) -> ReminderLine:
        once, at, wrong_day = self._once()
        refused, every_days = self._repeat()
        found = self._times() if at is None else []
        days = weekdays.read(self.line)
        for span in (*days.spans, *(found.span() for found in _PART.finditer(self.line))):
            self._take(span)
        if at is None and not found:
            found = self._bare_hour()
        found += self._more_hours(found)
        place = self._place(found)
        no_time = "" if found or at else self._no_clock()
        text, no_day = unknown_day(without_small_words(self.line))
        clock = [at] if at else [t for one in found if (t := self._at(one))]
        every_days, weekly = self._weekly(every_days, days.weekdays, once)
        line = ReminderLine(
            at=clock[0] if clock else None,
            also_at=tuple(clock[1:]),
            weekdays=weekly,
            every_days=every_days,
            once=once,
            place=place,
            wrong_time=found[0].wrong if found else no_time,
            wrong_day=wrong_day or days.wrong or no_day,
            refused=refused,
            is_unclear=self.is_unclear
            or bool(place or (refused and once))
            or (days.may_be_once and not (refused or every_days))
            or any(each.is_doubtful or may_be_later(each, self._at(each)) for each in found),
        )
        return _with_text(line, text)

    def _take(self, span: Span) -> None:
        """Take a part out; the line stays as long, so that other spans still fit."""
        first, last = span
        self.taken.append(self.line[first:last])
        self.line = self.line[:first] + weekdays.TAKEN * (last - first) + self.line[last:]

    def _once(self) -> tuple[Date | None, Time | None, str]:
        """Take when it comes where that is once, or name what cannot be a date."""
        once, at = self._later()
        if once:
            return once, at, ""
        once, wrong = self._date()
        return once, None, wrong

    def _later(self) -> tuple[Date | None, Time | None]:
        """Take "in 2 hours" or "in 3 days": a date, and a time where it is less than a day."""
        found = durations.later(self.line)
        if found is None:
            return None, None
        duration, span = found
        self._take(span)
        minutes = 24 * 60 * duration.days + duration.minutes
        if not 1 <= minutes <= 24 * 60 * dates.FARTHEST_DAYS:
            self.is_unclear = True
            return None, None
        if duration.days and duration.days == int(duration.days):
            return self.now.date().add(days=int(duration.days)), None
        # Never earlier than was said: up to the next full minute.
        then = shown_once(self.now.add(minutes=minutes, seconds=59))
        return then.date(), Time(then.hour, then.minute)

    def _date(self) -> tuple[Date | None, str]:
        """Take a date, or name what cannot be one."""
        today = self.now.date()
        for found in _WORD.finditer(self.line):
            date = dates.ahead(self.line, found.start(), today)
            if date is None:
                continue
            words = self.line[found.start() : date.end]
            self._take((found.start(), date.end))
            self.is_unclear |= dates.is_either_week(words, date.on, today)
            return (None, words) if date.fault else (date.on, "")
        return None, ""

    def _repeat(self) -> tuple[str, int]:
        """Take how often it comes: what is refused, or after how many days."""
        found = repeats.read(self.line)
        if found is None:
            return "", 0
        self._take(found.span)
        self.is_unclear |= not found.is_sure
        return ("", found.days) if found.days else (self.taken[-1], 0)

    def _times(self) -> list[TimeRead]:
        found = times.read(self.line)
        for reading in found:
            self._take(reading.span)
        return list(found)

    def _bare_hour(self) -> list[TimeRead]:
        """Take a number that stands alone between what was taken, or beside a kind alone."""
        for found in _HOUR.finditer(self.line):
            first, last = found.span("hour")
            before, after = self.line[:first].strip(), self.line[last:].strip()
            alone = before[-1:] in {"", weekdays.TAKEN} and after[:1] in {"", weekdays.TAKEN}
            hour = times.alone(found["hour"])
            if hour and (alone or kind_named(without_small_words(f"{before} {after}"))):
                self._take((first, last))
                self.is_unclear = True
                return [TimeRead(hour, (first, last), may_be_evening=hour.hour <= _NOON)]
        return []

    def _more_hours(self, found: list[TimeRead]) -> list[TimeRead]:
        """Take bare hours that are listed behind a time: at 10, 12 and 4."""
        more: list[TimeRead] = []
        end = found[-1].span[1] if found else 0
        while found and (listed := _LISTED.match(self.line, end)):
            at, end = times.alone(listed["hour"]), listed.end()
            if at is None:
                break
            self._take(listed.span())
            self.is_unclear = True
            if at not in [each.at for each in (*found, *more)]:
                more.append(TimeRead(at, listed.span(), may_be_evening=at.hour <= _NOON))
        return more

    def _no_clock(self) -> str:
        """Take words for a time that no clock shows."""
        found = unknown_time(self.line)
        if found is None:
            return ""
        self._take(found.span())
        return found[0]

    def _at(self, reading: TimeRead) -> Time | None:
        """Return a time in the half of the day that was said anywhere in the line."""
        return in_half(reading, " ".join(self.taken).lower())

    def _place(self, found: list[TimeRead]) -> str:
        """Take the words behind a time that may name a place: 7am New York, 07:30 utc."""
        for reading in found if self.heeds_places else ():
            behind = place_behind(self.line, reading.span[1])
            if behind and not kind_named(behind["name"]):
                self._take(behind.span())
                return str(behind["name"]).strip()
        return ""

    def _weekly(
        self, every_days: int, days: frozenset[int], once: Date | None
    ) -> tuple[int, frozenset[int] | None]:
        """Return what of the days and the repeat goes together; what does not makes it unclear."""
        if once is not None:
            self.is_unclear |= bool(days or every_days)
            return 0, None
        if every_days == _WEEK:
            self.is_unclear |= not days
            return (0, days) if days else (every_days, None)
        if every_days % _WEEK and days:
            self.is_unclear = True
            return every_days, None
        return every_days, days or None


def _with_text(line: ReminderLine, text: str) -> ReminderLine:
    """Return a line with what is left of it: a kind's name, or the person's own text."""
    kind = kind_named(text)
    if not any(char.isalpha() for char in text):
        return replace(line, left_out=text, is_unclear=line.is_unclear or bool(text))
    if kind is None:
        unclear = line.is_unclear or has_words_of_time(text)
        return replace(line, kind=ReminderKind.OWN, text=text, is_unclear=unclear)
    left_out = " ".join(_NUMBER.findall(text))
    unclear = line.is_unclear or bool(left_out)
    return replace(line, kind=kind, left_out=left_out, is_unclear=unclear)


def _plain(line: str) -> str:
    line = normalize("NFKC", line[:_LONGEST]).replace(weekdays.TAKEN, " ")
    return " ".join(_DASH.sub("-", line).split())


_NOON, _WEEK = 12, 7
_DASH = expression(r"[\u2010-\u2015\u2212]")
_WORD = expression(r"\b(?=\w)")
_HOUR = expression(r"(?<![\w.,:/+-])(?P<hour>\d{1,2})(?![\w:/+-]|[.,]\d)")
_LISTED = expression(r"\s*(?:,\s*and|,|and|&)\s*(?P<hour>\d{1,2})(?![\w:/+-]|[.,]\d)")
_NUMBER = expression(r"\S*\d\S*")
_PART = expression(r"(?i)\bin the (?:morning|afternoon|evening|night)\b")
