"""How times are stored: instants as milliseconds since 1970, UTC; dates as ISO text."""

from whenever import Date, Instant


def stored(instant: Instant) -> int:
    """Return an instant as the database keeps it."""
    return instant.timestamp(unit="millisecond")


def restored(milliseconds: int) -> Instant:
    """Return the instant that was stored."""
    return Instant.from_timestamp(milliseconds, unit="millisecond")


def stored_or_none(instant: Instant | None) -> int | None:
    """Return an instant as a column keeps it that may be empty."""
    return None if instant is None else stored(instant)


def restored_or_none(milliseconds: int | None) -> Instant | None:
    """Return the instant in a column that may be empty."""
    return None if milliseconds is None else restored(milliseconds)


def date_or_none(text: str | None) -> Date | None:
    """Return the date in a column that may be empty."""
    return None if text is None else Date.parse_iso(text)
