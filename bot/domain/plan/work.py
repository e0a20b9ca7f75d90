"""What holds for a plan now, and how it moves, each as one unit of work."""

from dataclasses import dataclass, replace

from whenever import Date, Instant

from bot.domain.check.model import Check
from bot.domain.people.model import Person
from bot.domain.plan import store
from bot.domain.plan.making import first_stage, rechecked
from bot.domain.plan.model import Effort, Plan, Zone
from bot.domain.plan.rules import moved, resumed
from bot.domain.standing import Access, Standing, standing
from bot.storage.transaction import Transaction

_FRESH_HOURS = 14 * 24  # a plan is made from a check no older


@dataclass(frozen=True, slots=True)
class Outlook:
    """What holds for a person, and the plan as a newer check and a break have left it.

    `kept` is the plan as it is stored.
    """

    standing: Standing
    access: Access
    plan: Plan | None
    kept: Plan | None

    @property
    def on(self) -> Date:
        """Return the person's own date."""
        return self.standing.on

    @property
    def check(self) -> Check | None:
        """Return the newest check with a result."""
        return self.standing.check

    @property
    def free(self) -> Plan | None:
        """Return the plan unless something holds it."""
        return self.plan if self.access is Access.FREE else None

    @property
    def stage(self) -> int:
        """Return the plan's stage, or the one at which a new plan begins."""
        if self.plan is not None:
            return self.plan.stage
        return first_stage(self.check.facts) if self.check else 0


def outlook(tx: Transaction, person: Person, now: Instant) -> Outlook:
    """Return what holds for a person's plan now; nothing is stored."""
    found = standing(tx, person, now)
    kept = store.current(tx, person.person_id)
    access = found.access
    if access is Access.FREE and kept is None and _is_old(found.check, now):
        access = Access.OLD_CHECK
    plan = kept
    if plan is not None and found.check is not None and access is Access.FREE:
        plan = rechecked(plan, found.check, found.on)
    if plan is not None:
        plan = resumed(plan, found.on)
    return Outlook(found, access, plan, kept)


def judge(tx: Transaction, found: Outlook, effort: Effort, zone: Zone, on: Date) -> Plan | None:
    """Move the plan by an effort of that date and store it; a plan that is held goes not forward.

    Returns the plan as it is then, None where there is none.
    """
    plan = found.plan
    if plan is None:
        return None
    if found.access is not Access.FREE:
        zone = max(zone, Zone.AMBER)
    plan = moved(plan, effort, zone, on)
    store.save(tx, plan)
    return plan


def end(tx: Transaction, plan: Plan, now: Instant) -> None:
    """End a plan; what was done under it stays until the next one is made."""
    store.save(tx, replace(plan, ended_at=now))


def _is_old(check: Check | None, now: Instant) -> bool:
    if check is None:
        return False
    latest = max(check.updated_at, check.cleared_at or check.updated_at)
    return (now - latest).total("hours") > _FRESH_HOURS
