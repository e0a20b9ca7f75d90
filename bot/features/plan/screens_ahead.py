"""The whole plan looked at ahead, and whether a race is far enough away, as screens."""

from whenever import Date

from bot.chat.actions import action
from bot.chat.markup import bold, bullets, fill, paragraphs, plain
from bot.chat.screen import Button, Screen
from bot.chat.ways import PLAN
from bot.domain.plan.ahead import Ahead, Outcomes, chance
from bot.domain.plan.model import Plan
from bot.library.plan import Programme

_RACE = Button("I have a race", action("plan", "race"))
_AHEAD = Button("‹ The whole plan", action("plan", "ahead"))
_CHANCES = {
    "enough": ("Enough time", "race_enough"),
    "close": ("Close", "race_close"),
    "short": ("Too close", "race_short"),
}


def ahead(programme: Programme, plan: Plan, found: Outcomes) -> Screen:
    """Say from when to when the plan's steps may come."""
    first = [] if plan.may_run else [f"First run: {_span(found, 'run')}"]
    steps = [
        *first,
        f"20 minutes without a break: {_span(found, 'steady')}",
        f"30 minutes without a break: {_span(found, 'half_hour')}",
    ]
    return Screen(
        paragraphs(bold("The whole plan"), bullets(steps), plain(programme.text("ahead"))),
        ((_RACE,), (PLAN,)),
    )


def ask_race(note: str = "") -> Screen:
    """Ask for the date of a race."""
    return Screen(
        paragraphs(
            bold("When is your race?"),
            plain(note or "Type the date, such as 14 march or 2027-03-14."),
        ),
        ((_AHEAD, PLAN),),
        expects=action("plan", "race"),
    )


def race(programme: Programme, found: Outcomes, on: Date) -> Screen:
    """Say whether a race is far enough away, and why."""
    name, phrase = _CHANCES[chance(found, on)]
    return Screen(
        paragraphs(
            fill("<b>{name}: {day}</b>", name=name, day=on.format("EEEE D MMMM YYYY")),
            plain(f"30 minutes without a break: {_span(found, 'half_hour')}."),
            plain(programme.text(phrase)),
            plain(programme.text("race_longer")),
        ),
        ((Button("Another date", action("plan", "race")), _AHEAD), (PLAN,)),
    )


def _span(found: Outcomes, step: str) -> str:
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
