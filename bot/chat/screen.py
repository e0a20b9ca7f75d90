"""What a handler answers with: a screen to show, or a short toast."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.chat.actions import Action
from bot.chat.markup import Markup


@dataclass(frozen=True, slots=True)
class Link:
    """A way from anywhere into the private chat with the bot, to one of a feature's links."""

    to: Action


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: its label and an action, a way into the private chat or a web address."""

    label: str
    does: Action | Link | str


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, or a GIF where it is `moving`, and the words that say what it shows.

    `draw` is called off the event loop and only where it must be. A picture that is the same for
    everybody has a `key`, by which Telegram's own copy of it is found and sent again.
    """

    draw: Callable[[], bytes]
    alt: str
    key: str | None = None
    moving: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A file made for one person; `make` is called off the event loop, as pictures are drawn."""

    name: str
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Poll:
    """Telegram's quiz poll; `right` are positions in `options`, `means` is where votes go to.

    At most 300 characters of question, 100 an option, 200 and 2 line feeds of explanation.
    """

    question: str
    options: tuple[str, ...]
    right: tuple[int, ...]
    explanation: str | None
    means: Action


@dataclass(frozen=True, slots=True)
class Copy:
    """A message that somebody else wrote, sent on as the bot's own."""

    chat_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class Screen:
    """One message: text, buttons in rows, and at most one of picture, document, poll and copy.

    After a tap it replaces the message that was tapped, unless `fresh` asks for a new one.
    What the person types next goes to the tap `expects`; any command or tap ends that.
    The text of a poll stands above its question; that of a copy is not shown.
    `topic` is that of a group with topics in which it is shown as a new message.
    `kept` says what was noted, for whoever is shown something graver in place of this.
    `then` follows as a message of its own, or `refused` where Telegram does not take this one.
    """

    text: Markup
    rows: tuple[Row, ...] = ()
    picture: Picture | None = None
    document: Document | None = None
    poll: Poll | None = None
    copy: Copy | None = None
    fresh: bool = False
    expects: Action | None = None
    topic: int | None = None
    kept: Markup | None = None
    then: "Screen | None" = None
    refused: "Screen | None" = None


@dataclass(frozen=True, slots=True)
class Toast:
    """A line of at most 200 characters over the chat, which changes no message."""

    text: str
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """What an inline query offers: its line in the list, and the screen that is shared.

    A screen with a still picture is shared with it once Telegram has a copy, before that without.
    """

    card_id: str
    title: str
    description: str
    screen: Screen


Reply = Screen | Toast


_HALF = 16  # characters of a label that fits twice in a row on a phone


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
