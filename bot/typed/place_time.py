"""Reads a reminder with the time of another place, 7am New York, on the person's own clock."""

from dataclasses import replace

from whenever import Instant, Time, ZonedDateTime

from bot.domain.places.finding import named
from bot.domain.plan.model import days_between
from bot.domain.reminders.model import ReminderKind
from bot.typed import reminder_line
from bot.typed.reminder_line import ReminderLine

_UTC = frozenset({"utc", "gmt", "z"})
_AMERICAN = frozenset({"est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt"})


def read(line: str, now: ZonedDateTime) -> ReminderLine:
    """Return what a line asks for, on the person's clock; the first place takes half a second."""
    asked = reminder_line.read(line, now)
    if not asked.place:
        return asked
    zone = _zone_meant(asked.place, now.to_instant())
    if zone is not None:
        return _on_own_clock(asked, zone, now)
    # Of something that is named well enough without them, the words are left over.
    is_left_over = asked.kind is not ReminderKind.OWN
    asked = reminder_line.read(line, now, heeds_places=False)
    return replace(asked, is_unclear=asked.is_unclear or is_left_over)


def _zone_meant(place: str, now: Instant) -> str | None:
    """Return the zone of a place or an abbreviation, None where it is none or not clear."""
    if place.lower() in _UTC:
        return "UTC"
    found = named(place, now)
    if found.zone or not (place.isupper() or place.lower() in _AMERICAN or not place.isalpha()):
        return found.zone
    # Whoever shares an abbreviation or an offset has the same hour today.
    zones = [other.zone for other in found.others]
    american = [zone for zone in zones if zone.startswith("America/")]
    best = american if place.lower() in _AMERICAN and american else zones
    return best[0] if best else None


def _on_own_clock(asked: ReminderLine, zone: str, now: ZonedDateTime) -> ReminderLine:
    if asked.at is None:
        return asked
    date = asked.once or now.date().add(days=1)

    def own(at: Time) -> ZonedDateTime:
        return date.at(at).assume_tz(zone).to_tz(now.tz_id or "UTC")

    first = own(asked.at)
    days = days_between(first.date(), date)
    weekdays = asked.weekdays and frozenset((day + days - 1) % 7 + 1 for day in asked.weekdays)
    return replace(
        asked,
        at=first.time(),
        at_place=asked.at,
        also_at=tuple(own(at).time() for at in asked.also_at),
        weekdays=weekdays,
        once=asked.once and first.date(),
    )
