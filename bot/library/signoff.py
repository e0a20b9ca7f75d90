"""Who signed off which record: a signature holds as long as the record stays what it was."""

import json
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import asdict, is_dataclass
from hashlib import sha256
from typing import Any

from pydantic import BaseModel

from bot.library.content import Content
from bot.library.topics import Signed

_UNSIGNED = frozenset({"review", "search", "pose", "card"})  # how it looks, and how it is found


_MANY = {
    "topics": "topic",
    "thresholds": "threshold",
    "countries": "country",
    "phrases": "phrase",
    "reminders": "reminder",
    "tips": "tip",
    "quiz": "quiz",
}


def records(content: Content) -> Mapping[str, object]:
    """Return all that a clinician signs, by name, as it stands in the files.

    The check is one record, since its rules act on one another, and so are the signs in words.
    """
    written = {name: content.written.get(name, getattr(content, name)) for name in _MANY}
    plan, diary = content.written["plan"], content.written["diary"]
    tables: Mapping[str, Iterable[Any]] = {
        **{kind: written[name].values() for name, kind in _MANY.items()},
        "plan phrase": plan.phrases.values(),
        "gate": plan.gate,
        "stop sign": plan.stops,
        "stage": plan.stages,
        "level": plan.levels,
        "workout": plan.records,
        "zone": diary.zones.values(),
        "diary phrase": diary.phrases.values(),
        "reopening": diary.reopenings,
        "weekly question": diary.questions,
        "language": content.spoken.values(),
    }
    found = {f"{kind} {record.id}": record for kind, table in tables.items() for record in table}
    return {"check": content.written["triage"], "signs": content.signs, **found}


def names(content: Content, *kinds: str) -> list[str]:
    """Return the names of all records of some kinds."""
    return [name for name in records(content) if name.rsplit(" ", 1)[0] in kinds]


def mark(record: object) -> str:
    """Return eight hex digits that change with anything medical in the record."""
    kept = json.dumps(plain(record), sort_keys=True, ensure_ascii=False)
    return sha256(kept.encode()).hexdigest()[:8]


def signature(content: Content, name: str) -> Signed | None:
    """Return the signature of a record that is still what was signed."""
    signed = content.signed.get(name)
    return signed if signed and mark(records(content).get(name)) == signed.hash else None


def said(content: Content, names: Iterable[str]) -> str:
    """Return who reviewed a screen, where each of its records is signed; else that nobody did."""
    found = [signature(content, name) for name in names]
    signatures = [each for each in found if each]
    if not found or len(signatures) < len(found):
        return content.phrases["not_reviewed"].text
    people = dict.fromkeys(f"{each.name} ({each.registration})" for each in signatures)
    return f"Reviewed by {' and '.join(people)}, {max(each.date for each in signatures)}."


def counts(content: Content) -> tuple[int, int]:
    """Return how many records are signed off as they stand, and how many there are."""
    holding = sum(signature(content, name) is not None for name in content.signed)
    return holding, len(records(content))


def fallen(content: Content) -> Iterator[str]:
    """Yield the signatures that hold no longer, in words."""
    there = records(content)
    for name in content.signed:
        if name not in there:
            yield f"{name}: was signed, and is no longer there"
        elif signature(content, name) is None:
            yield f"{name}: changed after it was signed ({mark(there[name])} now)"


def plain(value: Any) -> Any:
    """Return a value as JSON takes it, without what nobody signs, and with plain spaces."""
    if is_dataclass(value) and not isinstance(value, type):
        value = asdict(value)
    match value:
        case str():
            return " ".join(value.split())
        case BaseModel() | Mapping():
            return {str(k): plain(v) for k, v in dict(value).items() if k not in _UNSIGNED}
        case AbstractSet() | list() | tuple():
            parts = [plain(each) for each in value]
            return sorted(parts, key=json.dumps) if isinstance(value, AbstractSet) else parts
        case _:
            return value if isinstance(value, int | float | None) else str(value)
