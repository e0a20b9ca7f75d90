"""What people do: write, tap, vote, block; and which of it the bot gets to know."""

from dataclasses import replace as changed

from bot.sandbox.fake.calls import File, Json
from bot.sandbox.fake.entities import settle
from bot.sandbox.fake.files import Stored, document, photo_sizes
from bot.sandbox.fake.lengths import TEXT, utf16
from bot.sandbox.fake.methods_chat import member
from bot.sandbox.fake.methods_polls import show_poll
from bot.sandbox.fake.people import Chat, Person
from bot.sandbox.fake.polls import vote as count_vote
from bot.sandbox.fake.queries import Waiting
from bot.sandbox.fake.sending import new_message, publish, quoted, replace
from bot.sandbox.fake.world import World


def say(
    world: World, user_id: int, text: str, chat_id: int | None, reply_to: int | None = None
) -> Json:
    """Write a message; ValueError where Telegram's app would not send it."""
    text, entities = settle(text, [])
    if not text:
        raise ValueError("An empty message cannot be sent.")
    if utf16(text) > TEXT:
        raise ValueError(f"A message has {TEXT} characters at most.")
    person = world.people[user_id]
    if chat_id is None and person.blocked and text.startswith("/start"):
        unblock(world, user_id)
    content: Json = {"text": text, "entities": entities} if entities else {"text": text}
    return send(world, user_id, content, chat_id, reply_to)


def send(
    world: World, user_id: int, content: Json, chat_id: int | None, reply_to: int | None = None
) -> Json:
    """Put a person's message into a chat, and tell the bot where it may read it."""
    person = world.people[user_id]
    chat = place(world, person, chat_id)
    if chat.is_private and person.blocked:
        raise ValueError(f"{user_id} has blocked the bot.")
    if user_id not in chat.members:
        raise ValueError(f"{user_id} is not in the chat {chat.id}.")
    message = new_message(world, chat, person.user, content)
    if reply_to is not None:
        message["reply_to_message"] = quoted(chat.messages[reply_to])
    publish(world, chat, message)
    if _readable(world, chat, message):
        world.update("message", message)
    if chat.reply_keyboard is not None and (
        "force_reply" in chat.reply_keyboard or chat.reply_keyboard.get("one_time_keyboard")
    ):
        chat.reply_keyboard = None
        world.emit("keyboard", chat.id, markup=None)
    return message


def place(world: World, person: Person, chat_id: int | None) -> Chat:
    """Return the chat that is meant: by default the person's own with the bot."""
    if chat_id is None or chat_id == person.id:
        return world.meet(person)
    return world.chats[chat_id]


def _readable(world: World, chat: Chat, message: Json) -> bool:
    """Tell whether the bot sees a message; in groups it has privacy mode on."""
    if chat.is_private or chat.bot_status == "administrator":
        return True
    if chat.bot_status != "member":
        return False
    replied = message.get("reply_to_message")
    if replied is not None and replied["from"]["id"] == world.bot.id:
        return True
    if not any(entity["type"] == "bot_command" for entity in message.get("entities", [])):
        return False
    command, _, name = message["text"].split()[0].partition("@")
    own = name.lower() == str(world.bot.username).lower()
    return bool(command.startswith("/")) and (not name or own)


def edit(world: World, user_id: int, message_id: int, text: str, chat_id: int | None) -> Json:
    """Edit one's own text or caption; ValueError where that is not possible."""
    chat = place(world, world.people[user_id], chat_id)
    message = chat.messages[message_id]
    text, entities = settle(text, [])
    key = next((key for key in ("text", "caption") if key in message), None)
    if message["from"]["id"] != user_id or key is None or not text:
        raise ValueError("Only one's own text can be edited, and not to nothing.")
    edited = {**message, key: text, "edit_date": int(world.now())}
    edited.pop("entities", None)
    if entities and key == "text":
        edited["entities"] = entities
    replace(world, chat, edited)
    if _readable(world, chat, edited):
        world.update("edited_message", edited)
    return edited


