"""What home shows, and the clock that can be set there, each as one unit of work."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from whenever import Instant

from bot.domain.check import store as checks
from bot.domain.plan import store_session
from bot.domain.plan.days import week
from bot.domain.plan.model import Day, Workout
from bot.domain.plan.work import Outlook, of_person
from bot.domain.reminders.work_zone import set_zone
from bot.domain.standing import Standing
from bot.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Home:
    """What holds for somebody, and the week of their plan from today, empty where there is none.

    `is_new` says that they have neither chosen nor checked anything.
    """

    found: Outlook
    week: tuple[Day, ...]
    is_new: bool
    check_is_open: bool

    @property
    def standing(self) -> Standing:
        """Return what holds for them."""
        return self.found.standing


def at_home(tx: Transaction, person_id: int, workouts: Sequence[Workout], now: Instant) -> Home:
    """Return what home shows a person."""
    found = of_person(tx, person_id, now)
    found = replace(found, session=store_session.under_way(tx, person_id))
    newest = checks.latest(tx, person_id)
    side, holds = found.standing.person.side, found.standing.holds
    return Home(
        found,
        week(found.free, found.on, workouts) if found.free else (),
        is_new=side is None and newest is None and not holds,
        check_is_open=newest is not None and newest.is_open,
    )


def choose_zone(
    tx: Transaction, person_id: int, zone: str, workouts: Sequence[Workout], now: Instant
) -> Home:
    """Store the time zone, and plan the person's reminders anew by it."""
    set_zone(tx, person_id, zone, now)
    return at_home(tx, person_id, workouts, now)
