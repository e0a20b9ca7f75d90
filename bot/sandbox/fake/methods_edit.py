"""The methods that edit and delete messages, and that answer taps."""

from bot.sandbox.fake.calls import Json, Query, RefusalError
from bot.sandbox.fake.files import animation, document, photo_sizes
from bot.sandbox.fake.keyboards import inline_keyboard
from bot.sandbox.fake.lengths import CALLBACK_ANSWER, TEXT, utf16
from bot.sandbox.fake.methods_send import caption
from bot.sandbox.fake.people import Chat
from bot.sandbox.fake.sending import replace
from bot.sandbox.fake.signatures import MISSING
from bot.sandbox.fake.world import World

DELETABLE_S = 48 * 3600
_MOST_AT_ONCE = 100
_CAPTIONED = ("photo", "animation", "document")
_TEXT_FIELDS = ("text", "entities", "link_preview_options")
_CAPTION_FIELDS = ("caption", "caption_entities", "show_caption_above_media")
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)


def _editable(world: World, query: Query) -> tuple[Chat, Json]:
    args = query.args
    if "chat_id" not in args or "message_id" not in args:
        if "inline_message_id" in args:
            raise RefusalError("MESSAGE_ID_INVALID")
        missing = "chat_id" if "message_id" in args else "message_id"
        raise RefusalError(MISSING[missing])
    chat = world.writable(args["chat_id"])
    message = chat.messages.get(args["message_id"])
    if message is None:
        raise RefusalError("message to edit not found")
    if message["from"]["id"] != world.bot.id or "forward_origin" in message:
        raise RefusalError("message can't be edited")
    return chat, message


def _edit(world: World, query: Query, place: tuple[Chat, Json], content: Json) -> Json:
    """Give a message new content and the keyboard of the call, or none; RefusalError if equal.

    `content` has the fields that change, with None for those that go.
    """
    chat, message = place
    markup = query.args.get("reply_markup")
    inline = inline_keyboard(world, markup, chat) if markup else None
    edited = {**message, **content, "reply_markup": inline}
    edited = {name: value for name, value in edited.items() if value is not None}
    if edited == message:
        raise RefusalError(_NOT_MODIFIED)
    world.admit(chat, query)
    if content:
        # A change of the keyboard alone is not shown as an edit.
        edited["edit_date"] = int(world.now())
    replace(world, chat, edited)
    return edited


def edit_message_text(world: World, query: Query) -> Json:
    """Replace the text of a message."""
    if "text" not in query.args:
        raise RefusalError("message text is empty")
    text, entities = world.text(query.args)
    if not text:
        raise RefusalError("text must be non-empty")
    chat, message = _editable(world, query)
    if "text" not in message:
        raise RefusalError("there is no text in the message to edit")
    if utf16(text) > TEXT:
        raise RefusalError("MESSAGE_TOO_LONG")
    content: Json = dict.fromkeys(_TEXT_FIELDS)
    content["text"] = text
    content["entities"] = entities or None
    content["link_preview_options"] = query.args.get("link_preview_options")
    return _edit(world, query, (chat, message), content)


def edit_message_caption(world: World, query: Query) -> Json:
    """Replace the caption of a picture or file."""
    chat, message = _editable(world, query)
    if not any(kind in message for kind in _CAPTIONED):
        raise RefusalError("there is no caption in the message to edit")
    content = dict.fromkeys(_CAPTION_FIELDS)
    written = caption(world, query.args, "MEDIA_CAPTION_TOO_LONG")
    return _edit(world, query, (chat, message), {**content, **written})


def edit_message_media(world: World, query: Query) -> Json:
    """Replace a picture or file, or put one in the place of a text."""
    chat, message = _editable(world, query)
    media = query.args["media"]
    if not any(kind in message for kind in (*_CAPTIONED, "text")):
        raise RefusalError("there is no media in the message to edit")
    stored = world.files.taken(query, media["media"], media["type"])
    content: Json = dict.fromkeys((*_TEXT_FIELDS, *_CAPTION_FIELDS, *_CAPTIONED))
    content["has_media_spoiler"] = media.get("has_spoiler") or None
    if media["type"] == "photo":
        content["photo"] = photo_sizes(stored)
    elif media["type"] == "animation":
        content["animation"] = animation(stored, media)
        content["document"] = document(stored)
    else:
        content["document"] = document(stored)
    content |= caption(world, media, "MEDIA_CAPTION_TOO_LONG")
    return _edit(world, query, (chat, message), content)


def edit_message_reply_markup(world: World, query: Query) -> Json:
    """Replace the keyboard under a message, or take it away."""
    return _edit(world, query, _editable(world, query), {})


def delete_message(world: World, query: Query) -> bool:
    """Delete one message."""
    chat = world.writable(query.args["chat_id"])
    message = chat.messages.get(query.args["message_id"])
    if message is None:
        raise RefusalError("message to delete not found")
    _check_deletable(world, chat, message)
    _remove(world, chat, [message["message_id"]])
    return True


def delete_messages(world: World, query: Query) -> bool:
    """Delete several messages; those that are not there are passed over."""
    chat = world.writable(query.args["chat_id"])
    ids = query.args["message_ids"]
    if not ids:
        raise RefusalError("message identifiers are not specified")
    if len(ids) > _MOST_AT_ONCE:
        raise RefusalError("too many message identifiers specified")
    there = [message_id for message_id in dict.fromkeys(ids) if message_id in chat.messages]
    for message_id in there:
        _check_deletable(world, chat, chat.messages[message_id])
    _remove(world, chat, there)
    return True


def _check_deletable(world: World, chat: Chat, message: Json) -> None:
    own = message["from"]["id"] == world.bot.id
    if not own and not chat.is_private and chat.bot_status != "administrator":
        raise RefusalError("message can't be deleted")
    if world.now() - message["date"] > DELETABLE_S:
        raise RefusalError("message can't be deleted for everyone")


def _remove(world: World, chat: Chat, ids: list[int]) -> None:
    for message_id in ids:
        del chat.messages[message_id]
        if message_id in chat.pinned:
            chat.pinned.remove(message_id)
    if ids:
        world.emit("deleted", chat.id, message_ids=ids)


def answer_callback_query(world: World, query: Query) -> bool:
    """Answer a tap on a button, with or without words."""
    args = query.args
    text = args.get("text")
    if text is not None and utf16(text) > CALLBACK_ANSWER:
        raise RefusalError("MESSAGE_TOO_LONG")
    url = args.get("url")
    if url is not None and not url.startswith(("https://t.me/", "t.me/", "tg://")):
        raise RefusalError("URL_INVALID")
    asked = world.queries.answer(args["callback_query_id"], world.now())
    answer: Json = {
        "callback_query_id": args["callback_query_id"],
        "user_id": asked.user_id,
        "chat_id": asked.chat_id,
        "text": text,
        "show_alert": args.get("show_alert", False),
        "url": url,
    }
    world.answered(answer)
    if world.watches:
        shown = {name: answer[name] for name in ("user_id", "text", "show_alert", "url")}
        world.emit("answered", asked.chat_id, query_id=answer["callback_query_id"], **shown)
    return True
