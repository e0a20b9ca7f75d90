"""Where the plan moves: forward slowly, back at once. What it makes of a day stands in `days`.

Stages, levels and zones are judgement built on published walk-run schemes and the pain-monitoring
model (Silbernagel 2007, Vincent 2017); they are not validated for the front of the hip.
"""

from dataclasses import replace
from typing import Literal

from whenever import Date

from bot.domain.plan.model import (
    RUN_STAGE,
    TOP_LEVEL,
    TOP_STAGE,
    Effort,
    Plan,
    Zone,
    days_between,
)

DAILY_FROM = 8  # the first level at which two days in a row may be run
GREEN_SESSIONS = (2, 3, 3)  # at each stage, before the next
GREEN_RUNS = 2  # at each level, before the next
STANDING_SESSIONS = 2  # green ones before running opens; one where sessions are weekly
RED_REST, RED_REST_AGAIN = 2, 3  # days after red, and after a second red soon
PULL_STRETCH, PULL_RUN = 7, 14  # days after a sudden pull before the first stretch and run
QUIET_MOST = 2  # of pain in quiet exercises, until somebody has looked
LOADING_DAYS = 5  # of a week once running has begun: two stay free
WEEK = 7
LIGHT_WEEK = 4  # every fourth is lighter
BREAK_DAYS = 14  # without anything: then it goes on lower
_SOON_DAYS = 14


def moved(plan: Plan, effort: Effort, zone: Zone, on: Date) -> Plan:
    """Return the plan after an effort on a day was judged: forward, the same again, or back.

    An effort is best judged when the next morning is known, or at once where it is red. Judged
    again for the same day it counts no second time: amber takes a green back, red stays red.
    """
    if plan.ended_at is not None:
        return plan
    plan = done(resumed(plan, on), effort, on)
    if effort is Effort.SESSION and plan.stopped_on == on:
        zone = max(zone, Zone.AMBER)
    if zone is Zone.RED:
        return _back(plan, effort, on)
    plan = replace(plan, zone=zone)
    if zone is Zone.AMBER and effort is Effort.SESSION:
        return replace(plan, greens=plan.greens - {on})
    if zone is Zone.AMBER:
        return replace(plan, green_runs=plan.green_runs - {on})
    if plan.rests(on) or plan.pauses(on):
        return plan
    return _session_up(plan, on) if effort is Effort.SESSION else _run_up(plan, on)


def resumed(plan: Plan, on: Date) -> Plan:
    """Return the plan as it goes on that day: lower for every two weeks without anything."""
    breaks = _breaks(on, plan.begun_on, plan.last_session, plan.last_run)
    if breaks:
        stage = max(0, plan.stage - breaks)
        plan = replace(plan, stage=stage, greens=frozenset(), begun_on=on)
    breaks = _breaks(on, plan.running_from or on, plan.last_run)
    if breaks and plan.level:
        level = max(1, plan.level - 2 * breaks)
        plan = replace(plan, level=level, green_runs=frozenset(), running_from=on)
    return plan


def done(plan: Plan, effort: Effort, on: Date) -> Plan:
    """Return the plan with an effort that took place on a day and is not judged yet."""
    if on >= (plan.last_effort or on):
        plan = replace(plan, zone=None)
    if effort is Effort.SESSION:
        return replace(plan, last_session=max(on, plan.last_session or on))
    return replace(plan, last_run=max(on, plan.last_run or on))


def awaits_morning(plan: Plan, on: Date) -> bool:
    """Say whether how the latest effort, of an earlier day, went is still to be asked."""
    if plan.last_effort is None or plan.zone is not None:
        return False
    return 0 < days_between(on, plan.last_effort) < BREAK_DAYS


def asks_gate(plan: Plan, on: Date) -> bool:
    """Say whether the questions before running may be asked: enough standing work was green."""
    ready = plan.level == 0 and plan.zone is Zone.GREEN and _stands(plan)
    return ready and not plan.rests(on) and not is_pulled(plan, on)


def is_pulled(plan: Plan, on: Date) -> bool:
    """Say whether a sudden pull is too fresh for a run."""
    return plan.pulled_on is not None and days_between(on, plan.pulled_on) < PULL_RUN


def level_on(plan: Plan, on: Date) -> int:
    """Return the level of that day's run: one lower in a lighter week."""
    return plan.level - 1 if plan.level > 1 and is_light(plan, on) else plan.level


