"""Which half of the day a time is in, and which of two equal times clocks show."""

from whenever import Time, ZonedDateTime

from bot.typed.expressions import expression
from bot.typed.times import TimeRead

_NIGHT_ENDS = 6
_NOON = 12
_EVENING = expression(r"evening|afternoon|(?<!fort)night")


def in_half(reading: TimeRead, said: str) -> Time | None:
    """Return a time in the evening where that was said beside it, as in "every evening"."""
    at, evening = reading.at, _EVENING.search(said)
    if at is None or not reading.may_be_evening or evening is None:
        return at
    early = evening[0] == "night" and at.hour < _NIGHT_ENDS
    return at if early else at.replace(hour=(at.hour + _NOON) % 24)


def may_be_later(reading: TimeRead, at: Time | None) -> bool:
    """Say whether a time is in the small hours only if the afternoon was not meant."""
    return reading.may_be_evening and at is not None and 0 < at.hour < _NIGHT_ENDS


def shown_once(then: ZonedDateTime) -> ZonedDateTime:
    """Return a time that clocks show once: one of the second hour is put off to the hour's end."""
    first = then.to_plain().assume_tz(then.tz_id or "UTC", disambiguation="earlier")
    change = then.prev_transition()
    return change + (then - first) if change and first < then else then
