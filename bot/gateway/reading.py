"""What is read of Telegram's updates: what the bot needs, and nothing to stumble over."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import structlog
import telegram

from bot.chat.incoming import Message
from bot.chat.markup import Markup, plain
from bot.gateway import in_groups
from bot.gateway.bodies import expected
from bot.gateway.files import Attached, Media, attached, media
from bot.gateway.in_groups import Moved

_log = structlog.get_logger()
# Whatever stands after the name ends it: any space, or a mark that somebody added.
_COMMAND = re.compile(r"/([A-Za-z0-9_]*)(?:@\w*)?[\s:;.,!?]*(.*)", re.DOTALL)

Raw = dict[str, Any]
"""An update as Telegram sends it, parsed from JSON and not yet read."""

# What Telegram finds in any words, and shows no other way; every command is one.
_UNMARKED = {"bot_command", "cashtag", "email", "hashtag", "mention", "phone_number", "url"}
_SENT_KINDS = (
    "text", "sticker", "voice", "audio", "video", "video_note", "animation", "photo", "document",
    "location", "contact", "poll", "dice", "venue", "story",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sender:
    """Whom an update comes from."""

    person_id: int
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Written:
    """A message to the bot; `entities` are its formatting, as Telegram sends it.

    Without `by_a_person` it is a note of Telegram's own, such as that something was pinned.
    `is_edit` says that it stood there before, in other words.
    """

    chat_id: int
    private: bool
    message_id: int
    text: str
    entities: list[Any]
    is_text: bool
    replies_to: int | None
    place: tuple[float, float] | None
    by_a_person: bool
    is_edit: bool = False
    topic: int | None = None
    file: Attached | None = None
    media: Media | None = None

    def as_message(self) -> Message:
        """Return the message as features see it."""
        marked = any(entity.get("type") not in _UNMARKED for entity in self.entities)
        markup = _formatted(self.text, self.entities) if marked else plain(self.text)
        kinds = self.is_text, self.is_edit, bool(self.media and self.media.album)
        return Message(self.message_id, markup, self.replies_to, *kinds)


@dataclass(frozen=True, slots=True)
class Tapped:
    """A tap on a button, and the message that it stands under.

    `message_id` is None under a message that was shared inline, which stays as it is; `chat_id`
    is 0 there.
    """

    query_id: str
    data: str | None
    chat_id: int
    private: bool
    message_id: int | None
    has_text: bool = True
    has_picture: bool = False
    is_poll: bool = False
    topic: int | None = None


@dataclass(frozen=True, slots=True)
class Voted:
    """A vote in a poll, by the positions of its options."""

    poll_id: str
    chosen: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """An inline query."""

    query_id: str
    words: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """A person has blocked the bot."""


What = Written | Tapped | Voted | Sought | Blocked | Moved


@dataclass(frozen=True, slots=True)
class Update:
    """One update of one person."""

    update_id: int
    sender: Sender
    what: What

    @property
    def chat_id(self) -> int:
        """Where it happened; 0 where that is no chat."""
        what = self.what
        return what.chat_id if isinstance(what, Written | Tapped) else 0

    @property
    def topic(self) -> int | None:
        """In which topic of a group it happened."""
        return self.what.topic if isinstance(self.what, Written | Tapped) else None


def is_update(raw: object) -> bool:
    """Say whether something is an update with a number, whatever else is in it."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return isinstance(number, int) and not isinstance(number, bool)


def read(raw: Any) -> Update | None:
    """Read an update; None where it is none, or none that concerns the bot."""
    try:
        return _read(raw)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        _log.warning("update_unreadable", error=type(error).__name__)
        return None


def query_of(raw: Any) -> str | None:
    """Return the callback query in an update that cannot be read: its button waits."""
    query = raw.get("callback_query") if isinstance(raw, dict) else None
    query_id = query.get("id") if isinstance(query, dict) else None
    return query_id if isinstance(query_id, str) else None


