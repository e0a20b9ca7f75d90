"""A guided session and a run, step by step, each as one unit of work."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from whenever import Instant

from bot.domain.check.work_holds import NotedSign, hold_noted
from bot.domain.plan import store_session
from bot.domain.plan.days import day, may_begin, with_first
from bot.domain.plan.model import Day, DayKind, Effort, GuidedSession, Verdict, Workout, Zone
from bot.domain.plan.rules import awaits_morning, done
from bot.domain.plan.rules_session import Step, is_current, stopped
from bot.domain.plan.work import Outlook, judge, saved, today
from bot.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Begun:
    """What was begun: a session, or a run; neither where today holds nothing to begin."""

    found: Outlook
    session: GuidedSession | None = None
    run: Day | None = None


@dataclass(frozen=True, slots=True)
class SessionTap:
    """A button of a session: whose, of which, and how many results it had then."""

    person_id: int
    session_id: int
    results: int


def begin(tx: Transaction, person_id: int, workouts: Sequence[Workout], now: Instant) -> Begun:
    """Begin today's session or run, or go on with the session that is under way."""
    found = today(tx, person_id, now)
    plan, session = found.free, found.session
    if found.is_quiet:
        return _begin_quiet(tx, found, workouts, now)
    if plan is None:
        return Begun(found)
    planned = day(plan, found.on, workouts)
    # One that was begun before midnight goes on whatever today is.
    goes_on = planned.kind is DayKind.SESSION or (session and session.day != found.on)
    if session and goes_on and is_current(session, found.on, now):
        return Begun(found, session)
    if planned.done or planned.kind is DayKind.REST or awaits_morning(plan, found.on):
        return Begun(found)
    if planned.kind is DayKind.RUN:
        return Begun(found, run=planned)
    return Begun(found, store_session.begin(tx, person_id, found.on, planned.exercises, now))


def begin_first(
    tx: Transaction, person_id: int, workouts: Sequence[Workout], now: Instant
) -> Begun:
    """Begin a plan's very first session on a day that would be rest; else what today holds."""
    found = today(tx, person_id, now)
    plan = found.free
    if plan is not None and may_begin(plan, day(plan, found.on, workouts)):
        saved(tx, found, with_first(plan, found.on))
    return begin(tx, person_id, workouts, now)


def _begin_quiet(
    tx: Transaction, found: Outlook, workouts: Sequence[Workout], now: Instant
) -> Begun:
    """Begin the exercises of those whom somebody is to see first, or go on with them."""
    if _goes_on(found, now):
        return Begun(found, found.session)
    (workout,) = (workout for workout in workouts if workout.quiet)
    person_id = found.standing.person.person_id
    return Begun(found, store_session.begin(tx, person_id, found.on, workout.exercises, now))


def _goes_on(found: Outlook, now: Instant) -> bool:
    """Say whether a session is under way that may go on: not from before what holds the plan."""
    session, since = found.session, found.standing.since
    if session is None or not is_current(session, found.on, now):
        return False
    if found.is_quiet:
        return since is None or session.started_at >= since
    return found.free is not None


def current(tx: Transaction, tap: SessionTap, now: Instant) -> Outlook:
    """Return the outlook with the session that a button belongs to; None where that is over."""
    found = today(tx, tap.person_id, now)
    mine = found.session is not None and found.session.session_id == tap.session_id
    return found if mine and _goes_on(found, now) else replace(found, session=None)


def take(
    tx: Transaction, tap: SessionTap, step: Step, easier: Callable[[str], str | None], now: Instant
) -> Outlook:
    """Take a step of a session, and note in the plan that it took place once it is over.

    `easier` gives an exercise's easier form. A button that was tapped twice changes nothing.
    """
    found = current(tx, tap, now)
    session, plan = found.session, found.free
    if session is None or len(session.results) != tap.results:
        return found
    session = step(session, easier(session.exercise))
    store_session.save(tx, session)
    if plan is None:  # quiet exercises move no plan
        return replace(found, session=session)
    if session.state == "stopped":
        plan = replace(plan, stopped_on=session.day)
    if session.state in {"done", "stopped"}:
        found = saved(tx, found, done(plan, Effort.SESSION, session.day))
    return replace(found, session=session)


def stop(tx: Transaction, tap: SessionTap, sign: NotedSign, now: Instant) -> tuple[Outlook, bool]:
    """End a session at a sign that is no soreness: red, as in the diary, and a check that is asked.

    False where the button is an old one.
    """
    found = current(tx, tap, now)
    if found.session is None or len(found.session.results) != tap.results:
        return found, False
    day_of = found.session.day
    found = take(tx, tap, stopped, lambda _: None, now)
    judge(tx, found, Verdict(Effort.SESSION, Zone.RED, day_of))
    hold_noted(tx, tap.person_id, sign, now)
    return found, True


def ran(
    tx: Transaction, person_id: int, workouts: Sequence[Workout], now: Instant
) -> tuple[Outlook, bool]:
    """Note that today's run took place; False where today holds none."""
    found = today(tx, person_id, now)
    plan = found.free
    if plan is None or day(plan, found.on, workouts).kind is not DayKind.RUN:
        return found, False
    return saved(tx, found, done(plan, Effort.RUN, found.on)), True
