"""Time zones by region, by city and by typed words."""

from collections.abc import Sequence
from functools import cache
from zoneinfo import available_timezones

from rapidfuzz import fuzz, process

REGIONS = (
    "Europe", "America", "Asia", "Africa", "Australia", "Pacific", "Atlantic", "Indian"
)  # fmt: skip
PAGE = 16
_CLOSE_ENOUGH = 75  # of 100; below it a suggestion is a guess
_SURE = 92


@cache
def names() -> tuple[str, ...]:
    """Return the zones that are named for a place, sorted."""
    every = available_timezones()
    return (*sorted(zone for zone in every if zone.split("/")[0] in REGIONS), "UTC")


def page(region: str, number: int) -> tuple[Sequence[str], int]:
    """Return one page of a region's zones and how many pages there are; pages count from 0."""
    zones = [zone for zone in names() if zone.startswith(region + "/")]
    pages = max(1, -(-len(zones) // PAGE))
    number = min(max(number, 0), pages - 1)
    return zones[number * PAGE : (number + 1) * PAGE], pages


def find(words: str) -> tuple[str | None, Sequence[str]]:
    """Return the zone that is meant, or None and the closest names, best first."""
    wanted = " ".join(words.split()).lower().replace(" ", "_")
    by_name = {zone.lower(): zone for zone in names()}
    by_city = {zone.lower().rsplit("/", 1)[-1]: zone for zone in names()}
    if exact := by_name.get(wanted) or by_city.get(wanted):
        return exact, ()
    if not wanted:
        return None, ()
    hits = process.extract(
        wanted, list(by_city), scorer=fuzz.ratio, limit=4, score_cutoff=_CLOSE_ENOUGH
    )
    close = [by_city[city] for city, _, _ in hits]
    sure = len(hits) == 1 and hits[0][1] >= _SURE
    return (close[0], ()) if sure else (None, close)
