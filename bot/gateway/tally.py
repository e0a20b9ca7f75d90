"""What the bot has done since it began, in numbers for whoever watches it: no ids, no words."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

BOUNDS_S = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Upper bounds of the counts of `Times`; one more counts what took longer."""


@dataclass(slots=True)
class Times:
    """How long things took, counted by bounds."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS_S) + 1))
    total_s: float = 0.0

    def note(self, seconds: float) -> None:
        """Count one more."""
        self.counts[bisect_left(BOUNDS_S, seconds)] += 1
        self.total_s += seconds


@dataclass(slots=True)
class Tally:
    """Counts since the start; instants are of the loop's clock, and None before the first."""

    updates: dict[str, Times] = field(default_factory=dict)  # by kind, until the answer was shown
    turned_away: int = 0  # updates of whoever writes without end
    calls: Counter[tuple[str, str]] = field(default_factory=Counter)  # method and outcome
    jobs: Counter[tuple[str, str]] = field(default_factory=Counter)  # name and outcome
    begun_at: dict[str, float] = field(default_factory=dict)  # jobs that are under way
    ended_at: dict[str, float] = field(default_factory=dict)  # the last end of each job
    polled_at: float | None = None
    reached_at: float | None = None
    search_built_s: float | None = None

    def note_update(self, kind: str, seconds: float) -> None:
        """Count an update that was dealt with."""
        if kind not in self.updates:
            self.updates[kind] = Times()
        self.updates[kind].note(seconds)

    def note_job(self, name: str, outcome: str, at: float) -> None:
        """Count the end of a job."""
        self.jobs[name, outcome] += 1
        if outcome != "skipped":  # it is still under way
            self.begun_at.pop(name, None)
            self.ended_at[name] = at
