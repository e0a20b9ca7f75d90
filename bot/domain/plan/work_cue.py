"""A run that is told of, from its first step to its last, each step as one unit of work."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from whenever import Instant

from bot.domain.check.work_holds import NotedSign, hold_noted
from bot.domain.plan import store_cue as store
from bot.domain.plan.days import day
from bot.domain.plan.model import DayKind, Effort, Verdict, Zone
from bot.domain.plan.model_cue import CuedRun, CuePart, Whereabouts
from bot.domain.plan.rules import awaits_morning, done
from bot.domain.plan.rules_cue import has_run, is_stale, next_cue, whereabouts
from bot.domain.plan.work import Outlook, judge, of_person, saved
from bot.storage.transaction import Transaction

_LEASE_S = 20  # what was claimed and not settled by then is told again


@dataclass(frozen=True, slots=True)
class RunCue:
    """What there is to tell of a run: where it is, None where it is over; or what has stopped it.

    `ran` says that some of it was run.
    """

    run: CuedRun
    found: Outlook
    at: Whereabouts | None
    ran: bool

    @property
    def held(self) -> bool:
        """Say whether something has come to hold the plan."""
        return self.found.free is None


@dataclass(frozen=True, slots=True)
class CueStart:
    """Who begins a run, and whether each change is to be heard."""

    person_id: int
    sounds: bool


@dataclass(frozen=True, slots=True)
class CueTap:
    """A button of a run: whose, and of which."""

    person_id: int
    run_id: int


def begin(
    tx: Transaction, start: CueStart, parts: Callable[[int], tuple[CuePart, ...]], now: Instant
) -> tuple[Outlook, bool]:
    """Begin today's run, or tell anew of the one under way; False where today holds none.

    `parts` gives what a run of a level is made of.
    """
    found = of_person(tx, start.person_id, now)
    plan = found.free
    if plan is None or awaits_morning(plan, found.on):
        return found, False
    today = day(plan, found.on, ())
    if today.kind is not DayKind.RUN or today.done:
        return found, False
    run = store.under_way(tx, start.person_id)
    if run is None or is_stale(run, now) or run.day != found.on or whereabouts(run, now) is None:
        made_of = parts(today.level)
        run = CuedRun(0, start.person_id, found.on, made_of, start.sounds, began_at=now)
        store.begin(tx, run)
    else:
        run = _resumed(run, now)
        store.save(tx, replace(run, message_id=None, told=-1), now)
    return found, True


def claim(tx: Transaction, now: Instant, limit: int) -> Sequence[RunCue]:
    """Return what is to be told now; a run that is over is noted in the plan."""
    cues = [_cue(tx, run, now) for run in store.due(tx, now, limit)]
    for cue in cues:
        store.save(tx, cue.run, now.add(seconds=_LEASE_S))
        if cue.at is None and not cue.held:
            _note(tx, cue)
    return cues


def settle(
    tx: Transaction, cue: RunCue, message_id: int | None, now: Instant
) -> Literal["paused", "over"] | None:
    """Note what was told. Returns what the person has made of the run meanwhile."""
    run = store.under_way(tx, cue.run.person_id)
    if run is None or run.run_id != cue.run.run_id:
        return "over"
    if cue.at is None or cue.held:
        store.remove(tx, run.person_id)
        return None
    run = replace(run, told=cue.at.at, message_id=message_id)
    paused = run.paused_at is not None
    store.save(tx, run, None if paused else next_cue(run, now))
    return "paused" if paused else None


def pause(tx: Transaction, tap: CueTap, now: Instant) -> RunCue | None:
    """Let a run wait; None where the button is of another one."""
    run = _mine(tx, tap)
    if run is None:
        return None
    run = run if run.paused_at else replace(run, paused_at=now)
    store.save(tx, run, None)
    return _cue(tx, run, now)


def resume(tx: Transaction, tap: CueTap, now: Instant) -> RunCue | None:
    """Go on with a run; None where the button is of another one, or of one long ago."""
    run = _mine(tx, tap)
    if run is None or is_stale(run, now):
        return None
    run = _resumed(run, now)
    cue = _cue(tx, run, now)
    told = cue.at.at if cue.at else run.told
    store.save(tx, replace(run, told=told), next_cue(run, now) if cue.at and not cue.held else now)
    return cue


def stop(tx: Transaction, tap: CueTap, now: Instant) -> RunCue | None:
    """End a run early; None where the button is of another one. What was run is noted."""
    run = _mine(tx, tap)
    if run is None:
        return None
    cue = _cue(tx, run, now)
    store.remove(tx, run.person_id)
    if cue.ran and not cue.held:
        _note(tx, cue)
    return cue


def hurt(tx: Transaction, tap: CueTap, sign: NotedSign, now: Instant) -> bool:
    """End a run at a sign that is no soreness: red, and a check that is asked; False if not his."""
    cue = stop(tx, tap, now)
    if cue is None:
        return False
    judge(tx, of_person(tx, tap.person_id, now), Verdict(Effort.RUN, Zone.RED, cue.run.day))
    hold_noted(tx, tap.person_id, sign, now)
    return True


def _mine(tx: Transaction, tap: CueTap) -> CuedRun | None:
    run = store.under_way(tx, tap.person_id)
    return run if run and run.run_id == tap.run_id else None


def _cue(tx: Transaction, run: CuedRun, now: Instant) -> RunCue:
    found = of_person(tx, run.person_id, now)
    return RunCue(run, found, whereabouts(run, now), has_run(run, run.paused_at or now))


def _note(tx: Transaction, cue: RunCue) -> None:
    plan = cue.found.free
    if plan is not None and plan.last_run != cue.run.day:
        saved(tx, cue.found, done(plan, Effort.RUN, cue.run.day))


def _resumed(run: CuedRun, now: Instant) -> CuedRun:
    if run.paused_at is None:
        return run
    waited = (now - run.paused_at).total("seconds")
    return replace(run, began_at=run.began_at.add(seconds=waited), paused_at=None)
