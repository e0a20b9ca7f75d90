"""What stands in a calendar: the plan's days, and reminders that repeat by themselves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from whenever import Date, Time

from bot.domain.plan.model import Day, DayKind
from bot.domain.reminders.model import EVERY_DAY, Reminder, ReminderKind, Schedule
from bot.domain.reminders.model_calendar import CalendarView
from bot.domain.reminders.rules import falls_on
from bot.library.content import Content

_PARTS = {
    DayKind.SESSION: ReminderKind.SESSION,
    DayKind.RUN: ReminderKind.RUN,
    DayKind.REST: ReminderKind.REST,
}
# Whoever looks at somebody's calendar reads titles: these say nothing of how a person is.
_TITLES = {
    ReminderKind.SESSION: "Exercises",
    ReminderKind.RUN: "Run",
    ReminderKind.REST: "Rest day",
    ReminderKind.MORNING: "Morning question",
    ReminderKind.WEEKLY: "Four questions",
    ReminderKind.QUIZ: "Quiz",
    ReminderKind.TIP: "Tip",
    ReminderKind.FOLLOW_UP: "A question",
    ReminderKind.OWN: "Reminder",
}
_IN_WORDS = {
    ReminderKind.SESSION: "Hip exercises",
    ReminderKind.MORNING: "How is the hip this morning?",
    ReminderKind.WEEKLY: "Weekly hip score",
    ReminderKind.FOLLOW_UP: "Have you been seen?",
}
_ASK_FIRST = "Ask in the chat first"
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEK, _MOST_AHEAD = 7, 200  # days: twice the rarest repeat, and some

Repeats = Mapping[str, str | int | list[str]]
"""A rule of RFC 5545, by the names of its parts."""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event: of a whole day where it has no time; `name` stays the same from file to file."""

    name: str
    title: str
    on: Date
    at: Time | None = None
    repeats: Repeats = field(default_factory=dict)
    text: str = ""


def events(content: Content, view: CalendarView) -> tuple[CalendarEvent, ...]:
    """Return all events of a calendar."""
    by_plan = {one.kind: one for one in view.reminders if one.schedule.follows_plan}
    repeated = (one for one in view.reminders if not one.schedule.follows_plan)
    return (
        *(_planned(content, view, day, by_plan) for day in view.days),
        *_mornings(view, by_plan.get(ReminderKind.MORNING)),
        *_taken_back(view),
        *(event for one in repeated if (event := _repeated(view, one))),
    )


def _planned(
    content: Content, view: CalendarView, day: Day, by_plan: Mapping[ReminderKind, Reminder]
) -> CalendarEvent:
    """Return a day of the plan: each has its event, so that a newer file changes any of them."""
    kind, in_words = _PARTS[day.kind], view.kept.in_words
    title, text = _title(kind, in_words=in_words), ""
    if day.kind is DayKind.RUN:
        level = content.plan.level(day.level)
        title = f"{title}, {level.whole_minutes} min"
        text = level.text if in_words else ""
    elif day.exercises and in_words:
        text = ", ".join(content.topics[name].title for name in day.exercises)
    at = by_plan[kind].schedule.at if kind in by_plan else None
    return CalendarEvent(f"plan-{day.on.format_iso()}", title, day.on, at, text=text)


def _mornings(view: CalendarView, reminder: Reminder | None) -> Iterator[CalendarEvent]:
    """Yield the question after each session and run."""
    if reminder is None:
        return
    title = _title(reminder.kind, in_words=view.kept.in_words)
    for before, day in zip(view.days, view.days[1:], strict=False):
        if before.kind is not DayKind.REST:
            name = f"morning-{day.on.format_iso()}"
            yield CalendarEvent(name, title, day.on, reminder.schedule.at)


def _taken_back(view: CalendarView) -> Iterator[CalendarEvent]:
    """Yield what stands in place of days that an earlier file told, while nothing is planned."""
    last = view.kept.told_until
    day = view.on
    while not view.days and last is not None and day <= last:
        yield CalendarEvent(f"plan-{day.format_iso()}", _ASK_FIRST, day)
        day = day.add(days=1)


def _repeated(view: CalendarView, reminder: Reminder) -> CalendarEvent | None:
    """Return a reminder with its own days; None where it will not come again."""
    schedule = reminder.schedule
    since = max(view.on, schedule.first) if schedule.first else view.on
    days = (since.add(days=later) for later in range(_MOST_AHEAD))
    first = next((day for day in days if falls_on(schedule, day)), None)
    if first is None:
        return None
    own = reminder.text if view.kept.in_words else ""
    title = own or _title(reminder.kind, in_words=view.kept.in_words)
    name = f"reminder-{reminder.reminder_id}"
    return CalendarEvent(name, title, first, schedule.at, _repeats(schedule))


def _repeats(schedule: Schedule) -> Repeats:
    if schedule.is_once:
        return {}
    days = [_WEEKDAYS[day - 1] for day in sorted(schedule.weekdays)]
    every = schedule.every_days
    if every and (schedule.weekdays == EVERY_DAY or every % _WEEK):
        return {"freq": "daily", "interval": every}
    if schedule.weekdays == EVERY_DAY:
        return {"freq": "daily"}
    return {"freq": "weekly", "interval": max(1, every // _WEEK), "byday": days, "wkst": "MO"}


def _title(kind: ReminderKind, *, in_words: bool) -> str:
    return _IN_WORDS.get(kind, _TITLES[kind]) if in_words else _TITLES[kind]
