"""The diary and the quiz as pictures with their words, and what is handed to a clinician."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from whenever import Date

from bot.chat.actions import action
from bot.chat.markup import Markup, bold, bullets, fill, folded, italic, lines, paragraphs, plain
from bot.chat.screen import Button, Document, Picture, Row, Screen
from bot.chat.ways import CHECK, HOME, LOG
from bot.domain.diary.summary import LEAST_CHANGE, LEAST_DAYS, SPANS, Summary
from bot.domain.quiz.mastery import Mastery
from bot.domain.quiz.model import Score
from bot.features.progress import bars, chart, words
from bot.library.held import Held
from bot.library.topics import GROUPS, Phrase
from bot.typed.lengths import Units

_QUIZ = Button("Quiz", action("progress", "quiz"))
_PLAY = Button("Start a round", action("quiz", "home"))
_CLINICIAN = Button("For my clinician", action("progress", "pdf"))
_CSV = Button("Entries as a table", action("progress", "csv"))


@dataclass(frozen=True, slots=True)
class Diary:
    """What stands under the picture of the diary; `held` says what waits and why."""

    found: Summary
    units: Units
    counted: Phrase
    red_sign: str
    held: Held | None = None
    plan: str | None = None


@dataclass(frozen=True, slots=True)
class Learnt:
    """What stands under the picture of the quiz, by group of topics.

    `tries` are the first-try scores of each round; `review` is the next day and how many then.
    """

    groups: Mapping[str, Mastery]
    tries: Sequence[Score]
    streak: int
    review: tuple[Date, int] | None
    today: Date
    known: Phrase
    has_diary: bool


def diary(view: Diary) -> Screen:
    """Show the diary: what holds or warns first, else the answer; then its numbers."""
    found = view.found
    signs = words.signs(found)
    parts = {
        "Pain": words.pain(found),
        "Runs": words.runs(found.running, view.units),
        "Weekly impact score": words.scores(found.scores),
        "Plan": view.plan,
    }
    listed = [f"{name}: {said}" for name, said in parts.items() if said]
    noted = f"⚠️ Noted: {signs}." if signs else ""
    warns = [line for line in (view.held and view.held.line, noted) if line]
    counted = fill(view.counted.text, days=LEAST_DAYS, change=f"{LEAST_CHANGE:g}")
    text = paragraphs(
        *(bold(line) for line in warns or [words.answer(found)]),
        folded(
            lines(
                (
                    *([plain(words.answer(found))] if warns else []),
                    *([plain(view.red_sign)] if signs and not view.held else []),
                    italic(words.dates(found)),
                    *([bullets(listed)] if listed else []),
                    bold("How this is counted"),
                    counted,
                )
            )
        ),
    )

    def draw() -> bytes:
        return chart.diary(found, words.headline(found), words.averages(found), view.units).png()

    alt = " ".join(
        (*warns, words.answer(found), *(f"{line}." for line in (signs, *listed) if line))
    )
    return Screen(text, _under_diary(view), picture=Picture(draw, alt))


def quiz(view: Learnt) -> Screen:
    """Show what somebody knows by now, the strongest topics first."""
    ranked = sorted(view.groups.items(), key=lambda pair: (-pair[1].share, -pair[1].answered))
    every = view.groups.values()
    items, answered = sum(m.items for m in every), sum(m.answered for m in every)
    share = sum(m.share * m.items for m in every) / items
    known = _with_due(f"{share:.0%} well known so far", sum(m.due for m in every))
    listed = [
        _with_due(f"{GROUPS[name]}: {m.share:.0%}, {m.answered} of {m.items} answered", m.due)
        for name, m in ranked
        if m.answered
    ]
    unmet = [GROUPS[name] for name, m in ranked if not m.answered]
    if unmet:
        listed.append(f"Not met yet: {', '.join(unmet)}")
    text = paragraphs(
        bold(f"{answered} of {items} questions answered, {known}."),
        plain("\n".join(_lately(view))),
        bullets(listed),
        folded(lines((bold("How this is counted"), plain(view.known.text)))),
    )

    def draw() -> bytes:
        rows = [
            bars.Bar(GROUPS[name], m.share, m.answered / m.items, _note(m)) for name, m in ranked
        ]
        return bars.mastery(rows, f"{answered} of {items} answered", known).png()

    back = (Button("Diary", action("progress", "diary")),) if view.has_diary else ()
    alt = ". ".join((f"{answered} of {items} questions answered, {known}", *listed))
    return Screen(text, ((_PLAY, *back), (HOME,)), picture=Picture(draw, alt))


def nothing_yet(*, has_check: bool) -> Screen:
    """Say kindly that there is nothing to show, and how it comes."""
    check = _CLINICIAN if has_check else CHECK
    return Screen(
        Markup(
            "<b>Nothing to show yet.</b>\n\n"
            "Note how the hip feels, two taps a day, and this becomes a picture of where it goes. "
            "Answer the quiz, and it shows what you know."
        ),
        ((LOG, _PLAY), (check, HOME)),
    )


def no_diary() -> Screen:
    """Say that the last 90 days hold no entry."""
    return Screen(
        Markup("<b>Nothing was noted in the last 90 days.</b>\n\nOne entry is a beginning."),
        ((LOG, _QUIZ), (HOME,)),
    )


def no_quiz() -> Screen:
    """Say that no question was answered yet."""
    return Screen(
        Markup("<b>No quiz answers yet.</b>\n\nA round is five questions, and why."),
        ((_PLAY, Button("Diary", action("progress", "diary"))), (HOME,)),
    )


def emergency(held: Held) -> Screen:
    """Say what is an emergency and whom to call, and nothing of a trend."""
    return Screen(held.text, (*held.rows, (_CLINICIAN,)))


def page(make: Callable[[], bytes], on: Date, about: Phrase, *, has_entries: bool) -> Screen:
    """Hand over the page for a clinician."""
    text = paragraphs(
        bold("For your clinician: show it, print it or send it on."), plain(about.text)
    )
    name = f"flexor-hip-pain-{on.format_iso()}.pdf"
    rows = ((_CSV,), (HOME,)) if has_entries else ((HOME,),)
    return Screen(text, rows, document=Document(name, make), fresh=True)


def table(make: Callable[[], bytes], on: Date) -> Screen:
    """Hand over the entries as a table."""
    return Screen(
        Markup("Every diary entry, a row each. It opens in any spreadsheet."),
        ((HOME,),),
        document=Document(f"flexor-diary-{on.format_iso()}.csv", make),
        fresh=True,
    )


def _under_diary(view: Diary) -> tuple[Row, ...]:
    days = words.length(view.found)
    spans = tuple(
        Button(f"{'✓ ' if span == days else ''}{span} days", action("progress", "diary", span))
        for span in SPANS
    )
    if view.held or view.found.signs:  # that comes before what was learnt
        first = view.held.rows[0] if view.held else (CHECK,)
        return (first, spans, (_CLINICIAN, HOME))
    return (spans, (_QUIZ, _CLINICIAN), (LOG, HOME))


def _with_due(text: str, due: int) -> str:
    return f"{text}, {due} due" if due else text


def _note(mastery: Mastery) -> str:
    return _with_due(f"{mastery.share:.0%}", mastery.due) if mastery.answered else "not met yet"


def _lately(view: Learnt) -> list[str]:
    scores = [f"{score.right} of {score.answered}" for score in view.tries]
    parts = []
    if scores:
        latest = f", latest round {scores[-1]}" if len(scores) > 1 else ""
        parts.append(f"Right at the first try: first round {scores[0]}{latest}.")
    if view.streak:
        parts.append(f"Streak: {words.days(view.streak)}.")
    if view.review:
        on, count = view.review
        names = {view.today: "today", view.today.add(days=1): "tomorrow"}
        when = names.get(on, f"on {words.day(on)}")
        parts.append(f"Next review: {when}, {count} question{'' if count == 1 else 's'}.")
    return parts
