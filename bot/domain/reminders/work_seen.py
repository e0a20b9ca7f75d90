"""Whom the bot asks whether they were seen, for everybody and without set-up, as units of work.

The time is that of the day on which they did the check. Quiet hours hold it by their zone; where
that is not known, only while it is quiet everywhere in their country.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from whenever import Instant

from bot.domain.check import store_seen
from bot.domain.people.model import Person
from bot.domain.reminders import store_settings as settings
from bot.domain.reminders.model import Habits, Quiet
from bot.domain.reminders.rules import undisturbed
from bot.domain.reminders.rules_due import is_recent
from bot.domain.standing import Standing, of_person
from bot.storage.transaction import Transaction

LikelyZones = Callable[[Person, Instant], Sequence[str]]
"""Returns the zones in which somebody may be, none where nothing is known."""


def claim(tx: Transaction, zones: LikelyZones, now: Instant, limit: int) -> list[Standing] | None:
    """Lease whom to ask now, and return what holds for each; None where nobody is due.

    Whom nothing holds any more, or a reminder has asked since, is not asked; quiet hours wait.
    """
    people = store_seen.claim(tx, now, limit)
    return [found for one in people if (found := _asks(tx, one, zones, now))] if people else None


def settle(tx: Transaction, person_id: int, now: Instant, *, arrived: bool) -> None:
    """Note that somebody was asked: it is done once, and no reminder asks it the week after."""
    store_seen.put_off(tx, person_id, now, None)
    if arrived:
        habits = settings.habits(tx, person_id)
        settings.save_habits(tx, person_id, replace(habits, followed_at=now))


def _asks(tx: Transaction, person_id: int, zones: LikelyZones, now: Instant) -> Standing | None:
    found, habits = of_person(tx, person_id, now), settings.habits(tx, person_id)
    until = _undisturbed(zones(found.person, now), habits.quiet, now)
    if until > now:
        store_seen.put_off(tx, person_id, now, until)
        return None
    if not found.urgency or _was_asked(found, habits, now):
        store_seen.put_off(tx, person_id, now, None)
        return None
    return found


def _was_asked(found: Standing, habits: Habits, now: Instant) -> bool:
    """Say whether a reminder has asked lately, about all that holds now."""
    asked = habits.followed_at
    newest = max(hold.since for hold in found.holds)
    return asked is not None and asked > newest and is_recent(asked, now)


def _undisturbed(zones: Sequence[str], quiet: Quiet, now: Instant) -> Instant:
    """Return now, unless it is quiet in all of these zones: then when it is over in the last."""
    ends = [undisturbed(now, quiet, zone) for zone in zones]
    return max(ends) if ends and min(ends) > now else now
