"""What is asked before exercises are free again."""

from collections.abc import Sequence

from bot.chat.actions import action
from bot.chat.markup import Markup, bullets, fill
from bot.chat.screen import Button, Screen
from bot.library.topics import Country

HOME = Button("Home", action("start", "home"))
_LAST = Button("What did the check say?", action("check", "last"))
_AGAIN = Button("Check again", action("check", "begin"))


def seen() -> Screen:
    """Ask what the person who examined them said about exercise."""
    return Screen(
        Markup("<b>What did they say about exercise?</b>"),
        (
            (Button("I may exercise", action("check", "free")),),
            (Button("Not yet, or not sure", action("check", "last")),),
        ),
    )


def sure(reasons: Sequence[str]) -> Screen:
    """Ask once more after a grave result, with what it rested on."""
    text = fill(
        "<b>Did they examine you for this, and know of it?</b>\n\n{reasons}",
        reasons=bullets(reasons),
    )
    return Screen(
        text,
        (
            (Button("Yes, and I may exercise", action("check", "cleared")),),
            (Button("No, or not sure", action("check", "last")),),
        ),
    )


def too_soon(minutes: int, country: Country) -> Screen:
    """Answer somebody who says so minutes after an emergency."""
    text = fill(
        "☎️ <b>{numbers}</b>\n\n"
        "Your check {minutes} minutes ago found an emergency. Has nobody examined you since? "
        "Then call now.\n\nWas an answer a mistake? Do the check again.",
        numbers=country.emergency,
        minutes=minutes,
    )
    return Screen(text, ((_LAST,), (_AGAIN, HOME)))


def freed() -> Screen:
    """Confirm that exercises are free again."""
    return Screen(
        Markup(
            "<b>Exercises are open again.</b>\n\n"
            "What the person who examined you said counts more than anything here. "
            "New or worse pain: check again."
        ),
        ((Button("Look around", action("remedies", "home")), HOME), (_AGAIN,)),
    )
