"""What sends screens, and what becomes of them; the gateway has the one that speaks Telegram."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Literal, Protocol

from bot.chat.screen import Picture, Screen

Lane = Literal["people", "bulk"]
"""People first: answers to them overtake what the bot sends of its own accord."""


class Outcome(Enum):
    """What became of a call."""

    SENT = auto()
    UNCHANGED = auto()  # an edit to what already stands there
    GONE = auto()  # the message to edit cannot be edited any more
    MOVED = auto()  # the group has become a supergroup, of which that is another chat
    BLOCKED = auto()  # the person does not want to hear from the bot
    REJECTED = auto()  # Telegram refuses it; the same again would be refused again
    RETRY = auto()  # it did not arrive; later it may
    TURNED_AWAY = auto()  # Telegram does not know this bot: nothing of it arrives, until it does
    UNKNOWN = auto()  # it may have arrived; sending again might double it


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a new message, and its id where it arrived."""

    outcome: Outcome
    message_id: int | None = None


class Outbox(Protocol):
    """Sends to people; what became of it is a value, not an exception."""

    async def send(self, chat_id: int, screen: Screen, lane: Lane = "people") -> Delivery:
        """Send a screen as a new message."""
        ...

    async def edit(self, chat_id: int, message_id: int, screen: Screen) -> Outcome:
        """Show a screen of text in place of an earlier message of text."""
        ...

    async def deposit(self, chat_id: int, picture: Picture, lane: Lane = "people") -> bool:
        """Let Telegram have a copy of a picture, silently; True where it has one now."""
        ...

    def note_late(self, kind: str, seconds: float) -> None:
        """Count something that arrived by how long after its time that was."""
        ...
