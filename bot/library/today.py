"""What today is, in one line, and the one button that begins it: the same in every room."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.actions import action
from bot.chat.screen import Button
from bot.chat.ways import CHECK, LOG, PLAN
from bot.domain.plan.days import may_begin
from bot.domain.plan.model import Day, DayKind, Plan
from bot.domain.plan.rules import asks_gate, awaits_morning, fewer_sets
from bot.domain.plan.work import Outlook
from bot.domain.standing import Access, Standing
from bot.library import doses
from bot.library.content import Content
from bot.library.plan import Programme

GO_ON_CHECK = Button("Go on with my check", action("check", "begin"))
MAKE = Button("Make my plan", action("plan", "begin"))
GATE = Button("Am I ready to run?", action("plan", "gate"))
FIRST = Button("First session today", action("plan", "first"))
_MORNING = Button("How is it this morning?", action("diary", "morning"))
_START = action("plan", "start")
_SAID = Button("What did the check say?", action("check", "last"))
_NUMBERS = {3: "three", 4: "four", 5: "five", 6: "six"}


@dataclass(frozen=True, slots=True)
class Lead:
    """What today is, and what begins it; `also` comes below it, `more` is a second line."""

    line: str
    button: Button
    more: str = ""
    also: Button | None = None


def headline(content: Content, found: Outlook, day: Day) -> str:
    """Return what the plan makes of a day, in a few words."""
    plan, programme = found.plan, content.plan
    if day.kind is DayKind.REST or plan is None:
        return "rest day"
    if day.kind is DayKind.RUN:
        minutes = programme.level(day.level).whole_minutes
        return "run done" if day.done else f"run level {day.level}, about {minutes} minutes"
    if day.done:
        return "session done"
    return f"session, about {session_minutes(content, found, day)} minutes"


def session_minutes(content: Content, found: Outlook, day: Day) -> int:
    """Return about how long a session takes."""
    moves = [m for name in day.exercises if (m := content.topics[name].movement)]
    fewer = found.plan is None or fewer_sets(found.plan, day.on)
    return doses.minutes(moves, fewer=fewer)


def lead(content: Content, found: Outlook, week: Sequence[Day], *, checking: bool) -> Lead:
    """Return what today is for whom nothing holds; `week` is that of the plan, from today.

    `checking` says that a check is not finished.
    """
    if checking:
        return Lead("Your check is not finished yet.", GO_ON_CHECK)
    if found.free is not None:
        return _planned(content, found, week)
    if found.is_quiet:
        return Lead("Today: quiet exercises, no run", Button("Start", _START))
    if found.access is Access.FREE:
        more = "It starts today, in about a quarter of an hour."
        return Lead("Your check allows a plan.", MAKE, more)
    return _first(content, found.access)


def ready(programme: Programme, plan: Plan | None, standing: Standing) -> str:
    """Return the offer of the questions before running, empty where they are not asked yet.

    `plan` is one that nothing holds.
    """
    if plan is None or not asks_gate(plan, standing.on):
        return ""
    bone = standing.check is not None and "bone" in standing.check.facts
    number = sum(bone or not item.bone for item in programme.gate_items)
    return f"You may be ready to run: {_NUMBERS.get(number, str(number))} questions."


def _first(content: Content, access: Access) -> Lead:
    """Return what comes before there can be a plan."""
    if access is Access.NO_PLAN:
        return Lead(content.phrases["no_plan"].text, _SAID)
    old = "Your last check is more than two weeks old, and pain changes."
    why = old if access is Access.OLD_CHECK else "It takes about two minutes."
    return Lead("First the check: is it safe to exercise?", CHECK, why)


def _planned(content: Content, found: Outlook, week: Sequence[Day]) -> Lead:
    plan, day = found.plan, week[0]
    line = f"Today: {headline(content, found, day)}"
    gate = ready(content.plan, plan, found.standing)
    if plan is not None and awaits_morning(plan, found.on):
        return Lead("First: how is the hip this morning?", _MORNING, f"Then t{line[1:]}.")
    if day.kind is DayKind.REST and gate:
        return Lead(line, GATE, gate)
    if plan is not None and may_begin(plan, day):
        more = "Nothing is planned today, but you can begin at once."
        return Lead(line, FIRST, more)
    if day.kind is DayKind.REST or day.done:
        return Lead(line, LOG if day.done else PLAN, coming(week), GATE if gate else None)
    return Lead(line, Button(_begins(found, day), _START), gate, _also(gate))


def coming(week: Sequence[Day]) -> str:
    """Return what comes next in the plan, empty where nothing does."""
    following = next((day for day in week[1:] if day.kind is not DayKind.REST), None)
    if following is None:
        return ""
    return f"Next: {following.kind.value} on {following.on.format('EEEE')}."


def _also(gate: str) -> Button | None:
    return GATE if gate else None


def _begins(found: Outlook, day: Day) -> str:
    session = found.session
    if day.kind is DayKind.SESSION and session is not None and session.day == day.on:
        return "Go on with the session"
    return "Start the session" if day.kind is DayKind.SESSION else "Start the run"
