"""Cities of the world by every name that people give them, with their population and zone.

The names are GeoNames' (cities of 15,000 people and more, and capitals; CC BY 4.0), in files
that `tests.domain.places.geonames` makes.
"""

import lzma
import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
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


class Gazetteer:
    """Cities by folded name, and how many people live in cities by (country, state, zone).

    Both files stay the text that they are, in 6 MB: an object for each city and name takes 35.
    """

    def __init__(self) -> None:
        self._cities, self._names = _Lines("cities.tsv"), _Lines("names.tsv")
        people: Counter[tuple[str, str, str]] = Counter()
        for line in self._cities:
            city = _city(line)
            people[intern(city.country), intern(city.state), intern(city.zone)] += city.population
        self.people: Mapping[tuple[str, str, str], int] = people

    def called(self, name: str) -> Iterator[City]:
        """Give the cities with a folded name."""
        wanted = name.encode()
        at = bisect_left(self._names, wanted, key=_name)
        found, _, numbers = (
            self._names[at].partition(b"\t") if at < len(self._names) else (b"",) * 3
        )
        if found == wanted:
            for number in numbers.split():
                yield _city(self._cities[int(number)])

    def names(self) -> Iterator[str]:
        """Give every folded name of a city, in the order of its letters."""
        for line in self._names:
            yield _name(line).decode()


class _Lines:
    """The lines of one of the files, without their ends."""

    def __init__(self, name: str) -> None:
        self._text = lzma.decompress((FOLDER / f"{name}.xz").read_bytes())
        self._ends = array("I", (end.start() for end in re.finditer(b"\n", self._text)))

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> bytes:
        begin = self._ends[number - 1] + 1 if number else 0
        return self._text[begin : self._ends[number]]

    def __iter__(self) -> Iterator[bytes]:
        return (line[:-1] for line in BytesIO(self._text))


def _name(line: bytes) -> bytes:
    return line.partition(b"\t")[0]


def _city(line: bytes) -> City:
    name, country, state, population, zone = line.decode().split("\t")
    return City(name, country, state, int(population), zone)


def gazetteer() -> Gazetteer:
    """Read the cities: a tenth of a second, once.

    Threads that ask at the same time wait for the first, or there would be as many copies.
    """
    with _ONE_AT_A_TIME:
        return _read()


@cache
def _read() -> Gazetteer:
    return Gazetteer()


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


def _pairs(name: str) -> dict[str, str]:
    return dict(line.decode().split("\t", 1) for line in _Lines(name))
