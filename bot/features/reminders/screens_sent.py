"""One message of the bot's own accord: what is due, what was missed, or whether to go on."""

from collections.abc import Sequence

from whenever import Date

from bot.chat.actions import action
from bot.chat.markup import Markup, bold, fill, lines, paragraphs, plain
from bot.chat.screen import Button, Screen, packed
from bot.chat.ways import HOME
from bot.domain.reminders.model import Reminder, ReminderKind
from bot.domain.reminders.model_due import DueMessage, Missed
from bot.domain.reminders.rules_due import STOP_DAYS
from bot.features.reminders.screens_due import ShownReminder, answer, clipped, due, name
from bot.library.content import Content

_LABEL = 34  # characters of a button that a phone shows
_ONCE_MORE = "Once more, then I am quiet for today."
_ALL = Button("Reminders", action("reminders", "list"))


def message(said: DueMessage, content: Content) -> Screen:
    """Say what is to be said to one person: a reminder, what they missed, or a question."""
    what, missed = said.due, said.missed
    if said.word is None:
        return late(missed, said.at.on) if missed else shall_i_go_on()
    on, before = what.on, _ONCE_MORE if what.again == "nudge" else ""
    if missed:
        planned_at = what.planned_at.to_tz(said.at.zone).time()
        wanted_at = planned_at if what.again else what.reminder.schedule.at
        on, before = missed[0].last, f"Late: this was for {wanted_at.format('HH:mm')}."
    return due(ShownReminder(what.reminder, on, said.word, said.at, content, before))


def late(missed: Sequence[Missed], on: Date) -> Screen:
    """Say in one message what could not come in time, with the first date and the last.

    What is of today, `on`, has a button.
    """
    still = [_still(each.reminder, on) for each in missed if each.last == on]
    return Screen(
        paragraphs(
            bold("Late: I could not reach you in time."),
            lines(_missed(each, on) for each in missed),
            plain("From now on they come as usual."),
        ),
        (*packed(still), (_ALL, HOME)),
    )


def shall_i_go_on() -> Screen:
    """Ask once whether to stop."""
    yes, no = action("reminders", "keep"), action("reminders", "stop")
    return Screen(
        fill(
            "<b>Shall I go on reminding you?</b>\n\n"
            "What I sent on the last {days} days had no answer. Without one I stop tomorrow.",
            days=STOP_DAYS,
        ),
        ((Button("Yes, go on", yes), Button("No, stop", no)), (_ALL,)),
    )


def _still(reminder: Reminder, on: Date) -> Button:
    quiz = reminder.kind is ReminderKind.QUIZ
    does = action("quiz", "start") if quiz else answer("now", reminder, on)
    return Button(clipped(name(reminder), _LABEL), does)


def _missed(missed: Missed, on: Date) -> Markup:
    since = "today" if missed.first == on else f"since {missed.first.format('EEEE D MMMM')}"
    at = missed.reminder.schedule.at.format("HH:mm")
    return fill("• {name}, {at} ({since})", name=name(missed.reminder), at=at, since=since)
