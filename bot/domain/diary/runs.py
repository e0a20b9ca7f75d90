"""How long a run was beside the longest of the last 30 days.

In 5205 runners, single runs more than 10 % longer than the longest of the last 30 days went with
more injuries (Frandsen 2025); what a run is compared with is its distance, else its time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from whenever import Date

from bot.domain.diary.model import Entry
from bot.domain.diary.rules import zone
from bot.domain.plan.model import Effort, Zone

WINDOW_DAYS = 30
_MORE = 110  # percent of the longest
_STEP = {"metres": 100, "minutes": 1}

Measure = Literal["metres", "minutes"]
MEASURES: tuple[Measure, ...] = ("metres", "minutes")


@dataclass(frozen=True, slots=True)
class Longest:
    """A run that the next is measured by; `grows` says whether that one may be longer."""

    measure: Measure
    amount: int
    on: Date
    grows: bool = True

    @property
    def most(self) -> int:
        """Return what is at most 10 % longer, rounded down to 100 m or a minute."""
        if not self.grows:
            return self.amount
        step = _STEP[self.measure]
        return max(self.amount, self.amount * _MORE // 100 // step * step)


@dataclass(frozen=True, slots=True)
class Spike:
    """A run that was more than 10 % longer than the longest before it."""

    amount: int
    before: Longest

    @property
    def percent(self) -> int:
        """Return by how many percent it was longer, rounded up: it never reads as 10."""
        return -(-self.amount * 100 // self.before.amount) - 100


def longest(entries: Iterable[Entry], on: Date, measure: Measure) -> Longest | None:
    """Return the longest run of the 30 days before a day, that day itself not counted."""
    since = on.subtract(days=WINDOW_DAYS)
    runs = [
        (amount, entry.on)
        for entry in entries
        if entry.effort is Effort.RUN and since <= entry.on < on
        if (amount := getattr(entry, measure))
    ]
    return Longest(measure, *max(runs)) if runs else None


def allowed(entries: Iterable[Entry], on: Date) -> Longest | None:
    """Return the run that the next one is measured by, its distance or its time.

    A red run is no measure; where the latest was amber, the next is no longer than that one.
    """
    runs = [e for e in entries if e.effort is Effort.RUN and _went(e) is not Zone.RED]
    for measure in MEASURES:
        found = longest(runs, on, measure)
        latest = max(
            (run for run in runs if run.on < on and getattr(run, measure)),
            key=lambda run: run.on,
            default=None,
        )
        if found and latest:
            if _went(latest) is Zone.GREEN:
                return found
            return Longest(measure, getattr(latest, measure), latest.on, grows=False)
    return None


def _went(run: Entry) -> Zone:
    known = [z for z in (zone(run), run.settled) if z is not None]
    return max(known, default=Zone.AMBER)


def spike(run: Entry, entries: Iterable[Entry]) -> Spike | None:
    """Return how far a run went beyond the longest before it, if by more than 10 %."""
    known = tuple(entries)
    for measure in MEASURES:
        amount: int | None = getattr(run, measure)
        before = longest(known, run.on, measure)
        if run.effort is Effort.RUN and amount and before:
            return Spike(amount, before) if amount * 100 > before.amount * _MORE else None
    return None
