"""A person's reminders as screens: all of them, one of them, and its time and days."""

from collections.abc import Iterable

from whenever import Date, Time

from bot.chat.actions import Action, action
from bot.chat.markup import Markup, bold, fill, paragraphs, plain
from bot.chat.screen import Button, Row, Screen, grid
from bot.chat.ways import HOME
from bot.domain.reminders.model import (
    EVERY_DAY,
    PLANNED,
    NextReminder,
    OpenedReminder,
    Reminder,
    ReminderKind,
    ReminderList,
)
from bot.features.reminders.screens_due import clipped, name
from bot.features.reminders.screens_habits import named as quiet_named

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEKDAYS, WEEKEND = frozenset(range(1, 6)), frozenset({6, 7})
_USUAL_TIMES = (
    "06:30", "07:00", "07:30", "08:00", "12:00", "17:30", "18:00", "19:00", "20:00",
)  # fmt: skip
_PLAN_DAYS = {
    ReminderKind.SESSION: "your plan's session days",
    ReminderKind.RUN: "your plan's running days",
    ReminderKind.REST: "your plan's rest days",
    ReminderKind.MORNING: "mornings after a session or run",
}
_ZONE = Button("Set my time zone", action("account", "choose", "zone"))
_WAITS = "Runs and exercises are on hold, and so are their reminders: I ask about that in between."
_LIST = Button("‹ Reminders", action("reminders", "list"))


def overview(view: ReminderList, note: str = "") -> Screen:
    """Say what comes next, and list all."""
    text = paragraphs(
        plain(note) if note else None,
        *_first(view),
        fill("Quiet hours: {hours}.", hours=quiet_named(view.habits.quiet)),
        Markup("Or type: <code>/remind stretch 07:30 mon,wed,fri</code>"),
    )
    rows: list[Row] = [(_ZONE,)] if view.reminders and not view.has_zone else []
    rows += [
        (Button(_line(reminder, view.waiting), action("reminders", "open", reminder.reminder_id)),)
        for reminder in view.reminders
    ]
    rows.append(
        (
            Button("Add", action("reminders", "add")),
            Button("From my plan", action("reminders", "suggest")),
        )
    )
    if view.reminders:
        quiet = Button("Quiet hours", action("reminders", "quiet"))
        rows.append((Button("Pause", action("reminders", "pause")), quiet))
        rows.append((Button("All off", action("reminders", "stop")), HOME))
    else:
        rows.append((HOME,))
    return Screen(text, tuple(rows))


def opened(view: OpenedReminder, note: str = "") -> Screen:
    """Show one reminder, with all that can be changed."""
    reminder = view.reminder
    rows: list[Row] = [
        (_change("Change time", "time", reminder), _change("Change days", "days", reminder)),
        (
            _turn(reminder, "switch", ("Switch off", "Switch on"), is_on=reminder.is_on),
            _turn(reminder, "nudge", ("No nudge", "Nudge me"), is_on=reminder.nudges),
        ),
        (_change("Delete", "delete", reminder), _LIST),
    ]
    if not view.has_zone:
        rows.insert(0, (_ZONE,))
    return Screen(
        paragraphs(
            plain(note) if note else None,
            fill("<b>{name}</b>\n{when}", name=name(reminder), when=when(reminder)),
            _state(view),
            plain(
                "Not answered: one nudge, two hours later or more, the same day."
                if reminder.nudges
                else "Not answered: no nudge."
            ),
        ),
        tuple(rows),
    )


def times(what: str, means: Action, back: Action, notes: Iterable[str] = ()) -> Screen:
    """Ask for a time of day; `means` takes four digits more, or typed words."""
    buttons = [Button(at, _with(means, at.replace(":", ""))) for at in _USUAL_TIMES]
    ask = fill(
        "<b>{what}: at what time?</b>\n\nOr type it, such as <i>07:30</i>, <i>7.30</i> or "
        "<i>8 pm</i>.",
        what=what,
    )
    return Screen(
        paragraphs(*map(plain, notes), ask),
        (*grid(buttons, 3), (Button("‹ Back", back),)),
        expects=means,
    )


def weekdays(
    kind: ReminderKind,
    chosen: frozenset[int],
    means: Action,
    back: Action,
    notes: Iterable[str] = (),
) -> Screen:
    """Ask for days: `means` takes the days as digits, and "ok" where that is the choice."""
    ticks = [
        Button(("☑ " if n in chosen else "☐ ") + day, _with(means, _digits(chosen ^ {n})))
        for n, day in enumerate(DAYS, start=1)
    ]
    sets = [("Every day", EVERY_DAY), ("Mon to Fri", WEEKDAYS), ("Weekends", WEEKEND)]
    others = [(label, _digits(days)) for label, days in sets if days != chosen]
    quick = [Button(label, _with(means, days, "ok")) for label, days in others]
    rows: list[Row] = [*grid(ticks, 4), tuple(quick)]
    if kind in PLANNED:
        rows.append((Button("As my plan says", _with(means, "0", "ok")),))
    if chosen:
        rows.insert(0, (Button(f"Take: {days_named(chosen, kind)}", _take(means, chosen)),))
    return Screen(
        paragraphs(
            *map(plain, notes), bold("On which days?"), plain("Tick them, or choose below.")
        ),
        (*rows, (Button("‹ Back", back),)),
    )


