"""What the bot says when no feature is meant."""

from dataclasses import replace

from bot.chat.actions import action
from bot.chat.markup import Markup, fill, paragraphs
from bot.chat.screen import Button, Reply, Screen, Toast
from bot.chat.ways import CHECK, HOME

OLD_BUTTON = Toast("That button is from an older message. Type /start for the current ones.")
FAULT = Toast("Sorry, that went wrong on my side. Please try once more.")
SLOWER = Toast("That was faster than I am. Wait a moment, then tap once more.")
SOON = Toast("One moment: that takes longer than usual, and comes by itself.")
ELSEWHERE = Toast("That works only in your private chat with me: open it and type /start.")
GROUP_ADMINS = Toast("Only admins of this group can set that: ask one of them.")

_MENU = (
    (
        CHECK,
        Button("Remedies", action("remedies", "home")),
    ),
)


def above(alarm: Screen | None, reply: Reply | None) -> Reply | None:
    """Return an alarm in place of a reply, with what was noted all the same; else the reply."""
    kept = reply.kept if alarm and isinstance(reply, Screen) else None
    return replace(alarm, text=paragraphs(alarm.text, kept)) if alarm and kept else alarm or reply


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
            "I can read words, buttons and files of runs (GPX, TCX, FIT), no pictures or voice "
            "messages.\n\nType what hurts or what you are looking for, or choose:"
        ),
        _MENU,
    )


def in_group(username: str) -> Screen:
    """Return the answer to a command in a group, where nobody should speak of their health."""
    return Screen(
        fill("Your health is nobody else's business: let us talk in private."),
        ((Button("Open our chat", f"https://t.me/{username}?start=group"),),),
    )


def slower() -> Screen:
    """Return what somebody reads who writes faster than they can be answered."""
    return Screen(
        Markup(
            "That was more than I can answer at a time: I did not read the last of it. "
            "Wait a moment, then send once more what matters.\n\n"
            "If you feel very unwell or cannot put weight on the leg, do not wait for me: "
            "call your emergency number."
        )
    )


def soon() -> Screen:
    """Return what somebody reads who has to wait for the answer."""
    return Screen(
        Markup(
            "One moment: this takes longer than usual. The answer comes by itself, you need not "
            "send it again.\n\n"
            "If you feel very unwell or cannot put weight on the leg, do not wait for me: "
            "call your emergency number."
        )
    )


def noted() -> Screen:
    """Return the answer to words that took effect just before the bot was interrupted."""
    return Screen(
        Markup(
            "I was interrupted just before I could answer. If you gave me something to note, "
            "it is noted, once. If you asked me something, please send it once more."
        ),
        ((HOME,),),
    )
