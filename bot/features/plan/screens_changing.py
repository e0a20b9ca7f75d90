"""Making a plan and changing it, as screens."""

from whenever import Date

from bot.chat.actions import action
from bot.chat.markup import Markup, bold, fill, lines, paragraphs, plain
from bot.chat.screen import Button, Screen, packed
from bot.chat.ways import CHECK, HOME
from bot.domain.people.model import Side
from bot.domain.plan.making import Weekdays
from bot.domain.plan.model import Plan
from bot.domain.plan.work import Outlook
from bot.features.plan.screens_days import chosen, listed, weekday
from bot.library.plan import Gate

_PAUSES = (3, 7, 14)
_SIDES = {"left": "left", "right": "right", "both": "both sides", None: "not set"}
_PLAN = Button("‹ My plan", action("plan", "today"))
_CHANGE = Button("‹ Change plan", action("plan", "change"))


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


def menu(plan: Plan, side: Side | None, on: Date) -> Screen:
    """Show what is set, and offer what can be changed."""
    later = "" if plan.stage else " (after the first days)"
    text = paragraphs(
        bold("Change plan"),
        lines(
            (
                plain(f"Sessions: {listed(plan.session_days)}{later}"),
                plain(f"Runs: {listed(plan.run_days)}{'' if plan.level else ' (not open yet)'}"),
                plain(f"Sore side: {_SIDES[side]}"),
                plain(f"Stage {plan.stage}" + (f", running level {plan.level}" * bool(plan.level))),
            )
        ),
    )
    days = Weekdays(plan.session_days, plan.run_days)
    offers = [
        Button("Days", chosen("sessions", days)),
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


def resumes(found: Outlook) -> str:
    """Return when a plan goes on that was paused, or that it does."""
    until = found.free.paused_until if found.free else None
    if found.free is None or until is None:
        return "The plan goes on." if found.free else ""
    first = until.add(days=1)
    return f"It goes on on {weekday(first)}, {first.format('D MMMM')}."


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
        ((CHECK, HOME),),
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
    return Screen(text, ((CHECK, _PLAN),) if tried else ((_PLAN,),))
