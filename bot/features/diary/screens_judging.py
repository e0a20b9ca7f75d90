"""Zones and what they did to the plan, in words."""

from bot.chat.markup import Markup, fill
from bot.domain.diary.rules import Move
from bot.domain.plan.model import Plan, Zone

_MARKS = {Zone.GREEN: "🟢", Zone.AMBER: "🟡", Zone.RED: "🔴"}


def zoned(found: Zone, more: str, lead: str) -> Markup:
    """Return the line that every answer begins with."""
    name = f"{found.name.capitalize()}{more}."
    first = fill("{mark} <b>{name}</b>", mark=_MARKS[found], name=name)
    return fill("{first} {lead}", first=first, lead=lead) if lead else first


def plan_moved(move: Move) -> str:
    """Return in one line what an effort did to the plan."""
    before, after = move.before, move.after
    moved = (after.stage, after.level) != (before.stage, before.level)
    if after.rest_until and after.rest_until != before.rest_until:
        then = f", then {_place(after)}" if moved else ""
        return f"Your plan: rest until {after.rest_until.format('EEEE')}{then}."
    if moved:
        forward = (after.stage, after.level) > (before.stage, before.level)
        return f"Your plan: {'on' if forward else 'back'} to {_place(after)}."
    if after.zone:
        return f"Your plan: {_place(after)} again."
    greens = (before.greens, before.green_runs) != (after.greens, after.green_runs)
    return "Your plan: one green day more." if greens else "Your plan goes on as it is."


def _place(plan: Plan) -> str:
    return f"stage {plan.stage}" + (f", running level {plan.level}" if plan.level else "")
