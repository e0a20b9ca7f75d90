"""What a person makes of their plan, each as one unit of work.

Each returns the outlook as it is then. What may not be done, for something holds the plan or there
is none, changes nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from whenever import Date, Instant

from bot.domain.people import store as people
from bot.domain.people.model import Side
from bot.domain.plan import store
from bot.domain.plan.days import day, postponed
from bot.domain.plan.making import first_stage, first_why, restarted, weekdays
from bot.domain.plan.model import GateItem, Plan, Workout
from bot.domain.plan.rules import asks_gate, opened, stepped_back
from bot.domain.plan.work import Outlook, begun, of_person, saved, today
from bot.domain.standing import Access
from bot.storage.transaction import Transaction

Back = Literal["stage", "level"]
GateAnswer = Literal["yes", "no", "later"]


@dataclass(frozen=True, slots=True)
class PlanMaking:
    """A plan that was made, with the id of the sentence why it begins there; or changed days."""

    found: Outlook
    why: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Gating:
    """Where the questions before running are: the next one, or the one that keeps it shut.

    `item` is None where none is asked; `opened` says that the last answer has opened running.
    """

    found: Outlook
    items: tuple[GateItem, ...] = ()
    item: GateItem | None = None
    shut: GateAnswer | None = None
    opened: bool = False

    @property
    def number(self) -> int:
        """Return the question's place, from 1."""
        return self.items.index(self.item) + 1 if self.item else 0


def take_side(tx: Transaction, person_id: int, side: Side, now: Instant) -> Outlook:
    """Store which side is sore."""
    people.save(tx, replace(people.get(tx, person_id), side=side))
    return today(tx, person_id, now)


def make(
    tx: Transaction, person_id: int, sessions: Iterable[int], runs: Iterable[int], now: Instant
) -> PlanMaking:
    """Make the plan with these weekdays, or store them in the one there is."""
    found = today(tx, person_id, now)
    if found.access is not Access.FREE or found.check is None:
        return PlanMaking(found)
    days = weekdays(sessions, runs, found.level)
    if found.plan is not None:
        plan = replace(found.plan, session_days=days.sessions, run_days=days.runs, shifts={})
        return PlanMaking(saved(tx, found, plan), changed=True)
    why = first_why(found.check.facts, cleared=found.cleared)
    return PlanMaking(saved(tx, found, begun(found, days, now)), why)


def pause(tx: Transaction, person_id: int, days: int, now: Instant) -> Outlook:
    """Pause for so many days, today the first; 0 ends a pause."""
    found = today(tx, person_id, now)
    if found.free is None:
        return found
    until = found.on.add(days=days - 1) if days else None
    return saved(tx, found, replace(found.free, paused_until=until))


def back(
    tx: Transaction, person_id: int, what: Back, number: int, now: Instant
) -> tuple[Outlook, bool]:
    """Go one stage or level back from that number; False where the plan is at another by now."""
    found = today(tx, person_id, now)
    lower = stepped_back(found.free, what, number) if found.free else None
    return (found, False) if lower is None else (saved(tx, found, lower), True)


def again(tx: Transaction, person_id: int, now: Instant) -> Outlook:
    """Go back to the plan's beginning."""
    found = today(tx, person_id, now)
    if found.free is None or found.check is None:
        return found
    stage = first_stage(found.check.facts, cleared=found.cleared)
    return saved(tx, found, restarted(found.free, stage, found.on))


def end(tx: Transaction, person_id: int, now: Instant) -> bool:
    """End the plan, also one that is held; False where there is none.

    What was done under it stays until the next one is made.
    """
    plan = of_person(tx, person_id, now).plan
    if plan is not None:
        store.save(tx, replace(plan, ended_at=now))
    return plan is not None


def postpone(
    tx: Transaction, person_id: int, on: Date, workouts: Sequence[Workout], now: Instant
) -> tuple[Outlook, Date | None]:
    """Move the session or run of that day, which must be today, to the next that can take it."""
    found = today(tx, person_id, now)
    plan = found.free
    if plan is None or on != found.on or day(plan, on, workouts).done:
        return found, None
    changed, target = postponed(plan, on)
    return (found, None) if target is None else (saved(tx, found, changed), target)


def gate(
    tx: Transaction,
    person_id: int,
    items: Sequence[GateItem],
    answer: tuple[str, str],
    now: Instant,
) -> Gating:
    """Take an answer to a question before running, by its id; all yes opens level 1.

    Where no question has that id, nothing is taken and the next one is asked.
    """
    found = today(tx, person_id, now)
    plan = found.free
    if plan is None or found.check is None or not asks_gate(plan, found.on):
        return Gating(found)
    bone = "bone" in found.check.facts
    asked = tuple(item for item in items if bone or not item.bone)
    answered = next((item for item in asked if item.id == answer[0]), None)
    match answer[1]:
        case "yes" if answered:
            plan = replace(plan, gate=plan.gate | {answered.id})
            plan = opened(plan, frozenset(item.id for item in asked), found.on)
            found = saved(tx, found, plan)
        case ("no" | "later") as shut if answered:
            found = saved(tx, found, replace(plan, gate=plan.gate - {answered.id}))
            return Gating(found, asked, answered, shut)
    return Gating(found, asked, _next(asked, plan), opened=plan.level > 0)


def _next(items: Sequence[GateItem], plan: Plan) -> GateItem | None:
    if plan.level:
        return None
    return next((item for item in items if item.id not in plan.gate), None)


def keep_race(tx: Transaction, person_id: int, on: Date | None, now: Instant) -> Outlook:
    """Keep the date of a race of the person's own, or forget it; return the outlook with it."""
    found = of_person(tx, person_id, now)
    if found.free is None:
        return found
    store.keep_race(tx, person_id, on)
    return replace(found, race=on)
