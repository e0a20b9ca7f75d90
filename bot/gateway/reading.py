"""What is read of Telegram's messages and taps."""

from telegram import CallbackQuery, ChatMemberUpdated, Message
from telegram.constants import ChatType

from bot.chat import incoming
from bot.chat.markup import Markup
from bot.gateway.outbox import Tapped


def command(text: str) -> tuple[str, str]:
    """Split `/name@bot words`; the name is '' where the text is no command."""
    if not text.startswith("/"):
        return "", text
    head, _, words = text[1:].partition(" ")
    name, _, rest = head.partition("\n")
    return name.partition("@")[0].lower() or "/", f"{rest} {words}".strip()


def is_for(username: str, text: str) -> bool:
    """Tell a command for this bot from one for another bot in the same group."""
    name, at, bot = text.split(maxsplit=1)[0].partition("@")
    return len(name) > 1 and (not at or bot.lower() == username.lower())


def written(message: Message) -> incoming.Message:
    """Return a message as features see it."""
    markup = message.text_html if message.text else message.caption_html
    above = message.reply_to_message
    replies_to = above.message_id if above else None
    is_text = message.text is not None
    return incoming.Message(message.message_id, Markup(markup or ""), replies_to, is_text)


def place(message: Message) -> tuple[float, float] | None:
    """Return the latitude and longitude that a message shares."""
    spot = message.location
    return (spot.latitude, spot.longitude) if spot else None


def tapped(query: CallbackQuery) -> Tapped:
    """Return what a tap was on."""
    message = query.message
    if not isinstance(message, Message):
        return Tapped(query.id, message.message_id if message else None, has_text=False)
    has_picture = bool(message.photo or message.animation)
    return Tapped(query.id, message.message_id, message.text is not None, has_picture)


def blocks(change: ChatMemberUpdated) -> bool:
    """Say whether a person has just blocked the bot."""
    return change.chat.type == ChatType.PRIVATE and change.new_chat_member.status == "kicked"


def from_a_person(message: Message) -> bool:
    """Tell what somebody sent from what Telegram notes in the chat, such as a pinned message."""
    return any(getattr(message, kind) for kind in _SENT_KINDS)


_SENT_KINDS = (
    "text", "sticker", "voice", "audio", "video", "video_note", "animation", "photo", "document",
    "location", "contact", "poll", "dice", "venue", "story",
)  # fmt: skip
