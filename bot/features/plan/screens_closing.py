"""The last screens of a session."""

from bot.chat.actions import action
from bot.chat.markup import Markup, bold, fill, paragraphs, plain
from bot.chat.screen import Button, Row, Screen
from bot.chat.ways import CHECK, PLAN, scale
from bot.domain.plan.model import Effort, GuidedSession


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
        pains(Effort.SESSION),
    )


def stopped(kindly: str) -> Screen:
    """End a session that was too sore, and ask for the pain."""
    return Screen(
        paragraphs(
            bold("That is enough: rest now."),
            plain(kindly),
            bold("How much does it hurt now, from 0 to 10?"),
        ),
        pains(Effort.SESSION),
    )


def sharp(why: str) -> Screen:
    """End a session at pain that is no soreness."""
    return Screen(
        paragraphs(bold("Stop here: no more exercises today."), plain(why)),
        ((CHECK,), (PLAN,)),
    )


def nothing_done() -> Screen:
    """Close a session in which every exercise was left out."""
    return Screen(
        Markup(
            "<b>Nothing today: that is fine.</b>\n\n"
            "It counts as rest, and the session comes again. Worse than before? Check it."
        ),
        ((PLAN, CHECK),),
    )


def pains(effort: Effort) -> tuple[Row, ...]:
    """Return the buttons of the pain in an effort."""
    rows = scale(lambda pain: action("diary", "effort", effort.value, pain))
    return (*rows, (Button("Not now", PLAN.does),))
