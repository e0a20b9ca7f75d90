"""What readers want of tips and news, and the tip of the week, each as one unit of work."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from whenever import Date, Instant, Time

from bot.domain.broadcast import store_tips as store
from bot.domain.broadcast.rules_tips import (
    PAUSE_DAYS,
    Often,
    Pace,
    Tip,
    Wishes,
    how_often,
    is_too_soon,
    next_tip,
    suitable,
)
from bot.domain.people import store as people
from bot.domain.people.model import Person
from bot.domain.plan import store as plans
from bot.domain.reminders import work_due
from bot.domain.reminders.model_due import DueReminder
from bot.domain.standing import of_person
from bot.storage.transaction import Transaction

TipsIn = Callable[[str | None], Iterable[Tip]]
"""Returns the tips as they are worded for a country."""

_MORNING = Time(9)
_AGAIN_MINUTES = 15


@dataclass(frozen=True, slots=True)
class TipSettings:
    """What a person has set: their wishes, and how often the tip of the week comes."""

    person: Person
    wishes: Wishes
    often: Often


def settings(tx: Transaction, person_id: int) -> TipSettings:
    """Return what a person has set."""
    person = people.get(tx, person_id)
    return TipSettings(person, store.wishes(tx, person_id), store.often(tx, person_id))


def set_often(tx: Transaction, person_id: int, wanted: Often, now: Instant) -> TipSettings:
    """Let the tip of the week come so often."""
    zone = people.get(tx, person_id).zone or "UTC"
    store.set_often(tx, person_id, wanted, now, zone)
    return settings(tx, person_id)


def set_pace(tx: Transaction, person_id: int, pace: Pace) -> TipSettings:
    """Let so many messages of admins come."""
    store.set_pace(tx, person_id, pace)
    return settings(tx, person_id)


def wake(tx: Transaction, person_id: int) -> TipSettings:
    """End a pause."""
    store.pause(tx, person_id, None)
    return settings(tx, person_id)


def choose(tx: Transaction, person_id: int, subject: str, *, wanted: bool) -> Wishes:
    """Tick or untick a group of topics."""
    store.choose(tx, person_id, subject, wanted=wanted)
    return store.wishes(tx, person_id)


def fewer(tx: Transaction, person_id: int, now: Instant) -> None:
    """Let at most one message a week come from now on."""
    store.set_pace(tx, person_id, Pace.WEEKLY)
    if store.often(tx, person_id) is Often.OTHER_DAY:
        set_often(tx, person_id, Often.WEEKLY, now)


def none(tx: Transaction, person_id: int, now: Instant) -> None:
    """Let nothing come any more but what is urgent."""
    store.set_pace(tx, person_id, Pace.NONE)
    set_often(tx, person_id, Often.OFF, now)


def rest(tx: Transaction, person_id: int, now: Instant) -> Date:
    """Let nothing come for a while but what is urgent; return the person's date of its end."""
    until = now.add(hours=24 * PAUSE_DAYS)
    store.pause(tx, person_id, until)
    return people.get(tx, person_id).date(until)


def take(tx: Transaction, due: DueReminder, tips_in: TipsIn, now: Instant) -> Tip | None:
    """Return the tip for somebody now, with the day that is theirs for one; None sends nothing.

    Then the reminder has been settled, or put off to the next morning.
    """
    tip = _choose(tx, due, tips_in, now)
    if tip is None:
        work_due.settle(tx, due, now, None)
        return None
    today = now.to_tz(due.zone).date()
    if store.take_day(tx, due.reminder.person_id, today):
        return tip
    tomorrow = today.add(days=1).at(_MORNING)
    work_due.postpone(
        tx, [due], tomorrow.assume_tz(due.zone, disambiguation="compatible").to_instant()
    )
    return None


def arrived(tx: Transaction, due: DueReminder, tip: Tip, now: Instant) -> None:
    """Note that a tip was sent."""
    store.note(tx, due.reminder.person_id, tip.id, now)
    work_due.settle(tx, due, now, "sent")


def failed(tx: Transaction, due: DueReminder, now: Instant, *, again: bool) -> None:
    """Give the day back to which no tip came, and try `again` in a while or leave it."""
    store.give_day_back(tx, due.reminder.person_id)
    if again:
        work_due.postpone(tx, [due], now.add(minutes=_AGAIN_MINUTES))
    else:
        work_due.settle(tx, due, now, None)


def _choose(tx: Transaction, due: DueReminder, tips_in: TipsIn, now: Instant) -> Tip | None:
    """Return what fits a person; None where nothing does, or nothing is wanted today."""
    person_id = due.reminder.person_id
    wishes, had = store.wishes(tx, person_id), store.had(tx, person_id)
    last = max(had.values(), default=None)
    last_on = last.to_tz(due.zone).date() if last else None
    is_often = how_often(due.reminder.schedule) is Often.OTHER_DAY
    too_soon = is_often and is_too_soon(last_on, now.to_tz(due.zone).date())
    if wishes.is_paused(now) or too_soon:
        return None
    plan = plans.current(tx, person_id)
    at = of_person(tx, person_id, now)
    tips, stage = tips_in(at.person.country), plan.stage if plan else None
    fitting = suitable(tips, stage, wishes.subjects, held=not at.may_exercise)
    return next_tip(fitting, had, person_id)
