"""What comes when a reminder is due: today's part of the plan, a question, or own words."""

from dataclasses import dataclass

from whenever import Date

from bot.chat.actions import Action, action
from bot.chat.markup import Markup, bold, bullets, fill, italic, paragraphs, plain
from bot.chat.screen import Button, Picture, Row, Screen
from bot.chat.ways import HOME, PLAN
from bot.domain.diary.model import Compared
from bot.domain.plan.model import DayKind, Effort
from bot.domain.plan.rules import fewer_sets, week_of_stage
from bot.domain.reminders.model import Reminder, ReminderKind, Snooze
from bot.domain.reminders.model_due import Moment, Word
from bot.domain.reminders.rules import snoozes
from bot.library import doses
from bot.library.content import Content
from bot.library.held import held
from bot.library.today import GATE, ready

_NAMES = {
    ReminderKind.SESSION: "Stretch session",
    ReminderKind.RUN: "Run",
    ReminderKind.REST: "Rest day",
    ReminderKind.MORNING: "Morning check",
    ReminderKind.WEEKLY: "Weekly score",
    ReminderKind.QUIZ: "Quiz question",
    ReminderKind.TIP: "Tip",
    ReminderKind.FOLLOW_UP: "Have you been seen?",
    ReminderKind.OWN: "Your own text",
}
_SNOOZES = {
    Snooze.HALF_AN_HOUR: "In 30 min", Snooze.TWO_HOURS: "In 2 hours", Snooze.TONIGHT: "Tonight",
}  # fmt: skip
_COMPARED = {Compared.BETTER: "Better", Compared.SAME: "The same", Compared.WORSE: "Worse"}
_STRETCH = "kneeling_stretch"  # stands for all of them where there is no plan


@dataclass(frozen=True, slots=True)
class ShownReminder:
    """A reminder of a date that says something at a moment.

    `before` is a line that comes first: that it is late, or the second time.
    """

    reminder: Reminder
    on: Date
    word: Word
    at: Moment
    content: Content
    before: str = ""


def name(reminder: Reminder) -> str:
    """Return what a reminder is called: the person's own words, or its kind."""
    return reminder.text or _NAMES[reminder.kind]


