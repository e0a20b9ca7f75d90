"""How a reminder is made: what is asked, which days are usual, and whether there is such a one."""

from collections.abc import Iterable
from dataclasses import replace

from whenever import Time, ZonedDateTime

from bot.domain.reminders.model import (
    EVERY_DAY,
    PLANNED,
    Missing,
    NewReminder,
    Reminder,
    ReminderDraft,
    ReminderKind,
    Schedule,
)
from bot.domain.reminders.rules import falls_on, occurrence

_WEEK = 7
_PLAN_DAYS: frozenset[int] = frozenset()
_SUNDAY = frozenset({7})
_PROPOSED = (
    (ReminderKind.SESSION, Schedule(Time(7, 30), _PLAN_DAYS)),
    (ReminderKind.RUN, Schedule(Time(17, 30), _PLAN_DAYS)),
    (ReminderKind.REST, Schedule(Time(7, 30), _PLAN_DAYS)),
    (ReminderKind.MORNING, Schedule(Time(8), _PLAN_DAYS)),
    (ReminderKind.WEEKLY, Schedule(Time(19), _SUNDAY)),
)


def missing(draft: ReminderDraft) -> Missing | None:
    """Return what is asked next for a reminder that is being made, None where all is known."""
    if draft.kind is None:
        return "kind"
    if draft.kind is ReminderKind.OWN and not draft.text:
        return "text"
    if draft.at is None:
        return "time"
    if draft.weekdays is None and draft.once is None and not draft.every_days:
        return "days"
    return "yes" if draft.is_unclear else None


def fitting(draft: ReminderDraft) -> ReminderDraft:
    """Return a draft without what its kind cannot have: the quiz and tips come every week."""
    if draft.kind in {ReminderKind.QUIZ, ReminderKind.TIP}:
        return replace(draft, once=None, every_days=0)
    return draft


def is_past(draft: ReminderDraft, now: ZonedDateTime) -> bool:
    """Say whether a draft comes once, at a time that has gone by."""
    if draft.once is None or draft.at is None:
        return False
    at = occurrence(draft.once, min((draft.at, *draft.also_at)), now.tz_id or "UTC")
    return at is None or at <= now.to_instant()


def schedule(draft: ReminderDraft, at: Time, now: ZonedDateTime) -> Schedule:
    """Return the schedule of a draft with this time; what repeats is counted from its next date."""
    if draft.once is not None:
        return Schedule(at, EVERY_DAY, draft.once)
    weekdays = EVERY_DAY if draft.weekdays is None else draft.weekdays
    if not draft.every_days:
        return Schedule(at, weekdays)
    first = now.date() if at > now.time() else now.date().add(days=1)
    while weekdays and first.day_of_week().value not in weekdays:
        first = first.add(days=1)
    return Schedule(at, weekdays, first, draft.every_days)


def only_once(draft: ReminderDraft, now: ZonedDateTime) -> ReminderDraft:
    """Return a draft that comes once, on the next of its days."""
    if draft.at is None or draft.weekdays is None:
        return draft
    first = schedule(replace(draft, every_days=_WEEK), draft.at, now).first
    return replace(draft, once=first, weekdays=None, every_days=0, is_unclear=False)


def equal(new: NewReminder, existing: Iterable[Reminder]) -> Reminder | None:
    """Return the reminder that says and does the same as a new one, if there is one."""
    return next(
        (
            one
            for one in existing
            if one.kind is new.kind
            and one.text.casefold() == new.text.casefold()
            and is_same(one.schedule, new.schedule)
        ),
        None,
    )


def is_same(one: Schedule, other: Schedule) -> bool:
    """Say whether two schedules come at the same times from now on."""
    if (one.at, one.weekdays, one.every_days) != (other.at, other.weekdays, other.every_days):
        return False
    if one.first is None or other.first is None or not one.every_days:
        return one.first == other.first
    return falls_on(one, other.first) or falls_on(other, one.first)


def proposed(existing: Iterable[ReminderKind]) -> tuple[tuple[ReminderKind, Schedule], ...]:
    """Return what to offer somebody with a plan besides what they have."""
    known = set(existing)
    return tuple((kind, schedule) for kind, schedule in _PROPOSED if kind not in known)


def usual_days(kind: ReminderKind, weekday: int, *, has_plan: bool) -> frozenset[int]:
    """Return the days that are meant where none were said; `weekday` is today's."""
    if kind in PLANNED and has_plan:
        return _PLAN_DAYS
    if kind is ReminderKind.FOLLOW_UP:
        return frozenset({weekday})
    return _SUNDAY if kind is ReminderKind.WEEKLY else EVERY_DAY
