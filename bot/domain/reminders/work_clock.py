"""Who has reminders but no clock is asked for it: at once, and once more a day later."""

from collections.abc import Sequence

from whenever import Instant

from bot.domain.people import store as people
from bot.domain.people.model import Person
from bot.domain.reminders import store_settings as settings
from bot.domain.reminders.model import ReminderList, Visit
from bot.domain.reminders.work_looking import everyone
from bot.domain.reminders.work_zone import set_zone
from bot.storage.transaction import Transaction

_LEASE_S = 600


def choose_clock(tx: Transaction, visit: Visit, zone: str) -> ReminderList:
    """Store the time zone, and return the reminders that come by it."""
    set_zone(tx, visit.person_id, zone, visit.now)
    settings.ask_clock(tx, visit.person_id, None)
    return everyone(tx, visit)


def claim_clocks(tx: Transaction, now: Instant, limit: int) -> Sequence[tuple[Person, str]]:
    """Return whom to ask for their clock now, with their language, unless settled."""
    found = settings.clocks_to_ask(tx, now, limit)
    for person_id, _ in found:
        settings.ask_clock(tx, person_id, now.add(seconds=_LEASE_S))
    return [(people.get(tx, person_id), language) for person_id, language in found]


def settle_clock(tx: Transaction, person_id: int) -> None:
    """Note that somebody was asked for their clock, and is asked no more."""
    settings.ask_clock(tx, person_id, None)
