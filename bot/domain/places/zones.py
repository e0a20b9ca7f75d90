"""Time zones by their IANA names: all of them, those of a region, and older names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.domain.places import cities
from bot.domain.places.plain_names import fold

REGIONS = (
    "Europe", "America", "Asia", "Africa", "Australia", "Pacific", "Atlantic", "Indian"
)  # fmt: skip
PAGE = 16
_ALSO = {
    "est5edt": "America/New_York", "cst6cdt": "America/Chicago", "mst7mdt": "America/Denver",
    "pst8pdt": "America/Los_Angeles", "svalbard": "Arctic/Longyearbyen",
    "fernando de noronha": "America/Noronha", "falklands": "Atlantic/Stanley",
    "mallorca": "Europe/Madrid", "majorca": "Europe/Madrid", "menorca": "Europe/Madrid",
    "ibiza": "Europe/Madrid", "corsica": "Europe/Paris", "sicily": "Europe/Rome",
    "sardinia": "Europe/Rome", "crete": "Europe/Athens", "bali": "Asia/Makassar",
    "gran canaria": "Atlantic/Canary", "lanzarote": "Atlantic/Canary", "nunavut": "America/Iqaluit",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A zone that may be meant, and the words for its button."""

    zone: str
    label: str


@cache
def names() -> tuple[str, ...]:
    """Return the zones that are some country's own today, sorted, and UTC."""
    return (*sorted(zone for _, zone in _table()), "UTC")


def of_country(code: str) -> tuple[str, ...]:
    """Return the zones of a country by its ISO 3166 code, none if there is no such country."""
    return tuple(zone for country, zone in _table() if country == code)


def country_of_zone(zone: str | None) -> str | None:
    """Return the country of a zone, as people keep it ("gb"); None for none, and for UTC."""
    name = canonical(zone) if zone else None
    return next((country.lower() for country, own in _table() if own == name), None)


def page(region: str, number: int) -> tuple[Sequence[str], int]:
    """Return one page of a region's zones and how many pages there are; pages count from 0.

    Zones where most people live come first.
    """
    people = cities.population()
    zones = [zone for zone in names() if zone.startswith(region + "/")]
    zones.sort(key=lambda zone: (-people.get(zone, 0), label(zone)))
    pages = max(1, -(-len(zones) // PAGE))
    number = min(max(number, 0), pages - 1)
    return zones[number * PAGE : (number + 1) * PAGE], pages


def label(zone: str) -> str:
    """Return the city after which a zone is named, such as Buenos Aires."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def canonical(name: str) -> str | None:
    """Return today's name of a zone that may have an older one, or None if there is none."""
    while name not in names():
        if name not in _older_names():
            return None
        name = _older_names()[name]
    return name


@cache
def typed() -> Mapping[str, str]:
    """Return today's names by how they and older ones are typed, such as "asia calcutta"."""
    every = (*_older_names(), *names())
    return {fold(name): zone for name in every if "/" in name and (zone := canonical(name))}


@cache
def by_label() -> Mapping[str, str]:
    """Return the zones by the folded names of their cities and islands, some of them hamlets."""
    older = {fold(label(name)): zone for name in _older_names() if (zone := canonical(name))}
    return older | {fold(label(zone)): zone for zone in names() if "/" in zone} | _ALSO


@cache
def _table() -> tuple[tuple[str, str], ...]:
    """Return (country, zone) from the table of every country's own zones."""
    rows = (row.split("\t") for row in _lines("zone.tab") if not row.startswith("#"))
    return tuple((country, zone) for country, _, zone, *_ in rows)


@cache
def _older_names() -> Mapping[str, str]:
    """Return what each link of the database stands for, which may be a link again."""
    links = (row.split() for row in _lines("tzdata.zi") if row.startswith("L "))
    return {link: target for _, target, link in links} | {"Etc/UTC": "UTC"}


def _lines(name: str) -> list[str]:
    return (files("tzdata") / "zoneinfo" / name).read_text("utf-8").splitlines()
