"""One tap to what plain words asked for, and what the plan says of today and tomorrow."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from whenever import Date, Instant

from bot.chat.actions import action
from bot.chat.markup import Markup, bold, fill, paragraphs, plain
from bot.chat.screen import Button, Picture, Screen
from bot.chat.ways import CHECK, HOME, LOG, PLAN
from bot.domain.check.model import Hold
from bot.domain.people.model import Person
from bot.domain.plan.ahead import Outcomes
from bot.domain.plan.model import Day, DayKind
from bot.library import ahead
from bot.library.held import Held
from bot.library.plan import Programme
from bot.library.topics import Topic
from bot.storage.instants import stored
from bot.typed.diary_line import Typed
from bot.typed.lengths import METRES
from bot.typed.wishes import Room, When, Wish

_WAYS: Mapping[Room, tuple[str, Button]] = {
    "diary": (
        "The diary takes that: send it after /log.",
        LOG,
    ),
    "reminders": (
        "Pause, change or switch off:",
        Button("Reminders", action("reminders", "list")),
    ),
    "settings": (
        "Time zone, country and units:",
        Button("Settings", action("account", "settings")),
    ),
    "delete": (
        "Nothing is deleted yet.",
        Button("Delete everything", action("account", "ask_delete")),
    ),
    "help": (
        "I check sore hips, show remedies, and keep plan and diary.",
        Button("What I can do", action("start", "help")),
    ),
    "export": (
        "Everything that I keep about you, as a file:",
        Button("Export my data", action("account", "export")),
    ),
    "privacy": (
        "/privacy says what I keep; this is everything about you, as a file:",
        Button("Export my data", action("account", "export")),
    ),
    "check": ("About two minutes, by buttons:", CHECK),
    "quiz": ("Questions that teach, five at a time:", Button("Quiz", action("quiz", "home"))),
    "progress": (
        "How pain, runs and the quiz are going:",
        Button("Progress", action("progress", "home")),
    ),
    "home": ("Good to hear from you. How is the hip?", CHECK),
    "plan": ("Move or skip it in your plan:", PLAN),
}
_RACE = Button("I have a race", action("plan", "race"))
_NO_RUN = "No run in the next seven days of your plan."
_NOT_YET = "Your plan has not come to running yet."
_KINDS = {DayKind.REST: "rest", DayKind.SESSION: "exercises", DayKind.RUN: "a run"}


def leading(wish: Wish, now: Instant) -> Screen:
    """Offer the one tap that does what was asked for."""
    if wish.pain is not None:
        token = f"s{stored(now)}"
        note = Button(f"Note {wish.pain} of 10", action("diary", "pain", wish.pain, token))
        return Screen(plain(f"Note {wish.pain} of 10 for today?"), ((note,), (CHECK, HOME)))
    text, button = _WAYS[wish.room]
    return Screen(plain(text), ((button,), (HOME,)))


def ran(line: Typed, person: Person, now: Instant) -> Screen:
    """Ask whether a run is to be noted as it was understood; a button carries no other words."""
    metres, minutes, worst = line.metres or 0, line.minutes or 0, line.worst or 0
    far = f"{metres / METRES[person.units]:.1f}".removesuffix(".0") + f" {person.units}"
    parts = ("run", metres and far, minutes and f"{minutes} min", f"{worst} of 10 at worst")
    day = "today" if line.on == person.date(now) else line.on.format("EEEE D MMMM")
    told = (line.on.format_iso().replace("-", ""), metres, minutes, worst, f"s{stored(now)}")
    note = Button("Note it", action("diary", "ran", *told))
    return Screen(
        paragraphs(
            bold(f"Note it for {day}? {' · '.join(part for part in parts if part)}."),
            plain("Words of your own are not kept by the tap. After /log they are."),
        ),
        ((note,), (CHECK, HOME)),
    )


def planned(days: Sequence[Day], on: When, programme: Programme) -> Screen:
    """Say what a day is in the plan, and when the next run is. `days` begin with today."""
    day, name = days[0], "Today"
    if on == "tomorrow":
        day, name = days[1], "Tomorrow"
    elif isinstance(on, int):
        day = next(other for other in days if other.on.day_of_week().value == on + 1)
        name = _weekday(day)
    kind = f"run, {_level(day, programme)}" if day.kind is DayKind.RUN else _KINDS[day.kind]
    return _by_plan(programme, f"{name}: {kind}. {_next(days, day.on, programme)}")


def next_run(days: Sequence[Day], programme: Programme) -> Screen:
    """Say when the next run is, of the days that begin with today."""
    if days[0].kind is DayKind.RUN and not days[0].done:
        return _by_plan(programme, f"Today: run, {_level(days[0], programme)}.")
    return _by_plan(programme, _next(days, days[0].on, programme) or _NO_RUN)


def race(days: Sequence[Day], found: Outcomes, on: Date, programme: Programme) -> Screen:
    """Say whether a race is far enough away, as the plan says it, and when the next run is."""
    coming = _next(days, days[0].on.subtract(days=1), programme) or _NO_RUN
    text = paragraphs(ahead.race(programme, found, on), plain(coming), _only_if(programme))
    return Screen(text, ((_RACE, PLAN), (CHECK, HOME)))


def some_race(days: Sequence[Day], level: int, programme: Programme) -> Screen:
    """Say how far the plan has come on the way to a race, and when the next run is."""
    count = len(programme.levels)
    line = f"Your plan is at run level {level} of {count}." if level else _NOT_YET
    coming = _next(days, days[0].on.subtract(days=1), programme) or _NO_RUN
    page = _by_plan(programme, f"{line} {coming}")
    return replace(page, rows=((_RACE,), *page.rows))


def without_a_plan(waits: str) -> Screen:
    """Say what comes before a plan can answer."""
    line = waits or "You have no plan yet, so I cannot say."
    return Screen(bold(line), ((CHECK,), (PLAN, HOME)))


def seen(waits: Held) -> Screen:
    """Offer the one tap that says so, above what holds."""
    button = Button("I have been seen", action("check", "seen"))
    return Screen(paragraphs(bold("Have you been seen?"), plain(waits.line)), ((button,), (HOME,)))


def over(asked: Hold) -> Screen:
    """Offer the one tap that says that what was typed is over."""
    button = Button("It is over", action("check", "past", asked.hold_id))
    text = fill("<b>You wrote “{words}”. Is that over?</b>", words=asked.words)
    yes = Button("No, it is so now", action("remedies", "yes", asked.hold_id))
    return Screen(text, ((button, yes), (HOME,)))


def nothing_holds() -> Screen:
    """Answer somebody whom nothing keeps from anything."""
    return Screen(plain("Good. Nothing is on hold here."), ((PLAN,), (CHECK, HOME)))


def stretches(shown: Sequence[Topic], picture: Picture) -> Screen:
    """Offer stretches, one button each, below the picture of the first."""
    rows = [(Button(t.title, action("remedies", "open", t.id, "new")),) for t in shown]
    return Screen(plain("Tap one for its picture and how to do it:"), (*rows, (HOME,)), picture)


def _by_plan(programme: Programme, line: str) -> Screen:
    text = paragraphs(bold(line.strip()), _only_if(programme))
    return Screen(text, ((PLAN,), (CHECK, HOME)))


def _only_if(programme: Programme) -> Markup:
    return plain(programme.text("only_if"))


def _next(days: Sequence[Day], after: Date, programme: Programme) -> str:
    later = [day for day in days if day.on > after and day.kind is DayKind.RUN and not day.done]
    if not later:
        return ""
    return f"Next run: {_weekday(later[0])}, {_level(later[0], programme)}."


def _level(day: Day, programme: Programme) -> str:
    return programme.level(day.level).text


def _weekday(day: Day) -> str:
    return day.on.format("EEEE")
