"""Puts messages into chats: the bot's and the people's."""

from bot.sandbox.fake.calls import Json, Query, RefusalError
from bot.sandbox.fake.keyboards import inline_keyboard, reply_keyboard
from bot.sandbox.fake.lengths import utf16
from bot.sandbox.fake.people import Chat
from bot.sandbox.fake.world import World


def send(world: World, query: Query, chat: Chat, content: Json) -> Json:
    """Send a message from the bot, with what every sending method takes, and return it."""
    args = query.args
    markup: Json = args.get("reply_markup", {})
    is_inline = "inline_keyboard" in markup
    inline = inline_keyboard(world, markup, chat) if is_inline else None
    other = reply_keyboard(world, markup, chat) if markup and not is_inline else None
    replied = _replied(world, args["reply_parameters"], chat) if "reply_parameters" in args else {}
    threaded = in_topic(chat, args["message_thread_id"]) if "message_thread_id" in args else {}
    world.admit(chat, query)
    message = new_message(world, chat, world.bot.user, {**content, **replied, **threaded})
    if args.get("protect_content"):
        message["has_protected_content"] = True
    if "message_effect_id" in args and chat.is_private:
        message["effect_id"] = args["message_effect_id"]
    if inline is not None:
        message["reply_markup"] = inline
    publish(world, chat, message)
    if markup and not is_inline:
        chat.reply_keyboard = other
        world.emit("keyboard", chat.id, markup=other)
    return message


def in_topic(chat: Chat, topic: int) -> Json:
    """Return the fields of a message that say in which topic it stands."""
    if topic not in chat.topics:
        raise RefusalError("message thread not found")
    return {"message_thread_id": topic, "is_topic_message": True}


def new_message(world: World, chat: Chat, sender: Json, content: Json) -> Json:
    """Make a message with the next number, not yet in the chat."""
    return {
        "message_id": world.next_message_id(chat),
        "from": sender,
        "chat": chat.chat,
        "date": int(world.now()),
        **content,
    }


def publish(world: World, chat: Chat, message: Json) -> None:
    """Put a message into its chat."""
    chat.keep(message)
    if world.watches:
        world.emit("message", chat.id, message=message)


def replace(world: World, chat: Chat, message: Json) -> None:
    """Put the edited message in the place of the old one, and never change that itself."""
    if message["message_id"] in chat.messages:
        chat.keep(message)
        if world.watches:
            world.emit("edited", chat.id, message=message)


def _replied(world: World, reply: Json, chat: Chat) -> Json:
    """Return the fields of a message that say what it replies to."""
    message = chat.messages.get(reply["message_id"])
    if "chat_id" in reply and world.chat(reply["chat_id"]) is not chat:
        world.violate("a reply to a message of another chat: the sandbox does not implement it")
        message = None
    if message is None:
        if reply.get("allow_sending_without_reply"):
            return {}
        raise RefusalError("message to be replied not found")
    if "quote" not in reply:
        return {"reply_to_message": quoted(message)}
    text, entities = world.text(reply, "quote", "quote_")
    whole = str(message.get("text") or message.get("caption", ""))
    if not text or text not in whole:
        raise RefusalError("QUOTE_TEXT_INVALID")
    place = utf16(whole[: whole.index(text)])
    quote: Json = {"text": text, "position": place, "is_manual": True}
    if entities:
        quote["entities"] = entities
    return {"reply_to_message": quoted(message), "quote": quote}


def quoted(message: Json) -> Json:
    """Return a message as it stands inside another one: without the one it replies to."""
    if "reply_to_message" not in message:
        return message
    return {name: value for name, value in message.items() if name != "reply_to_message"}