def tap(world: World, user_id: int, message_id: int, data: str, chat_id: int | None) -> str:
    """Tap a button, also one that is not there; return the query's id."""
    person = world.people[user_id]
    chat = place(world, person, chat_id)
    query_id = world.queries.ask(Waiting(user_id, chat.id, world.now()))
    gone = {"chat": chat.chat, "message_id": message_id, "date": 0}
    world.update(
        "callback_query",
        {
            "id": query_id,
            "from": person.user,
            "message": chat.messages.get(message_id, gone),
            "chat_instance": str(chat.id * 7919 + 104729),
            "data": data,
        },
    )
    return query_id


def press(world: World, user_id: int, message_id: int, label: str, chat_id: int | None) -> str:
    """Tap the button that says `label`; KeyError without one, ValueError if it opens something."""
    chat = place(world, world.people[user_id], chat_id)
    keyboard = chat.messages[message_id].get("reply_markup", {})
    for row in keyboard.get("inline_keyboard", []):
        for button in row:
            if button["text"] == label:
                if "callback_data" not in button:
                    raise ValueError(f"The button {label!r} does not go to the bot.")
                return tap(world, user_id, message_id, button["callback_data"], chat_id)
    raise KeyError(label)


def vote(world: World, user_id: int, poll_id: str, option_ids: list[int]) -> None:
    """Vote in a poll, or take the vote back; ValueError where the app would not allow it."""
    poll = world.polls.by_id[poll_id]
    person = world.people[user_id]
    if not count_vote(poll, user_id, sorted(option_ids)):
        return
    show_poll(world, poll)
    if not poll.poll["is_anonymous"]:
        chosen = [poll.poll["options"][index]["persistent_id"] for index in sorted(option_ids)]
        world.update(
            "poll_answer",
            {
                "poll_id": poll_id,
                "user": person.user,
                "option_ids": sorted(option_ids),
                "option_persistent_ids": chosen,
            },
        )


def inline(world: World, user_id: int, words: str) -> str:
    """Type the bot's name and some words in another chat; return the query's id."""
    person = world.people[user_id]
    query_id = world.queries.ask(Waiting(user_id, user_id, world.now(), words))
    query = {"id": query_id, "from": person.user, "query": words, "offset": ""}
    world.update("inline_query", {**query, "chat_type": "sender"})
    return query_id


def block(world: World, user_id: int) -> None:
    """Block the bot."""
    _set_blocked(world, user_id, blocked=True)


def unblock(world: World, user_id: int) -> None:
    """Let the bot write again."""
    _set_blocked(world, user_id, blocked=False)


def _set_blocked(world: World, user_id: int, *, blocked: bool) -> None:
    person = world.people[user_id]
    if person.blocked == blocked:
        return
    world.people[user_id] = changed(person, blocked=blocked)
    chat = world.meet(world.people[user_id])
    before, after = ("member", "kicked") if blocked else ("kicked", "member")
    bot_moved(world, chat, person.user, before, after)
    world.emit("people", 0)


def bot_moved(world: World, chat: Chat, by: Json, before: str, after: str) -> None:
    """Tell the bot that it was let in, blocked or removed."""
    world.update(
        "my_chat_member",
        {
            "chat": chat.chat,
            "from": by,
            "date": int(world.now()),
            "old_chat_member": member(world.bot.user, before),
            "new_chat_member": member(world.bot.user, after),
        },
    )


def photo(world: World, content: bytes) -> Json:
    """Describe a photo that a person sends."""
    return {"photo": photo_sizes(world.files.photo(content))}


def file(world: World, sent: File) -> Json:
    """Describe a file that a person sends as it is."""
    return {"document": document(world.files.sent(sent))}


def sticker(world: World, emoji: str) -> Json:
    """Describe a sticker that a person sends."""
    stored = _small(world, "sticker", emoji)
    kind = {"type": "regular", "width": 512, "height": 512, "is_animated": False}
    return {"sticker": {**stored.fields(), **kind, "is_video": False, "emoji": emoji}}


def voice(world: World, duration: int) -> Json:
    """Describe a voice message that a person sends; `duration` is in seconds."""
    stored = _small(world, "voice", str(duration))
    return {"voice": {**stored.fields(), "duration": duration, "mime_type": "audio/ogg"}}


def _small(world: World, kind: str, content: str) -> Stored:
    return world.files.store(kind, File(f"{kind}.bin", content.encode()))
