"""What a diary amounts to over some days, in numbers; all dates are the person's own.

The pain of a day is the worst that was noted on it. A day without an entry counts for nothing: it
is never filled in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from statistics import fmean
from types import MappingProxyType

from whenever import Date

from bot.domain.diary.model import SIGNS, Entry
from bot.domain.plan.model import Effort

SPANS = (14, 30, 90)  # days
LEAST_DAYS = 3  # noted in each half, below which nothing is said of a trend
LEAST_CHANGE = 1.0  # out of 10, between the averages, below which pain is about the same
IN_NOTE = "note"  # beside the diary's own signs: one that was found in the words of a note
_NONE: Mapping[Date, int] = MappingProxyType({})


class Trend(Enum):
    """Where pain is going."""

    DOWN = "down"
    SAME = "same"
    UP = "up"
    UNCLEAR = "unclear"  # too few days to say


@dataclass(frozen=True, slots=True)
class Running:
    """Runs of some days: how many, minutes and metres by day, and the longest in each."""

    count: int
    minutes: Mapping[Date, int]
    metres: Mapping[Date, int]
    longest_minutes: int
    longest_metres: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The days from `since` to `until`; scores are 0-100, averages None where nothing was noted.

    `earlier` and `later` are the averages of the two halves of the days.
    """

    since: Date
    until: Date
    pain: Mapping[Date, int]
    signs: Mapping[Date, frozenset[str]]
    running: Running
    scores: Mapping[Date, int]
    mean: float | None
    earlier: float | None
    later: float | None
    trend: Trend

    @property
    def worst(self) -> Date | None:
        """Return the latest of the days with the most pain."""
        return max(self.pain, key=lambda day: (self.pain[day], day), default=None)

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to show."""
        return not (self.pain or self.signs or self.running.count or self.scores)


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from a Monday: days with pain noted, its mean and worst, and minutes run."""

    start: Date
    days: int
    mean: float | None
    worst: int | None
    minutes: int


def summary(
    entries: Iterable[Entry], today: Date, days: int, scores: Mapping[Date, int] = _NONE
) -> Summary:
    """Return what so many days until today amount to, in whatever order the entries come."""
    since = today.subtract(days=days - 1)
    held = [entry for entry in entries if since <= entry.on <= today]
    pain = _pain(held)
    middle = since.add(days=days // 2)
    earlier = [value for day, value in pain.items() if day < middle]
    later = [value for day, value in pain.items() if day >= middle]
    return Summary(
        since=since,
        until=today,
        pain=pain,
        signs=_signs(held),
        running=_running(held),
        scores={day: scores[day] for day in sorted(scores) if since <= day <= today},
        mean=_mean(list(pain.values())),
        earlier=_mean(earlier),
        later=_mean(later),
        trend=trend(earlier, later),
    )


def trend(earlier: Sequence[int], later: Sequence[int]) -> Trend:
    """Compare the pain of the days noted in one half with that in the next."""
    if min(len(earlier), len(later)) < LEAST_DAYS:
        return Trend.UNCLEAR
    change = fmean(later) - fmean(earlier)
    if abs(change) < LEAST_CHANGE:
        return Trend.SAME
    return Trend.UP if change > 0 else Trend.DOWN


def weekly(found: Summary) -> tuple[Week, ...]:
    """Return the weeks of a summary, from Monday to Sunday, the oldest first."""
    weeks = []
    start = found.since.start_of("week_mon")
    while start <= found.until:
        end = start.add(days=6)
        pain = [value for day, value in found.pain.items() if start <= day <= end]
        minutes = (n for day, n in found.running.minutes.items() if start <= day <= end)
        weeks.append(Week(start, len(pain), _mean(pain), max(pain, default=None), sum(minutes)))
        start = start.add(days=7)
    return tuple(weeks)


def days_with(found: Summary, sign: str) -> int:
    """Return on how many days a warning sign was noted."""
    return sum(sign in signs for signs in found.signs.values())


def _pain(entries: Iterable[Entry]) -> Mapping[Date, int]:
    pain: dict[Date, int] = {}
    for entry in entries:
        if entry.peak is not None:
            pain[entry.on] = max(entry.peak, pain.get(entry.on, 0))
    return dict(sorted(pain.items()))


def _signs(entries: Iterable[Entry]) -> Mapping[Date, frozenset[str]]:
    signs: dict[Date, set[str]] = {}
    for entry in entries:
        if entry.has_sign:
            noted = signs.setdefault(entry.on, set())
            noted.update(sign for sign in SIGNS if getattr(entry, sign))
            noted.update({IN_NOTE} if entry.sign else ())
    return {day: frozenset(signs[day]) for day in sorted(signs)}


def _running(entries: Iterable[Entry]) -> Running:
    runs = sorted((e for e in entries if e.effort is Effort.RUN), key=lambda run: run.on)
    minutes: dict[Date, int] = {}
    metres: dict[Date, int] = {}
    for run in runs:
        if run.minutes:
            minutes[run.on] = minutes.get(run.on, 0) + run.minutes
        if run.metres:
            metres[run.on] = metres.get(run.on, 0) + run.metres
    return Running(
        len(runs),
        minutes,
        metres,
        longest_minutes=max((run.minutes or 0 for run in runs), default=0),
        longest_metres=max((run.metres or 0 for run in runs), default=0),
    )


def _mean(values: Sequence[int]) -> float | None:
    return fmean(values) if values else None
