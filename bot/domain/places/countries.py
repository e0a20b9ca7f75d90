"""Countries and their states, by the names that people type."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bot.domain.places import cities, zones
from bot.domain.places.plain_names import fold

# What people call countries besides their names in English, folded.
_ALSO = {
    "gb": "GB", "uk": "GB", "britain": "GB", "great britain": "GB", "england": "GB",
    "scotland": "GB", "wales": "GB", "northern ireland": "GB", "us": "US", "usa": "US",
    "america": "US", "the states": "US", "united states of america": "US", "nz": "NZ",
    "uae": "AE", "emirates": "AE", "holland": "NL", "netherlands": "NL", "nederland": "NL",
    "czech republic": "CZ", "korea": "KR", "turkiye": "TR", "turkey": "TR", "macedonia": "MK",
    "swaziland": "SZ", "burma": "MM", "cote divoire": "CI", "cape verde": "CV", "congo": "CD",
    "drc": "CD", "deutschland": "DE", "osterreich": "AT", "schweiz": "CH", "suisse": "CH",
    "svizzera": "CH", "belgie": "BE", "belgique": "BE", "espana": "ES", "italia": "IT",
    "polska": "PL", "brasil": "BR", "danmark": "DK", "norge": "NO", "sverige": "SE",
    "suomi": "FI", "eire": "IE", "magyarorszag": "HU", "cesko": "CZ", "hrvatska": "HR",
}  # fmt: skip

# Provinces and states outside the USA: (country, GeoNames' code) to name and letters.
_PROVINCES = {
    ("CA", "01"): ("Alberta", "ab"), ("CA", "02"): ("British Columbia", "bc"),
    ("CA", "03"): ("Manitoba", "mb"), ("CA", "04"): ("New Brunswick", "nb"),
    ("CA", "05"): ("Newfoundland", "nl"), ("CA", "07"): ("Nova Scotia", "ns"),
    ("CA", "08"): ("Ontario", "on"), ("CA", "09"): ("Prince Edward Island", "pei"),
    ("CA", "10"): ("Quebec", "qc"), ("CA", "11"): ("Saskatchewan", "sk"),
    ("CA", "12"): ("Yukon", "yt"), ("AU", "01"): ("Capital Territory", "act"),
    ("AU", "02"): ("New South Wales", "nsw"), ("AU", "03"): ("Northern Territory", "nt"),
    ("AU", "04"): ("Queensland", "qld"), ("AU", "05"): ("South Australia", "sa"),
    ("AU", "06"): ("Tasmania", "tas"), ("AU", "07"): ("Victoria", "vic"),
    ("AU", "08"): ("Western Australia", "wa"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Area:
    """A country, or one of its states where there is a `state`, by GeoNames' codes."""

    name: str
    country: str
    state: str = ""

    def covers(self, country: str, state: str) -> bool:
        """Say whether a country's state lies in the area."""
        return country == self.country and self.state in {"", state}

    def label(self, zone: str) -> str:
        """Return words for a zone of the area."""
        return f"{zones.label(zone)}{' time' if self.state else ''}, {self.name}"


@cache
def by_name() -> Mapping[str, tuple[Area, ...]]:
    """Return the areas with each folded name: Georgia is a country and a state."""
    country = cities.country_names()
    areas = defaultdict[str, tuple[Area, ...]](tuple)
    for code, name in country.items():
        areas[fold(name)] += (Area(name, code),)
    for name, code in _ALSO.items():
        areas[name] += (Area(country[code], code),)
    for code, name in cities.state_names().items():
        areas[fold(name)] += (Area(name, "US", code),)
    for (code, state), (name, _) in _PROVINCES.items():
        areas[fold(name)] += (Area(name, code, state),)
    return dict(areas)


@cache
def by_letters() -> Mapping[str, tuple[Area, ...]]:
    """Return the areas with each short form: CA is Canada and California."""
    areas = defaultdict[str, tuple[Area, ...]](tuple)
    for code, name in cities.country_names().items():
        areas[code.lower()] += (Area(name, code),)
    for code, name in cities.state_names().items():
        areas[code.lower()] += (Area(name, "US", code),)
    for (code, state), (name, letters) in _PROVINCES.items():
        areas[letters] += (Area(name, code, state),)
    return dict(areas)


def label(city: cities.City) -> str:
    """Return a city's name with its country, or its state in the USA."""
    states = cities.state_names() if city.country == "US" else {}
    country = cities.country_names().get(city.country, city.country)
    return f"{city.name}, {states.get(city.state, country)}"
