"""Have you been seen, and may you exercise? What is asked before exercises are free again."""

from collections.abc import Sequence

from bot.chat.actions import action
from bot.chat.markup import Markup, bold, bullets, fill, paragraphs
from bot.chat.screen import Button, Screen
from bot.chat.ways import HOME
from bot.library.held import Held
from bot.library.topics import Country

_LAST = Button("What did the check say?", action("check", "last"))
_AGAIN = Button("Check again", action("check", "begin"))


def seen(at: int) -> Screen:
    """Ask what the person who examined them said about exercise; `at` is now, in milliseconds."""
    return Screen(
        Markup("<b>What did they say about exercise?</b>"),
        (
            (Button("I may exercise", action("check", "free", at)),),
            (Button("I must wait", action("check", "waits", at)),),
            (Button("Not yet, or not sure", action("check", "last")),),
        ),
    )


def follow_up(held: Held, at: int) -> Screen:
    """Ask of its own accord whether they were seen; `at` is now, in milliseconds."""
    return Screen(
        paragraphs(bold("Have you been seen?"), held.text),
        (
            (Button("Yes, and I may exercise", action("check", "free", at)),),
            (Button("Yes, and I must wait", action("check", "waits", at)),),
            (Button("Not yet", action("check", "unseen")),),
        ),
    )


def stands(held: Held | None) -> Screen:
    """Say what stands after that answer."""
    return held.screen if held else freed()


def sure(reasons: Sequence[str], at: int) -> Screen:
    """Ask once more after a grave result, with what it rested on."""
    text = fill(
        "<b>Did they examine you for this, and know of it?</b>\n\n{reasons}",
        reasons=bullets(reasons),
    )
    return Screen(
        text,
        (
            (Button("Yes, and I may exercise", action("check", "cleared", at)),),
            (Button("No, or not sure", action("check", "last")),),
        ),
    )


def too_soon(minutes: int, country: Country, mistaken: int | None = None) -> Screen:
    """Answer somebody who says so minutes after an emergency.

    `mistaken` is the check done since, whose answers deny it: after it, a mistake can be said.
    """
    when = {0: "just now", 1: "1 minute ago"}.get(minutes, f"{minutes} minutes ago")
    again = "" if mistaken else "\n\nWas an answer a mistake? Do the check again."
    text = fill(
        "☎️ <b>{numbers}</b>\n\n"
        "An emergency was found {when}. Has nobody examined you since? Then call now.{again}",
        numbers=country.emergency,
        when=when,
        again=again,
    )
    if mistaken:
        wrong = Button("It never was: I answered wrongly", action("check", "mistake", mistaken))
        return Screen(text, ((_LAST,), (wrong,), (HOME,)))
    return Screen(text, ((_LAST,), (_AGAIN, HOME)))


def freed() -> Screen:
    """Confirm that exercises are free again."""
    return Screen(
        Markup(
            "<b>You may exercise again.</b>\n\n"
            "What the person who examined you said counts more than anything here. "
            "New or worse pain: check again."
        ),
        ((Button("My plan", action("plan", "begin")),), (_AGAIN, HOME)),
    )
