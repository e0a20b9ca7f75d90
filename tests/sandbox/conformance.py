"""Holds answers to the Bot API's specification, and to python-telegram-bot's reading of it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import telegram
from telegram import TelegramObject

Json = dict[str, Any]
SPECIFICATION: Json = json.loads(Path(__file__).with_name("specification.json").read_text())
METHODS: Json = SPECIFICATION["methods"]
TYPES: Json = SPECIFICATION["types"]

# Documented, but newer than the library, which is written for Bot API 10.0.
_NEWER = {"User.supports_join_request_queries"}

SCALARS = {"Integer": (int,), "String": (str,), "Boolean": (bool,), "Float": (int, float)}


def faults(value: object, kinds: list[str]) -> list[str]:
    """List how a value differs from all of the documented types; nothing where one fits."""
    found = [list(_faults(value, kind)) for kind in kinds]
    return min(found, key=len)


def _faults(value: object, kind: str) -> Iterator[str]:
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            yield f"{value!r} is no array"
            return
        for item in value:
            yield from _faults(item, kind.removeprefix("Array of "))
    elif kind in SCALARS:
        if not isinstance(value, SCALARS[kind]) or isinstance(value, bool) != (kind == "Boolean"):
            yield f"{value!r} is no {kind}"
    elif "subtypes" in TYPES[kind]:
        yield from faults(value, TYPES[kind]["subtypes"])
    elif not isinstance(value, dict):
        yield f"{value!r} is no {kind}"
    else:
        yield from _object_faults(value, kind)


def _object_faults(value: Json, kind: str) -> Iterator[str]:
    fields = TYPES[kind]["fields"]
    for name, field in fields.items():
        if field["required"] and name not in value:
            yield f"{kind}.{name} is missing"
    for name, inner in value.items():
        if name not in fields:
            yield f"{kind}.{name} is not documented"
        else:
            for fault in faults(inner, fields[name]["types"]):
                yield f"{kind}.{name}: {fault}"


def check_answer(method: str, result: Any) -> None:
    """Assert that a result is what the method returns, and that the library understands it."""
    kinds = METHODS[method]["returns"]
    assert faults(result, kinds) == [], f"{method} answered {result}"
    for kind in kinds:
        name = kind.removeprefix("Array of ")
        if name in SCALARS or isinstance(result, bool):
            continue
        for item in result if isinstance(result, list) else [result]:
            check_understood(name, item)


def check_understood(kind: str, value: Json) -> None:
    """Assert that python-telegram-bot reads every field, and knows each of them."""
    read = getattr(telegram, kind).de_json(value, None)
    assert read is not None
    unknown = set(_unknown(read)) - _NEWER
    assert not unknown, f"python-telegram-bot does not know {unknown} in a {kind}"


def _unknown(read: object) -> Iterator[str]:
    if isinstance(read, list | tuple):
        for item in read:
            yield from _unknown(item)
    if not isinstance(read, TelegramObject):
        return
    yield from (f"{type(read).__name__}.{name}" for name in read.api_kwargs)
    for name in type(read).__slots__:
        if not name.startswith("_"):
            yield from _unknown(getattr(read, name))
