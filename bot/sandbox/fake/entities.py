"""From text as sent to text as shown: cleaned, trimmed, with every entity in its place."""

import re
from collections.abc import Iterable
from itertools import pairwise

from bot.sandbox.fake.calls import Json
from bot.sandbox.fake.lengths import utf16

_STYLES = ("bold", "italic", "underline", "strikethrough", "spoiler")
_QUOTES = {"blockquote", "expandable_blockquote"}
_RANK = {"blockquote": 0, "expandable_blockquote": 0, "pre": 1, "code": 1, "text_link": 2}
# Control characters become spaces; carriage returns, direction marks and vertical lines vanish.
_SPACED = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")
_DROPPED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
_EDGE = " \n"
_DOMAINS = "com|org|net|io|me|eu|uk|de|info"
# What is found in plain text: what to look for first, for speed, and then how it must look. What
# stands earlier here goes before what overlaps it.
_FOUND = (
    (
        "url",
        re.compile(rf"://|www\.|\.(?:{_DOMAINS})(?!\w)"),
        re.compile(
            r"(?<![\w@./])(?:(?:https?://|www\.)[^\s<>\"]*[\w/#=&-]"
            rf"|(?:[\w-]+\.)+(?:{_DOMAINS})(?:/[^\s<>\"]*[\w/#=&-])?(?![\w@]))"
        ),
    ),
    ("email", re.compile("@"), re.compile(r"(?<![\w.@+-])[\w.+-]+@(?:[\w-]+\.)+[a-zA-Z]{2,}")),
    (
        "bot_command",
        re.compile("/"),
        re.compile(r"/(?<![\w/<>]/)[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])"),
    ),
    ("mention", re.compile("@"), re.compile(r"@(?<!\w@)[A-Za-z0-9_]{3,32}(?!\w)")),
    ("hashtag", re.compile("#"), re.compile(r"#(?<![\w&]#)\w*[^\W\d]\w*")),
)


def settle(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Clean and trim `text`, find its links and commands, and set the entities in order.

    The text is empty where nothing but blanks was left.
    """
    if _SPACED.search(text) or _DROPPED.search(text):
        text, entities = _clean(text, entities)
    text, entities = _trim(text, [entity for entity in entities if entity["length"] > 0])
    if not text:
        return "", []
    found = _find(text)
    if not found:
        return text, arrange(entities)
    taken = [entity for entity in entities if entity["type"] not in _STYLES]
    added = [new for new in found if not any(_meet(new, old) for old in taken if _whole(old))]
    return text, arrange(entities + added)


def _whole(entity: Json) -> bool:
    return entity["type"] not in _QUOTES


def _end(entity: Json) -> int:
    end: int = entity["offset"] + entity["length"]
    return end


def _meet(one: Json, other: Json) -> bool:
    return bool(one["offset"] < _end(other) and other["offset"] < _end(one))


def _inside(inner: Json, outer: Json) -> bool:
    return bool(outer["offset"] <= inner["offset"] and _end(inner) <= _end(outer))


def _clean(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    text = _SPACED.sub(" ", text)
    gone = [utf16(text[: match.start()]) for match in _DROPPED.finditer(text)]
    moved = []
    for entity in entities:
        before = sum(place < entity["offset"] for place in gone)
        within = sum(entity["offset"] <= place < _end(entity) for place in gone)
        offset, length = entity["offset"] - before, entity["length"] - within
        moved.append({**entity, "offset": offset, "length": length})
    return _DROPPED.sub("", text), moved


def _trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    trimmed = text.rstrip(_EDGE)
    if len(trimmed) < len(text):
        units = utf16(trimmed)
        entities = [
            {**entity, "length": min(entity["length"], units - entity["offset"])}
            for entity in entities
            if entity["offset"] < units
        ]
    # Blanks at the front go only as far as the first entity, which Telegram leaves whole.
    blank = len(trimmed) - len(trimmed.lstrip(_EDGE))
    blank = min([blank, *(entity["offset"] for entity in entities)])
    if blank:
        entities = [{**entity, "offset": entity["offset"] - blank} for entity in entities]
    return trimmed[blank:], entities


def _find(text: str) -> list[Json]:
    found: list[Json] = []
    for kind, hint, pattern in _FOUND:
        if not hint.search(text):
            continue
        for match in pattern.finditer(text):
            offset = utf16(text[: match.start()])
            new = {"type": kind, "offset": offset, "length": utf16(match[0])}
            if not any(_meet(new, old) for old in found):
                found.append(new)
    return found


def arrange(entities: list[Json]) -> list[Json]:
    """Sort entities; merge and cut them so that each pair is apart or one inside the other."""
    entities.sort(key=_place)
    if all(_end(one) < two["offset"] for one, two in pairwise(entities)):
        return entities
    quotes = _apart(entity for entity in entities if entity["type"] in _QUOTES)
    wholes = _apart(
        entity
        for entity in entities
        if entity["type"] not in _QUOTES and entity["type"] not in _STYLES
    )
    fixed = quotes + [
        whole
        for whole in wholes
        if all(_inside(whole, quote) or not _meet(whole, quote) for quote in quotes)
    ]
    styles = [entity for entity in entities if entity["type"] in _STYLES]
    return sorted(fixed + list(_cut(styles, fixed)), key=_place)


def _place(entity: Json) -> tuple[int, int, int]:
    return entity["offset"], -entity["length"], _RANK.get(entity["type"], 3)


def _apart(entities: Iterable[Json]) -> list[Json]:
    kept: list[Json] = []
    for entity in entities:
        if not kept or entity["offset"] >= _end(kept[-1]):
            kept.append(entity)
    return kept


def _cut(styles: list[Json], fixed: list[Json]) -> Iterable[Json]:
    """Merge touching styles of one kind; cut them at what cannot be cut; none inside code."""
    code = [entity for entity in fixed if entity["type"] in {"pre", "code"}]
    edges = sorted({edge for entity in fixed for edge in (entity["offset"], _end(entity))})
    for kind in _STYLES:
        spans: list[list[int]] = []
        for style in styles:
            if style["type"] != kind:
                continue
            if spans and style["offset"] <= spans[-1][1]:
                spans[-1][1] = max(spans[-1][1], _end(style))
            else:
                spans.append([style["offset"], _end(style)])
        for begin, end in spans:
            inner = [edge for edge in edges if begin < edge < end]
            for start, stop in zip([begin, *inner], [*inner, end], strict=True):
                piece = {"type": kind, "offset": start, "length": stop - start}
                if not any(_meet(piece, entity) for entity in code):
                    yield piece
