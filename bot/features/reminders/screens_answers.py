"""What is said to an answer."""

from collections.abc import Mapping

from whenever import Date, Time

from bot.chat.actions import action
from bot.chat.markup import Markup, fill, paragraphs, plain
from bot.chat.screen import Button, Row, Screen
from bot.chat.ways import HOME, LOG
from bot.domain.reminders.model import Reminder, ReminderKind
from bot.features.reminders.screens_due import name
from bot.library.topics import Phrase

_ALL = Button("Reminders", action("reminders", "list"))
_MOVING = frozenset({ReminderKind.SESSION, ReminderKind.RUN})
REASONS = {"sore": "Too sore", "busy": "No time", "ill": "Ill or away"}


def done(reminder: Reminder) -> Screen:
    """Confirm; after an effort the diary is offered."""
    moving = reminder.kind in _MOVING
    asked = plain("How is the hip? Two taps in the diary are enough.") if moving else None
    return Screen(
        paragraphs(fill("✓ <b>{name}: noted.</b>", name=name(reminder)), asked),
        ((LOG, HOME),) if moving else ((_ALL, HOME),),
    )


def later(reminder: Reminder, on: Date, at: Time) -> Screen:
    """Say when it comes again."""
    now = action("reminders", "now", reminder.reminder_id, on.format_iso())
    return Screen(
        fill(
            "<b>{name}: again at {at}.</b>\n\nYour other days stay as they are.",
            name=name(reminder),
            at=at.format("HH:mm"),
        ),
        ((Button("Now after all", now), HOME),),
    )


def why_not(reminder: Reminder, on: Date) -> Screen:
    """Ask why not today."""
    which = (reminder.reminder_id, on.format_iso())
    reasons = tuple(
        Button(label, action("reminders", "skip", *which, reason))
        for reason, label in REASONS.items()
    )
    back = Button("‹ Back", action("reminders", "now", *which))
    return Screen(Markup("<b>Why not today?</b>"), (reasons[:2], (reasons[2], back)))


def skipped(reason: str, phrases: Mapping[str, Phrase]) -> Screen:
    """Confirm, and say what the reason asks for."""
    rows: tuple[Row, ...] = ((_ALL, HOME),)
    said = None
    if reason == "sore":
        said, rows = plain(phrases["sore"].text), ((LOG, HOME),)
    elif reason == "ill":
        pause = Button("Pause reminders", action("reminders", "pause"))
        plan = Button("Pause my plan", action("plan", "change"))
        said, rows = plain(phrases["ill"].text), ((pause, plan), (HOME,))
    return Screen(paragraphs(Markup("<b>Not today: noted.</b>"), said), rows)
