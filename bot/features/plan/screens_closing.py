"""The last screens of a session and a run."""

from bot.chat.actions import action
from bot.chat.markup import Markup, bold, fill, paragraphs, plain
from bot.chat.screen import Button, Row, Screen, grid
from bot.domain.plan.model import Effort, GuidedSession

_SCALE = 11
_SCALE_COLUMNS = 6
_PLAN = Button("My plan", action("plan", "today"))
_CHECK = Button("Check my pain", action("check", "begin"))


def finished(session: GuidedSession) -> Screen:
    """Ask for the pain after a session; say where it was not all of it."""
    planned = len(session.exercises)
    part = f"{session.done} of {planned} exercises done"
    return Screen(
        fill(
            "<b>{done}. How much does it hurt now?</b>\n\n"
            "0 is no pain, 10 is the worst that you can imagine.",
            done="Session done" if session.done == planned else part,
        ),
        _scale(Effort.SESSION),
    )


def stopped(kindly: str) -> Screen:
    """End a session that was too sore, and ask for the pain."""
    return Screen(
        paragraphs(
            bold("That is enough: rest now."),
            plain(kindly),
            bold("How much does it hurt now, from 0 to 10?"),
        ),
        _scale(Effort.SESSION),
    )


def sharp(why: str) -> Screen:
    """End a session at pain that is no soreness."""
    return Screen(
        paragraphs(bold("Stop here: no more exercises today."), plain(why)),
        ((_CHECK,), (_PLAN,)),
    )


def nothing_done() -> Screen:
    """Close a session in which every exercise was left out."""
    return Screen(
        Markup(
            "<b>Nothing today: that is fine.</b>\n\n"
            "It counts as rest, and the session comes again. Worse than before? Check it."
        ),
        ((_PLAN, _CHECK),),
    )


def ran() -> Screen:
    """Ask for the worst pain in a run."""
    return Screen(
        Markup(
            "<b>Run done. What was the worst pain in it?</b>\n\n"
            "0 is no pain, 10 is the worst that you can imagine."
        ),
        _scale(Effort.RUN),
    )


def _scale(effort: Effort) -> tuple[Row, ...]:
    buttons = [
        Button(str(pain), action("diary", "effort", effort.value, pain)) for pain in range(_SCALE)
    ]
    return (*grid(buttons, _SCALE_COLUMNS), (Button("Not now", _PLAN.does),))
