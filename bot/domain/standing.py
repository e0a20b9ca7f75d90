"""The one answer to what holds for a person: may they exercise, run, must they call somebody, why.

Everybody asks here. It is decided from rows alone: the newest check with a result, and the holds
that checks, typed warning signs and the diary have placed and nobody has settled. Nothing that is
reassuring lowers it; a hold ends when a clinician agrees, when the person says that it is over, or
when the answers of the very check are corrected.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from whenever import Date, Instant

from bot.domain.check import store as checks
from bot.domain.check import store_holds as holds
from bot.domain.check.model import Check, Hold, Urgency
from bot.domain.people import store as people
from bot.domain.people.model import Person
from bot.storage.transaction import Transaction


class Access(Enum):
    """What comes first. All but FREE hold a plan; exercises wait for the first two alone."""

    EXAMINE = "examine"  # urgent, or too young: somebody must look first
    CHECK = "check"  # something typed or noted asks for a check that is not done
    FIRST_CHECK = "first_check"  # there was none
    NO_PLAN = "no_plan"  # nothing grave, but nothing that this bot has a plan for
    OLD_CHECK = "old_check"  # too old to make a plan from; only where there is none yet
    SOON = "soon"  # a clinician within two weeks, and not yet
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for one person. `on` is their own date, `holds` the gravest first.

    `check` is the newest check with a result, cleared or not.
    """

    person: Person
    on: Date
    holds: tuple[Hold, ...]
    check: Check | None

    @property
    def access(self) -> Access:
        """Return what comes first."""
        if any(hold.holds_exercise and not hold.asks_check for hold in self.holds):
            return Access.EXAMINE
        if any(hold.asks_check for hold in self.holds):
            return Access.CHECK
        if self.check is None:
            return Access.FIRST_CHECK
        if self.holds:
            return Access.SOON
        elsewhere = self.check.plan == "none" and self.check.cleared_at is None
        return Access.NO_PLAN if elsewhere else Access.FREE

    @property
    def may_exercise(self) -> bool:
        """Say whether exercises and remedies may be shown."""
        return not any(hold.holds_exercise for hold in self.holds)

    @property
    def may_run(self) -> bool:
        """Say whether nothing speaks against running; a plan may still open it later."""
        return not self.holds

    @property
    def urgency(self) -> Urgency:
        """Return how soon somebody should look, by what holds now.

        What somebody has looked at is no longer for today, though it holds until they agree.
        """
        return max((_urgency(hold) for hold in self.holds), default=Urgency.SELF_CARE)

    @property
    def must_call(self) -> bool:
        """Say whether somebody is to be called or seen today."""
        return self.urgency >= Urgency.URGENT_SAME_DAY

    @property
    def is_seen(self) -> bool:
        """Say whether somebody has looked at all that holds, and the person must wait."""
        return bool(self.holds) and all(hold.seen_at for hold in self.holds)

    @property
    def why(self) -> Hold | None:
        """Return the gravest thing that holds."""
        return self.holds[0] if self.holds else None

    @property
    def since(self) -> Instant | None:
        """Return since when the gravest thing holds."""
        return self.holds[0].since if self.holds else None


def _urgency(hold: Hold) -> Urgency:
    return min(hold.urgency, Urgency.CLINICIAN_SOON) if hold.seen_at else hold.urgency


def standing(tx: Transaction, person: Person, now: Instant) -> Standing:
    """Return what holds for a person now."""
    found = holds.of_person(tx, person.person_id)
    return standing_of(person, found, checks.last_assessed(tx, person.person_id), now)


def of_person(tx: Transaction, person_id: int, now: Instant) -> Standing:
    """Return what holds for somebody of whom only the id is known."""
    return standing(tx, people.get(tx, person_id), now)


def standing_of(
    person: Person, holds: Sequence[Hold], check: Check | None, now: Instant
) -> Standing:
    """Return the standing that rests on these rows."""
    return Standing(person, person.date(now), tuple(holds), check)
