"""Time, handed in: nothing in the sandbox reads the wall clock by itself."""

from collections.abc import Callable

from whenever import Instant

Clock = Callable[[], Instant]


class MovableClock:
    """The time of another clock, which can be moved forward; it never goes back."""

    def __init__(self, wall: Clock) -> None:
        self._wall = wall
        self._ahead_s = 0.0
        self._latest = wall()

    def __call__(self) -> Instant:
        """Return the present time, never earlier than a time returned before."""
        self._latest = max(self._latest, self._wall().add(seconds=self._ahead_s))
        return self._latest

    def forward(self, seconds: float) -> Instant:
        """Move ahead by `seconds` and return the new time; ValueError where that is negative."""
        if seconds < 0:
            raise ValueError("The clock can only be moved forward.")
        self._ahead_s += seconds
        return self()
