"""Asks whether a warning sign is so now, in this person."""

from dataclasses import replace

from bot.chat.actions import action
from bot.chat.markup import Markup, fill, paragraphs, plain
from bot.chat.screen import Button, Row, Screen
from bot.chat.ways import CHECK
from bot.domain.check.work_holds import AskedSign
from bot.library.topics import Country, Phrase
from bot.search.red_flags import Sighting

_SIGNS = Button("Warning signs", action("remedies", "open", "red_flag"))


def emergency(
    asked: AskedSign, sign: Sighting, first: Phrase, country: Country, topic: str | None
) -> Screen:
    """Ask about the sign of an emergency: the number first, and nothing but safety."""
    call = fill("<b>Happening now? Call {numbers}.</b>", numbers=country.emergency)
    text = paragraphs(call, _question(sign), plain(first.text))
    return Screen(text, (*_answers(asked, topic), (_SIGNS,)))


def above(
    asked: AskedSign, sign: Sighting, whom: Phrase, page: Screen | None, topic: str | None
) -> Screen:
    """Ask above the page that the words asked for; its picture stays away, for the question."""
    question = paragraphs(_question(sign), plain(whom.text))
    answers = _answers(asked, topic)
    if page is None:
        return Screen(question, (*answers, (CHECK, _SIGNS)))
    return replace(
        page, text=paragraphs(question, page.text), rows=(*answers, *page.rows), picture=None
    )


def despair(first: Phrase, country: Country) -> Screen:
    """Answer somebody who speaks of ending their life: only people to call."""
    return Screen(
        paragraphs(
            fill("<b>You can call now, at any hour: {crisis}</b>", crisis=country.crisis),
            plain(first.text),
            fill("In danger right now: {numbers}", numbers=country.emergency),
        )
    )


def _question(sign: Sighting) -> Markup:
    return fill("<b>You wrote “{quote}”. Is this happening now?</b>", quote=sign.quote)


def _answers(asked: AskedSign, topic: str | None) -> tuple[Row, ...]:
    number = asked.hold_id
    page = (topic,) if topic else ()
    return (
        (
            Button("Yes, now", action("remedies", "yes", number)),
            Button("It is over", action("check", "past", number)),
        ),
        (Button("Not me, or not that", action("remedies", "no", number, *page)),),
    )
