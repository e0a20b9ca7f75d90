"""The question of where it hurts, on a map of the body."""

from bot.chat.actions import action
from bot.chat.markup import bold, paragraphs, plain
from bot.chat.screen import Button, Picture, Row, Screen, grid
from bot.domain.check.model import Check, Question

FRONT, BACK = "front", "back"


def see(check: Check, asked: Question) -> Row:
    """Offer the map."""
    return (_turn("Show me on a picture", (check, asked), FRONT),)


def body_map(check: Check, asked: Question, picture: Picture, view: str) -> Screen:
    """Ask with a map; the answers carry its numbers."""
    numbered = [
        Button(
            option.text if "nowhere" in option.facts else f"{number} {option.text}",
            action("check", "pick", check.check_id, asked.id, option.id),
        )
        for number, option in enumerate(asked.options, start=1)
    ]
    turned = (
        _turn("Seen from behind", (check, asked), BACK)
        if view == FRONT
        else _turn("Seen from the front", (check, asked), FRONT)
    )
    back = Button("‹ Back", action("check", "begin"))
    text = paragraphs(bold(asked.text), plain(asked.hint) if asked.hint else None)
    return Screen(text, (*grid(numbered, 1), (turned, back)), picture)


def _turn(label: str, at: tuple[Check, Question], view: str) -> Button:
    check, asked = at
    return Button(label, action("check", "map", check.check_id, asked.id, view))
