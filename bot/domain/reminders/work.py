"""Reminders made, changed and planned anew, and what holds at a moment, each a unit of work."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from whenever import Instant

from bot.domain.diary import store as diary
from bot.domain.diary import store_weekly as weekly
from bot.domain.diary.rules import weekly_is_due
from bot.domain.people import store as people
from bot.domain.plan.days import day
from bot.domain.plan.model import Workout
from bot.domain.plan.work import outlook
from bot.domain.reminders import rules, store
from bot.domain.reminders import store_settings as settings
from bot.domain.reminders.model import (
    MOST,
    NUDGED,
    Habits,
    NewReminder,
    Quiet,
    Reminder,
    ReminderKind,
    Schedule,
)
from bot.domain.reminders.model_due import Moment, Situation
from bot.domain.reminders.rules_due import is_recent
from bot.domain.reminders.rules_making import equal
from bot.domain.standing import Access
from bot.storage.transaction import Transaction

ASK_AGAIN_HOURS = 24


def moment(tx: Transaction, person_id: int, now: Instant, workouts: Sequence[Workout]) -> Moment:
    """Return what holds for a person now."""
    person = people.get(tx, person_id)
    found = outlook(tx, person, now)
    planned = day(found.free, found.on, workouts) if found.free else None
    paused = found.free is not None and found.free.pauses(found.on)
    effort = diary.open_effort(tx, person_id, found.on)
    impact = weekly.last_weekly(tx, person_id)
    habits = settings.habits(tx, person_id)
    situation = Situation(
        has_plan=found.plan is not None,
        part=planned.kind if planned and not paused else None,
        done=planned is not None and planned.done,
        held=not (found.standing.may_run or found.access is Access.CHECK),
        reopened=found.access is Access.CHECK,
        waits_for_morning=effort is not None,
        scored=impact is not None and not weekly_is_due(impact.on, found.on),
        followed=is_recent(habits.followed_at, now),
        waits_for_answers=planned is not None and planned.why == "run_waits_for_answers",
    )
    return Moment(
        standing=found.standing,
        zone=person.zone or "UTC",
        now=now,
        plan=found.free,
        day=planned,
        effort=effort,
        habits=habits,
        situation=situation,
    )


def make(tx: Transaction, person_id: int, new: NewReminder, now: Instant) -> Reminder | None:
    """Make a reminder, or switch the same one on again; None where a person has too many."""
    _forget_over(tx, person_id, now)
    mine = store.of_person(tx, person_id)
    if same := equal(new, mine):
        store.save(tx, replace(same, is_on=True))
        reschedule(tx, same.reminder_id, now)
        return store.one(tx, person_id, same.reminder_id)
    if len(mine) >= MOST:
        return None
    reminder_id = store.insert(tx, person_id, new, nudges=new.kind in NUDGED)
    if people.get(tx, person_id).zone is None:  # nothing comes until the clock is known
        settings.ask_clock(tx, person_id, now.add(hours=ASK_AGAIN_HOURS))
    reschedule(tx, reminder_id, now)
    return store.one(tx, person_id, reminder_id)


def _forget_over(tx: Transaction, person_id: int, now: Instant) -> None:
    """Delete what came once and is over: it takes no other's place."""
    for reminder in store.of_person(tx, person_id):
        if rules.is_over(reminder, now):
            store.remove(tx, person_id, reminder.reminder_id)


def ensure(
    tx: Transaction, person_id: int, kind: ReminderKind, schedule: Schedule, now: Instant
) -> Reminder | None:
    """Give a person a reminder of a kind at this time, or move and switch on the one they have."""
    for reminder in store.of_person(tx, person_id):
        if reminder.kind is kind:
            changed = replace(reminder, schedule=schedule, is_on=True, chosen=True)
            return save(tx, changed, now)
    return make(tx, person_id, NewReminder(kind, schedule), now)


def save(tx: Transaction, reminder: Reminder, now: Instant) -> Reminder | None:
    """Store what was changed in a reminder, and plan it anew; None where it is deleted."""
    store.save(tx, reminder)
    reschedule(tx, reminder.reminder_id, now, anew=True)
    return store.one(tx, reminder.person_id, reminder.reminder_id)


def switch(
    tx: Transaction, person_id: int, kinds: Collection[ReminderKind], now: Instant, *, on: bool
) -> None:
    """Switch a person's reminders of some kinds on or off."""
    for reminder in store.of_person(tx, person_id):
        if reminder.kind in kinds and reminder.is_on is not on:
            save(tx, replace(reminder, is_on=on), now)


def switch_all(tx: Transaction, person_id: int, now: Instant, *, on: bool) -> None:
    """Switch all on or off, as the person says: they were heard."""
    switch(tx, person_id, tuple(ReminderKind), now, on=on)
    note_heard(tx, person_id, now)


def rezone(tx: Transaction, person_id: int, now: Instant) -> None:
    """Plan a person's reminders anew, by the zone that they have now: local times stay."""
    for reminder in store.of_person(tx, person_id):
        reschedule(tx, reminder.reminder_id, now, anew=True)


def reschedule(tx: Transaction, reminder_id: int, now: Instant, *, anew: bool = False) -> None:
    """Compute when a reminder comes next; what is planned stays, unless it is done `anew`."""
    since = now.subtract(hours=48).to_tz("UTC").date()  # yesterday, wherever that is
    for planned in store.planned(tx, [reminder_id]):  # none where it is deleted meanwhile
        taken = store.taken(tx, reminder_id, since)
        store.plan(tx, reminder_id, rules.replanned(planned, taken, now, anew=anew))


def note_heard(tx: Transaction, person_id: int, now: Instant) -> Habits:
    """Note that the person answered: unanswered days count from here."""
    habits = replace(settings.habits(tx, person_id), heard_at=now, asked_at=None)
    settings.save_habits(tx, person_id, habits)
    return habits


def pause(tx: Transaction, person_id: int, days: int, now: Instant) -> Habits:
    """Pause all reminders for so many days, of which today is the first; 0 ends a pause."""
    on = people.get(tx, person_id).date(now)
    until = on.add(days=days) if days else None
    habits = replace(settings.habits(tx, person_id), paused_until=until)
    settings.save_habits(tx, person_id, habits)
    return habits


def set_quiet(tx: Transaction, person_id: int, quiet: Quiet) -> Habits:
    """Set the quiet hours."""
    habits = replace(settings.habits(tx, person_id), quiet=quiet)
    settings.save_habits(tx, person_id, habits)
    return habits
