"""What a plan makes sense to be reminded of, and which days are meant where none were said."""

from collections.abc import Iterable

from whenever import Time

from bot.domain.reminders.rules import EVERY_DAY, PLANNED, ReminderKind, Schedule

_PLAN_DAYS: frozenset[int] = frozenset()
_SUNDAY = frozenset({7})
_PROPOSED = (
    (ReminderKind.SESSION, Schedule(Time(7, 30), _PLAN_DAYS)),
    (ReminderKind.RUN, Schedule(Time(17, 30), _PLAN_DAYS)),
    (ReminderKind.REST, Schedule(Time(7, 30), _PLAN_DAYS)),
    (ReminderKind.MORNING, Schedule(Time(8), _PLAN_DAYS)),
    (ReminderKind.WEEKLY, Schedule(Time(19), _SUNDAY)),
)


def proposed(existing: Iterable[ReminderKind]) -> tuple[tuple[ReminderKind, Schedule], ...]:
    """Return what to offer somebody with a plan besides what they have."""
    known = set(existing)
    return tuple((kind, schedule) for kind, schedule in _PROPOSED if kind not in known)


def usual_days(kind: ReminderKind, weekday: int, *, has_plan: bool) -> frozenset[int]:
    """Return the days that are meant where none were said; `weekday` is today's."""
    if kind in PLANNED and has_plan:
        return _PLAN_DAYS
    if kind is ReminderKind.FOLLOW_UP:
        return frozenset({weekday})
    return _SUNDAY if kind is ReminderKind.WEEKLY else EVERY_DAY
