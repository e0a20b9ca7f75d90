"""What home shows of a person, and the two settings that can be made there."""

from dataclasses import dataclass

from whenever import Instant

from bot.domain.check import store as checks
from bot.domain.check.model import Urgency
from bot.domain.people import store as people
from bot.domain.people.model import Person, Side
from bot.domain.people.work import change
from bot.domain.reminders.work_zone import set_zone
from bot.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Home:
    """What home shows; `grave` is the last check's result where somebody must still act on it."""

    person: Person
    is_new: bool
    check_is_open: bool
    grave: Urgency | None


def at_home(tx: Transaction, person_id: int) -> Home:
    """Return what home shows of a person."""
    person, latest = people.get(tx, person_id), checks.latest(tx, person_id)
    return Home(
        person=person,
        is_new=person.side is None and latest is None,
        check_is_open=latest is not None and latest.is_open,
        grave=_grave(tx, person_id),
    )


def choose_side(tx: Transaction, person_id: int, side: Side | None) -> Home:
    """Set the sore side, unless that was skipped; return what home shows then."""
    if side:
        change(tx, person_id, side=side)
    return at_home(tx, person_id)


def choose_zone(tx: Transaction, person_id: int, zone: str, now: Instant) -> Home:
    """Set the time zone; return what home shows then."""
    set_zone(tx, person_id, zone, now)
    return at_home(tx, person_id)


def _grave(tx: Transaction, person_id: int) -> Urgency | None:
    check = checks.last_assessed(tx, person_id)
    if check is None or check.cleared_at or (check.urgency or 0) < Urgency.URGENT_SAME_DAY:
        return None
    return check.urgency
