"""The questions by which a reminder is made, and what the plan proposes."""

from collections.abc import Iterable, Sequence

from bot.chat.actions import action
from bot.chat.markup import Markup, bold, bullets, fill, paragraphs, plain
from bot.chat.screen import Button, Screen, packed
from bot.chat.ways import HOME, PLAN
from bot.domain.reminders.model import EVERY_DAY, MOST, ReminderDraft, ReminderKind, Schedule
from bot.features.reminders.screens_changing import days_named, repeats_named
from bot.typed.reminder_line import MOST_LETTERS

_LIST = Button("‹ Reminders", action("reminders", "list"))
NAMES = {
    ReminderKind.SESSION: "Stretch or session",
    ReminderKind.RUN: "Run",
    ReminderKind.REST: "Rest day",
    ReminderKind.MORNING: "Morning check",
    ReminderKind.WEEKLY: "Weekly score",
    ReminderKind.QUIZ: "Quiz question",
    ReminderKind.OWN: "My own text",
    ReminderKind.FOLLOW_UP: "Have I been seen?",
    ReminderKind.TIP: "Tip",
}
_NOT_OFFERED = frozenset({ReminderKind.FOLLOW_UP, ReminderKind.TIP})
_PROPOSED = {
    ReminderKind.SESSION: "Session", ReminderKind.RUN: "Run", ReminderKind.REST: "Rest, and why",
    ReminderKind.MORNING: "How the morning after is", ReminderKind.WEEKLY: "Weekly score",
}  # fmt: skip


def kinds(notes: Iterable[str] = ()) -> Screen:
    """Ask what for."""
    buttons = [
        Button(label, action("reminders", "kind", kind.value))
        for kind, label in NAMES.items()
        if kind not in _NOT_OFFERED
    ]
    return Screen(
        paragraphs(
            *(plain(note) for note in notes),
            bold("What shall I remind you of?"),
            Markup(
                "Or type it at once:\n<code>/remind stretch 07:30 mon,wed,fri</code>\n"
                "<code>/remind drink water 10:00 weekdays</code>\n"
                "<code>/remind stretch in 2 hours</code>"
            ),
        ),
        (*packed(buttons), (_LIST,)),
    )


def own_text(notes: Iterable[str] = ()) -> Screen:
    """Ask for the person's own words."""
    ask = fill("<b>What shall it say?</b>\n\nType it, {most} letters at most.", most=MOST_LETTERS)
    return Screen(
        paragraphs(*(plain(note) for note in notes), ask),
        ((Button("‹ Back", action("reminders", "add")),),),
        expects=action("reminders", "text"),
    )


def confirm(draft: ReminderDraft, notes: Iterable[str] = ()) -> Screen:
    """Show what was understood before it is kept, where anything was not clear."""
    weekly = draft.weekdays is not None and len(draft.weekdays) == 1 and not draft.every_days
    once = (Button("Only once", action("reminders", "once")),) if weekly else ()
    return Screen(
        paragraphs(
            fill("<b>Did I get that right?</b>\n\n{said}", said=understood(draft)),
            *(plain(note) for note in notes),
        ),
        (
            (Button("Yes, remind me", action("reminders", "yes")), *once),
            (
                Button("Other time", action("reminders", "at")),
                Button("Other days", action("reminders", "week")),
            ),
            (Button("Begin anew", action("reminders", "add")), _LIST),
        ),
    )


def understood(draft: ReminderDraft) -> str:
    """Return in words what is known of a reminder that is being made."""
    what = draft.text and f"“{draft.text}”"
    if draft.kind and not what:
        what = NAMES[draft.kind]
    times = " and ".join(at.format("HH:mm") for at in (draft.at, *draft.also_at) if at)
    days = None
    if draft.once:
        days = f"once, {draft.once.format('EEEE D MMMM')}"
    elif draft.weekdays is not None or draft.every_days:
        weekdays = EVERY_DAY if draft.weekdays is None else draft.weekdays
        days = repeats_named(weekdays, draft.every_days, draft.kind)
        days = f"every {days}" if len(weekdays) == 1 and not draft.every_days else days
    return ", ".join(part for part in (what, times, days) if part)


def too_many() -> Screen:
    """Refuse one more."""
    return Screen(
        fill(
            "<b>You have {most} reminders, which is the most.</b>\n\nDelete one first.", most=MOST
        ),
        ((_LIST, HOME),),
    )


def proposal(proposed: Sequence[tuple[ReminderKind, Schedule]]) -> Screen:
    """Offer what fits the plan, to be made by one tap."""
    offered = bullets(
        f"{_PROPOSED[kind]}: {schedule.at.format('HH:mm')}, {days_named(schedule.weekdays, kind)}"
        for kind, schedule in proposed
    )
    return Screen(
        paragraphs(
            bold("Shall I remind you?"),
            offered,
            plain("They move when your plan moves. Every time can be changed afterwards."),
        ),
        (
            (Button("Yes, remind me", action("reminders", "accept")),),
            (Button("Choose myself", action("reminders", "add")), Button("Not now", HOME.does)),
        ),
    )


def no_plan() -> Screen:
    """Say that there is no plan to go by."""
    return Screen(
        Markup(
            "<b>There is no plan to go by now.</b>\n\n"
            "With one I know your session, running and rest days. You can choose days yourself too."
        ),
        (
            (PLAN, Button("Add", action("reminders", "add"))),
            (_LIST,),
        ),
    )
