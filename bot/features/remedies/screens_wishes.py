"""One tap to what plain words asked for, and what the plan says of today and tomorrow."""

from collections.abc import Mapping, Sequence

from whenever import Instant

from bot.chat.actions import action
from bot.chat.markup import bold, paragraphs, plain
from bot.chat.screen import Button, Screen
from bot.chat.ways import HOME
from bot.domain.plan.model import Day, DayKind
from bot.typed.wishes import Room, Wish

_CHECK = Button("Check my pain", action("check", "begin"))
_PLAN = Button("My plan", action("plan", "today"))
_WAYS: Mapping[Room, tuple[str, Button]] = {
    "diary": (
        "The diary takes that: send it after /log.",
        Button("Log pain", action("diary", "log")),
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
    "home": ("Good to hear from you. How is the hip?", _CHECK),
    "plan": ("Move or skip it in your plan:", _PLAN),
}
_KINDS = {DayKind.REST: "rest", DayKind.SESSION: "exercises", DayKind.RUN: "a run"}


def leading(wish: Wish, now: Instant) -> Screen:
    """Offer the one tap that does what was asked for."""
    if wish.pain is not None:
        token = f"s{now.timestamp()}"
        note = Button(f"Note {wish.pain} of 10", action("diary", "pain", wish.pain, token))
        return Screen(plain(f"Note {wish.pain} of 10 for today?"), ((note,), (_CHECK, HOME)))
    text, button = _WAYS[wish.room]
    return Screen(plain(text), ((button,), (HOME,)))


def planned(days: Sequence[Day], *, is_tomorrow: bool) -> Screen:
    """Say what a day is in the plan, and when the next run is. `days` begin with today."""
    day, name = (days[1], "Tomorrow") if is_tomorrow else (days[0], "Today")
    later = [other for other in days if other.on > day.on and other.kind is DayKind.RUN]
    run = f"Next run: {later[0].on.day_of_week().name.title()}." if later else ""
    line = f"{name}: {_KINDS[day.kind]}. {run}".strip()
    rest = plain("Only if the hip is no worse in the morning, and you do not limp.")
    return Screen(paragraphs(bold(line), rest), ((_PLAN,), (_CHECK, HOME)))


def without_a_plan(waits: str) -> Screen:
    """Say what comes before a plan can answer."""
    line = waits or "You have no plan yet, so I cannot say."
    return Screen(bold(line), ((_CHECK,), (_PLAN, HOME)))
