"""What comes in from a person, without Telegram."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from whenever import Instant

from bot.chat.markup import Markup

_MOST_DIGITS = 18  # SQLite's integers end there


@dataclass(frozen=True, slots=True)
class Message:
    """The message that a person wrote: its id, its text as markup, and what it replies to.

    Without `is_text` the words stand under a picture or a file. `is_edit` says that it stood there
    before, in other words; `is_album` that it is one of several that belong together.
    """

    message_id: int
    markup: Markup
    replies_to: int | None = None
    is_text: bool = True
    is_edit: bool = False
    is_album: bool = False


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that a person sent: its name and bytes as far as they are told, and how to get it.

    `fetch` returns what is in it, None where it cannot be had or is larger than it may be.
    """

    name: str
    size: int | None
    fetch: Callable[[int], Awaitable[bytes | None]]


@dataclass(frozen=True, slots=True)
class Incoming:
    """A command, tap, vote, place, file or typed message of one person.

    `words` is what follows a command, the typed text, or an inline query; `args` are those of a
    tap or of a poll's meaning, `chosen` the poll's options by position (none: vote taken back).
    `chat_id` is the person's own but in groups; 0 under a message that was shared inline.
    `topic` is that of a group with topics, outside its general one.
    `place` is latitude and longitude in degrees.
    """

    person_id: int
    name: str
    language: str
    now: Instant
    words: str = ""
    args: tuple[str, ...] = ()
    chat_id: int = 0
    topic: int | None = None
    chosen: tuple[int, ...] = ()
    place: tuple[float, float] | None = None
    message: Message | None = None
    file: SentFile | None = None

    def number(self, at: int = 0, otherwise: int = 0) -> int:
        """Return the number that a button carries there; `otherwise` where it carries none."""
        text = "".join(self.args[at : at + 1])
        is_number = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
        return int(text) if is_number else otherwise
