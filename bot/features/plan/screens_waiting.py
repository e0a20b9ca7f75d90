"""What stands in place of today while something holds the plan, or there is none."""

from bot.chat.actions import action
from bot.chat.markup import bold, bullets, paragraphs, plain
from bot.chat.screen import Button, Screen, packed
from bot.chat.ways import CHECK, HOME, LOG
from bot.domain.plan.work import Outlook
from bot.domain.standing import Access
from bot.library import held as library
from bot.library.content import Content

_SAID = Button("What did the check say?", action("check", "last"))
_ASK = Button("What to ask them", action("plan", "questions"))
_START = Button("Start", action("plan", "start"))
_BOOK = Button("Remind me to book", action("reminders", "book"))
_CLINICIAN = Button("For my clinician", action("progress", "pdf"))


def until_seen(content: Content, found: Outlook) -> Screen:
    """Offer quiet exercises to somebody who is to be seen soon, and what leads there."""
    held = library.held(content, found.standing)
    topics = [content.topics[name].title for name in content.plan.quiet.exercises]
    text = paragraphs(
        bold("Today: quiet exercises, no run"),
        plain(content.plan.text("quiet")),
        bullets(topics),
        held.text if held else None,
    )
    more = packed([_BOOK, _ASK, _CLINICIAN, LOG])
    return Screen(text, ((_START,), *more, *(held.rows if held else ((HOME,),))))


def waits(content: Content, found: Outlook) -> Screen:
    """Say what holds the plan, or keeps it from being made, with the ways on."""
    held = library.held(content, found.standing)
    if held is None and found.access is Access.NO_PLAN:
        return Screen(plain(content.phrases["no_plan"].text), ((_SAID,), (CHECK, HOME)))
    if held is None:
        why = "Your last check is more than two weeks old, and pain changes."
        return Screen(paragraphs(bold("First the check."), plain(why)), ((CHECK,), (HOME,)))
    ask = ((_ASK,),) if found.access is Access.SOON else ()
    waiting = bold("Your plan waits.") if found.plan else None
    return Screen(paragraphs(waiting, held.text), (*ask, *held.rows))


def questions(content: Content, found: Outlook) -> Screen:
    """Show what to bring to a clinician, below what holds."""
    asked = content.plan.phrases["questions"]
    held = library.held(content, found.standing)
    text = paragraphs(held.text if held else None, plain(asked.text), bullets(asked.lines))
    return Screen(text, held.rows if held else ((HOME,),))
