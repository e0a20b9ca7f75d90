"""What only groups have: topics, admins without a name, a move to a supergroup, rights."""

from bot.sandbox.fake import actions
from bot.sandbox.fake.calls import Json
from bot.sandbox.fake.entities import settle
from bot.sandbox.fake.people import Chat, group_chat
from bot.sandbox.fake.sending import in_topic, new_message, publish
from bot.sandbox.fake.world import World

_ANONYMOUS: Json = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}


class Groups:
    """Does in groups what the people in them may do."""

    def __init__(self, world: World) -> None:
        self._world = world

    def open_topics(self, chat_id: int, *topics: int) -> None:
        """Make a supergroup one with topics, which have these numbers."""
        chat = self._world.chats[chat_id]
        if not chat.is_supergroup:
            raise ValueError("Only a supergroup has topics.")
        chat.topics = frozenset(topics)
        chat.chat = {**chat.chat, "is_forum": True}

    def say_in_topic(self, user_id: int, text: str, chat_id: int, topic: int) -> Json:
        """Write a message in a topic."""
        return self._say(user_id, text, chat_id, in_topic(self._world.chats[chat_id], topic))

    def say_anonymously(self, user_id: int, text: str, chat_id: int) -> Json:
        """Write as an admin who stays anonymous: in the name of the group."""
        chat = self._world.chats[chat_id]
        return self._say(user_id, text, chat_id, {"from": _ANONYMOUS, "sender_chat": chat.chat})

    def make_admin(self, user_id: int, chat_id: int) -> None:
        """Make somebody an admin of a group."""
        self._world.chats[chat_id].admins |= {user_id}

    def forbid_polls(self, chat_id: int) -> None:
        """Take the right to send polls from everybody, the bot among them."""
        self._world.chats[chat_id].polls_allowed = False

    def move(self, user_id: int, chat_id: int, to: int, *, told: bool = True) -> Chat:
        """Make a supergroup of a group; what was `told` of it the bot has read or never will."""
        world, old = self._world, self._world.chats[chat_id]
        new = world.chats[to] = group_chat(to, old.chat["title"], old.members)
        old.moved_to, new.admins = to, old.admins
        by = world.people[user_id].user
        left = new_message(world, old, by, {"migrate_to_chat_id": to})
        group = {"sender_chat": new.chat, "migrate_from_chat_id": chat_id}
        come = new_message(world, new, _ANONYMOUS, group)
        for chat, message in ((old, left), (new, come)):
            publish(world, chat, message)
            if told:
                world.update("message", message)
        return new

    def _say(self, user_id: int, text: str, chat_id: int, more: Json) -> Json:
        text, entities = settle(text, [])
        content = {"text": text, "entities": entities} if entities else {"text": text}
        return actions.send(self._world, user_id, content | more, chat_id)
