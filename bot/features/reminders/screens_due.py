"""What comes when a reminder is due: today's part of the plan, a question, or own words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whenever import Date

from bot.chat.actions import Action, action
from bot.chat.markup import Markup, bold, bullets, fill, italic, lines, paragraphs, plain
from bot.chat.screen import Button, Picture, Row, Screen, packed
from bot.domain.diary.rules import Compared, Entry
from bot.domain.plan.model import Day, DayKind, Effort, Plan
from bot.domain.reminders.rules import ReminderKind, Snooze
from bot.domain.reminders.rules_due import STOP_DAYS, Word
from bot.domain.reminders.store import Reminder
from bot.library import doses
from bot.library.plan import Programme
from bot.library.topics import Phrase, Topic

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
_LABEL = 34  # characters of a button that a phone shows
_HOME = Button("Home", action("start", "home"))
_ALL = Button("Reminders", action("reminders", "list"))
_PLAN = Button("My plan", action("plan", "today"))


@dataclass(frozen=True, slots=True)
class Today:
    """What the plan says of a day."""

    headline: str
    why: str
    exercises: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A reminder that is due, with all that its screen needs.

    `before` is a line that comes first: that it is late, or the second time.
    """

    reminder: Reminder
    on: Date
    word: Word
    phrases: Mapping[str, Phrase]
    snoozes: tuple[Snooze, ...]
    today: Today | None = None
    effort: Entry | None = None
    before: str = ""
    picture: Picture | None = None


def name(reminder: Reminder) -> str:
    """Return what a reminder is called: the person's own words, or its kind."""
    return reminder.text or _NAMES[reminder.kind]


def clipped(text: str, most: int) -> str:
    """Return a text of at most so many characters, with dots where it was longer."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def today(planned: Day, plan: Plan, programme: Programme, topics: Mapping[str, Topic]) -> Today:
    """Return what the plan says of a day, exercises with their doses."""
    why = programme.text(planned.why)
    if planned.kind is DayKind.REST:
        return Today("Rest today.", why)
    if planned.kind is DayKind.RUN:
        level = programme.level(planned.level)
        return Today(f"Run today, level {planned.level}: {level.text}", why)
    fewer = doses.fewer_sets(plan, planned.on)
    moves = {topics[name].title: topics[name].movement for name in planned.exercises}
    much = {title: doses.in_words(move, fewer=fewer) for title, move in moves.items() if move}
    minutes = doses.minutes((move for move in moves.values() if move), fewer=fewer)
    return Today(
        f"Your session today: about {minutes} minutes.",
        why,
        tuple(f"{title}: {dose[0].lower()}{dose[1:]}" for title, dose in much.items()),
    )


def due(shown: Shown) -> Screen:
    """Say what is due, with a button for it; it can be put off or left out."""
    text, rows = _said(shown)
    if shown.word not in _NOT_PUT_OFF:
        rows = (*rows, tuple(_later(shown, snooze) for snooze in shown.snoozes))
    before = italic(shown.before) if shown.before else None
    return Screen(paragraphs(before, text), rows, picture=shown.picture)


def late(missed: Sequence[tuple[Reminder, Date, Date]], on: Date) -> Screen:
    """Say in one message what could not come in time, with the first date and the last.

    What is of today, `on`, has a button.
    """
    still = [_still(reminder, on) for reminder, _, last in missed if last == on]
    return Screen(
        paragraphs(
            bold("Late: I could not reach you in time."),
            lines(_missed(reminder, first, on) for reminder, first, _ in missed),
            plain("From now on they come as usual."),
        ),
        (*packed(still), (_ALL, _HOME)),
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


def _said(shown: Shown) -> tuple[Markup, tuple[Row, ...]]:
    """Return what a word means, and its own buttons."""
    answers = (_tap("Done", "done", shown), _tap("Not today", "skip", shown))
    match shown.word:
        case Word.SESSION | Word.RUN:
            return _planned(shown), ((Button("Start", action("plan", "start")),), answers)
        case Word.REST | Word.PAUSE:
            text = _planned(shown) if shown.today else _phrase("Rest today.", "rest", shown)
            return text, ((_tap("OK", "done", shown), _PLAN),)
        case Word.MORNING:
            return _morning(shown)
        case Word.FOLLOW_UP:
            seen = Button("I have been seen", action("check", "seen"))
            text = _phrase("Have you been seen?", "follow_up", shown)
            return text, ((seen,), (_tap("Not yet", "done", shown), _HOME))
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
    Word.CHECK: (
        "Your check waits.", "check", Button("Go on with the check", action("check", "begin"))
    ),
}  # fmt: skip
_NOT_PUT_OFF = frozenset({Word.REST, Word.PAUSE, Word.FOLLOW_UP, Word.CHECK})


def _planned(shown: Shown) -> Markup:
    if shown.today is None:
        return bold(name(shown.reminder))
    return paragraphs(
        bold(shown.today.headline), bullets(shown.today.exercises), plain(shown.today.why)
    )


def _morning(shown: Shown) -> tuple[Markup, tuple[Row, ...]]:
    effort = shown.effort
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


def _phrase(headline: str, phrase: str, shown: Shown) -> Markup:
    return paragraphs(bold(headline), plain(shown.phrases[phrase].text) if phrase else None)


def _still(reminder: Reminder, on: Date) -> Button:
    quiz = reminder.kind is ReminderKind.QUIZ
    does = action("quiz", "start") if quiz else _answer("now", reminder, on)
    return Button(clipped(name(reminder), _LABEL), does)


def _missed(reminder: Reminder, date: Date, on: Date) -> Markup:
    since = "today" if date == on else f"since {date.format('EEEE D MMMM')}"
    at = reminder.schedule.at.format("HH:mm")
    return fill("• {name}, {at} ({since})", name=name(reminder), at=at, since=since)


def _tap(label: str, verb: str, shown: Shown) -> Button:
    return Button(label, _answer(verb, shown.reminder, shown.on))


def _later(shown: Shown, snooze: Snooze) -> Button:
    does = _answer("later", shown.reminder, shown.on, snooze.value)
    return Button(_SNOOZES[snooze], does)


def _answer(verb: str, reminder: Reminder, on: Date, *args: str) -> Action:
    return action("reminders", verb, reminder.reminder_id, on.format_iso(), *args)
