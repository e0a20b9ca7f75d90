"""What is said of the parts of a typed reminder that could not be taken."""

from collections.abc import Iterator

from bot.typed.reminder_line import MOST_LETTERS, ReminderLine

_OFFERED = (
    "I remind every day, on weekdays, every so many days or weeks, such as every 2 weeks on fri, "
    "or once, such as tomorrow 8am."
)


def notes(asked: ReminderLine) -> Iterator[str]:
    """Yield what is said of the parts that could not be taken, or mean something else here."""
    if asked.at_place and asked.at:
        there, here = asked.at_place.format("HH:mm"), asked.at.format("HH:mm")
        yield f"{there} in {asked.place} is {here} on your clock now; I keep to your clock."
    if asked.refused:
        yield f"“{asked.refused[:40]}” I cannot do. {_OFFERED}"
    if asked.wrong_time:
        yield no_time(asked.wrong_time)
    if asked.wrong_day:
        yield _no_day(asked.wrong_day[:40])
    if asked.left_out:
        yield f"I left out “{asked.left_out[:40]}”."
    if len(asked.text) > MOST_LETTERS:
        yield too_long(asked.text)


def _no_day(typed: str) -> str:
    if typed.lower().startswith(("yesterday", "last ")):
        return f"“{typed}” has gone by."
    if any(char.isdigit() for char in typed):
        return f"“{typed}” is no date that I can take. Write it as 12 december or 2026-12-12."
    return f"“{typed}” is no weekday. Write mon, wed or mo-fr, or choose below."


def no_time(typed: str) -> str:
    """Say that words are no time."""
    return f"“{typed[:40]}” is no time of day."


def too_long(text: str) -> str:
    """Say that a text of one's own is too long."""
    return f"That text has {len(text)} letters, and I keep {MOST_LETTERS} at most."
