"""What the plan makes of a day: rest, a session or a run, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from whenever import Date

from bot.domain.plan.model import Day, DayKind, Plan, Workout
from bot.domain.plan.rules import (
    DAILY_FROM,
    LOADING_DAYS,
    WEEK,
    asks_gate,
    is_pulled,
    level_on,
    resumed,
)

WHYS = frozenset(
    {
        "paused", "rest_after_red", "rest_after_worse", "moved_away", "rest_day", "rest_of_week",
        "day_between_runs", "day_between_sessions", "run_waits_after_pull", "run_waits_for_gate",
        "run_waits_for_answers", "run_waits_for_stage",
        "session_0", "session_1", "session_2", "session_3", "run",
    }
)  # fmt: skip


def day(plan: Plan, on: Date, workouts: Sequence[Workout]) -> Day:
    """Return what one day is, after a break too; `workouts` are those of `content.plan`."""
    return _day(resumed(plan, on), on, workouts)


def week(plan: Plan, start: Date, workouts: Sequence[Workout]) -> tuple[Day, ...]:
    """Return seven days from `start`, as they would be if nothing moves the plan meanwhile."""
    return days_ahead(plan, start, WEEK, workouts)


def days_ahead(plan: Plan, start: Date, days: int, workouts: Sequence[Workout]) -> tuple[Day, ...]:
    """Return so many days from `start`, as they would be if nothing moves the plan meanwhile."""
    plan = resumed(plan, start)
    return tuple(_day(plan, start.add(days=later), workouts) for later in range(days))


def postponed(plan: Plan, on: Date) -> tuple[Plan, Date | None]:
    """Return the plan with that day's effort moved to the next day that can take it, and that day.

    A session does not push a run away; where a session stands already, the two become one. The
    day is None where there is nothing to move, or none within a week; nor is a run moved to a day
    by which the break is so long that the plan has fallen back behind running.
    """
    plan = resumed(plan, on)
    kind = _kind(plan, on)[0]
    if kind is DayKind.REST:
        return plan, None
    kept = {date: shift for date, shift in plan.shifts.items() if date > on}
    plan = replace(plan, shifts={**kept, on: DayKind.REST})
    for ahead in range(1, WEEK):
        target = on.add(days=ahead)
        taken = kind is DayKind.SESSION and _kind(plan, target)[0] is DayKind.RUN
        free = plan.worse_on != target and not (plan.rests(target) or plan.pauses(target))
        is_lost = kind is DayKind.RUN and not resumed(plan, target).may_run
        if free and not (taken or is_lost):
            return replace(plan, shifts={**plan.shifts, target: kind}), target
    return plan, None


def may_begin(plan: Plan, today: Day) -> bool:
    """Say whether a day of rest may have a plan's very first session, if the person likes."""
    if today.kind is not DayKind.REST or plan.last_effort is not None:
        return False
    rests = plan.rests(today.on) or plan.pauses(today.on) or plan.worse_on == today.on
    return not rests and plan.shifts.get(today.on) is None


def with_first(plan: Plan, on: Date) -> Plan:
    """Return the plan with its first session on a day that would be rest."""
    return replace(plan, shifts={**plan.shifts, on: DayKind.SESSION})


def spaced(weekdays: Iterable[int]) -> frozenset[int]:
    """Return ISO weekdays of which no two follow each other, Sunday and Monday included."""
    kept: list[int] = []
    for weekday in sorted(weekdays):
        follows = bool(kept) and weekday == kept[-1] + 1
        if not follows and not (weekday == WEEK and kept[:1] == [1]):
            kept.append(weekday)
    return frozenset(kept)


def _day(plan: Plan, on: Date, workouts: Sequence[Workout]) -> Day:
    kind, why = _kind(plan, on)
    match kind:
        case DayKind.REST:
            return Day(on, kind, why)
        case DayKind.RUN:
            return Day(on, kind, why, level=level_on(plan, on), done=plan.last_run == on)
        case DayKind.SESSION:
            exercises = _exercises(plan, on, workouts)
            return Day(on, kind, why, exercises, done=plan.last_session == on)


