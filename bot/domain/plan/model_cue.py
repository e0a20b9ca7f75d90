"""A run under way: what it is made of, and how far it is by the wall clock."""

from dataclasses import dataclass
from typing import Literal

from whenever import Date, Instant

Gait = Literal["walk", "run"]


@dataclass(frozen=True, slots=True)
class CuePart:
    """A stretch of a run of one gait."""

    gait: Gait
    seconds: int


@dataclass(frozen=True, slots=True)
class CuedRun:
    """A person's run whose changes are told.

    `began_at` is moved on by each pause, `paused_at` is None while it goes on. `told` is the
    position of the part that was told last, `message_id` what shows it. `sounds` says that each
    change is a message of its own.
    """

    run_id: int
    person_id: int
    day: Date
    parts: tuple[CuePart, ...]
    sounds: bool
    began_at: Instant
    paused_at: Instant | None = None
    told: int = -1
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a run is: the part's position, and the seconds left of it."""

    at: int
    left_s: float
