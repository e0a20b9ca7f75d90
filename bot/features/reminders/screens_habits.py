"""Pauses, quiet hours, and an end, as screens."""

from whenever import Date

from bot.chat.actions import action
from bot.chat.markup import Markup, fill
from bot.chat.screen import Button, Screen, grid
from bot.chat.ways import HOME
from bot.domain.reminders.model import Quiet

MOST_DAYS = 365
_PAUSES = (3, 7, 14)
_QUIETS = ("22-07", "21-08", "23-06", "none")
_ALL = Button("‹ Reminders", action("reminders", "list"))


def pauses(wrong: str = "") -> Screen:
    """Ask for how long; `wrong` is what was typed and is no number of days."""
    first = fill("I cannot read “{wrong}” as a number of days.\n\n", wrong=wrong) if wrong else ""
    days = [Button(f"{days} days", action("reminders", "pause", days)) for days in _PAUSES]
    text = (
        "<b>Pause all reminders for how long?</b>\n\n"
        "Today counts. Or type a number of days, such as <i>10</i>."
    )
    return Screen(
        Markup(first + text), (tuple(days), (_ALL,)), expects=action("reminders", "pause")
    )


def paused(until: Date) -> Screen:
    """Say when they go on."""
    return Screen(
        fill("<b>Paused until {day}.</b>", day=until.format("EEEE D MMMM")),
        ((Button("Go on now", action("reminders", "pause", 0)), _ALL),),
    )


def quiets(quiet: Quiet) -> Screen:
    """Offer quiet hours."""
    buttons = [Button(_named(hours), action("reminders", "quiet", hours)) for hours in _QUIETS]
    return Screen(
        fill(
            "<b>Quiet hours: {now}.</b>\n\nIn them I send nothing of my own choice: no nudge, "
            "nothing late, none of the times that I proposed. A time that you set comes all the "
            "same.",
            now=named(quiet),
        ),
        (*grid(buttons, 2), (_ALL,)),
    )


def stopped() -> Screen:
    """Confirm the end."""
    again = Button("Switch all on", action("reminders", "all_on"))
    return Screen(
        Markup("<b>All reminders are off.</b>\n\nThey are kept, should you miss them."),
        ((again,), (_ALL, HOME)),
    )


def kept() -> Screen:
    """Confirm that they go on."""
    return Screen(
        Markup("<b>Good: they go on.</b>\n\nA tap on a reminder is enough for me to know."),
        ((_ALL, HOME),),
    )


def named(quiet: Quiet) -> str:
    """Return quiet hours in words."""
    if quiet.begins == quiet.ends:
        return "none"
    return f"{quiet.begins.format('HH:mm')} to {quiet.ends.format('HH:mm')}"


def _named(hours: str) -> str:
    if hours == "none":
        return "None"
    begins, ends = hours.split("-")
    return f"{begins}:00 to {ends}:00"
