"""The methods about commands, descriptions, name and menu button; and inline answers."""

from bot.sandbox.fake.calls import Json, Query, RefusalError
from bot.sandbox.fake.files import photo_sizes
from bot.sandbox.fake.keyboards import inline_keyboard
from bot.sandbox.fake.lengths import INLINE_RESULTS, TEXT, utf16
from bot.sandbox.fake.methods_send import caption
from bot.sandbox.fake.profile import Scope, check_language, scope_key
from bot.sandbox.fake.world import World

_LONGEST_RESULT_ID = 64


def _place(world: World, query: Query) -> tuple[Scope, str]:
    scope = query.args.get("scope")
    if scope is not None and "chat_id" in scope:
        scope = {**scope, "chat_id": world.chat(scope["chat_id"]).id}
    return scope_key(scope), check_language(query.args.get("language_code", ""))


def set_my_commands(world: World, query: Query) -> bool:
    """Set the commands of a scope and language."""
    world.profile.set_commands(*_place(world, query), query.args["commands"])
    world.emit("commands", 0)
    return True


def get_my_commands(world: World, query: Query) -> list[Json]:
    """Return the commands of a scope and language."""
    return world.profile.commands(*_place(world, query))


def delete_my_commands(world: World, query: Query) -> bool:
    """Take away the commands of a scope and language."""
    world.profile.set_commands(*_place(world, query), [])
    world.emit("commands", 0)
    return True


def set_my_text(world: World, query: Query) -> bool:
    """Set the name, description or short description."""
    name = _TEXTS[query.method]
    language = check_language(query.args.get("language_code", ""))
    world.profile.set_text(name, language, query.args.get(name, ""))
    world.emit("commands", 0)
    return True


def get_my_text(world: World, query: Query) -> Json:
    """Return the name, description or short description."""
    name = _TEXTS[query.method]
    return {name: world.profile.text(name, check_language(query.args.get("language_code", "")))}


_TEXTS = {
    "setMyName": "name",
    "getMyName": "name",
    "setMyDescription": "description",
    "getMyDescription": "description",
    "setMyShortDescription": "short_description",
    "getMyShortDescription": "short_description",
}


def _person(world: World, query: Query) -> int:
    chat_id: int = query.args.get("chat_id", 0)
    if chat_id and chat_id not in world.people:
        raise RefusalError("chat not found")
    return chat_id


def set_chat_menu_button(world: World, query: Query) -> bool:
    """Set the menu button of one private chat, or of all."""
    button = query.args.get("menu_button", {"type": "default"})
    world.profile.set_menu_button(_person(world, query), button)
    world.emit("commands", 0)
    return True


def get_chat_menu_button(world: World, query: Query) -> Json:
    """Return the menu button of one private chat, or of all."""
    return world.profile.menu_button(_person(world, query))


def answer_inline_query(world: World, query: Query) -> bool:
    """Offer results to somebody who types the bot's name and some words."""
    results = query.args["results"]
    if len(results) > INLINE_RESULTS:
        raise RefusalError("too many inline query results specified")
    seen: set[str] = set()
    shown = [_result(world, query, result, seen) for result in results]
    asked = world.queries.answer(query.args["inline_query_id"], world.now())
    query_id = query.args["inline_query_id"]
    world.emit("inline", asked.user_id, query_id=query_id, results=shown)
    return True


def _result(world: World, query: Query, result: Json, seen: set[str]) -> Json:
    if result["id"] in seen:
        raise RefusalError("RESULT_ID_DUPLICATE")
    if not 1 <= len(result["id"].encode()) <= _LONGEST_RESULT_ID:
        raise RefusalError("RESULT_ID_INVALID")
    seen.add(result["id"])
    if "reply_markup" in result:
        inline_keyboard(world, result["reply_markup"])
    if result["type"] == "photo":
        photo = world.files.taken(query, result["photo_file_id"], "photo")
        return {**result, "photo": photo_sizes(photo), **caption(world, result)}
    text, entities = world.text(result["input_message_content"], "message_text")
    if not text:
        raise RefusalError("message text is empty")
    if utf16(text) > TEXT:
        raise RefusalError("MESSAGE_TOO_LONG")
    return {**result, "input_message_content": {"message_text": text, "entities": entities}}
