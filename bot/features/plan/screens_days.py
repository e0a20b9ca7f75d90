"""The days of a plan as screens: which are for exercises, which for runs."""

from whenever import Date

from bot.chat.actions import Action, action
from bot.chat.markup import Markup, bold, paragraphs, plain
from bot.chat.screen import Button, Row, Screen, grid
from bot.domain.plan.making import Weekdays
from bot.domain.plan.model import DayKind, Plan

_WEEKDAYS = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
_COLUMNS = 4
_ARE = {False: "is", True: "are"}


def weekday(on: Date) -> str:
    """Return a date's weekday."""
    return _WEEKDAYS[on.day_of_week().value - 1]


def listed(days: frozenset[int]) -> str:
    """Return weekdays in short."""
    return ", ".join(_short(day) for day in sorted(days)) or "none"


def chosen(verb: str, days: Weekdays, *day: int) -> Action:
    """Return a tap that carries the days chosen so far: nothing is kept before it is saved."""
    return action("plan", verb, _digits(days.sessions), _digits(days.runs), *day)


def sessions(days: Weekdays, plan: Plan | None, stage: int, note: str = "") -> Screen:
    """Ask for the days of the exercises, which are ticked already, as those of the runs are."""
    daily = "In the first days the easy holds are daily; your days count after them."
    text = paragraphs(
        bold("On which days do you want to exercise?"),
        plain(note),
        plain(daily) if stage == 0 else None,
        Markup("About a quarter of an hour, with a day between. Good as it is? Then go on."),
    )
    onward = Button("Running days ›", chosen("runs", days))
    return Screen(
        text, (*_toggles("sessions", days.sessions, days), (_make(days, plan),), (onward,))
    )


def runs(days: Weekdays, plan: Plan | None, stage: int, note: str = "") -> Screen:
    """Ask for the days of the runs, which are ticked already."""
    opens = "Running opens later, step by step."
    until = "" if stage == 0 else " Until then these days are rest."
    text = paragraphs(
        bold("And on which days do you want to run?"),
        plain(note),
        None if plan and plan.level else plain(f"{opens}{until}"),
    )
    back = Button("‹ Back", chosen("sessions", days))
    return Screen(text, (*_toggles("runs", days.runs, days), (_make(days, plan),), (back,)))


def changes(before: Weekdays, after: Weekdays, kind: DayKind) -> str:
    """Return everything that a tap changed; `kind` is that of the days that it was among."""
    runs_lost, sessions_lost = before.runs - after.runs, before.sessions - after.sessions
    if kind is DayKind.RUN:
        gained, lost = after.runs - before.runs, runs_lost
        other, others = DayKind.SESSION.value, sessions_lost
    else:
        gained, lost = after.sessions - before.sessions, sessions_lost
        other, others = DayKind.RUN.value, runs_lost
    if not gained:
        return f"{_named(lost)}'s {kind.value} is off." if lost else ""
    parts = [f"{_named(lost)} {_ARE[len(lost) > 1]} free of {kind.value}s"] if lost else []
    parts += [f"{_named(others)}'s {other} is off"] if others else []
    then = f" {', '.join(parts)}." if parts else ""
    return f"{_named(gained)} is now a {kind.value}.{then}"


def _make(days: Weekdays, plan: Plan | None) -> Button:
    return Button("Save" if plan else "Make my plan", chosen("make", days))


def _toggles(verb: str, on: frozenset[int], days: Weekdays) -> tuple[Row, ...]:
    buttons = [
        Button(f"{'☑' if day in on else '☐'} {name}", chosen(verb, days, day))
        for day, name in enumerate(map(_short, range(1, 8)), start=1)
    ]
    return grid(buttons, _COLUMNS)


def _digits(days: frozenset[int]) -> str:
    return "".join(str(day) for day in sorted(days)) or "0"


def _named(days: frozenset[int]) -> str:
    return " and ".join(_WEEKDAYS[day - 1] for day in sorted(days))


def _short(day: int) -> str:
    return _WEEKDAYS[day - 1][:3]
