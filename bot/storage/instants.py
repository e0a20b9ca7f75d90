"""How instants are stored: milliseconds since 1970, UTC, everywhere."""

from whenever import Instant


def stored(instant: Instant) -> int:
    """Return an instant as the database keeps it."""
    return instant.timestamp(unit="millisecond")


def restored(milliseconds: int) -> Instant:
    """Return the instant that was stored."""
    return Instant.from_timestamp(milliseconds, unit="millisecond")