def _kind(plan: Plan, on: Date) -> tuple[DayKind, str]:
    """Return what a day is, and the id of the sentence that says why."""
    if plan.pauses(on):
        return DayKind.REST, "paused"
    if plan.rests(on):
        return DayKind.REST, "rest_after_red"
    if plan.worse_on == on:
        return DayKind.REST, "rest_after_worse"
    kind, why = _meant(plan, on)
    before = on.subtract(days=1)
    follows = kind is _meant(plan, before)[0]
    daily = level_on(plan, on) >= DAILY_FROM
    if kind is DayKind.RUN and not daily and (follows or plan.last_run == before):
        return DayKind.REST, "day_between_runs"
    if kind is DayKind.SESSION and plan.stage and (follows or plan.last_session == before):
        return DayKind.REST, "day_between_sessions"
    return kind, why


def _meant(plan: Plan, on: Date) -> tuple[DayKind, str]:
    """Return what a day is by weekday, or by the person's own shift, whatever came the day before.

    The first stage's easy holds are for every day; what a plan would have had before it began took
    place nowhere.
    """
    if on < plan.begun_on:
        return DayKind.REST, "rest_day"
    weekday = on.day_of_week().value
    session = (DayKind.SESSION, f"session_{plan.stage}")
    shift = plan.shifts.get(on)
    if shift is DayKind.REST:
        return DayKind.REST, "moved_away"
    sessions, runs = loading_days(plan, on)
    if plan.may_run and (shift is DayKind.RUN or weekday in runs):
        return DayKind.RUN, "run"
    if shift is DayKind.SESSION or plan.stage == 0 or weekday in sessions:
        return session
    return DayKind.REST, _why_rest(plan, on, runs)


def _why_rest(plan: Plan, on: Date, runs: frozenset[int]) -> str:
    """Return why a weekday that holds nothing is rest."""
    weekday = on.day_of_week().value
    if plan.may_run:
        return "rest_of_week" if weekday in plan.run_days | plan.session_days else "rest_day"
    if weekday not in runs:
        return "rest_day"
    if plan.level:
        return "run_waits_for_stage"
    if is_pulled(plan, on):
        return "run_waits_after_pull"
    return "run_waits_for_answers" if asks_gate(plan, on) else "run_waits_for_gate"


def loading_days(plan: Plan, on: Date) -> tuple[frozenset[int], frozenset[int]]:
    """Return the weekdays of sessions and of runs as they go in the week of that day.

    Once running has begun two days a week stay free: sessions make way first, all but one, then
    runs; of either the day that has most of its neighbours loaded too.
    """
    sessions = spaced(plan.session_days)
    runs = plan.run_days if level_on(plan, on) >= DAILY_FROM else spaced(plan.run_days)
    if not plan.may_run:
        return sessions, runs
    sessions -= runs
    while len(sessions) > 1 and len(sessions) + len(runs) > LOADING_DAYS:
        sessions -= {_busiest(sessions, sessions | runs)}
    while len(sessions) + len(runs) > LOADING_DAYS:
        runs -= {_busiest(runs, sessions | runs)}
    return sessions, runs


def _busiest(days: frozenset[int], loaded: frozenset[int]) -> int:
    return max(days, key=lambda day: (len(loaded & beside(day)), day))


def beside(weekday: int) -> frozenset[int]:
    """Return the weekdays before and after one."""
    return frozenset({weekday % WEEK + 1, (weekday - 2) % WEEK + 1})


def _exercises(plan: Plan, on: Date, workouts: Sequence[Workout]) -> tuple[str, ...]:
    """Return the exercises of a day's session: the stage's workouts take turns."""
    fit = [workout for workout in workouts if workout.stage == plan.stage and not workout.quiet]
    turn = on.to_stdlib().toordinal() // 2  # sessions are two days apart or more
    return fit[turn % len(fit)].exercises if fit else ()
