"""What the bot says when no feature is meant."""

from bot.chat.actions import action
from bot.chat.markup import Markup, fill
from bot.chat.screen import Button, Screen, Toast

OLD_BUTTON = Toast("That button is from an older message. Type /start for the current ones.")
FAULT = Toast("Sorry, that went wrong on my side. Please try once more.")
ELSEWHERE = Toast("That works only in your private chat with me.")

_MENU = (
    (
        Button("Check my pain", action("check", "begin")),
        Button("Look around", action("remedies", "home")),
    ),
)


def unknown_command() -> Screen:
    """Return the answer to a command that does not exist."""
    return Screen(
        Markup(
            "I don't know that command. /help lists the ones I know, "
            "or just type what you are looking for."
        ),
        _MENU,
    )


def words_and_buttons() -> Screen:
    """Return the answer to a sticker, a voice message or a picture."""
    return Screen(
        Markup(
            "I can read words and buttons only, no pictures or voice messages.\n\n"
            "Type what hurts or what you are looking for, or choose:"
        ),
        _MENU,
    )


def in_group(username: str) -> Screen:
    """Return the answer to a command in a group, where nobody should speak of their health."""
    return Screen(
        fill("Your health is nobody else's business: let us talk in private."),
        ((Button("Open our chat", f"https://t.me/{username}?start=group"),),),
    )
