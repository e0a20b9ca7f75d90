"""What a handler answers with: a screen to show, or a short toast."""

from dataclasses import dataclass
from pathlib import Path

from bot.chat.actions import Action
from bot.chat.markup import Markup


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: its label and either an action or a web address."""

    label: str
    does: Action | str


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file and the words that say what it shows."""

    path: Path
    alt: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file made for one person."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Screen:
    """One message: text, buttons in rows, at most one picture or document.

    After a tap it replaces the message that was tapped, unless `fresh` asks for a new one.
    """

    text: Markup
    rows: tuple[Row, ...] = ()
    picture: Picture | None = None
    document: Document | None = None
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Toast:
    """A line of at most 200 characters over the chat, which changes no message."""

    text: str
    alert: bool = False


Reply = Screen | Toast


_HALF = 17  # characters of a label that fits twice in a row on a phone


def packed(buttons: list[Button]) -> tuple[Row, ...]:
    """Lay buttons out two in a row where both labels are short, else one."""
    rows: list[Row] = []
    for button in buttons:
        alone = rows and len(rows[-1]) == 1 and len(rows[-1][0].label) <= _HALF
        if alone and len(button.label) <= _HALF:
            rows[-1] = (*rows[-1], button)
        else:
            rows.append((button,))
    return tuple(rows)


def grid(buttons: list[Button], columns: int) -> tuple[Row, ...]:
    """Lay buttons out in rows of `columns`."""
    return tuple(tuple(buttons[i : i + columns]) for i in range(0, len(buttons), columns))
