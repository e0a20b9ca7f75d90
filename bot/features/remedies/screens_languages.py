"""What is said to those who write in another language than English, in that language."""

from dataclasses import dataclass, replace

from bot.chat.actions import action
from bot.chat.markup import bold, paragraphs, plain
from bot.chat.screen import Button, Screen
from bot.domain.check.work_holds import AskedSign
from bot.library.sentences import filled
from bot.library.spoken import SpokenRecord
from bot.search.red_flags import Sighting


@dataclass(frozen=True, slots=True)
class Numbers:
    """Whom to call where the person is, as it stands in a sentence of any language."""

    emergency: str
    crisis: str


def only_english(spoken: SpokenRecord, numbers: Numbers) -> Screen:
    """Say that English alone is read, whom to call, and that the check needs no typing."""
    said = _said(spoken, numbers)
    text = paragraphs(bold(said.only_english), plain(said.emergency), plain(said.buttons))
    return Screen(text, ((_check(spoken),),))


def emergency(asked: AskedSign, sign: Sighting, spoken: SpokenRecord, numbers: Numbers) -> Screen:
    """Ask about what may be an emergency: the number first."""
    said, number = _said(spoken, numbers, sign.quote), asked.hold_id
    text = paragraphs(bold(said.now), plain(said.grave), plain(said.only_english))
    return Screen(
        text,
        (
            (
                Button(spoken.yes, action("remedies", "yes", number, spoken.id)),
                Button(spoken.over, action("check", "past", number)),
            ),
            (Button(spoken.no, action("remedies", "no", number, spoken.id)),),
        ),
    )


def despair(spoken: SpokenRecord, numbers: Numbers) -> Screen:
    """Answer somebody who speaks of ending their life: only people to call."""
    said = _said(spoken, numbers)
    return Screen(paragraphs(bold(said.despair), plain(said.only_english)))


def above(page: Screen, spoken: SpokenRecord, numbers: Numbers) -> Screen:
    """Say whom to call above what holds, which is in English."""
    return replace(page, text=paragraphs(bold(_said(spoken, numbers).called), page.text))


def _check(spoken: SpokenRecord) -> Button:
    return Button(spoken.check, action("check", "begin"))


def _said(spoken: SpokenRecord, numbers: Numbers, quote: str = "") -> SpokenRecord:
    values = {"emergency": numbers.emergency, "crisis": numbers.crisis, "quote": quote}
    return filled(spoken, values)
