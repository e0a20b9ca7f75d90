"""What people do that concerns themselves alone, as units of work."""

from whenever import Instant

from bot.domain.people import store
from bot.domain.people.model import Person
from bot.storage.transaction import Transaction


def arrived(tx: Transaction, person_id: int, language: str, now: Instant) -> Person:
    """Note that somebody wrote, and return what they have set."""
    store.note(tx, person_id, language, now)
    return store.get(tx, person_id)
