"""What a clinician is handed, in words: the check, pain, what was tried, notes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from whenever import Date, Instant

from bot.domain.check.model import Answers, Assessment, QuestionSet
from bot.domain.diary.model import Entry
from bot.domain.diary.summary import Summary, weekly
from bot.domain.plan.model import Effort
from bot.features.progress import words
from bot.library.named import BEGAN
from bot.typed.lengths import Units

_NOTES, _NOTE = 12, 240  # how many, and characters of one
_HELD = "What holds runs and exercises now"
_DATES = 6  # of a warning sign


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and rows below it, whose cells take these shares of the width."""

    heading: str
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[float, ...] = (1.0,)


@dataclass(frozen=True, slots=True)
class HandOver:
    """The page; `beside` stands right of the picture, `fine` small at the end."""

    title: str
    about: tuple[str, ...]
    made_at: datetime
    brief: Section
    picture: tuple[bytes, str] | None  # a PNG, and what it shows
    beside: tuple[Section, ...]
    sections: tuple[Section, ...]
    fine: Section


@dataclass(frozen=True, slots=True)
class CheckNote:
    """The latest check that is done: what was asked, answered, denied and found; its sources."""

    on: Date
    asked: QuestionSet
    answers: Answers
    title: str
    found: Assessment
    cited: tuple[str, ...]
    cleared_on: Date | None  # when the person said that a clinician allowed exercise
    denied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HoldNote:
    """Something that holds runs or exercises: since when, how soon to be seen, why, and words.

    `words` are the person's own, where those are the cause.
    """

    since: Date
    urgency: str
    reasons: tuple[str, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that a page is made of; `exercises` counts those done by their titles.

    `about` says what the page is, `impact` what the weekly score is.
    """

    made_at: Instant
    zone: str
    about: str
    impact: str
    units: Units
    side: str | None
    found: Summary
    entries: Sequence[Entry]
    holds: Sequence[HoldNote]
    check: CheckNote | None
    plan: str | None
    exercises: Mapping[str, int]


def hand_over(material: Material, png: bytes | None) -> HandOver:
    """Return the page, with the diary's picture where there is one."""
    found, check = material.found, material.check
    made_at = material.made_at.to_tz(material.zone)
    sections = (
        Section(_HELD, tuple(map(_held, material.holds)), (0.17, 0.83)),
        Section("What was tried", _tried(material)),
        *(_check(check) if check else ()),
        Section("Notes, the newest first", _notes(material.entries), (0.12, 0.88)),
    )
    return HandOver(
        title="Hip pain in a runner",
        about=(
            "Name: ______________________________     Date of birth: ____________________",
            f"{made_at.date().format('D MMM YYYY')}. {material.about}",
        ),
        made_at=made_at.to_stdlib(),
        brief=Section("In brief", _brief(material), (0.17, 0.83)),
        picture=(png, words.answer(found)) if png else None,
        beside=(
            Section(
                "Worst pain of each day, by week", _weeks(found), (0.28, 0.2, 0.17, 0.14, 0.21)
            ),
            Section("Warning signs noted", _signs(found)),
            Section("Weekly impact score", _scores(found, material.impact)),
        ),
        sections=sections,
        fine=Section("Sources of the check", tuple((s,) for s in check.cited) if check else ()),
    )


def _brief(material: Material) -> tuple[tuple[str, str], ...]:
    found, check = material.found, material.check
    side = f"side: {material.side}" if material.side else ""
    pain = words.pain(found)
    rows = (
        ("Latest check", _outcome(check) if check else "none is done"),
        ("Began", _answered(check, BEGAN)),
        ("Where", "; ".join(part for part in (_answered(check, _where(check)), side) if part)),
        ("Pain", " ".join((words.answer(found), *([f"{pain}."] if pain else ())))),
        ("Warning signs", words.signs(found) or "none noted in the diary"),
    )
    return tuple(row for row in rows if row[1])


def _outcome(check: CheckNote) -> str:
    said = f"{_date(check.on)}: {check.title}"
    if check.cleared_on is None:
        return said
    on = _date(check.cleared_on)
    return f"{said}. A clinician has allowed exercise since, the person said ({on})"


def _held(hold: HoldNote) -> tuple[str, str]:
    said = f"The person wrote: “{hold.words}”" if hold.words else " ".join(hold.reasons)
    return f"Since {words.day(hold.since)}", ". ".join(
        part for part in (said, hold.urgency) if part
    )


def _where(check: CheckNote | None) -> Iterable[str]:
    return (q.id for q in check.asked.questions if q.is_mapped) if check else ()


def _answered(check: CheckNote | None, wanted: Iterable[str]) -> str:
    """Return the answers to some questions of the check."""
    return "; ".join(answer for _, answer in _pairs(check, frozenset(wanted))) if check else ""


def _pairs(check: CheckNote, wanted: frozenset[str] | None = None) -> tuple[tuple[str, str], ...]:
    """Return questions and answers in words, in the order in which they are asked."""
    pairs = []
    for question in check.asked.questions:
        chosen = check.answers.get(question.id, frozenset())
        texts = [option.text for option in question.options if option.id in chosen]
        if texts and (wanted is None or question.id in wanted):
            pairs.append((question.text, "; ".join(texts)))
    return tuple(pairs)


def _check(check: CheckNote) -> tuple[Section, ...]:
    fired = tuple((f"• {rule.sentence}",) for rule in check.found.rules)
    why = fired or (("No rule for a warning sign fired.",),)
    return (
        Section(f"Check of {_date(check.on)}: {check.title}", why),
        Section("Asked and denied", ((", ".join(check.denied),),) if check.denied else ()),
        Section("What was asked and answered", _pairs(check), (0.56, 0.44)),
    )


def _weeks(found: Summary) -> tuple[tuple[str, ...], ...]:
    rows = [
        (
            words.day(week.start),
            "–" if week.mean is None else f"{week.mean:.1f}",
            "–" if week.worst is None else str(week.worst),
            str(week.days),
            str(week.minutes) if week.minutes else "–",
        )
        for week in weekly(found)
        if week.days or week.minutes
    ]
    return (("Week from", "Average", "Worst", "Days", "Run min"), *rows) if rows else ()


def _signs(found: Summary) -> tuple[tuple[str, ...], ...]:
    """Return each warning sign with its latest days."""
    days = {
        name: [on for on, signs in found.signs.items() if sign in signs]
        for sign, name in words.SIGNS.items()
    }
    rows = []
    for name, noted in days.items():
        listed = ", ".join(words.day(on) for on in noted[-_DATES:])
        before = f", and {words.days(len(noted) - _DATES)} before" if len(noted) > _DATES else ""
        if noted:
            rows.append((f"{name[0].upper()}{name[1:]}: {listed}{before}",))
    return tuple(rows)


def _scores(found: Summary, about: str) -> tuple[tuple[str, ...], ...]:
    listed = ", ".join(f"{score} ({words.day(on)})" for on, score in found.scores.items())
    return ((listed,), (about,)) if listed else ()


def _tried(material: Material) -> tuple[tuple[str, ...], ...]:
    efforts = [entry for entry in material.entries if entry.effort]
    sessions = sum(entry.effort is Effort.SESSION for entry in efforts)
    done = ", ".join(f"{title} ({words.times(n)})" for title, n in material.exercises.items())
    mornings = Counter(entry.compared.value for entry in efforts if entry.compared)
    after = ", ".join(f"{answer} {words.times(n)}" for answer, n in mornings.most_common())
    runs = words.runs(material.found.running, material.units)
    lines = (
        f"Exercise sessions: {sessions}" if sessions else "",
        f"Exercises done: {done}" if done else "",
        f"Runs: {runs}" if runs else "",
        f"The morning after a session or run, compared with before: {after}" if after else "",
        f"Plan: {material.plan}" if material.plan else "",
    )
    return tuple((line,) for line in lines if line) or (("Nothing was noted.",),)


def _notes(entries: Iterable[Entry]) -> tuple[tuple[str, str], ...]:
    noted = sorted((e for e in entries if e.note.strip()), key=lambda e: (e.on, e.written_at))
    rows = [(words.day(entry.on), _cut(entry.note)) for entry in reversed(noted[-_NOTES:])]
    left = len(noted) - len(rows)
    return (*rows, ("", f"and {left} more, in the table of entries")) if left else tuple(rows)


def _cut(note: str) -> str:
    text = " ".join(note.split())
    return text if len(text) <= _NOTE else text[:_NOTE].rstrip() + "…"


def _date(on: Date) -> str:
    return on.format("D MMM YYYY")
