"""Making a plan and changing it, as screens."""

from whenever import Date

from bot.chat.actions import Action, action
from bot.chat.markup import Markup, bold, fill, lines, paragraphs, plain
from bot.chat.screen import Button, Row, Screen, grid, packed
from bot.domain.people.model import Side
from bot.domain.plan.making import Weekdays
from bot.domain.plan.model import DayKind, Plan
from bot.features.plan.screens_today import WEEKDAYS
from bot.library.plan import Gate

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_COLUMNS = 4
_PAUSES = (3, 7, 14)
_ARE = {False: "is", True: "are"}
_SIDES = {"left": "left", "right": "right", "both": "both sides", None: "not set"}
_PLAN = Button("‹ My plan", action("plan", "today"))
_CHANGE = Button("‹ Change plan", action("plan", "change"))
_CHECK = Button("Check my pain", action("check", "begin"))


def side(*, has_plan: bool) -> Screen:
    """Ask which side is sore."""
    choices = [
        Button(label, action("plan", "side", value))
        for label, value in (("Left", "left"), ("Right", "right"), ("Both", "both"))
    ]
    return Screen(
        Markup("<b>Which side hurts?</b>\n\nExercises are then written for that side."),
        (tuple(choices), *(((_CHANGE,),) if has_plan else ())),
    )


def sessions(chosen: Weekdays, stage: int, note: str = "") -> Screen:
    """Ask for the days of the exercises, which are ticked already."""
    daily = "In the first days the easy holds are daily; your days count from stage 1."
    text = paragraphs(
        bold("On which days do you want to exercise?"),
        plain(note),
        plain(daily) if stage == 0 else None,
        Markup("About a quarter of an hour, with a day between. Good as it is? Next."),
    )
    onward = Button("Next ›", _with("runs", chosen))
    return Screen(text, (*_toggles("sessions", chosen.sessions, chosen), (onward,)))


def runs(chosen: Weekdays, plan: Plan | None, stage: int, note: str = "") -> Screen:
    """Ask for the days of the runs, which are ticked already."""
    opens = "Running opens later, step by step."
    until = "" if stage == 0 else " Until then these days are rest."
    text = paragraphs(
        bold("And on which days do you want to run?"),
        plain(note),
        None if plan and plan.level else plain(f"{opens}{until}"),
    )
    make = Button("Save" if plan else "Make my plan", _with("make", chosen))
    back = Button("‹ Back", _with("sessions", chosen))
    return Screen(text, (*_toggles("runs", chosen.runs, chosen), (back, make)))


def changes(before: Weekdays, after: Weekdays, kind: DayKind) -> str:
    """Return everything that a tap changed; `kind` is that of the days that it was among."""
    runs_lost, sessions_lost = before.runs - after.runs, before.sessions - after.sessions
    if kind is DayKind.RUN:
        gained, lost = after.runs - before.runs, runs_lost
        other, others = DayKind.SESSION.value, sessions_lost
    else:
        gained, lost = after.sessions - before.sessions, sessions_lost
        other, others = DayKind.RUN.value, runs_lost
    if not gained:
        return f"{_named(lost)}'s {kind.value} is off." if lost else ""
    parts = [f"{_named(lost)} {_ARE[len(lost) > 1]} free of {kind.value}s"] if lost else []
    parts += [f"{_named(others)}'s {other} is off"] if others else []
    then = f" {', '.join(parts)}." if parts else ""
    return f"{_named(gained)} is now a {kind.value}.{then}"


