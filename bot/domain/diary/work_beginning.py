"""A plan begins, with what the diary knows: each as one unit of work."""

from collections.abc import Iterable
from dataclasses import replace

from whenever import Date, Instant

from bot.domain.diary.work_asking import red_lately
from bot.domain.plan import work_changing
from bot.domain.plan.ahead import first_run
from bot.domain.plan.making import Weekdays
from bot.domain.plan.model import Plan
from bot.domain.plan.rules import rested
from bot.domain.plan.work import begun, of_person, saved
from bot.domain.plan.work_changing import PlanMaking
from bot.domain.standing import Access
from bot.storage.transaction import Transaction


def make(
    tx: Transaction, person_id: int, sessions: Iterable[int], runs: Iterable[int], now: Instant
) -> PlanMaking:
    """Make the plan with these weekdays, or store them in the one there is.

    A new one rests first where the diary was red lately.
    """
    made = work_changing.make(tx, person_id, sessions, runs, now)
    if not made.why or made.found.plan is None:
        return made
    plan = _after_red(tx, made.found.plan, made.found.on)
    return replace(made, found=saved(tx, made.found, plan))


def expected_run(tx: Transaction, person_id: int, now: Instant) -> Date | None:
    """Return the earliest day of a run of the plan that somebody has, or could make now.

    None where something holds it, or there is none for them.
    """
    found = of_person(tx, person_id, now)
    if found.access is not Access.FREE or found.check is None:
        return None
    new = found.plan or _after_red(tx, begun(found, Weekdays(), now), found.on)
    return first_run(new, found.on)


def _after_red(tx: Transaction, plan: Plan, on: Date) -> Plan:
    red = red_lately(tx, plan.person_id, on)
    return replace(rested(plan, red.on), last_red=red.on) if red else plan