def when(reminder: Reminder) -> str:
    """Return a reminder's time and days in words."""
    schedule = reminder.schedule
    at = schedule.at.format("HH:mm")
    if schedule.first and schedule.is_once:
        return f"{at}, once, {schedule.first.format('EEE D MMM')}"
    return f"{at}, {repeats_named(schedule.weekdays, schedule.every_days, reminder.kind)}"


def repeats_named(weekdays: frozenset[int], every_days: int, kind: ReminderKind | None) -> str:
    """Return how often something comes in words."""
    if not every_days:
        return days_named(weekdays, kind)
    if weekdays == EVERY_DAY or every_days % _WEEK:
        return f"every {every_days} days"
    return f"every {every_days // _WEEK} weeks: {days_named(weekdays, kind)}"


def days_named(weekdays: frozenset[int], kind: ReminderKind | None) -> str:
    """Return weekdays in words; none are those of the plan."""
    if not weekdays:
        return _PLAN_DAYS.get(kind, "your plan's days") if kind else "your plan's days"
    known = {EVERY_DAY: "every day", WEEKDAYS: "Mon to Fri", WEEKEND: "weekends"}
    return known.get(weekdays) or " ".join(DAYS[day - 1] for day in sorted(weekdays))


def spoken(date: Date, at: Time, today: Date) -> str:
    """Return a date and a time in words, such as "tomorrow at 07:30"."""
    near = {today: "today", today.add(days=1): "tomorrow"}
    soon = date < today.add(days=7)
    day = near.get(date) or date.format("'on' EEEE" if soon else "'on' EEEE D MMMM")
    return f"{day} at {at.format('HH:mm')}"


def _first(view: ReminderList) -> tuple[Markup | None, ...]:
    """Return what comes next in words, and by the phone's own clock."""
    if not view.reminders:
        return (bold("No reminders yet."),)
    if not view.has_zone:
        waits = "They start as soon as I know your time zone: I do not guess at it."
        return bold("Your reminders wait."), plain(waits)
    paused = view.habits.paused_until
    until = paused and paused > view.today
    pause = plain(f"Paused until {paused.format('EEEE D MMMM')}.") if paused and until else None
    held = plain(_WAITS) if view.waiting else None
    if view.coming is None:
        return bold("Your reminders wait." if held else "All reminders are off."), held, pause
    return _next(view.coming, view.today, named=True), held, pause


def _next(coming: NextReminder, today: Date, *, named: bool = False) -> Markup:
    """Return when something comes; where the phone shows another time, the zone is wrong."""
    what = f"{name(coming.reminder)}, " if named else ""
    words = spoken(coming.on, coming.at, today)
    return fill(
        "<b>Next: {what}{words}.</b>\n"
        'On your phone that is <tg-time unix="{unix}" format="wt">{fallback}</tg-time>. '
        "Not the same time? Then set your clock: /timezone",
        what=what,
        words=words,
        unix=coming.instant.timestamp(unit="second"),
        fallback=f"{coming.on.format('EEE')} {coming.at.format('HH:mm')}",
    )


def _state(view: OpenedReminder) -> Markup:
    if not view.reminder.is_on:
        return bold("It is off.")
    if view.waits:
        return paragraphs(bold("It waits."), plain(_WAITS))
    if not view.has_zone:
        return plain("It starts as soon as I know your time zone: I do not guess at it.")
    if view.coming is None and view.reminder.schedule.is_once:
        return plain("It has come. Another time or day makes it come again.")
    if view.coming is None:
        return plain("It comes when the plan has such a day.")
    return _next(view.coming, view.today)


def _line(reminder: Reminder, waiting: frozenset[int]) -> str:
    """Return a reminder as a button's label; a long name makes way for the days."""
    on = "waits ·" if reminder.reminder_id in waiting else "✓"
    mark = on if reminder.is_on else "off ·"
    at, _, days = when(reminder).partition(", ")
    days = "by plan" if reminder.schedule.follows_plan else days
    room = max(_LEAST, _LABEL - len(mark + at + days))
    return f"{mark} {at} {clipped(name(reminder), room)}, {days}"


def _turn(reminder: Reminder, verb: str, words: tuple[str, str], *, is_on: bool) -> Button:
    """Return a button that says what is wanted: twice is once."""
    wanted = "off" if is_on else "on"
    return Button(words[not is_on], action("reminders", verb, reminder.reminder_id, wanted))


def _change(label: str, verb: str, reminder: Reminder) -> Button:
    return Button(label, action("reminders", verb, reminder.reminder_id))


def _take(means: Action, chosen: frozenset[int]) -> Action:
    return _with(means, _digits(chosen), "ok")


def _with(means: Action, *args: str) -> Action:
    return Action(means.feature, means.verb, (*means.args, *args))


def _digits(days: frozenset[int]) -> str:
    return "".join(map(str, sorted(days))) or "none"


_WEEK = 7
_LABEL, _LEAST = 36, 12  # characters of a label, and of the name in it
