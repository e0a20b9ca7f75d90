"""Somebody makes reminders, step by step, at once or from the plan, each a unit of work."""

from collections.abc import Callable
from dataclasses import replace

from whenever import Instant

from bot.domain.people import store as people
from bot.domain.plan.work import outlook
from bot.domain.reminders import rules_making as making
from bot.domain.reminders import store, work
from bot.domain.reminders import store_settings as settings
from bot.domain.reminders.model import (
    SENT_HERE,
    NewReminder,
    Reminder,
    ReminderDraft,
    ReminderKind,
    ReminderList,
    ReminderMaking,
    Schedule,
    Visit,
)
from bot.domain.reminders.work_looking import everyone, opened
from bot.storage.transaction import Transaction

Proposal = tuple[tuple[ReminderKind, Schedule], ...]


def make_typed(
    tx: Transaction, visit: Visit, draft: ReminderDraft, *, asks_days: bool = False
) -> ReminderMaking:
    """Make what was typed; keep it where a part misses.

    Where no days were said, and none were meant that cannot be, it comes on the usual ones.
    """
    draft = making.fitting(draft)
    if draft.kind and draft.at and making.missing(draft) == "days" and not asks_days:
        found = outlook(tx, people.get(tx, visit.person_id), visit.now)
        today, has_plan = found.on.day_of_week().value, found.plan is not None
        usual = making.usual_days(draft.kind, today, has_plan=has_plan)
        draft = replace(draft, weekdays=usual)
    return _go_on(tx, visit, draft)


def go_on(
    tx: Transaction, visit: Visit, changed: Callable[[ReminderDraft], ReminderDraft]
) -> ReminderMaking:
    """Change the one that is being made; make it where nothing is missing any more.

    Where none is being made it was made before: the same tap came twice.
    """
    draft = changed(settings.draft(tx, visit.person_id))
    if draft.kind is None:
        return ReminderMaking(draft, all=everyone(tx, visit))
    return _go_on(tx, visit, making.fitting(draft))


def propose(tx: Transaction, visit: Visit) -> tuple[Proposal, ReminderList] | None:
    """Return what fits the plan, and what there is already; None where there is no plan now."""
    if outlook(tx, people.get(tx, visit.person_id), visit.now).free is None:
        return None
    mine = everyone(tx, visit)
    return making.proposed(reminder.kind for reminder in mine.reminders), mine


def accept(tx: Transaction, visit: Visit) -> ReminderList:
    """Make what was proposed; a second time makes nothing more."""
    mine = store.of_person(tx, visit.person_id)
    for kind, schedule in making.proposed(reminder.kind for reminder in mine):
        new = NewReminder(kind, schedule, chosen=False)
        work.make(tx, visit.person_id, new, visit.now)
    return everyone(tx, visit)


def _go_on(tx: Transaction, visit: Visit, draft: ReminderDraft) -> ReminderMaking:
    now = visit.now.to_tz(people.get(tx, visit.person_id).zone or "UTC")
    is_past = making.is_past(draft, now)
    if is_past:
        draft = replace(draft, at=None, also_at=())
    missing = making.missing(draft)
    if missing or draft.kind is None or draft.at is None:
        settings.save_draft(tx, visit.person_id, draft)
        return ReminderMaking(draft, missing, is_past=is_past)
    settings.drop_draft(tx, visit.person_id)
    new = [
        NewReminder(
            draft.kind, making.schedule(draft, at, now), draft.text, is_exercise=draft.is_exercise
        )
        for at in (draft.at, *draft.also_at)
    ]
    is_known = making.equal(new[0], store.of_person(tx, visit.person_id)) is not None
    made = [_make(tx, visit.person_id, one, visit.now) for one in new]
    if made[0] is None or None in made:
        return ReminderMaking(draft)
    if len(made) > 1:
        return ReminderMaking(draft, all=everyone(tx, visit))
    return ReminderMaking(draft, opened=opened(tx, visit, made[0].reminder_id), is_known=is_known)


def _make(tx: Transaction, person_id: int, new: NewReminder, now: Instant) -> Reminder | None:
    """Make one reminder; of the kinds of other features there is one, which is moved."""
    if new.kind in SENT_HERE:
        return work.make(tx, person_id, new, now)
    return work.ensure(tx, person_id, new.kind, new.schedule, now)
