"""The methods that send text, places, copies, and signs of life."""

from bot.sandbox.fake.calls import Json, Query, RefusalError
from bot.sandbox.fake.lengths import CAPTION, TEXT, utf16
from bot.sandbox.fake.people import Chat
from bot.sandbox.fake.sending import send
from bot.sandbox.fake.world import World

_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}
_MEDIA = ("photo", "animation", "document", "sticker", "voice")
_NOT_COPIED = {
    "message_id",
    "from",
    "chat",
    "date",
    "edit_date",
    "reply_to_message",
    "reply_markup",
    "forward_origin",
    "has_protected_content",
    "effect_id",
    "media_group_id",
}


def send_message(world: World, query: Query) -> Json:
    """Send text."""
    text, entities = world.text(query.args)
    if not text:
        raise RefusalError("text must be non-empty")
    chat = world.writable(query.args["chat_id"])
    if utf16(text) > TEXT:
        raise RefusalError("message is too long")
    content: Json = {"text": text}
    if entities:
        content["entities"] = entities
    if preview := query.args.get("link_preview_options"):
        content["link_preview_options"] = preview
    return send(world, query, chat, content)


def caption(world: World, args: Json, too_long: str = "message caption is too long") -> Json:
    """Read a caption into the fields of a message; RefusalError where it is too long."""
    text, entities = world.text(args, "caption") if "caption" in args else ("", [])
    if utf16(text) > CAPTION:
        raise RefusalError(too_long)
    content: Json = {}
    if text:
        content["caption"] = text
        if entities:
            content["caption_entities"] = entities
        if args.get("show_caption_above_media"):
            content["show_caption_above_media"] = True
    return content


def send_location(world: World, query: Query) -> Json:
    """Send a place on the map."""
    args = query.args
    if abs(args["latitude"]) > 90 or abs(args["longitude"]) > 180:  # noqa: PLR2004  # degrees
        raise RefusalError("wrong latitude or longitude specified")
    names = ("latitude", "longitude", "horizontal_accuracy")
    place = {name: args[name] for name in names if name in args}
    return send(world, query, world.writable(args["chat_id"]), {"location": place})


def send_chat_action(world: World, query: Query) -> bool:
    """Show that the bot is busy."""
    if query.args["action"] not in _ACTIONS:
        raise RefusalError("wrong parameter action in request")
    chat = world.writable(query.args["chat_id"])
    world.emit("action", chat.id, action=query.args["action"])
    return True


def _source(world: World, query: Query, purpose: str) -> Json:
    message_id = query.args["message_id"]
    message = world.chat(query.args["from_chat_id"]).messages.get(message_id)
    if message is None:
        raise RefusalError(f"message to {purpose} not found")
    if message.get("has_protected_content") or "pinned_message" in message:
        done = {"copy": "copied", "forward": "forwarded"}[purpose]
        raise RefusalError(f"the message can't be {done}")
    return message


def copy_message(world: World, query: Query) -> Json:
    """Send a copy that does not tell where it came from."""
    message = _source(world, query, "copy")
    content = {name: value for name, value in message.items() if name not in _NOT_COPIED}
    if "caption" in query.args and any(kind in message for kind in _MEDIA):
        for name in ("caption", "caption_entities", "show_caption_above_media"):
            content.pop(name, None)
        content |= caption(world, query.args)
    sent = send(world, query, _target(world, query), content)
    return {"message_id": sent["message_id"]}


def forward_message(world: World, query: Query) -> Json:
    """Send a message on, with its origin."""
    message = _source(world, query, "forward")
    content = {name: value for name, value in message.items() if name not in _NOT_COPIED}
    content["forward_origin"] = message.get("forward_origin") or {
        "type": "user",
        "date": message["date"],
        "sender_user": message["from"],
    }
    return send(world, query, _target(world, query), content)


def _target(world: World, query: Query) -> Chat:
    return world.writable(query.args["chat_id"])
