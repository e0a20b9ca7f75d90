"""A calendar is made, told and given a private address, each as one unit of work."""

from dataclasses import replace

from bot.domain.people import store as people
from bot.domain.plan.days import days_ahead
from bot.domain.reminders import rules_due as due
from bot.domain.reminders import store, store_calendar, work
from bot.domain.reminders.model import Visit
from bot.domain.reminders.model_calendar import DAYS, CalendarKept, CalendarView
from bot.storage.transaction import Transaction


def opened(tx: Transaction, person_id: int, tag: str) -> CalendarKept:
    """Return what is kept of a person's calendar, a new one with this tag where there is none."""
    kept = store_calendar.of_person(tx, person_id)
    if kept is None:
        kept = CalendarKept(person_id, tag)
        store_calendar.save(tx, kept)
    return kept


def hand(
    tx: Transaction, visit: Visit, tag: str, *, in_words: bool | None = None
) -> CalendarView | None:
    """Return the calendar for a file, with titles as wanted; None where no clock is known."""
    if people.get(tx, visit.person_id).zone is None:
        return None
    kept = opened(tx, visit.person_id, tag)
    if in_words is not None:
        kept = replace(kept, in_words=in_words)
    seen = _view(tx, visit, kept)
    if seen.days:
        kept = replace(kept, told_until=seen.days[-1].on)
    store_calendar.save(tx, kept)
    return seen


def read(tx: Transaction, feed: str, visit: Visit) -> CalendarView | None:
    """Return the calendar behind a private address; None where there is none, or no clock.

    `visit` is of nobody yet: the address says of whom.
    """
    kept = store_calendar.of_feed(tx, feed)
    if kept is None or people.get(tx, kept.person_id).zone is None:
        return None
    return _view(tx, replace(visit, person_id=kept.person_id), kept)


def give_feed(tx: Transaction, person_id: int, tag: str, feed: str | None) -> CalendarKept:
    """Give a calendar a private address that ends the one before; None only ends it."""
    kept = opened(tx, person_id, tag)
    store_calendar.set_feed(tx, person_id, feed)
    return replace(kept, has_feed=feed is not None)


def _view(tx: Transaction, visit: Visit, kept: CalendarKept) -> CalendarView:
    at = work.moment(tx, visit.person_id, visit.now, visit.workouts)
    days = days_ahead(at.plan, at.on, DAYS, visit.workouts) if at.plan else ()
    mine = [one for one in store.of_person(tx, visit.person_id) if one.is_on]
    told = tuple(one for one in mine if not due.waits(one, at))
    return CalendarView(kept, at.standing, at.on, days, told)