def clipped(text: str, most: int) -> str:
    """Return a text of at most so many characters, with dots where it was longer."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def due(shown: ShownReminder) -> Screen:
    """Say what is due, with a button for it; it can be put off or left out."""
    text, rows = _said(shown)
    if shown.word not in _NOT_PUT_OFF:
        wanted = snoozes(shown.at.now, shown.at.zone)
        rows = (*rows, tuple(_later(shown, snooze) for snooze in wanted))
    if shown.before:
        return Screen(paragraphs(italic(shown.before), text), rows)
    return Screen(text, rows, picture=_picture(shown))


def _said(shown: ShownReminder) -> tuple[Markup, tuple[Row, ...]]:
    """Return what a word means, and its own buttons."""
    answers = (_tap("Done", "done", shown), _tap("Not today", "skip", shown))
    match shown.word:
        case Word.SESSION | Word.RUN | Word.GATE:
            begins = GATE if shown.word is Word.GATE else Button("Start", action("plan", "start"))
            return _planned(shown), ((begins,), answers)
        case Word.REST | Word.PAUSE:
            text = _planned(shown) if shown.at.day else _phrase("Rest today.", "rest", shown)
            return text, ((_tap("OK", "done", shown), PLAN),)
        case Word.MORNING:
            return _morning(shown)
        case Word.FOLLOW_UP | Word.CHECK:
            return _waiting(shown)
        case word if word in _LEADS:
            headline, phrase, lead = _LEADS[word]
            return _phrase(headline, phrase, shown), ((lead,), answers)
        case _:
            return bold(f"⏰ {name(shown.reminder)}"), (answers,)


_LEADS = {
    Word.STRETCH: (
        "Time to stretch.",
        "stretch",
        Button("Show me how", action("remedies", "group", "stretching", 0)),
    ),
    Word.WALK: ("Time for your run.", "walk", Button("Note the run", action("diary", "log"))),
    Word.PAIN: (
        "How is the hip this morning?", "pain", Button("Note it", action("diary", "log"))
    ),
    Word.WEEKLY: (
        "Your week in four questions.", "", Button("Start", action("diary", "weekly"))
    ),
}  # fmt: skip
_NOT_PUT_OFF = frozenset({Word.REST, Word.PAUSE, Word.FOLLOW_UP, Word.CHECK})


def _planned(shown: ShownReminder) -> Markup:
    """Return what the plan says of the day, exercises with their doses."""
    plan, day, programme = shown.at.plan, shown.at.day, shown.content.plan
    if plan is None or day is None:
        return bold(name(shown.reminder))
    if shown.word is Word.GATE:
        return bold(ready(programme, plan, shown.at.standing))
    why = plain(programme.text(day.why))
    if day.kind is DayKind.REST:
        return paragraphs(bold("Rest today."), why)
    if day.kind is DayKind.RUN:
        run = f"Run today, level {day.level}: {programme.level(day.level).text}"
        return paragraphs(bold(run), why)
    fewer, week = fewer_sets(plan, day.on), week_of_stage(plan, day.on)
    topics = [shown.content.topics[name] for name in day.exercises]
    moves = {topic.title: topic.movement for topic in topics if topic.movement}
    minutes = doses.minutes(moves.values(), fewer=fewer)
    said = {t: doses.in_words(move, fewer=fewer, week=week) for t, move in moves.items()}
    return paragraphs(
        bold(f"Your session today: about {minutes} minutes."),
        bullets(f"{title}: {dose[0].lower()}{dose[1:]}" for title, dose in said.items()),
        why,
    )


def _morning(shown: ShownReminder) -> tuple[Markup, tuple[Row, ...]]:
    effort = shown.at.effort
    done = "run" if effort and effort.effort is Effort.RUN else "session"
    asked = fill(
        "<b>Yesterday's {done}: how is the hip this morning, compared with before it?</b>",
        done=done,
    )
    compared = [
        Button(label, action("diary", "compare", effort.entry_id, value.value))
        for value, label in _COMPARED.items()
        if effort
    ]
    return asked, (tuple(compared), (_tap("Not today", "skip", shown),))


def _waiting(shown: ShownReminder) -> tuple[Markup, tuple[Row, ...]]:
    """Say in place of an exercise why all of them wait, in the words of every other screen."""
    waits = held(shown.content, shown.at.standing)
    why = waits.text if waits else None
    if shown.word is Word.CHECK:
        go_on = Button("Do the check", action("check", "begin"))
        return paragraphs(bold("Your check waits."), why), (
            (go_on,),
            (_tap("Not today", "skip", shown),),
        )
    seen = Button("I have been seen", action("check", "seen"))
    until_then = plain(shown.content.reminders["follow_up"].text)
    text = paragraphs(bold("Have you been seen?"), why, until_then)
    return text, ((seen,), (_tap("Not yet", "done", shown), HOME))


def _phrase(headline: str, phrase: str, shown: ShownReminder) -> Markup:
    words = plain(shown.content.reminders[phrase].text) if phrase else None
    return paragraphs(bold(headline), words)


def _picture(shown: ShownReminder) -> Picture | None:
    """Return the picture of the first exercise, where exercises are called for."""
    content, day = shown.content, shown.at.day
    named = {
        Word.SESSION: day.exercises[:1] if day else (),
        Word.STRETCH: (_STRETCH,),
    }.get(shown.word, ())
    side = shown.at.standing.person.side
    return content.illustration(content.topics[named[0]], side) if named else None


def _tap(label: str, verb: str, shown: ShownReminder) -> Button:
    return Button(label, answer(verb, shown.reminder, shown.on))


def _later(shown: ShownReminder, snooze: Snooze) -> Button:
    does = answer("later", shown.reminder, shown.on, snooze.value)
    return Button(_SNOOZES[snooze], does)


def answer(verb: str, reminder: Reminder, on: Date, *args: str) -> Action:
    """Return a tap about a reminder of a date."""
    return action("reminders", verb, reminder.reminder_id, on.format_iso(), *args)
