"""A person's time zone is set, and their reminders with it: local times stay as they are."""

from whenever import Instant

from bot.domain.people.model import Person
from bot.domain.people.work import change
from bot.domain.reminders import work
from bot.storage.transaction import Transaction


def set_zone(tx: Transaction, person_id: int, zone: str, now: Instant) -> Person:
    """Set a person's zone and plan their reminders anew; return what they have set."""
    person = change(tx, person_id, zone=zone)
    work.rezone(tx, person_id, now)
    return person
