"""The people's side of the fake, as tests, the page and load drivers use it."""

import mimetypes
from collections.abc import Iterable, Mapping, Sequence

from bot.sandbox.fake import actions
from bot.sandbox.fake.calls import File, Json
from bot.sandbox.fake.images import SMALLEST_PICTURE
from bot.sandbox.fake.people import Chat, Person, group_chat, person
from bot.sandbox.fake.world import World


class Crowd:
    """The people and groups of a world; `Telegram` adds the bot's side of it.

    A KeyError means that there is no such person, chat, message or poll; a ValueError that
    Telegram's app would not let the person do it. Without `chat_id` all happens in the person's
    own chat with the bot.
    """

    def __init__(self, world: World) -> None:
        self._world = world

    @property
    def people(self) -> Mapping[int, Person]:
        """The people by id, as they stand now."""
        return self._world.people

    @property
    def chats(self) -> Mapping[int, Chat]:
        """The chats that the bot knows, by id."""
        return self._world.chats

    def add_person(
        self,
        user_id: int,
        first_name: str,
        *,
        username: str | None = None,
        language_code: str | None = "en",
    ) -> Person:
        """Add a person, who has yet to write to the bot; ValueError where the id is taken."""
        if user_id in self._world.people or user_id == self._world.bot.id or user_id <= 0:
            raise ValueError(f"{user_id} cannot be a new person's id.")
        added = person(user_id, first_name, username=username, language_code=language_code)
        self._world.people[user_id] = added
        self._world.emit("people", 0)
        return added

    def add_group(
        self, chat_id: int, title: str, members: Iterable[int], *, bot_status: str = "member"
    ) -> Chat:
        """Add a group, or with an id from -100... on a supergroup; the bot gets to know it."""
        chat = self._world.chats[chat_id] = group_chat(chat_id, title, members)
        chat.bot_status = bot_status
        first = self._world.people[min(chat.members)]
        actions.bot_moved(self._world, chat, first.user, "left", bot_status)
        self._world.emit("people", 0)
        return chat

    def remove_bot(self, user_id: int, chat_id: int) -> None:
        """Throw the bot out of a group."""
        chat = self._world.chats[chat_id]
        by = self._world.people[user_id].user
        actions.bot_moved(self._world, chat, by, chat.bot_status, "kicked")
        chat.bot_status = "kicked"

    def say(
        self, user_id: int, text: str, *, chat_id: int | None = None, reply_to: int | None = None
    ) -> Json:
        """Write a message; "/start" also unblocks the bot."""
        return actions.say(self._world, user_id, text, chat_id, reply_to)

    def send_photo(
        self,
        user_id: int,
        content: bytes = SMALLEST_PICTURE,
        *,
        caption: str = "",
        chat_id: int | None = None,
    ) -> Json:
        """Send a photo."""
        written = {"caption": caption} if caption else {}
        shown = {**actions.photo(self._world, content), **written}
        return actions.send(self._world, user_id, shown, chat_id)

    def send_file(
        self,
        user_id: int,
        name: str,
        content: bytes,
        *,
        caption: str = "",
        chat_id: int | None = None,
    ) -> Json:
        """Send a file as it is, such as a run from a watch."""
        written = {"caption": caption} if caption else {}
        file = File(name, content, mimetypes.guess_type(name)[0] or "application/octet-stream")
        return actions.send(
            self._world, user_id, actions.file(self._world, file) | written, chat_id
        )

    def send_sticker(self, user_id: int, emoji: str = "👍", *, chat_id: int | None = None) -> Json:
        """Send a sticker."""
        return actions.send(self._world, user_id, actions.sticker(self._world, emoji), chat_id)

    def send_voice(self, user_id: int, duration: int = 3, *, chat_id: int | None = None) -> Json:
        """Send a voice message of `duration` seconds."""
        return actions.send(self._world, user_id, actions.voice(self._world, duration), chat_id)

    def send_location(
        self, user_id: int, latitude: float, longitude: float, *, chat_id: int | None = None
    ) -> Json:
        """Send a place, in degrees."""
        place = {"location": {"latitude": latitude, "longitude": longitude}}
        return actions.send(self._world, user_id, place, chat_id)

    def edit(self, user_id: int, message_id: int, text: str, *, chat_id: int | None = None) -> Json:
        """Edit one's own text or caption."""
        return actions.edit(self._world, user_id, message_id, text, chat_id)

    def tap(self, user_id: int, message_id: int, data: str, *, chat_id: int | None = None) -> str:
        """Tap a button with this data, also one that is not there; return the query's id."""
        return actions.tap(self._world, user_id, message_id, data, chat_id)

    def press(
        self, user_id: int, message_id: int, label: str, *, chat_id: int | None = None
    ) -> str:
        """Tap the button that says `label`; return the query's id."""
        return actions.press(self._world, user_id, message_id, label, chat_id)

    def vote(self, user_id: int, poll_id: str, option_ids: Sequence[int]) -> None:
        """Vote in a poll, or with no options take the vote back."""
        actions.vote(self._world, user_id, poll_id, list(option_ids))

    def inline(self, user_id: int, query: str) -> str:
        """Type the bot's name and `query` in some other chat; return the query's id."""
        return actions.inline(self._world, user_id, query)

    def block(self, user_id: int) -> None:
        """Block the bot."""
        actions.block(self._world, user_id)

    def unblock(self, user_id: int) -> None:
        """Let the bot write again."""
        actions.unblock(self._world, user_id)
