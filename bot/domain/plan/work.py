"""Where a person's plan is now, and how it moves, each as one unit of work."""

from dataclasses import dataclass, replace

from whenever import Date, Instant

from bot.domain.check.model import Check, Origin
from bot.domain.people import store as people
from bot.domain.people.model import Person
from bot.domain.plan import store, store_session
from bot.domain.plan.making import Weekdays, first_stage, pulled, rechecked
from bot.domain.plan.model import GuidedSession, Plan, Verdict, Zone
from bot.domain.plan.rules import calmed, moved, resumed
from bot.domain.standing import Access, Standing, standing
from bot.storage.transaction import Transaction

LOWERED = frozenset({"lower_after_check", "lower_after_break"})
"""The ids of the sentences that say why a plan goes on lower."""

_FRESH_HOURS = 14 * 24  # a plan is made from a check no older


@dataclass(frozen=True, slots=True)
class Outlook:
    """What holds for a person, and the plan as a newer check and a break have left it.

    `race` is one of their own that is still to come. `kept` is the plan as it is stored, `session`
    the guided session under way, and `lowered` why the plan has just become lower: these two where
    today was asked for.
    """

    standing: Standing
    access: Access
    plan: Plan | None
    kept: Plan | None
    session: GuidedSession | None = None
    lowered: str = ""
    race: Date | None = None

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
    def is_quiet(self) -> bool:
        """Say whether quiet exercises may be done until somebody has looked.

        The check alone holds the plan, and what it found leaves room for them.
        """
        quiet = self.check is not None and self.check.plan == "holding"
        ours = all(
            hold.origin is Origin.CHECK and self.check and hold.check_id == self.check.check_id
            for hold in self.standing.holds
        )
        return self.access is Access.SOON and quiet and ours

    @property
    def cleared(self) -> bool:
        """Say whether the plan rests on what somebody found who examined the person."""
        return self.check is not None and self.check.cleared_at is not None

    @property
    def stage(self) -> int:
        """Return the plan's stage, or the one at which a new plan begins."""
        if self.plan is not None:
            return self.plan.stage
        return first_stage(self.check.facts, cleared=self.cleared) if self.check else 0

    @property
    def level(self) -> int:
        """Return the plan's running level, 0 where there is none."""
        return self.plan.level if self.plan else 0


def outlook(tx: Transaction, person: Person, now: Instant) -> Outlook:
    """Return what holds for a person's plan now; nothing is stored."""
    found = standing(tx, person, now)
    kept = store.current(tx, person.person_id)
    access = found.access
    if access is Access.FREE and kept is None and _is_old(found.check, now):
        access = Access.OLD_CHECK
    if access is Access.NO_PLAN and kept and found.check and "painless" in found.check.facts:
        access = Access.FREE  # a click asks for no plan, and takes none away
    plan = None if access is Access.NO_PLAN else kept
    if plan is not None and found.check is not None and access is Access.FREE:
        plan = rechecked(plan, found.check, found.on)
    if plan is not None:
        plan = resumed(plan, found.on)
    race = store.race(tx, person.person_id) if plan else None
    return Outlook(found, access, plan, kept, race=race if race and race > found.on else None)


def of_person(tx: Transaction, person_id: int, now: Instant) -> Outlook:
    """Return the outlook of somebody of whom only the id is known; nothing is stored."""
    return outlook(tx, people.get(tx, person_id), now)


def today(tx: Transaction, person_id: int, now: Instant) -> Outlook:
    """Return where somebody is today; what a newer check or a break has changed is stored."""
    found = of_person(tx, person_id, now)
    found = replace(found, session=store_session.under_way(tx, person_id))
    plan, kept = found.free, found.kept
    if plan is None or kept is None or plan == kept:
        return found
    return replace(saved(tx, found, plan), lowered=_lowered(plan, kept))


def saved(tx: Transaction, found: Outlook, plan: Plan) -> Outlook:
    """Store a plan, and return the outlook with it."""
    store.save(tx, plan)
    return replace(found, plan=plan, kept=plan)


def begun(found: Outlook, days: Weekdays, now: Instant) -> Plan:
    """Return the plan that somebody begins now, who has none: nothing is stored."""
    check = found.check
    return Plan(
        found.standing.person.person_id,
        now,
        found.on,
        check_id=check.check_id if check else None,
        stage=found.stage,
        run_days=days.runs,
        session_days=days.sessions,
        pulled_on=pulled(check.facts, found.on) if check else None,
    )


def judge(tx: Transaction, found: Outlook, verdict: Verdict) -> Plan | None:
    """Move the plan by how an effort went and store it; a plan that is held goes not forward.

    After a worse morning today is rest. Returns the plan as it is then, None where there is none.
    """
    if found.plan is None:
        return None
    held = found.access is not Access.FREE
    zone = max(verdict.zone, Zone.AMBER) if held else verdict.zone
    plan = moved(found.plan, verdict.effort, zone, verdict.on)
    return saved(tx, found, calmed(plan, found.on) if verdict.worse else plan).plan


def _lowered(plan: Plan, kept: Plan) -> str:
    if (plan.stage, plan.level) == (kept.stage, kept.level):
        return ""
    fresh = plan.check_id != kept.check_id and plan.stage == 0
    return "lower_after_check" if fresh else "lower_after_break"


def _is_old(check: Check | None, now: Instant) -> bool:
    if check is None:
        return False
    latest = max(check.updated_at, check.cleared_at or check.updated_at)
    return (now - latest).total("hours") > _FRESH_HOURS