def menu(plan: Plan, side: Side | None, on: Date) -> Screen:
    """Show what is set, and offer what can be changed."""
    from_stage_1 = "" if plan.stage else " (from stage 1)"
    text = paragraphs(
        bold("Change plan"),
        lines(
            (
                plain(f"Sessions: {_listed(plan.session_days)}{from_stage_1}"),
                plain(f"Runs: {_listed(plan.run_days)}{'' if plan.level else ' (not open yet)'}"),
                plain(f"Sore side: {_SIDES[side]}"),
                plain(f"Stage {plan.stage}" + (f", running level {plan.level}" * bool(plan.level))),
            )
        ),
    )
    chosen = Weekdays(plan.session_days, plan.run_days)
    offers = [
        Button("Days", _with("sessions", chosen)),
        Button("Sore side", action("plan", "side")),
        Button("Pause", action("plan", "pause")),
    ]
    if plan.pauses(on):
        offers[-1] = Button("Go on now", action("plan", "pause", 0))
    # The number is in it: a second tap does not go back twice.
    if plan.stage:
        offers.append(Button("One stage back", action("plan", "back", "stage", plan.stage)))
    if plan.level > 1:
        offers.append(Button("One level back", action("plan", "back", "level", plan.level)))
    offers += [
        Button("Start again", action("plan", "again")),
        Button("End the plan", action("plan", "end")),
        Button("How it works", action("plan", "about")),
    ]
    return Screen(text, (*packed(offers), (_PLAN,)))


def pause(note: str = "") -> Screen:
    """Ask for how long; a number may be typed."""
    offers = tuple(Button(f"{days} days", action("plan", "pause", days)) for days in _PAUSES)
    return Screen(
        paragraphs(
            bold("Ill, or travelling? For how long?"),
            plain(note or "Or type a number of days, such as 10."),
            Markup("After two weeks or more the plan goes on lower than before."),
        ),
        (offers, (_CHANGE, _PLAN)),
        expects=action("plan", "pause"),
    )


def start_again() -> Screen:
    """Ask before the plan goes back to its beginning."""
    return Screen(
        Markup(
            "<b>Start the plan again from the beginning?</b>\n\n"
            "Stage and running level are set back. What you noted stays."
        ),
        ((Button("Yes, start again", action("plan", "again", "yes")),), (_CHANGE,)),
    )


def end() -> Screen:
    """Ask before the plan ends."""
    return Screen(
        Markup("<b>End the plan?</b>\n\nWhat you noted stays. You can make a new one."),
        ((Button("Yes, end it", action("plan", "end", "yes")),), (_CHANGE,)),
    )


def ended() -> Screen:
    """Confirm that the plan is over."""
    return Screen(
        Markup("<b>Your plan has ended.</b>\n\n/plan makes a new one. Worse pain: check it."),
        ((_CHECK, Button("Home", action("start", "home"))),),
    )


def gate(item: Gate, number: int, total: int) -> Screen:
    """Ask one question of the gate to running."""
    answers = (("Yes", "yes"), ("No", "no"), ("Not tried yet", "later"))
    return Screen(
        paragraphs(
            fill("<i>{number} of {total}</i>", number=number, total=total),
            bold(item.text),
            plain(item.hint) if item.hint else None,
        ),
        (
            tuple(Button(label, action("plan", "gate", item.id, does)) for label, does in answers),
            (_PLAN,),
        ),
    )


def gate_shut(item: Gate, *, tried: bool) -> Screen:
    """Say that running waits, and for what."""
    first = "Running waits a little." if tried else "Try that first, then come back to this."
    text = paragraphs(bold(first), plain(item.no) if tried else None)
    return Screen(text, ((_CHECK, _PLAN),) if tried else ((_PLAN,),))


def _toggles(verb: str, on: frozenset[int], chosen: Weekdays) -> tuple[Row, ...]:
    buttons = [
        Button(f"{'☑' if day in on else '☐'} {name}", _with(verb, chosen, day))
        for day, name in enumerate(_DAYS, start=1)
    ]
    return grid(buttons, _COLUMNS)


def _with(verb: str, chosen: Weekdays, *day: int) -> Action:
    """Return a tap that carries the days chosen so far: nothing is kept before it is saved."""
    return action("plan", verb, _digits(chosen.sessions), _digits(chosen.runs), *day)


def _digits(days: frozenset[int]) -> str:
    return "".join(str(day) for day in sorted(days)) or "0"


def _named(days: frozenset[int]) -> str:
    return " and ".join(WEEKDAYS[day - 1] for day in sorted(days))


def _listed(days: frozenset[int]) -> str:
    return ", ".join(_DAYS[day - 1] for day in sorted(days)) or "none"
