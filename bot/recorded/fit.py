"""Reads FIT: the sums that the watch has made of each session."""

import struct
from io import BytesIO
from typing import Any

import fitdecode

from bot.recorded.model import Recorded, Unusable, UnusableError, sport
from bot.recorded.track import Track, checked


def read(content: bytes) -> Recorded:
    """Return the run in a FIT file; UnusableError where there is none."""
    found = _Sessions()
    try:
        with fitdecode.FitReader(
            BytesIO(content),
            check_crc=fitdecode.CrcCheck.RAISE,
            error_handling=fitdecode.ErrorHandling.IGNORE,
        ) as frames:
            for frame in frames:
                if isinstance(frame, fitdecode.FitDataMessage) and frame.name == "session":
                    found.add(frame)
    except (
        fitdecode.FitError, struct.error, ValueError, TypeError, KeyError, IndexError,
        OverflowError, AttributeError, ArithmeticError,
    ) as error:  # fmt: skip  # what its decoder stumbles over in a file that was made to
        raise UnusableError("broken") from error
    return found.finished()


class _Sessions:
    """The sessions of one file: of several sports the runs alone count."""

    def __init__(self) -> None:
        self.span = Track()
        self.metres = self.seconds = 0.0
        self.why: Unusable | None = None

    def add(self, session: Any) -> None:
        """Add what a watch has summed up."""

        def value(name: str) -> Any:
            return session.get_value(name, fallback=None)

        why = sport(str(value("sport") or ""))
        if why:
            self.why = self.why or why
            return
        self.span.points += 1
        self.metres += _number(value("total_distance"))
        self.seconds += _number(value("total_timer_time"))
        began = value("start_time")
        if hasattr(began, "timestamp"):
            self.span.see(float(began.timestamp()))

    def finished(self) -> Recorded:
        """Return the run; UnusableError where there is none."""
        if not self.span.points and self.why:
            raise UnusableError(self.why)
        return checked(self.metres, self.seconds, self.span.began())


def _number(value: object) -> float:
    return max(0.0, float(value)) if isinstance(value, int | float) else 0.0