def command(text: str) -> tuple[str, str]:
    """Split `/name@bot words`; the name is '' where the text is no command."""
    if not text.startswith("/"):
        return "", text
    found = _COMMAND.match(text)
    name, words = found.groups() if found else ("", text[1:])
    return name.lower() or "/", words.strip()


def is_for(username: str, text: str) -> bool:
    """Tell a command for this bot from one for another bot in the same group."""
    name, at, bot = text.split(maxsplit=1)[0].partition("@")
    return len(name) > 1 and (not at or bot.lower() == username.lower())


def _read(raw: Raw) -> Update | None:
    update_id = expected(raw["update_id"], int)
    if message := raw.get("message") or raw.get("edited_message"):
        return _of_message(update_id, message, is_edit="message" not in raw)
    if query := raw.get("callback_query"):
        return _from(update_id, query["from"], _tapped(query))
    if vote := raw.get("poll_answer"):
        chosen = tuple(expected(option, int) for option in vote["option_ids"])
        return _from(update_id, vote.get("user"), Voted(expected(vote["poll_id"], str), chosen))
    if query := raw.get("inline_query"):
        sought = Sought(expected(query["id"], str), expected(query["query"], str))
        return _from(update_id, query["from"], sought)
    if change := raw.get("my_chat_member"):
        kicked = change["new_chat_member"]["status"] == "kicked"
        private = change["chat"]["type"] == "private"
        return _from(update_id, change["from"], Blocked()) if kicked and private else None
    return None


def _of_message(update_id: int, message: Mapping[str, Any], *, is_edit: bool) -> Update | None:
    if moved := in_groups.moved(message):
        return Update(update_id, Sender(moved.before, "", ""), moved)
    written = replace(_written(message), is_edit=is_edit)
    return _from(update_id, in_groups.author(message), written)


def _from(update_id: int, user: Mapping[str, Any] | None, what: What) -> Update | None:
    if not user or user.get("is_bot"):
        return None
    name, language = (
        expected(user["first_name"], str),
        expected(user.get("language_code") or "", str),
    )
    return Update(update_id, Sender(expected(user["id"], int), name, language), what)


def _written(message: Mapping[str, Any]) -> Written:
    text, spot, above = map(message.get, ("text", "location", "reply_to_message"))
    return Written(
        chat_id=expected(message["chat"]["id"], int),
        private=message["chat"]["type"] == "private",
        message_id=expected(message["message_id"], int),
        text=expected((message.get("caption") or "") if text is None else text, str),
        entities=message.get("entities" if text is not None else "caption_entities") or [],
        is_text=text is not None,
        replies_to=expected(above["message_id"], int) if above else None,
        place=(float(spot["latitude"]), float(spot["longitude"])) if spot else None,
        by_a_person=any(kind in message for kind in _SENT_KINDS),
        topic=in_groups.topic(message),
        file=attached(message.get("document")),
        media=media(message),
    )


def _tapped(query: Mapping[str, Any]) -> Tapped:
    query_id, data = expected(query["id"], str), query.get("data")
    if data is not None:
        expected(data, str)
    message = query.get("message")
    if not message:
        return Tapped(query_id, data, 0, private=False, message_id=None, has_text=False)
    return Tapped(
        query_id,
        data,
        expected(message["chat"]["id"], int),
        message["chat"]["type"] == "private",
        expected(message["message_id"], int),
        "text" in message,
        "photo" in message or "animation" in message,
        "poll" in message,
        in_groups.topic(message),
    )


def _formatted(text: str, entities: list[Any]) -> Markup:
    """Return text with its formatting, which the library knows how to nest."""
    chat = {"id": 1, "type": "private"}
    raw = {"message_id": 1, "date": 1, "chat": chat, "text": text, "entities": entities}
    return Markup(telegram.Message.de_json(raw).text_html)
