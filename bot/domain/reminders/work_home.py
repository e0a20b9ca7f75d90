"""What home shows, and what can be chosen there, each as one unit of work."""

from dataclasses import dataclass

from whenever import Instant

from bot.domain.check import store as checks
from bot.domain.people.model import Side
from bot.domain.people.work import change
from bot.domain.reminders.work_zone import set_zone
from bot.domain.standing import Standing, of_person
from bot.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Home:
    """What holds for somebody; `is_new` says that they have neither chosen nor checked anything."""

    standing: Standing
    is_new: bool
    check_is_open: bool


def at_home(tx: Transaction, person_id: int, now: Instant) -> Home:
    """Return what home shows a person."""
    standing = of_person(tx, person_id, now)
    newest = checks.latest(tx, person_id)
    return Home(
        standing,
        is_new=standing.person.side is None and newest is None and not standing.holds,
        check_is_open=newest is not None and newest.is_open,
    )


def choose_side(tx: Transaction, person_id: int, side: Side | None, now: Instant) -> Home:
    """Store the sore side, unless it was skipped."""
    if side is not None:
        change(tx, person_id, side=side)
    return at_home(tx, person_id, now)


def choose_zone(tx: Transaction, person_id: int, zone: str, now: Instant) -> Home:
    """Store the time zone, and plan the person's reminders anew by it."""
    set_zone(tx, person_id, zone, now)
    return at_home(tx, person_id, now)
