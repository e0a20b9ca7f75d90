"""Finds the time zone that typed words mean: a city, country, zone, abbreviation or offset."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import nlargest
from itertools import chain
from operator import itemgetter
from unicodedata import normalize

from rapidfuzz import fuzz, process
from whenever import Instant

from bot.domain.places import cities, clocks, countries, zones
from bot.domain.places.cities import City
from bot.domain.places.countries import Area
from bot.domain.places.plain_names import fold
from bot.domain.places.zones import Candidate

_LONGEST = 80  # letters; no place has a longer name
_SHORTEST = 4  # letters; shorter words have too many neighbours
_CLOSE_ENOUGH = 75  # of 100; below it a suggestion is a guess
_SHORT, _CLOSE_ENOUGH_IF_SHORT = 6, 80  # of fewer letters each is more
_NEAREST = 20  # names that are spelt most like it
_SURE = 86
_TENFOLD = 10  # so much larger than the next of its name, a place is meant
_ASIDE = 0.1  # by a state, or a name that is not a city's main one, so much less is meant
_NOISE = 0.01  # what is so much less likely than the first is not worth a button
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_AMERICAN = {
    "eastern": "est", "central": "cst", "mountain": "mst", "pacific": "pst",
    "et": "est", "ct": "cst", "mt": "mst", "pt": "pst",
}  # fmt: skip
_TOO_WIDE = {"europe", "asia", "africa", "oceania", "south america", "north america"}
_ELSEWHERE = {
    "central european": "cet", "eastern european": "eet", "western european": "wet",
    "british": "bst", "greenwich mean": "gmt", "indian": "ist", "japan": "jst", "moscow": "msk",
}  # fmt: skip
_AROUND = {
    "am", "at", "based", "change", "clock", "currently", "daylight", "from", "here", "i", "im",
    "in", "is", "it", "its", "live", "living", "my", "near", "now", "please", "set", "staying",
    "standard", "summer", "time", "timezone", "to", "we", "zone",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundZone:
    """The zone that is meant, if that is clear, and others that may be, best first."""

    zone: str | None = None
    others: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class _Match:
    """A zone with the words for it; `weight` is in people who may mean it."""

    zone: str
    label: str
    weight: float


def find(words: str, now: Instant) -> FoundZone:
    """Return what typed words mean; an offset or abbreviation that many share is never clear."""
    exact = named(words, now)
    if exact.zone or exact.others:
        return exact
    bare = _bare(_plain(words))
    return FoundZone() if bare in _TOO_WIDE else _misspelt(bare, now)


def named(words: str, now: Instant) -> FoundZone:
    """Return what typed words mean that are spelt right; nothing for any others."""
    words = _plain(words)
    if signed := _OFFSET.fullmatch(words):
        sign, hours, minutes = signed.groups(default="0")
        ahead = int(hours) * 60 + int(minutes)
        return _only(clocks.with_offset(-ahead if sign == "-" else ahead, now))
    bare = _bare(words)
    if close := _abbreviated(bare, now):
        return _only(close)
    for reading in (fold(words), bare):
        if zone := zones.typed().get(reading):
            return FoundZone(zone)
        if matches := _meant(reading):
            return _settled(matches, now)
    return FoundZone()


def _plain(words: str) -> str:
    return normalize("NFKC", words[:_LONGEST]).replace("\u2212", "-").strip()


def _bare(words: str) -> str:
    """Return folded words without those that stand around a place's name."""
    return " ".join(w for w in fold(words).split() if not (w in _AROUND or w.isdigit()))


def _only(close: tuple[Candidate, ...]) -> FoundZone:
    return FoundZone(close[0].zone) if len(close) == 1 else FoundZone(None, close)


def _abbreviated(letters: str, now: Instant) -> tuple[Candidate, ...]:
    if letters == "utc":
        return (*clocks.with_offset(0, now)[:-1], Candidate("UTC", "UTC, no summer time"))
    american = _AMERICAN.get(letters)
    letters = american or _ELSEWHERE.get(letters, letters)
    found = clocks.abbreviated(letters, now) if letters.isalpha() else ()
    # PST is the Philippines' too, but Pacific time is not.
    if american is None:
        return found
    return tuple(sorted(found, key=lambda one: not one.zone.startswith("America/")))