def stepped_back(plan: Plan, what: Literal["stage", "level"], number: int) -> Plan | None:
    """Return the plan one stage or level lower; None where it is at another number, or lowest."""
    if what == "stage" and number == plan.stage > 0:
        return replace(plan, stage=plan.stage - 1, greens=frozenset())
    if what == "level" and number == plan.level > 1:
        return replace(plan, level=plan.level - 1, green_runs=frozenset())
    return None


def fewer_sets(plan: Plan, on: Date) -> bool:
    """Say whether a session has the least sets: the first of a stage, or in a lighter week."""
    return plan.green == 0 or is_light(plan, on)


def week_of_stage(plan: Plan, on: Date) -> int:
    """Return how many whole weeks the plan has been at its stage."""
    return max(0, days_between(on, plan.stage_on)) // WEEK if plan.stage_on else 0


def is_light(plan: Plan, on: Date) -> bool:
    """Say whether that day is in a lighter week, which is every fourth."""
    return max(0, days_between(on, plan.begun_on)) // WEEK % LIGHT_WEEK == LIGHT_WEEK - 1


def opened(plan: Plan, asked: frozenset[str], on: Date) -> Plan:
    """Return the plan at level 1 where every item of the gate that is asked was answered yes."""
    early = plan.rests(on) or is_pulled(plan, on)
    if plan.level or early or not _stands(plan) or not asked <= plan.gate:
        return plan
    return replace(plan, level=1, green_runs=frozenset(), running_from=on, level_on=on)


def calmed(plan: Plan, on: Date) -> Plan:
    """Return the plan with rest or a walk on the day of a worse morning."""
    return replace(plan, worse_on=max(on, plan.worse_on or on))


def rested(plan: Plan, on: Date) -> Plan:
    """Return the plan with the days of rest that red of that day asks for."""
    days = RED_REST_AGAIN if _is_red_again(plan, on) else RED_REST
    until = on.add(days=days)
    return replace(plan, rest_until=max(until, plan.rest_until or until))


def _stands(plan: Plan) -> bool:
    """Say whether standing sessions have been green often enough for running."""
    needed = 1 if len(plan.session_days) == 1 else STANDING_SESSIONS
    return plan.stage > RUN_STAGE or (plan.stage == RUN_STAGE and plan.green >= needed)


def _is_red_again(plan: Plan, on: Date) -> bool:
    return plan.last_red is not None and days_between(on, plan.last_red) <= _SOON_DAYS


def _session_up(plan: Plan, on: Date) -> Plan:
    if is_light(plan, on):
        return plan
    greens = plan.greens | {on}
    enough = plan.stage < TOP_STAGE and len(greens) >= GREEN_SESSIONS[plan.stage]
    pulled = plan.stage == 0 and plan.pulled_on is not None
    early = pulled and days_between(on, plan.pulled_on or on) < PULL_STRETCH
    if not enough or early or _is_week_of(plan.level_on, on):
        return replace(plan, greens=greens)
    return replace(plan, stage=plan.stage + 1, greens=frozenset(), stage_on=on)


def _run_up(plan: Plan, on: Date) -> Plan:
    if not plan.may_run or is_light(plan, on):
        return plan  # nobody runs past the gate
    green_runs = plan.green_runs | {on}
    enough = plan.level < TOP_LEVEL and len(green_runs) >= GREEN_RUNS
    if not enough or _is_week_of(plan.stage_on, on):
        return replace(plan, green_runs=green_runs)
    return replace(plan, level=plan.level + 1, green_runs=frozenset(), level_on=on)


def _is_week_of(step: Date | None, on: Date) -> bool:
    """Say whether the other step was taken in the week before: stage and level do not go together.

    One thing is changed at a time, so that its effect can be told.
    """
    return step is not None and days_between(on, step) < WEEK


def _back(plan: Plan, effort: Effort, on: Date) -> Plan:
    """Rest for two or three days, and one stage back, or one level: two if red came again soon."""
    if plan.last_red is not None and on <= plan.last_red:
        return replace(plan, zone=Zone.RED)  # judged already
    again = _is_red_again(plan, on)
    ran = effort is Effort.RUN and plan.level > 0
    level = max(0, plan.level - (2 if again else 1)) if ran else plan.level
    return replace(
        rested(plan, on),
        stage=plan.stage if ran else max(0, plan.stage - 1),
        level=level,
        gate=plan.gate if level else frozenset(),
        greens=frozenset(),
        green_runs=frozenset(),
        zone=Zone.RED,
        last_red=on,
    )


def _breaks(on: Date, *since: Date | None) -> int:
    """Return how many times two weeks have gone by since the latest of some days."""
    latest = max(day for day in since if day)
    return max(0, days_between(on, latest)) // BREAK_DAYS
