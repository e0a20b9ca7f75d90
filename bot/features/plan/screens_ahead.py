"""The whole plan looked at ahead, and whether a race is far enough away, as screens."""

from whenever import Date

from bot.chat.actions import action
from bot.chat.markup import bold, bullets, paragraphs, plain
from bot.chat.screen import Button, Screen
from bot.chat.ways import PLAN
from bot.domain.plan.ahead import Outcomes
from bot.domain.plan.model import Plan
from bot.library import ahead as words
from bot.library.plan import Programme

_RACE = action("plan", "race")
_OTHER = Button("Another date", action("plan", "race", "other"))
_REMOVE = Button("No race", action("plan", "race", "none"))
_AHEAD = Button("‹ The whole plan", action("plan", "ahead"))


def ahead(programme: Programme, plan: Plan, found: Outcomes, race: Date | None) -> Screen:
    """Say from when to when the plan's steps may come."""
    label = f"My race on {race.format('D MMMM')}" if race else "I have a race"
    first = [] if plan.may_run else [f"First run: {words.span(found, 'run')}"]
    steps = [
        *first,
        f"20 minutes without a break: {words.span(found, 'steady')}",
        f"30 minutes without a break: {words.span(found, 'half_hour')}",
    ]
    return Screen(
        paragraphs(bold("The whole plan"), bullets(steps), plain(programme.text("ahead"))),
        ((Button(label, _RACE),), (PLAN,)),
    )


def ask_race(note: str = "") -> Screen:
    """Ask for the date of a race."""
    return Screen(
        paragraphs(
            bold("When is your race?"),
            plain(note or "Type the date, such as 14 march or 2027-03-14."),
        ),
        ((_AHEAD, PLAN),),
        expects=_RACE,
    )


def race(programme: Programme, found: Outcomes, on: Date) -> Screen:
    """Say whether a race is far enough away, and why."""
    return Screen(
        words.race(programme, found, on),
        ((_OTHER, _REMOVE), (_AHEAD, PLAN)),
    )
