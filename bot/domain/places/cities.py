"""Cities of the world by every name that people give them, with their population and zone.

The names are GeoNames' (cities of 15,000 people and more, and capitals; CC BY 4.0), in files
that `tests.domain.places.geonames` makes.
"""

import lzma
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from sys import intern
from threading import Lock

FOLDER = Path(__file__).with_name("geonames")
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class City:
    """One city; `country` is its ISO 3166 code, `state` GeoNames' code of its first division."""

    name: str
    country: str
    state: str
    population: int
    zone: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Cities by folded name, and how many people live in cities by (country, state, zone)."""

    by_name: Mapping[str, tuple[City, ...]]
    people: Mapping[tuple[str, str, str], int]


def gazetteer() -> Gazetteer:
    """Read the cities: a third of a second and 35 MB, once.

    Threads that ask at the same time wait for the first, or there would be as many copies.
    """
    with _ONE_AT_A_TIME:
        return _read()


@cache
def _read() -> Gazetteer:
    by_name: dict[str, tuple[City, ...]] = {}
    people: Counter[tuple[str, str, str]] = Counter()
    for line in lines("cities.tsv"):
        name, country, state, population, zone, *folded = line[:-1].split("\t")
        city = City(name, intern(country), intern(state), int(population), intern(zone))
        people[city.country, city.state, city.zone] += city.population
        alone = (city,)
        for called in folded:
            by_name[called] = by_name[called] + alone if called in by_name else alone
    return Gazetteer(by_name, people)


@cache
def population() -> Mapping[str, int]:
    """Return how many people live in the cities of each zone."""
    people: Counter[str] = Counter()
    for (_, _, zone), number in gazetteer().people.items():
        people[zone] += number
    return people


@cache
def country_names() -> Mapping[str, str]:
    """Return each country's English name by its ISO 3166 code."""
    return _pairs("countries.tsv")


@cache
def state_names() -> Mapping[str, str]:
    """Return the name of each state of the USA by its two letters."""
    return _pairs("us_states.tsv")


def lines(name: str) -> Iterator[str]:
    """Give the lines of one of the files, each with its end."""
    with lzma.open(FOLDER / f"{name}.xz", "rt", encoding="utf-8", newline="\n") as file:
        yield from file


def _pairs(name: str) -> dict[str, str]:
    return dict(line[:-1].split("\t", 1) for line in lines(name))
