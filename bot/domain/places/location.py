"""The time zone of a shared location, looked up on this machine; the location is not kept."""

from bot.domain.places import zones


def at(latitude: float, longitude: float) -> str | None:
    """Return the zone at a place in degrees, or None out at sea, where ships set their own."""
    from tzfpy import get_tz  # noqa: PLC0415  # 35 MB, for those who share a location

    return zones.canonical(get_tz(longitude, latitude))
