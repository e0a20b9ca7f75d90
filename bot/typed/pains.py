"""Reads pain from 0 to 10 in typed words: "4", "four", "4/10", "2-3", "pain 4", "worst 6"."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.domain.diary.model import WORST
from bot.typed import numbers
from bot.typed.expressions import expression
from bot.typed.numbers import value as value_of

Label = Literal["", "pain", "now", "worst", "morning"]


@dataclass(frozen=True, slots=True)
class Pain:
    """A pain that was read, and where in the line its words end.

    `label` is what it was called; `raw` is the number as it stood. `value` is None where it is
    not from 0 to 10 or of another scale, which `fault` tells apart.
    """

    label: Label
    value: int | None
    raw: float
    end: int
    fault: Literal["range", "scale"] | None = None
    is_rounded: bool = False
    is_scaled: bool = False


def read(line: str, at: int) -> Pain | None:
    """Return the pain that stands at a position of a line; None if there is none."""
    for pattern in (_LABELLED, _BARE, _NONE):
        found = pattern.match(line, at)
        if found:
            return _pain(found)
    return None


def named(line: str, at: int) -> Iterator[Pain]:
    """Yield what further on in a line is certainly meant as pain."""
    for pattern in (_LABELLED, _OF_TEN):
        yield from (_pain(found) for found in pattern.finditer(line, at))


def _pain(found: re.Match[str]) -> Pain:
    parts = found.groupdict()
    if "first" not in parts:
        return Pain("pain", 0, 0, found.end())
    given = [value_of(parts[name]) for name in ("first", "second") if parts[name]]
    label = _LABELS.get((parts.get("label") or "").lower().split(" ")[-1], "")
    raw, scale = max(given), parts["scale"]
    shown = (label, raw, found.end())
    if scale and scale.lower() not in {"10", "ten"}:
        return _faulty(*shown, "scale")
    if not all(0 <= value <= WORST for value in given):
        return _faulty(*shown, "range")
    rounded = len(given) > 1 or raw != int(raw)
    return Pain(label, math.ceil(raw), raw, found.end(), None, rounded, bool(scale))


def _faulty(label: Label, raw: float, end: int, fault: Literal["range", "scale"]) -> Pain:
    return Pain(label, None, raw, end, fault)


_LABELS: dict[str, Label] = {
    "pain": "pain", "hurts": "pain", "hurt": "pain", "ache": "pain", "aches": "pain",
    "now": "now", "worst": "worst", "max": "worst", "morning": "morning",
}  # fmt: skip
_DIGITS = r"(?>[-\u2212]?\d+(?:[.,]\d+)?)"
_WORD = numbers.words(0, WORST)
# "One side" and "two days" are more often words than pains, and a pain too mild is the worse fault.
_SURE_WORD = rf"(?:{numbers.words(3, WORST)}|{_WORD}(?=\s*(?:$|[,.;:!/]|of\b|out\b)))"
_BETWEEN = r"\s*(?:-|\u2212|–|—|to|or|then|and|and then|up to)\s*"
_SCALE = r"\s*(?:/|of|out of)\s*(?P<scale>\d+|ten)"
_UNITS = (
    r"kms?|k|kilomet(?:er|re)s?|mi|miles?|m|met(?:er|re)s?|h|hrs?|hours?|mins?|minutes?|'|s|secs?"
    r"|seconds?|days?|weeks?|months?|years?|times?|x|am|pm|%|reps?|sets?|steps?|laps?"
)
_END = rf"(?![\w%°/]|[.,:]\d|\s*(?:{_UNITS})(?!\w))"


def _expression(first: str, scale: str) -> str:
    second = rf"(?>(?:{_BETWEEN}(?P<second>\d+(?:[.,]\d+)?|{_WORD}))?)"
    return rf"(?P<first>{first}){second}{scale}{_END}"


def _compiled(pattern: str) -> re.Pattern[str]:
    return expression(pattern, re.IGNORECASE)


_MAYBE_SCALE = rf"(?>(?:{_SCALE})?)"
_LABELLED = _compiled(
    r"(?<!\w)(?P<label>pain|hurts?|aches?|now|worst|max|(?:this )?morning)"
    r"(?:\s*(?:pain|level|score|was|is|of|at|now|today|this morning|[:=~])(?!\w)){0,6}\s*"
    + _expression(rf"(?:{_DIGITS}|{_WORD})", _MAYBE_SCALE)
)
_BARE = _compiled(_expression(rf"(?:{_DIGITS}|{_SURE_WORD})", _MAYBE_SCALE))
_OF_TEN = _compiled(
    r"(?<![\w./,])" + _expression(rf"(?:{_DIGITS}|{_WORD})", _SCALE.replace(r"\d+", "10"))
)
# Only where nothing follows: "no pain until the stairs" is no zero.
_NONE = _compiled(r"(?:no pain|none|pain[- ]?free|painless)(?: now| today| at all)?[.! ]*$")
