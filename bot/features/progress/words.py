"""What the numbers say, in plain sentences: under the picture and on a clinician's page."""

from collections.abc import Mapping

from whenever import Date

from bot.domain.diary.summary import IN_NOTE, Running, Summary, Trend, days_with
from bot.domain.plan.model import TOP_LEVEL, TOP_STAGE, Plan, days_between
from bot.typed.lengths import METRES, Units

_GOING = {
    Trend.DOWN: "Pain is going down",
    Trend.SAME: "Pain is about the same",
    Trend.UP: "Pain is going up",
}
_SPANS = {14: "two weeks"}
SIGNS = {
    "limp": "limp",
    "night": "night pain",
    "landing": "deep pain on landing",
    IN_NOTE: "a sign in a note",
}


def headline(found: Summary) -> str:
    """Return the answer in a few words."""
    if found.trend is not Trend.UNCLEAR:
        return _GOING[found.trend]
    return "Too few entries to say" if found.pain else "Pain was not noted"


def averages(found: Summary) -> str:
    """Return what the answer leans on."""
    if found.mean is None:
        return f"in {span(found)}"
    if found.trend is Trend.UNCLEAR:
        return f"{found.mean:.1f} on average, on {days(len(found.pain))}"
    joint = ", then" if found.trend is Trend.SAME else " to"
    return f"{found.earlier:.1f}{joint} {found.later:.1f} on average"


def answer(found: Summary) -> str:
    """Return the first line: the answer, its numbers and its days."""
    match found.trend:
        case Trend.UNCLEAR if found.mean is None:
            return f"Pain was not noted in {span(found)}."
        case Trend.UNCLEAR:
            return f"Too few entries to say where pain is going: {averages(found)}."
        case _:
            return f"{headline(found)}: {averages(found)} in {span(found)}."


def length(found: Summary) -> int:
    """Return how many days a summary covers."""
    return days_between(found.until, found.since) + 1


def span(found: Summary) -> str:
    """Return in words how many days a summary covers."""
    return _SPANS.get(length(found), days(length(found)))


def dates(found: Summary) -> str:
    """Return the first and the last day."""
    return f"{day(found.since)} – {day(found.until)}"


def pain(found: Summary) -> str | None:
    """Return average, worst and how many days they are from."""
    if found.mean is None or found.worst is None:
        return None
    return (
        f"{found.mean:.1f} on average, worst {found.pain[found.worst]} "
        f"({day(found.worst)}), noted on {len(found.pain)} of {days(length(found))}"
    )


def signs(found: Summary) -> str | None:
    """Return which warning signs were noted, and on how many days."""
    counts = {name: days_with(found, sign) for sign, name in SIGNS.items()}
    listed = [f"{name} on {days(count)}" for name, count in counts.items() if count]
    return ", ".join(listed) or None


def runs(running: Running, units: Units) -> str | None:
    """Return how many runs there were, how long they were, and the longest."""
    if not running.count:
        return None
    minutes, metres = sum(running.minutes.values()), sum(running.metres.values())
    longest = _lengths(running.longest_minutes, running.longest_metres, units)
    parts = [str(running.count), *_lengths(minutes, metres, units)]
    end = f"; longest {' or '.join(longest)}" if longest and running.count > 1 else ""
    return f"{', '.join(parts)}{end}"


def scores(values: Mapping[Date, int]) -> str | None:
    """Return the latest weekly impact score and the first of these days."""
    if not values:
        return None
    items = list(values.items())
    listed = [f"{score} on {day(on)}" for on, score in dict([items[0], items[-1]]).items()]
    return f"{', '.join(listed)} (0 is best, 100 worst)"


def plan(found: Plan, stage_title: str, *, waits: bool) -> str:
    """Return where the plan is."""
    level = f"walk-run level {found.level} of {TOP_LEVEL}" if found.level else "no running yet"
    held = "; on hold" if waits else ""
    return f"{stage_title} (step {found.stage + 1} of {TOP_STAGE + 1}), {level}{held}"


def day(on: Date) -> str:
    """Return a date without its year."""
    return on.format("D MMM")


def days(count: int) -> str:
    """Return a number of days in words."""
    return "1 day" if count == 1 else f"{count} days"


def times(count: int) -> str:
    """Return in words how often."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _lengths(minutes: int, metres: int, units: Units) -> list[str]:
    far = f"{metres / METRES[units]:.1f} {units}" if metres else ""
    return [part for part in (f"{minutes} min" if minutes else "", far) if part]
