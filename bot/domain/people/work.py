"""What people do that concerns themselves alone, as units of work."""

from dataclasses import replace
from typing import Any

from whenever import Instant

from bot.domain.people import store
from bot.domain.people.model import Person
from bot.domain.people.rules import Counted, limit
from bot.storage.transaction import Transaction


def arrived(tx: Transaction, person_id: int, language: str, now: Instant) -> Person:
    """Note that somebody wrote, and return what they have set."""
    store.note(tx, person_id, language, now)
    return store.get(tx, person_id)


def hand_file(tx: Transaction, person_id: int, now: Instant) -> None:
    """Count a file that somebody asks for or sends; TooOftenError where they had too many today."""
    limit(Counted.FILE, store.hand_file(tx, person_id, now))


def change(tx: Transaction, person_id: int, /, **settings: Any) -> Person:
    """Change some of a person's settings, named as in `Person`; return them all."""
    changed = replace(store.get(tx, person_id), **settings)
    store.save(tx, changed)
    return changed
