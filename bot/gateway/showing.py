"""What is to be shown for an update, and whether it goes in place of what stands there."""

from dataclasses import dataclass

from bot.chat.screen import Reply, Screen
from bot.gateway.reading import Tapped


@dataclass(frozen=True, slots=True)
class Showing:
    """What is to be shown for an update: in which chat, and under which tap."""

    chat_id: int
    reply: Reply | None
    tapped: Tapped | None = None

    @property
    def in_place(self) -> bool:
        """Say whether nothing but the message that was tapped changes."""
        screen, tapped = self.reply, self.tapped
        if not isinstance(screen, Screen):
            return tapped is not None
        return replaces(screen, tapped) and not screen.then


def replaces(screen: Screen, tapped: Tapped | None) -> bool:
    """Say whether a screen is text that goes in place of text."""
    stands = tapped is not None and tapped.message_id is not None and tapped.has_text
    return stands and not screen.fresh and is_text(screen)


def is_text(screen: Screen) -> bool:
    """Say whether a screen is a message of text."""
    return not (screen.picture or screen.document or screen.poll or screen.copy)
