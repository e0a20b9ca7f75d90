"""What the bot has done since it began, in numbers for whoever watches it: no ids, no words."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

BOUNDS_S = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Upper bounds for what somebody waits for."""

LATE_BOUNDS_S = (1.0, 5.0, 15.0, 60.0, 300.0, 1800.0, 7200.0, 86400.0)
"""Upper bounds for what comes at a time."""


@dataclass(slots=True)
class Times:
    """How long things took, counted by upper bounds; one more counts what took longer."""

    bounds_s: tuple[float, ...] = BOUNDS_S
    counts: list[int] = field(init=False)
    total_s: float = 0.0

    def __post_init__(self) -> None:
        self.counts = [0] * (len(self.bounds_s) + 1)

    def note(self, seconds: float) -> None:
        """Count one more."""
        self.counts[bisect_left(self.bounds_s, seconds)] += 1
        self.total_s += seconds


@dataclass(slots=True)
class Tally:
    """Counts since the start; instants are of the loop's clock, and None before the first."""

    updates: dict[str, Times] = field(default_factory=dict)  # by kind, until the answer was shown
    late: dict[str, Times] = field(default_factory=dict)  # reminders that arrived, by kind
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
        self.updates.setdefault(kind, Times()).note(seconds)

    def note_late(self, kind: str, seconds: float) -> None:
        """Count a reminder that arrived."""
        self.late.setdefault(kind, Times(LATE_BOUNDS_S)).note(seconds)

    def note_job(self, name: str, outcome: str, at: float) -> None:
        """Count the end of a job."""
        self.jobs[name, outcome] += 1
        if outcome != "skipped":  # it is still under way
            self.begun_at.pop(name, None)
            self.ended_at[name] = at
