"""The methods that send pictures and files."""

from bot.sandbox.fake.calls import Json, Query, RefusalError
from bot.sandbox.fake.files import animation, document, photo_sizes
from bot.sandbox.fake.lengths import ALBUM
from bot.sandbox.fake.methods_send import caption
from bot.sandbox.fake.sending import new_message, publish, send
from bot.sandbox.fake.world import World


def _spoiler(args: Json) -> Json:
    return {"has_media_spoiler": True} if args.get("has_spoiler") else {}


def send_photo(world: World, query: Query) -> Json:
    """Send a photo with an optional caption."""
    chat = world.writable(query.args["chat_id"])
    stored = world.files.given(query, "photo", "photo")
    content = {"photo": photo_sizes(stored), **caption(world, query.args), **_spoiler(query.args)}
    return send(world, query, chat, content)


def send_animation(world: World, query: Query) -> Json:
    """Send a moving picture without sound."""
    chat = world.writable(query.args["chat_id"])
    stored = world.files.given(query, "animation", "animation")
    content = {"animation": animation(stored, query.args), "document": document(stored)}
    content |= caption(world, query.args) | _spoiler(query.args)
    return send(world, query, chat, content)


def send_document(world: World, query: Query) -> Json:
    """Send a file as it is."""
    chat = world.writable(query.args["chat_id"])
    stored = world.files.given(query, "document", "document")
    content = {"document": document(stored), **caption(world, query.args)}
    return send(world, query, chat, content)


def send_media_group(world: World, query: Query) -> list[Json]:
    """Send photos or documents as one album; each counts as a message."""
    media = query.args["media"]
    chat = world.writable(query.args["chat_id"])
    fewest, most = ALBUM
    if len(media) < fewest:
        raise RefusalError("there must be at least two messages in the album")
    if len(media) > most:
        raise RefusalError("too many messages to send as an album")
    kinds = {part["type"] for part in media}
    if "animation" in kinds:
        raise RefusalError(
            "can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup"
        )
    if len(kinds) > 1:
        raise RefusalError("document can't be mixed with other media types")
    contents = [_part(world, query, part) for part in media]
    world.admit(chat, query, len(contents))
    sent: list[Json] = []
    for content in contents:
        message = new_message(world, chat, world.bot.user, content)
        message["media_group_id"] = str(sent[0]["message_id"] if sent else message["message_id"])
        publish(world, chat, message)
        sent.append(message)
    return sent


def _part(world: World, query: Query, part: Json) -> Json:
    stored = world.files.taken(query, part["media"], part["type"])
    shown = photo_sizes(stored) if part["type"] == "photo" else document(stored)
    return {part["type"]: shown, **caption(world, part), **_spoiler(part)}
