"""A calendar handed out, and its private address, as screens."""

from bot.chat.actions import action
from bot.chat.markup import bold, fill, paragraphs, plain
from bot.chat.screen import Button, Document, Row, Screen
from bot.chat.ways import HOME
from bot.domain.reminders.model_calendar import CalendarView
from bot.library.held import Held

_ADDRESS = Button("Private address", action("calendar", "address"))
_FILE = Button("As a file", action("calendar", "file"))
_NEW = "Open the file to add it. A newer one replaces what it changes."
_DELETED = "A reminder that you delete here stays in your calendar until you delete it there."
_REACH = "The plan moves with your diary: what counts is what I say on the day."


def handed(
    view: CalendarView, document: Document, waits: Held | None, *, has_address: bool
) -> Screen:
    """Hand a calendar out; what holds the plan is said first."""
    in_words = view.kept.in_words
    shows = (
        "Titles say what it is about."
        if in_words
        else "Titles say nothing about your health: others may read your calendar."
    )
    other = action("calendar", "titles", "plain" if in_words else "words")
    label = "Plain titles" if in_words else "Titles in words"
    rows: tuple[Row, ...] = ((Button(label, other), _ADDRESS), (HOME,))
    return Screen(
        paragraphs(
            bold(waits.line) if waits else None,
            fill("<b>Your calendar: {what}.</b>", what=_what(view)),
            plain(f"{_NEW} {_DELETED}"),
            plain(_REACH) if view.days else None,
            plain(shows),
        ),
        rows if has_address else ((rows[0][0], HOME),),
        document=document,
        fresh=True,
    )


def no_clock() -> Screen:
    """Ask for the clock first: a calendar goes by it."""
    clock = Button("Set my clock", action("account", "choose", "zone"))
    text = paragraphs(
        bold("First your clock: a calendar goes by it."), plain("Then send /calendar again.")
    )
    return Screen(text, ((clock,), (HOME,)))


def address(*, has_one: bool) -> Screen:
    """Say what a private address is, and offer one."""
    now = (
        "You have one. I keep no copy that I could show: a new one ends it."
        if has_one
        else "Your calendar asks there by itself, so that it is always up to date."
    )
    new = Button("New address" if has_one else "Make an address", action("calendar", "new"))
    end = (Button("End it", action("calendar", "end")),) if has_one else ()
    return Screen(
        paragraphs(
            bold("A private address for your calendar"),
            plain(now),
            plain("Whoever knows it can read plan and reminders, and nothing else."),
        ),
        ((new, *end), (_FILE, HOME)),
    )


def new_address(url: str) -> Screen:
    """Show a new address, this once."""
    return Screen(
        paragraphs(
            bold("Your private address"),
            fill("<code>{url}</code>", url=url),
            plain("Add it to your calendar as a subscription. Earlier addresses have ended."),
            plain("Tell nobody. Then delete this message: I do not show it again."),
        ),
        ((Button("End it", action("calendar", "end")), HOME),),
    )


def no_address() -> Screen:
    """Say that there are files alone here."""
    return Screen(bold("There are no private addresses here: /calendar sends a file."), ((HOME,),))


def _what(view: CalendarView) -> str:
    own = [one for one in view.reminders if not one.schedule.follows_plan]
    weeks = [f"{len(view.days) // 7} weeks of your plan"] if view.days else []
    counted = f"{len(own)} reminder{'' if len(own) == 1 else 's'}"
    return " and ".join((*weeks, *([counted] if own or not weeks else [])))
