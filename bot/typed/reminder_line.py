"""Reads what a person types after /remind, in any order: what, at what time, on which days."""

import re
from dataclasses import dataclass
from unicodedata import normalize

from whenever import Time

from bot.domain.reminders.model import ReminderKind
from bot.typed import times, weekdays
from bot.typed.times import Span

MOST_LETTERS = 200  # of the person's own text
_LONGEST = 500  # letters that are read


@dataclass(frozen=True, slots=True)
class Asked:
    """What was understood; what was not said is None or empty.

    `also_at` are more times. The others hold what cannot be: a time, a day, and a date, for
    reminders come every week.
    """

    kind: ReminderKind | None = None
    text: str = ""
    at: Time | None = None
    also_at: tuple[Time, ...] = ()
    weekdays: frozenset[int] | None = None
    wrong_time: str = ""
    wrong_day: str = ""
    once: str = ""


def read(line: str) -> Asked:
    """Return what a line asks for; whatever the line is, something comes back."""
    line = weekdays.spelt(_plain(line))
    once = _ONCE.search(line)
    if once:
        line = _without(line, once.span())
    found = times.read(line)
    for time in reversed(found):
        line = _without(line, time.span, weekdays.TIME)
    days = weekdays.read(line)
    for span in days.spans:
        line = _blanked(line, span)
    text, wrong_day = _unknown_day(_text(line))
    kind = _KINDS.get(_bare(text))
    at = [time.at for time in found if time.at is not None]
    return Asked(
        kind=kind or (ReminderKind.OWN if text else None),
        text="" if kind else text,
        at=at[0] if at else None,
        also_at=tuple(at[1:]),
        weekdays=days.weekdays or None,
        wrong_time=found[0].wrong if found else "",
        wrong_day=days.wrong or wrong_day,
        once=once[0] if once else "",
    )


def read_time(line: str) -> Time | None:
    """Return the time that a line is, where a time was asked for: a bare hour will do."""
    return times.alone(_plain(line))


def _plain(line: str) -> str:
    line = normalize("NFKC", line[:_LONGEST]).replace(weekdays.TIME, " ")
    return " ".join(_DASH.sub("-", line).split())


def _without(line: str, span: Span, instead: str = "") -> str:
    return f"{line[: span[0]]} {instead} {line[span[1] :]}"


def _blanked(line: str, span: Span) -> str:
    """Return a line of the same length, so that other spans still fit."""
    return line[: span[0]] + " " * (span[1] - span[0]) + line[span[1] :]


def _text(line: str) -> str:
    """Return what is left of a line, without the small words that led to time and days."""
    line = " ".join(line.replace(weekdays.TIME, " ").split())
    line = _LEADING.sub("", line)
    return _TRAILING.sub("", line).strip(" ,;-")


def _unknown_day(text: str) -> tuple[str, str]:
    """Take a day that there is not from words that are a kind of reminder without it."""
    for found in _LIKE_A_DAY.finditer(text):
        rest = _without(text, found.span())
        if _bare(text) not in _KINDS and _bare(rest) in _KINDS:
            return rest.strip(), found[0]
    return text, ""


def _bare(text: str) -> str:
    words = re.findall(r"[a-z]+", text.lower())
    return " ".join(word for word in words if word not in _SMALL)


_DASH = re.compile(r"[\u2010-\u2015\u2212]")
_ONCE = re.compile(
    r"\b(?:tomorrow|today|tonight|next week|every other day|every (?:second|2nd|third) day"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
    r"|[0-9]{1,2}(?:st|nd|rd|th)? (?:of )?(?:january|february|march|april|june|july|august"
    r"|september|october|november|december))\b",
    re.IGNORECASE,
)
_LIKE_A_DAY = re.compile(r"\b[a-z]+days?\b", re.IGNORECASE)
_LEADING = re.compile(
    r"\A(?:[,;:.-]|\b(?:please|remind|me|to|at|on|for|and|every|each)\b|\s)*", re.IGNORECASE
)
_TRAILING = re.compile(r"(?:\s+(?:at|on|for|every|each|and|from|in|the)|[\s,;-])+$", re.IGNORECASE)
_SMALL = frozenset({"my", "the", "a", "an", "do", "time", "for", "to", "reminder", "of", "go"})
_NAMES = {
    ReminderKind.SESSION: "stretch stretches stretching session sessions exercise exercises "
    "exercising strength workout workouts training rehab",
    ReminderKind.RUN: "run runs running jog jogging",
    ReminderKind.REST: "rest resting rest_day rest_days day_off",
    ReminderKind.MORNING: "morning morning_check morning_check_in check_in checkin "
    "morning_question",
    ReminderKind.WEEKLY: "weekly weekly_score score impact impact_score",
    ReminderKind.QUIZ: "quiz quiz_question quiz_questions question",
    ReminderKind.TIP: "tip tips",
    ReminderKind.FOLLOW_UP: "follow_up followup",
}
_KINDS = {name.replace("_", " "): kind for kind, names in _NAMES.items() for name in names.split()}
