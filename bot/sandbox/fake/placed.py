"""Entities that the bot gives by their places in the text, instead of writing HTML."""

from collections.abc import Iterable

from bot.sandbox.fake.calls import Json, RefusalError
from bot.sandbox.fake.lengths import utf16
from bot.sandbox.fake.links import checked_link

LATEST = 2**31 - 1  # Telegram's dates end in 2038
_OWN_FIELDS: dict[str, tuple[str, ...]] = {
    "bold": (),
    "italic": (),
    "underline": (),
    "strikethrough": (),
    "spoiler": (),
    "blockquote": (),
    "expandable_blockquote": (),
    "code": (),
    "pre": ("language",),
    "text_link": ("url",),
    "text_mention": ("user",),
    "custom_emoji": ("custom_emoji_id",),
    "date_time": ("unix_time", "date_time_format"),
}
_REQUIRED = {
    "text_link": "url",
    "text_mention": "user",
    "custom_emoji": "custom_emoji_id",
    "date_time": "unix_time",
}


def placed_entities(text: str, given: Iterable[Json]) -> list[Json]:
    """Check entities against the text; RefusalError where one does not fit.

    Telegram finds commands, links in plain sight and the like itself, and passes over them here.
    """
    units = utf16(text)
    return [_checked(entity, units) for entity in given if entity["type"] in _OWN_FIELDS]


def _checked(entity: Json, units: int) -> Json:
    kind, offset, length = entity["type"], entity["offset"], entity["length"]
    if not 0 <= offset <= units:
        raise RefusalError(f"Entity begins after the end of the text at UTF-16 offset {offset}")
    if not 0 <= length <= units - offset:
        raise RefusalError(
            f"Entity beginning at UTF-16 offset {offset} ends after the end of the text at UTF-16"
            f" offset {offset + length}"
        )
    required = _REQUIRED.get(kind)
    if required is not None and required not in entity:
        raise RefusalError(f"can't parse MessageEntity: Can't find field \"{required}\"")
    if kind == "text_link" and checked_link(entity["url"]) is None:
        raise RefusalError(f"URL '{entity['url']}' is invalid: Wrong HTTP URL")
    if kind == "date_time" and not 0 < entity["unix_time"] <= LATEST:
        raise RefusalError("Invalid Unix time specified")
    own = {name: entity[name] for name in _OWN_FIELDS[kind] if name in entity}
    return {"type": kind, "offset": offset, "length": length, **own}
