"""What lies ahead in a plan, in words: the same in its own room and for typed words."""

from whenever import Date

from bot.chat.markup import Markup, fill, paragraphs, plain
from bot.domain.plan.ahead import Ahead, Outcomes, chance, outcomes
from bot.domain.plan.work import Outlook
from bot.library.plan import Programme

_CHANCES = {
    "enough": ("Enough time", "race_enough"),
    "close": ("Close", "race_close"),
    "short": ("Too close", "race_short"),
}


def race(programme: Programme, found: Outcomes, on: Date) -> Markup:
    """Return whether a race is far enough away, and why."""
    name, phrase = _CHANCES[chance(found, on)]
    return paragraphs(
        fill("<b>{name}: {day}</b>", name=name, day=on.format("EEEE D MMMM YYYY")),
        plain(f"30 minutes without a break: {span(found, 'half_hour')}."),
        plain(programme.text(phrase)),
        plain(programme.text("race_longer")),
    )


def race_line(found: Outlook) -> str:
    """Return in a line whether the race that is kept is far enough away; empty without one."""
    if found.free is None or found.race is None:
        return ""
    coming = outcomes(found.free, found.on)
    name, _ = _CHANCES[chance(coming, found.race)]
    half_hour = span(coming, "half_hour")
    return f"Race on {_said(found.race)}: {name.lower()}. 30 minutes without a break: {half_hour}."


def span(found: Outcomes, step: str) -> str:
    """Return the dates between which a step comes."""
    first, last = _date(found.best, step), _date(found.repeated, step)
    if first is None:
        return "more than a year away"
    if last is None:
        return f"from about {_said(first)}"
    if last == first:
        return f"about {_said(first)}"
    same = (first.year, first.month) == (last.year, last.month)
    return f"about {first.format('D') if same else _said(first)} to {_said(last)}"


def _date(found: Ahead, step: str) -> Date | None:
    dates = {"run": found.run, "steady": found.steady, "half_hour": found.half_hour}
    return dates[step]


def _said(date: Date) -> str:
    return date.format("D MMMM")