def _meant(name: str) -> list[_Match]:
    """Return the places with a folded name, in the most usual sense in which there are any."""
    for sense in (_named, _in_an_area, _zone_named, _lettered):
        if matches := [*sense(name)]:
            return matches
    return []


def _named(name: str) -> Iterator[_Match]:
    for city in cities.gazetteer().called(name):
        yield from _city(city, name)
    for area in countries.by_name().get(name, ()):
        yield from _area(area)


def _in_an_area(words: str) -> Iterator[_Match]:
    """Give cities whose country or state stands after or before their name."""
    parts = words.split()
    for cut in range(1, len(parts)):
        head, tail = " ".join(parts[:cut]), " ".join(parts[cut:])
        after = (*countries.by_name().get(tail, ()), *countries.by_letters().get(tail, ()))
        for name, areas in ((head, after), (tail, countries.by_name().get(head, ()))):
            for city in cities.gazetteer().called(name):
                if any(area.covers(city.country, city.state) for area in areas):
                    yield from _city(city, name)


def _zone_named(name: str) -> Iterator[_Match]:
    """Give the zone of that name: the Chatham Islands' is called Chatham."""
    bare = name.removesuffix("s").removesuffix(" island")
    if zone := zones.by_label().get(name) or zones.by_label().get(bare):
        yield _Match(zone, zones.label(zone), 1)


def _lettered(letters: str) -> Iterator[_Match]:
    for area in countries.by_letters().get(letters, ()):
        yield from _area(area)


def _misspelt(name: str, now: Instant) -> FoundZone:
    """Return what is spelt nearly so: ten points less of likeness weigh as a tenth of people."""
    if len(name) < _SHORTEST:
        return FoundZone()
    names = chain(cities.gazetteer().names(), countries.by_name())
    cutoff = _CLOSE_ENOUGH if len(name) >= _SHORT else _CLOSE_ENOUGH_IF_SHORT
    near = process.extract_iter(name, names, scorer=fuzz.ratio, score_cutoff=cutoff)
    hits = nlargest(_NEAREST, near, key=itemgetter(1))
    best = max((score for _, score, _ in hits), default=0)
    matches = [
        replace(match, weight=match.weight * 10 ** ((score - best) / 10))
        for hit, score, _ in hits
        for match in _named(hit)
    ]
    return _settled(matches, now, sure=best >= _SURE)


def _settled(matches: Iterable[_Match], now: Instant, *, sure: bool = True) -> FoundZone:
    """Choose a zone, unless a place where the clock is another is nearly as likely."""
    ordered = sorted(matches, key=lambda match: -match.weight)
    if not ordered:
        return FoundZone()
    top = ordered[0]
    largest: dict[str, _Match] = {}
    for match in ordered:
        if match.weight >= _NOISE * top.weight:
            largest.setdefault(match.zone, match)
    clock = clocks.year(top.zone, now)
    elsewhere = [place for place in largest.values() if clocks.year(place.zone, now) != clock]
    clear = sure and all(top.weight >= _TENFOLD * place.weight for place in elsewhere)
    shown = elsewhere if clear else [*largest.values()]
    others = tuple(Candidate(place.zone, place.label) for place in shown[: clocks.MOST])
    return FoundZone(top.zone if clear else None, others)


def _city(city: City, name: str) -> Iterator[_Match]:
    """Give the zone of a city that was called so."""
    if zone := zones.canonical(city.zone):
        main = fold(city.name) == name
        yield _Match(zone, countries.label(city), city.population * (1 if main else _ASIDE))


def _area(area: Area) -> Iterator[_Match]:
    """Give the zones of a country or state, by how many people live in their cities."""
    people: Counter[str] = Counter() if area.state else Counter(zones.of_country(area.country))
    for (country, state, zone), number in cities.gazetteer().people.items():
        if area.covers(country, state) and zone in zones.of_country(country):
            people[zone] += number
    for zone, number in people.items():
        yield _Match(zone, area.label(zone), number * (_ASIDE if area.state else 1))
