"""Sentences with gaps: values that stand in one place, and a country's numbers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from pydantic import BaseModel

Thing = TypeVar("Thing")

PLACES = frozenset({"emergency", "advice"})
"""Gaps that the person's country fills: whom to call now, and whom to ask the same day."""

MOST = 48
"""Characters of a country's emergency numbers."""

_LATER = PLACES | {
    "stop_at", "side", "other",  # an exercise's
    "percent", "longest", "most", "day", "minutes", "level",  # a run's
    "days", "change",  # a trend's
    "earliest",  # a plan's first run
    "signs",  # an outcome's
}  # fmt: skip
_GAP = re.compile(r"\{([a-z_]+)\}")
_NUMBER = re.compile(r"\b(?:999|112|911)\b")
_OWN_WORDS = frozenset({"search"})  # how people write, which is no sentence of ours


def filled(thing: Thing, values: Mapping[str, object]) -> Thing:
    """Return the thing with each gap filled that a value is known for, the same one if none is."""
    return cast(Thing, _filled(thing, values))


def longest(sentence: str) -> str:
    """Return a sentence as long as it gets in any country."""
    return filled(sentence, dict.fromkeys(PLACES, "x" * MOST))


def faults(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield gaps that nothing fills, and emergency numbers that hold in some countries only."""
    for sentence in _sentences(document):
        for name in _GAP.findall(sentence):
            if name not in _LATER:
                yield f"nothing fills {{{name}}} in: {sentence}"
        if number := _NUMBER.search(sentence):
            yield f"{{emergency}} belongs where {number.group()} stands in: {sentence}"


def _sentences(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, held in value.items():
            if name not in _OWN_WORDS:
                yield from _sentences(held)
    elif isinstance(value, list):
        for held in value:
            yield from _sentences(held)


def _filled(thing: Any, values: Mapping[str, object]) -> Any:
    match thing:
        case str():
            after = _GAP.sub(lambda gap: str(values.get(gap[1], gap[0])), thing)
            return thing if after == thing else after
        case tuple() | list() | Mapping():
            return _filled_each(thing, values)
        case BaseModel():
            changed = _changed(
                {name: getattr(thing, name) for name in type(thing).model_fields}, values
            )
            return thing.model_copy(update=changed) if changed else thing
        case _ if is_dataclass(thing) and not isinstance(thing, type):
            changed = _changed({f.name: getattr(thing, f.name) for f in fields(thing)}, values)
            return replace(thing, **changed) if changed else thing
        case _:
            return thing


def _filled_each(things: Any, values: Mapping[str, object]) -> Any:
    if isinstance(things, Mapping):
        changed = _changed(things, values)
        return {**things, **changed} if changed else things
    after = [_filled(held, values) for held in things]
    if all(new is old for new, old in zip(after, things, strict=True)):
        return things
    return type(things)(after)


def _changed(parts: Mapping[Any, Any], values: Mapping[str, object]) -> dict[Any, Any]:
    """Return the parts that are others once filled."""
    after = {name: _filled(held, values) for name, held in parts.items()}
    return {name: held for name, held in after.items() if held is not parts[name]}
