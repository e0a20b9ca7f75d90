"""What clocks show in each time zone, and which zones share a clock."""

from collections import Counter
from collections.abc import Iterable, Sequence

from whenever import Instant

from bot.domain.places import cities, zones
from bot.domain.places.zones import Candidate

MOST = 6
_ALIKE = 2  # zones whose clocks agree all year that are offered before others have had a turn
_HALF_YEAR = 182 * 24  # hours


def offset(zone: str, now: Instant) -> int:
    """Return by how many minutes a zone's clock is ahead of UTC."""
    return round(now.to_tz(zone).offset.total("minutes"))


def year(zone: str, now: Instant) -> tuple[int, ...]:
    """Return a zone's offsets over the next twelve months: zones with the same share a clock."""
    return tuple(offset(zone, now.add(hours=month * 30 * 24)) for month in range(12))


def with_offset(minutes: int, now: Instant) -> tuple[Candidate, ...]:
    """Return zones that are so many minutes ahead of UTC today."""
    return ranked((zone for zone in zones.names() if offset(zone, now) == minutes), now)


def abbreviated(letters: str, now: Instant) -> tuple[Candidate, ...]:
    """Return zones that call their clock so, such as CET, now or half a year from now."""
    moments = (now, now.add(hours=_HALF_YEAR))
    wanted = letters.upper()
    found = (
        zone
        for zone in zones.names()
        if any(moment.to_tz(zone).tz_abbrev().upper() == wanted for moment in moments)
    )
    return ranked(found, now)


def rank(zone: str, likely: Sequence[str]) -> int:
    """Return a zone's place among likely ones, or the one after them."""
    return likely.index(zone) if zone in likely else len(likely)


def ranked(found: Iterable[str], now: Instant, likely: Sequence[str] = ()) -> tuple[Candidate, ...]:
    """Return at most six zones: likely ones first, then those where most people live.

    Zones that share a clock all year do not crowd out the others.
    """
    people = cities.population()
    ordered = sorted(found, key=lambda zone: (rank(zone, likely), -people.get(zone, 0), zone))
    turns: Counter[tuple[int, ...]] = Counter()
    first: list[str] = []
    later: list[str] = []
    for zone in ordered:
        shared = year(zone, now)
        turns[shared] += 1
        its_turn = zone in likely or (zone in people and turns[shared] <= _ALIKE)
        (first if its_turn else later).append(zone)
    return tuple(Candidate(zone, zones.label(zone)) for zone in (*first, *later)[:MOST])
