"""The diary's first screen, answers to typed lines, and words that all its screens share."""

from collections.abc import Iterable
from dataclasses import replace

from whenever import Date

from bot.chat.actions import action
from bot.chat.markup import Markup, bold, fill, italic, lines, paragraphs, plain
from bot.chat.screen import Button, Row, Screen
from bot.chat.ways import HOME, LOG, PLAN, scale
from bot.domain.diary.model import Compared, Entry
from bot.domain.diary.rules import zone
from bot.domain.diary.runs import Longest, Measure
from bot.domain.diary.work import MOST_A_DAY
from bot.domain.diary.work_asking import Opening
from bot.domain.plan.model import Effort
from bot.library.diary import Wording
from bot.typed.diary_line import Fault, Typed
from bot.typed.lengths import METRES, Units

EARLIER = Button("Earlier entries", action("diary", "earlier", 0))
AGAIN = Button("Check again", action("check", "restart"))
_COMPARED = {Compared.BETTER: "Better", Compared.SAME: "The same", Compared.WORSE: "Worse"}
CUT = "A note may have 1000 characters: the rest of yours is cut off."
_UNCLEAR: dict[Fault, str] = {
    "range": "Pain goes from 0 to 10.",
    "scale": "I count pain out of 10, such as 4/10.",
    "length": "No run is that long or that short, so I kept it as a note.",
    "future": "That day has not been yet, so nothing is noted.",
    "old": "I note the last 30 days only, so nothing is noted.",
    "day": "I cannot tell which day that is, so nothing is noted. Write it as 2026-03-01.",
}


def log(view: Opening, token: str, ways: Iterable[Row], first: str = "") -> Screen:
    """Ask for the pain of the moment, and for the morning after where it is open.

    `token` makes one entry of this screen, however often it is tapped; `ways` lead to what waits.
    """
    text = paragraphs(
        plain(first),
        ask_morning(view.effort, view.found.on) if view.effort else None,
        Markup("<b>How much does it hurt now?</b>\n0 is no pain, 10 the worst you can imagine."),
        Markup(
            "Or type: <i>4 tight after stairs</i>, <i>run 5k pain 3</i>, <i>yesterday 2</i>. "
            "A run's file (GPX, TCX, FIT) does as well."
        ),
    )
    rows = [*ways]
    if view.effort:
        rows.append(mornings(view.effort))
    rows += scale(lambda pain: action("diary", "pain", pain, token))
    if view.asks_weekly:
        rows.append((Button("Weekly score: 4 questions", action("diary", "weekly")),))
    rows.append((EARLIER, Button("How long a run?", action("diary", "how_long"))))
    return Screen(text, (*rows, (HOME,)), expects=action("diary", "typed"))


def morning(effort: Entry, today: Date) -> Screen:
    """Ask how the morning after an effort was."""
    return Screen(ask_morning(effort, today), (mornings(effort), (LOG, HOME)))


def no_morning(why: str = "") -> Screen:
    """Answer a question about a morning that is not open, or was passed over."""
    first = bold("There is no run or session waiting for its morning.")
    return Screen(paragraphs(first, plain(why)), ((PLAN,), (LOG, HOME)))


def which(entry: Entry, number: int, units: Units, screen: Screen) -> Screen:
    """Ask, above an entry's own screen, if a number after "run" was its distance or its pain."""
    metres = round(number * METRES[units])
    answers: Row = (
        Button(f"Pain {number}", action("diary", "set", entry.entry_id, "worst", number)),
        Button(f"{number} {units}", action("diary", "metres", entry.entry_id, metres)),
    )
    asked = fill("<b>Is {n} the pain or the distance?</b>", n=number)
    if zone(entry) is None:
        return replace(
            screen,
            text=paragraphs(asked, plain("The run is noted.")),
            rows=(answers, screen.rows[-1]),
        )
    return replace(screen, text=paragraphs(screen.text, asked), rows=(answers, *screen.rows))


def other_day(typed: Typed, units: Units) -> Screen:
    """Refuse a day that cannot be noted; what was typed comes back, ready to be copied."""
    line = f"/log {as_typed(typed, units)}".strip()
    return Screen(
        paragraphs(
            bold(unclear(typed)[0]),
            fill("For today, tap to copy: <code>{line}</code>", line=line),
            plain("For an earlier day: /log yesterday 4"),
        ),
        ((LOG, HOME),),
        expects=action("diary", "typed"),
    )


