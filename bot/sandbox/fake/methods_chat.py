"""The methods about chats, their members, pinned messages, reactions and files."""

import re

from bot.sandbox.fake.calls import Json, Query, RefusalError
from bot.sandbox.fake.people import Chat
from bot.sandbox.fake.sending import new_message, publish
from bot.sandbox.fake.world import World

# What may be used as a reaction, without variation selectors; they are apart by blanks.
_REACTIONS = frozenset(
    re.findall(
        r"\S+",
        "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡"
        " 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅"
        " 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡",
    )
)
_GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)
_ACCENT_COLOURS = 7
_GRANTED = ("can_manage_chat", "can_delete_messages", "can_pin_messages")
_RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)


def get_me(world: World, _query: Query) -> Json:
    """Describe the bot."""
    name = world.profile.text("name", "")
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_guest_queries": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
        "supports_join_request_queries": False,
    }
    return {**world.bot.user, "first_name": name, **abilities}


def get_chat(world: World, query: Query) -> Json:
    """Describe a chat in full."""
    chat = world.chat(query.args["chat_id"])
    full: Json = {
        **chat.chat,
        "accent_color_id": abs(chat.id) % _ACCENT_COLOURS,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(_GIFTS, False),
    }
    if chat.pinned and chat.pinned[-1] in chat.messages:
        full["pinned_message"] = chat.messages[chat.pinned[-1]]
    if "username" in chat.chat:
        full["active_usernames"] = [chat.chat["username"]]
    return full


def get_chat_member(world: World, query: Query) -> Json:
    """Tell how a person stands to a chat."""
    chat = world.chat(query.args["chat_id"])
    user_id = query.args["user_id"]
    if user_id == world.bot.id:
        return member(world.bot.user, chat.bot_status)
    person = world.people.get(user_id)
    if person is None:
        raise RefusalError("user not found")
    return member(person.user, "member" if user_id in chat.members else "left")


def get_chat_administrators(world: World, query: Query) -> list[Json]:
    """List the admins of a group who are people."""
    chat = world.writable(query.args["chat_id"])
    if chat.is_private:
        raise RefusalError("there are no administrators in the private chat")
    return [member(world.people[user_id].user, "administrator") for user_id in sorted(chat.admins)]


def member(user: Json, status: str) -> Json:
    """Describe a chat member as the API does."""
    described: Json = {"status": status, "user": user}
    if status == "kicked":
        described["until_date"] = 0
    if status == "administrator":
        described |= dict.fromkeys(_RIGHTS, False) | dict.fromkeys(_GRANTED, True)
    return described


def pin_chat_message(world: World, query: Query) -> bool:
    """Pin a message; the chat shows a service message about it."""
    chat = _pinnable(world, query)
    message = chat.messages.get(query.args["message_id"])
    if message is None:
        raise RefusalError("message to pin not found")
    if message["message_id"] not in chat.pinned:
        chat.pinned.append(message["message_id"])
        publish(world, chat, new_message(world, chat, world.bot.user, {"pinned_message": message}))
        world.emit("pinned", chat.id, message_ids=list(chat.pinned))
    return True


def unpin_chat_message(world: World, query: Query) -> bool:
    """Unpin a message, or without its number the one pinned last."""
    chat = _pinnable(world, query)
    message_id = query.args.get("message_id", chat.pinned[-1] if chat.pinned else None)
    if message_id not in chat.pinned:
        raise RefusalError("message to unpin not found")
    chat.pinned.remove(message_id)
    world.emit("pinned", chat.id, message_ids=list(chat.pinned))
    return True


def _pinnable(world: World, query: Query) -> Chat:
    chat = world.writable(query.args["chat_id"])
    if not chat.is_private and chat.bot_status != "administrator":
        raise RefusalError("not enough rights to manage pinned messages in the chat")
    return chat


def set_message_reaction(world: World, query: Query) -> bool:
    """React to a message with at most one emoji."""
    chat = world.writable(query.args["chat_id"])
    if query.args["message_id"] not in chat.messages:
        raise RefusalError("message to react not found")
    chosen = query.args.get("reaction", [])
    if len(chosen) > 1:
        raise RefusalError("REACTIONS_TOO_MANY")
    for reaction in chosen:
        emoji = reaction.get("emoji", "").replace("\N{VARIATION SELECTOR-16}", "")
        if reaction["type"] != "emoji" or emoji not in _REACTIONS:
            raise RefusalError("REACTION_INVALID")
    world.emit("reaction", chat.id, message_id=query.args["message_id"], reaction=chosen)
    return True


def get_file(world: World, query: Query) -> Json:
    """Tell where a file can be downloaded."""
    return world.files.describe(query.args["file_id"])
