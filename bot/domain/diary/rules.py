"""What is noted in the diary, and the zone that it is in.

Zones: pain 0-2 is green, 3-5 amber, over 5 red; a limp, night pain, deep pain on landing or a
warning sign is red whatever the number. They are built on the pain-monitoring model (Silbernagel
2007, Vincent 2017) and are not validated for the front of the hip.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from whenever import Date, Instant

from bot.domain.plan.model import Effort, Plan, Zone

WORST = 10
STRONG = 8  # from here on, the check is asked at once
_GREEN_TO, _AMBER_TO = 2, 5

Sign = Literal["limp", "night", "landing"]
SIGNS: tuple[Sign, ...] = ("limp", "night", "landing")
Score = Literal["pain", "worst", "morning"]
SCORES: tuple[Score, ...] = ("pain", "worst", "morning")


class Compared(Enum):
    """The morning after an effort, compared with before it."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class Move:
    """The plan before and after an effort moved it."""

    before: Plan
    after: Plan


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the diary. `effort` is None where only pain was noted; pains are 0-10.

    `pain` is that of the moment, `worst` that in the run or session. `sign` is the warning sign
    that was found in the note. `settled` is the zone with which the effort moved the plan.
    `evident_at` is when its pain or signs were last new or worse than noted before.
    """

    entry_id: int
    person_id: int
    on: Date
    written_at: Instant
    evident_at: Instant
    effort: Effort | None = None
    pain: int | None = None
    worst: int | None = None
    morning: int | None = None
    limp: bool = False
    night: bool = False
    landing: bool = False
    minutes: int | None = None
    metres: int | None = None
    note: str = ""
    sign: str | None = None
    compared: Compared | None = None
    settled: Zone | None = None
    move: Move | None = None

    @property
    def peak(self) -> int | None:
        """Return the highest pain that was noted, or None where none was."""
        return max(
            (p for p in (self.pain, self.worst, self.morning) if p is not None), default=None
        )

    @property
    def has_sign(self) -> bool:
        """Say whether anything was noted that is red whatever the number."""
        return self.limp or self.night or self.landing or self.sign is not None


def zone(entry: Entry) -> Zone | None:
    """Return the zone of an entry by itself; None where neither pain nor a sign was noted."""
    if entry.has_sign:
        return Zone.RED
    return None if entry.peak is None else zone_of(entry.peak)


def zone_of(pain: int) -> Zone:
    """Return the zone of a pain from 0 to 10."""
    if pain <= _GREEN_TO:
        return Zone.GREEN
    return Zone.AMBER if pain <= _AMBER_TO else Zone.RED


def judged(effort: Entry, *, worse_before: bool) -> Zone:
    """Return the zone of an effort once the next morning is over.

    A morning that nobody told of, or pain that nobody noted, counts as amber. A worse morning makes
    green amber; it makes amber red, and green too where the effort before it had a worse one.
    """
    alone = zone(effort)
    if alone is None or effort.compared is None:
        return max(alone or Zone.AMBER, Zone.AMBER)
    if effort.compared is not Compared.WORSE:
        return alone
    return Zone.RED if worse_before or alone > Zone.GREEN else Zone.AMBER


def worse_before(efforts: Iterable[Entry], on: Date) -> bool:
    """Say whether the latest day of efforts before a day, of those answered for, was worse next."""
    answered = [e for e in efforts if e.effort and e.compared and e.on < on]
    latest = max((e.on for e in answered), default=on)
    return any(e.compared is Compared.WORSE for e in answered if e.on == latest)


def is_graver(entry: Entry, before: Entry) -> bool:
    """Say whether an entry holds pain or a sign that it did not hold before."""
    pains = ((getattr(entry, name), getattr(before, name)) for name in SCORES)
    if any(new is not None and (old is None or new > old) for new, old in pains):
        return True
    if any(getattr(entry, name) and not getattr(before, name) for name in SIGNS):
        return True
    newly_worse = entry.compared is Compared.WORSE and before.compared is not Compared.WORSE
    return newly_worse or (entry.sign is not None and entry.sign != before.sign)
