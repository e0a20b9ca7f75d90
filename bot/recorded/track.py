"""Adds up positions with times to a distance and a time of moving, and keeps no position."""

import math
from dataclasses import dataclass, field

from bot.recorded.model import MOST_METRES, MOST_SECONDS, Recorded, UnusableError

_RADIUS_M = 6_371_000
_STEP_S, _STEP_M = 5.0, 10.0  # what is nearer than both is the noise of the receiver
_MOVES_M_S = 0.6  # slower than this is standing: a slow walk is twice as fast
_JUMP_M_S = 12.0  # nobody runs so fast: the receiver has jumped
_MOST_POINTS = 200_000  # more than two days at one a second
_SPAN_S = 36 * 3600  # no single run takes longer, with its pauses
_RIDE_M_S, _RIDE_FROM_M = 6.5, 3000  # faster than the world's best over a half marathon
_LATEST = 4_000_000_000  # seconds since 1970: no watch of today runs on until then
_LEAST_S, _LEAST_M = 60, 100


@dataclass(slots=True)
class Track:
    """What has been added so far; `_last` is the only position that is known, until the next."""

    metres: float = 0.0
    seconds: float = 0.0
    first: float | None = None
    latest: float = 0.0
    points: int = 0
    _last: tuple[float, float, float] | None = field(default=None, repr=False)

    def add(self, latitude: float, longitude: float, at: float | None) -> None:
        """Add a position in degrees and its time; what cannot be is passed over."""
        self.points += 1
        if self.points > _MOST_POINTS:
            raise UnusableError("large")
        there = abs(latitude) <= 90 and abs(longitude) <= 180  # noqa: PLR2004  # not where it is NaN
        if not there or at is None or not math.isfinite(at):
            return
        self.see(at)
        if self._last is None:
            self._last = latitude, longitude, at
            return
        metres, seconds = _between(self._last, (latitude, longitude)), at - self._last[2]
        if seconds <= 0 or (seconds < _STEP_S and metres < _STEP_M):
            return
        self._last = latitude, longitude, at
        if _MOVES_M_S <= metres / seconds <= _JUMP_M_S:
            self.metres += metres
            self.seconds += seconds

    def see(self, at: float) -> None:
        """Take a time at which it was under way."""
        self.first = at if self.first is None else min(self.first, at)
        self.latest = max(self.latest, at)

    def pause(self) -> None:
        """Begin a new part: what lies between it and the one before was not run."""
        self._last = None

    def began(self) -> float:
        """Return when it began; UnusableError where that is not known, or it is no single run."""
        if not self.points:
            raise UnusableError("empty")
        if self.first is None:
            raise UnusableError("untimed")
        if self.latest - self.first > _SPAN_S:
            raise UnusableError("several")
        return self.first

    def finished(self) -> Recorded:
        """Return the whole; UnusableError where it is no run."""
        return checked(self.metres, self.seconds, self.began())


def checked(metres: float, seconds: float, began: float) -> Recorded:
    """Return a run from what a file says; UnusableError where nobody runs like that."""
    if not all(map(math.isfinite, (metres, seconds, began))):
        raise UnusableError("broken")
    if not 0 < began < _LATEST:
        raise UnusableError("untimed")
    if metres < _LEAST_M or seconds < _LEAST_S:
        raise UnusableError("empty")
    if metres > MOST_METRES or seconds > MOST_SECONDS:
        raise UnusableError("several")
    if metres >= _RIDE_FROM_M and metres / seconds > _RIDE_M_S:
        raise UnusableError("fast")
    return Recorded(round(metres), round(seconds), began)


def _between(last: tuple[float, float, float], now: tuple[float, float]) -> float:
    """Return the metres between two positions, along the surface of the earth."""
    (lat1, lon1, _), (lat2, lon2) = last, now
    a, b = math.radians(lat1), math.radians(lat2)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * _RADIUS_M * math.asin(min(1.0, math.sqrt(half)))
