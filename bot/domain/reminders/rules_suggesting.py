"""What a plan makes sense to be reminded of, and which days are meant where none were said."""

from collections.abc import Iterable

from whenever import Time

from bot.domain.reminders.rules import EVERY_DAY, PLANNED, Kind, Schedule

_PLAN_DAYS: frozenset[int] = frozenset()
_SUNDAY = frozenset({7})
_PROPOSED = (
    (Kind.SESSION, Schedule(Time(7, 30), _PLAN_DAYS)),
    (Kind.RUN, Schedule(Time(17, 30), _PLAN_DAYS)),
    (Kind.REST, Schedule(Time(7, 30), _PLAN_DAYS)),
    (Kind.MORNING, Schedule(Time(8), _PLAN_DAYS)),
    (Kind.WEEKLY, Schedule(Time(19), _SUNDAY)),
)


def proposed(existing: Iterable[Kind]) -> tuple[tuple[Kind, Schedule], ...]:
    """Return what to offer somebody with a plan besides what they have."""
    known = set(existing)
    return tuple((kind, schedule) for kind, schedule in _PROPOSED if kind not in known)


def usual_days(kind: Kind, weekday: int, *, has_plan: bool) -> frozenset[int]:
    """Return the days that are meant where none were said; `weekday` is today's."""
    if kind in PLANNED and has_plan:
        return _PLAN_DAYS
    if kind is Kind.FOLLOW_UP:
        return frozenset({weekday})
    return _SUNDAY if kind is Kind.WEEKLY else EVERY_DAY
