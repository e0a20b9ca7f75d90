"""Reads how far and how long a run was, in typed words."""

import re
from dataclasses import dataclass
from typing import Literal

Units = Literal["km", "mi"]
METRES = {"km": 1000, "mi": 1609.344}

MOST_METRES = 300_000
MOST_MINUTES = 24 * 60
_METRES_FROM = 100  # "30m" is minutes, "400m" is metres


@dataclass(frozen=True, slots=True)
class Length:
    """A distance in metres or a time in minutes, and where in the line its words end.

    `amount` is None where no run is like that.
    """

    measure: Literal["metres", "minutes"]
    amount: int | None
    end: int


def read(line: str, at: int) -> Length | None:
    """Return the distance or time that stands at a position of a line; None if there is none."""
    for pattern in (_TIME, _DISTANCE, _WORDED):
        found = pattern.match(line, at)
        if found:
            return _length(found)
    return None


def distance(amount: float, units: Units) -> int | None:
    """Return a distance in metres, None where no run is like that."""
    metres = round(min(amount, MOST_METRES) * METRES[units])
    return metres if 0 < metres <= MOST_METRES else None


def number(text: str) -> float:
    """Return a number with a point or a comma; one with very many digits is infinite."""
    return float(text.replace(",", "."))


def _length(found: re.Match[str]) -> Length:
    parts = found.groupdict()
    if words := parts.get("words"):
        return Length("minutes", 30 if words.lower().startswith("half") else 60, found.end())
    if "hours" in parts:
        minutes = 60 * number(parts["hours"] or "0") + number(
            parts["minutes"] or parts["rest"] or "0"
        )
        return Length("minutes", _minutes(minutes), found.end())
    amount, unit = number(found["n"]), found["unit"].lower()
    if unit == "m" and amount < _METRES_FROM:
        return Length("minutes", _minutes(amount), found.end())
    if unit.startswith("m") and not unit.startswith("mi"):
        return Length("metres", distance(amount / METRES["km"], "km"), found.end())
    return Length("metres", distance(amount, "mi" if unit.startswith("mi") else "km"), found.end())


def _minutes(amount: float) -> int | None:
    return max(1, round(amount)) if 0 < amount <= MOST_MINUTES else None


_N = r"(?>\d+(?:[.,]\d+)?)"
_TIME = re.compile(
    rf"(?:(?P<hours>{_N})\s*(?:h|hrs?|hours?)(?:\s*(?P<rest>\d{{1,2}})\s*(?:m|mins?|minutes?)?)?"
    rf"|(?P<minutes>{_N})\s*(?:mins?|minutes?|'))(?!\w)",
    re.IGNORECASE,
)
_DISTANCE = re.compile(
    rf"(?P<n>{_N})\s*(?P<unit>kms?|k|kilomet(?:er|re)s?|mi|miles?|m|met(?:er|re)s?)(?!\w)",
    re.IGNORECASE,
)
_WORDED = re.compile(r"(?P<words>half an hour|an hour)(?!\w)", re.IGNORECASE)
