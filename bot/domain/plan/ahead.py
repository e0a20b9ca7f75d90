"""The whole plan ahead: from when to when its steps may come, by the plan's own rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice
from typing import Literal

from whenever import Date

from bot.domain.plan.days import day, may_begin, with_first
from bot.domain.plan.model import Day, DayKind, Effort, Plan, Zone
from bot.domain.plan.rules import asks_gate, done, level_on, moved, opened, resumed

STEADY_LEVEL, HALF_HOUR_LEVEL = 6, 8  # the first without walks, and half an hour
REPEATED = 3  # of so many efforts one is repeated, where not all goes well
_MOST_DAYS, _SOON_DAYS = 400, 120

Chance = Literal["enough", "close", "short"]


@dataclass(frozen=True, slots=True)
class Ahead:
    """The dates of the first run, of running without a break, and of half an hour of it.

    None where that is more than a year away.
    """

    run: Date | None = None
    steady: Date | None = None
    half_hour: Date | None = None


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What lies ahead where every morning is fine, and where every third effort is repeated."""

    best: Ahead
    repeated: Ahead


def outcomes(plan: Plan, on: Date) -> Outcomes:
    """Return from when to when the plan's steps may come."""
    return Outcomes(_ahead(plan, on, repeats=False), _ahead(plan, on, repeats=True))


def chance(found: Outcomes, race: Date) -> Chance:
    """Return whether half an hour without a break comes before a race, by the plan's rules."""
    if found.repeated.half_hour is not None and found.repeated.half_hour < race:
        return "enough"
    best = found.best.half_hour
    return "close" if best is not None and best < race else "short"


def first_run(plan: Plan, on: Date) -> Date | None:
    """Return the earliest day of a run from a day on, None where there is none in four months.

    Sessions are done on their days and calm, and each question before running is answered yes.
    """
    days = (today for today, _ in islice(_lived(plan, on), _SOON_DAYS))
    return next((today.on for today in days if today.kind is DayKind.RUN and not today.done), None)


def _ahead(plan: Plan, on: Date, *, repeats: bool) -> Ahead:
    dates: dict[int, Date] = {}
    for today, level in islice(_lived(plan, on, repeats=repeats), _MOST_DAYS):
        if today.kind is DayKind.RUN:
            dates.setdefault(level, today.on)
        if HALF_HOUR_LEVEL in dates:
            break
    return Ahead(
        min(dates.values(), default=None),
        _first(dates, STEADY_LEVEL),
        _first(dates, HALF_HOUR_LEVEL),
    )


def _lived(plan: Plan, on: Date, *, repeats: bool = False) -> Iterator[tuple[Day, int]]:
    """Yield each day from one on with its running level, where the plan is followed.

    Every morning is calm, and a first session that is offered on a day of rest is taken; with
    `repeats` each third morning tells that the effort is to be repeated, and it is not taken.
    """
    plan, efforts = resumed(plan, on), 0
    for date in (on.add(days=days) for days in count()):
        last = plan.last_effort
        if last is not None and plan.zone is None and last < date:
            efforts += 1
            zone = Zone.AMBER if repeats and efforts % REPEATED == 0 else Zone.GREEN
            plan = moved(plan, Effort.RUN if plan.last_run == last else Effort.SESSION, zone, last)
        if asks_gate(plan, date):
            plan = opened(plan, plan.gate, date)
        today = day(plan, date, ())
        if not repeats and may_begin(plan, today):
            plan = with_first(plan, date)
            today = day(plan, date, ())
        yield today, level_on(plan, date)
        if today.kind is not DayKind.REST and not today.done:
            plan = done(plan, Effort(today.kind.value), date)


def _first(dates: dict[int, Date], level: int) -> Date | None:
    return min((date for at, date in dates.items() if at >= level), default=None)
