"""What is said to those who write in another language than English, in that language."""

from bot.chat.actions import action
from bot.chat.markup import bold, paragraphs, plain
from bot.chat.screen import Button, Screen
from bot.domain.check.work_holds import AskedSign
from bot.library.spoken import SpokenRecord


def only_english(said: SpokenRecord) -> Screen:
    """Say that English alone is read, whom to call, and that the check needs no typing."""
    text = paragraphs(bold(said.only_english), plain(said.emergency), plain(said.buttons))
    return Screen(text, ((Button(said.check, action("check", "begin")),),))


def emergency(asked: AskedSign, said: SpokenRecord) -> Screen:
    """Ask about what may be an emergency: the number first."""
    number = asked.hold_id
    text = paragraphs(bold(said.now), plain(said.grave), plain(said.only_english))
    return Screen(
        text,
        (
            (
                Button(said.yes, action("remedies", "yes", number)),
                Button(said.over, action("check", "past", number)),
            ),
            (Button(said.no, action("remedies", "no", number, said.id)),),
        ),
    )


def despair(said: SpokenRecord) -> Screen:
    """Answer somebody who speaks of ending their life: only people to call."""
    return Screen(paragraphs(bold(said.despair), plain(said.only_english)))
