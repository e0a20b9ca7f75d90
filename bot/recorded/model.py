"""A run as a file holds it, and why a file holds none that can be used."""

from dataclasses import dataclass
from typing import Literal, get_args

Unusable = Literal[
    "broken", "large", "empty", "untimed", "several", "ride", "walk", "sport", "fast"
]
"""Why there is no run in a file.

It cannot be read; it is too much to read; it has no track; its track has no times (a planned
route); it holds runs of several days; it is a ride, a walk or another sport; nobody runs so fast.
"""
UNUSABLE: tuple[Unusable, ...] = get_args(Unusable)

MOST_SECONDS = 24 * 3600
MOST_METRES = 300_000


@dataclass(frozen=True, slots=True)
class Recorded:
    """A run: how far it went, how long somebody moved, and when it began (seconds since 1970)."""

    metres: int
    seconds: int
    began: float


class UnusableError(Exception):
    """There is no run to be had from a file."""

    def __init__(self, why: Unusable) -> None:
        super().__init__(why)
        self.why = why


_SPORTS: dict[str, Unusable | None] = {
    "run": None,
    "bik": "ride",
    "cycl": "ride",
    "rid": "ride",
    "mtb": "ride",
    "walk": "walk",
    "hik": "walk",
    "swim": "sport",
    "row": "sport",
    "ski": "sport",
    "skat": "sport",
    "driv": "sport",
    "sail": "sport",
    "kayak": "sport",
}
_NUMBERED: dict[str, Unusable] = {"1": "ride", "4": "walk", "10": "walk"}  # in Strava's GPX


def sport(named: str) -> Unusable | None:
    """Return why what a file names its sport is no run; None where it is, or may be one."""
    word = named.strip().lower()
    if word.isdecimal():
        return _NUMBERED.get(word)
    return next((why for part, why in _SPORTS.items() if part in word), None)
