"""Reads how far and how long a run was, in typed words: 5k, three miles, 400 m, 30 min, 1h20."""

import re
from dataclasses import dataclass
from typing import Literal

from bot.domain.people.model import Units as Units  # noqa: PLC0414  # it goes with METRES
from bot.typed import durations
from bot.typed.expressions import expression
from bot.typed.numbers import DIGITS, WORD, value

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
    found = _DISTANCE.match(line, at)
    if found and (length := _far(found)):
        return length
    duration = durations.read(line, at)
    if duration is None or duration.days:
        return None
    return Length("minutes", _minutes(duration.minutes), duration.end)


def distance(amount: float, units: Units) -> int | None:
    """Return a distance in metres, None where no run is like that."""
    metres = round(min(amount, MOST_METRES) * METRES[units])
    return metres if 0 < metres <= MOST_METRES else None


def _far(found: re.Match[str]) -> Length | None:
    amount, unit = value(found["n"]), found["unit"].lower()
    if unit == "m" and amount < _METRES_FROM:
        return None
    if unit.startswith("m") and not unit.startswith("mi"):
        return Length("metres", distance(amount / METRES["km"], "km"), found.end())
    return Length("metres", distance(amount, "mi" if unit.startswith("mi") else "km"), found.end())


def _minutes(amount: float) -> int | None:
    return max(1, round(amount)) if 0 < amount <= MOST_MINUTES else None


_DISTANCE = expression(
    rf"(?P<n>{DIGITS}|{WORD})\s*(?P<unit>kms?|k|kilomet(?:er|re)s?|mi|miles?|m|met(?:er|re)s?)(?!\w)",
    re.IGNORECASE,
)
