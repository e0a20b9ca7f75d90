"""Who there is: people, the bot, and the chats they share."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from bot.sandbox.fake.calls import Json

HISTORY = 200  # messages kept in a chat; older ones can no longer be edited or shown
_SUPERGROUPS = -1_000_000_000_000


@dataclass(frozen=True, slots=True)
class Person:
    """A person or a bot, as it stands: `user` is the Bot API's User."""

    id: int
    first_name: str
    username: str | None
    language_code: str | None
    is_bot: bool
    blocked: bool
    started: bool  # has written to the bot, without which the bot may not write either
    user: Json


@dataclass(slots=True)
class Chat:
    """A chat as the bot sees it: `chat` is the Bot API's Chat, `messages` its visible messages."""

    id: int
    chat: Json
    members: set[int]
    bot_status: str = "member"
    messages: dict[int, Json] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    reply_keyboard: Json | None = None
    own_ids: int = 0  # supergroups number their messages themselves
    topics: frozenset[int] = frozenset()  # beside the general one
    admins: frozenset[int] = frozenset()
    polls_allowed: bool = True
    moved_to: int | None = None  # the supergroup that the group has become

    @property
    def is_private(self) -> bool:
        """Tell whether one person is alone with the bot here."""
        return self.id > 0

    @property
    def is_supergroup(self) -> bool:
        """Tell whether the chat is a supergroup, by its id."""
        return self.id < _SUPERGROUPS

    def keep(self, message: Json) -> None:
        """Add or replace a message; the oldest goes when there are too many."""
        self.messages[message["message_id"]] = message
        if len(self.messages) > HISTORY:
            del self.messages[next(iter(self.messages))]


def person(
    user_id: int,
    first_name: str,
    *,
    username: str | None = None,
    language_code: str | None = "en",
) -> Person:
    """Make a person who has not met the bot yet."""
    user: Json = {"id": user_id, "is_bot": False, "first_name": first_name}
    if username is not None:
        user["username"] = username
    if language_code is not None:
        user["language_code"] = language_code
    return Person(
        user_id,
        first_name,
        username,
        language_code,
        is_bot=False,
        blocked=False,
        started=False,
        user=user,
    )


def bot_person(user_id: int, name: str, username: str) -> Person:
    """Make the bot itself; `user` is what stands in messages, without getMe's abilities."""
    made = person(user_id, name, username=username, language_code=None)
    return replace(made, is_bot=True, started=True, user={**made.user, "is_bot": True})


def private_chat(who: Person) -> Chat:
    """Make the chat of one person with the bot."""
    chat: Json = {"id": who.id, "type": "private", "first_name": who.first_name}
    if who.username is not None:
        chat["username"] = who.username
    return Chat(who.id, chat, {who.id})


def group_chat(chat_id: int, title: str, members: Iterable[int]) -> Chat:
    """Make a group, or a supergroup where the id says so; ValueError for an id above -1."""
    if chat_id >= 0:
        raise ValueError("A group's chat id is negative.")
    kind = "supergroup" if chat_id < _SUPERGROUPS else "group"
    return Chat(chat_id, {"id": chat_id, "type": kind, "title": title}, set(members))
