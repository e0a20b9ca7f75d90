"""What is to be shown for an update, and whether it goes in place of what stands there."""

from dataclasses import dataclass

from bot.chat.screen import Reply, Screen
from bot.gateway.reading import Tapped


@dataclass(frozen=True, slots=True)
class Showing:
    """What is to be shown for an update: in which chat, and under which tap.

    `spent` is a message whose buttons lead nowhere any more, as those of a poll that was answered.
    """

    chat_id: int
    reply: Reply | None
    tapped: Tapped | None = None
    spent: int | None = None

    @property
    def in_place(self) -> bool:
        """Say whether nothing but the message that was tapped changes."""
        screen, tapped = self.reply, self.tapped
        if not isinstance(screen, Screen):
            return tapped is not None
        return replaces(screen, tapped) and not screen.then


def outlives(screen: Screen, tapped: Tapped | None) -> int | None:
    """Return the message below which a screen comes as a new one, and whose buttons are over.

    Those of a group stay: others tap them too. So do those of what was only left for a while.
    """
    if tapped is None or not tapped.private or (screen.fresh and not tapped.is_poll):
        return None
    return tapped.message_id


def replaces(screen: Screen, tapped: Tapped | None) -> bool:
    """Say whether a screen is text that goes in place of text."""
    stands = tapped is not None and tapped.message_id is not None and tapped.has_text
    return stands and not screen.fresh and is_text(screen)


def is_text(screen: Screen) -> bool:
    """Say whether a screen is a message of text."""
    return not (screen.picture or screen.document or screen.poll or screen.copy)