def how_long(longest: Longest | None, wording: Wording, cited: Markup, units: Units) -> Screen:
    """Say how long the next run may be at most."""
    if longest is None:
        return Screen(bold(wording.text("no_runs")), ((LOG, PLAN), (HOME,)))
    why = wording.text("how_long" if longest.grows else "how_long_amber").format(
        longest=amount(longest.measure, longest.amount, units), day=longest.on.format("D MMMM")
    )
    most = amount(longest.measure, longest.most, units)
    text = paragraphs(fill("<b>Up to {most}.</b>", most=most), plain(why), cited)
    return Screen(text, ((LOG, PLAN), (HOME,)))


def how_long_by_plan(level: int, minutes: int, wording: Wording) -> Screen:
    """Leave the length of the next run to the plan, while it builds up."""
    text = wording.text("how_long_plan").format(minutes=minutes, level=level)
    return Screen(bold(text), ((PLAN, LOG), (HOME,)))


def no_run_now(wording: Wording, why: str, ways: tuple[Row, ...] = ()) -> Screen:
    """Say that the next run waits, and why; `ways` lead to what it waits for."""
    text = paragraphs(bold(wording.text("no_run_now")), plain(why))
    return Screen(text, (*ways, (LOG, PLAN), (HOME,)))


def full() -> Screen:
    """Say that there are as many entries as one day takes."""
    return Screen(
        paragraphs(
            bold(f"Not noted: you have {MOST_A_DAY} entries of the last 24 hours."),
            plain("That is as many as I keep in a day. You can change or delete one of them."),
        ),
        ((EARLIER, PLAN), (HOME,)),
    )


def unclear(typed: Typed) -> list[str]:
    """Return what to say of the parts of a line that were not taken as they stood."""
    said = [_UNCLEAR[fault] for fault in typed.faults]
    if typed.is_rounded:
        said.append("Between two numbers I take the higher one.")
    if typed.is_cut:
        said.append(CUT)
    return said


def as_typed(typed: Typed, units: Units) -> str:
    """Return a line that says the same, without its day."""
    parts = [typed.effort.value] if typed.effort else []
    parts += [amount("metres", typed.metres, units)] if typed.metres else []
    parts += [amount("minutes", typed.minutes, units)] if typed.minutes else []
    pains = {"pain": typed.pain, "worst": typed.worst, "morning": typed.morning}
    parts += [f"{name} {pain}" for name, pain in pains.items() if pain is not None]
    parts += [typed.note] if typed.note else []
    return " ".join(parts)


def amount(measure: Measure, number: int, units: Units) -> str:
    """Return a distance or a time in words."""
    if measure == "minutes":
        return f"{number} min"
    return f"{number / METRES[units]:.1f}".removesuffix(".0") + f" {units}"


def dated(on: Date, today: Date) -> str:
    """Return a day in words: today, yesterday, or its weekday and date."""
    if on == today:
        return "today"
    return "yesterday" if on == today.subtract(days=1) else on.format("EEEE D MMMM")


def named(effort: Effort) -> str:
    """Return an effort in words."""
    return "run" if effort is Effort.RUN else "session"


def sourced(text: str, cited: Markup) -> Markup:
    """Return a sentence with its sources below."""
    return lines((plain(text), italic("Source:"), cited))


def ask_morning(effort: Entry, today: Date) -> Markup:
    """Return the question about the morning after an effort."""
    done = named(effort.effort or Effort.RUN)
    if effort.on == today.subtract(days=1):
        return fill(
            "<b>Yesterday's {done}: how is the hip this morning, compared with before it?</b>",
            done=done,
        )
    return fill(
        "<b>Your {done} of {day}: how was the hip the morning after, compared with before it?</b>",
        done=done,
        day=effort.on.format("EEEE D MMMM"),
    )


def mornings(effort: Entry) -> Row:
    """Return the answers to it; the one that was given is marked."""
    return tuple(
        Button(
            f"✓ {label}" if effort.compared is compared else label,
            action("diary", "compare", effort.entry_id, compared.value),
        )
        for compared, label in _COMPARED.items()
    )
