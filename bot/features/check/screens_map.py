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
    """Ask with a map; the answers are its numbers, few rows of them, so that it stays in view."""
    places = [option for option in asked.options if "nowhere" not in option.facts]
    numbered = [_pick(str(number), check, asked, o.id) for number, o in enumerate(places, 1)]
    others = [
        _pick(option.text, check, asked, option.id)
        for option in asked.options
        if option not in places
    ]
    named = " · ".join(f"{number} {option.text}" for number, option in enumerate(places, 1))
    turned = (
        _turn("Seen from behind", (check, asked), BACK)
        if view == FRONT
        else _turn("Seen from the front", (check, asked), FRONT)
    )
    back = Button("‹ Back", action("check", "begin"))
    text = paragraphs(bold(asked.text), plain(named), plain(asked.hint) if asked.hint else None)
    rows = (*grid(numbered, -(-len(numbered) // 2)), *grid(others, 2), (turned, back))
    return Screen(text, rows, picture)


def _pick(label: str, check: Check, asked: Question, option: str) -> Button:
    return Button(label, action("check", "pick", check.check_id, asked.id, option))


def _turn(label: str, at: tuple[Check, Question], view: str) -> Button:
    check, asked = at
    return Button(label, action("check", "map", check.check_id, asked.id, view))
