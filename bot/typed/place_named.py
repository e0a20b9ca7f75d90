"""The words behind a time that may name the place whose time it is: 7am New York, 07:30 utc."""

import re
from functools import cache

from bot.domain.places import zones
from bot.typed.expressions import expression

_REGIONS = ("Africa/", "America/", "Asia/", "Australia/", "Europe/")  # of islands, some are words

_ZONE = (
    r"(?:(?:utc|gmt)(?:\s?[+-]\d{1,2}(?::?\d\d)?)?|[ecmp][sd]t|ak[sd]t|hst|cest|cet|eest|eet|bst|ist"
    r"|jst|kst|msk|sgt|hkt|ae[sd]t|ac[sd]t|awst|nz[sd]t|sast)\b"
)
_CAPITAL = r"[A-Z][^\W\d_]+"
_NAME = r"[^\W\d_]+(?:\s[^\W\d_]+){0,2}"
_PLACE = expression(
    rf"\s+(?:in\s+)?(?P<name>(?i:{_ZONE})|[A-Z][a-z]+/[A-Z]\w+(?:/[A-Z]\w+)?"
    rf"|{_CAPITAL}(?:[ -]{_CAPITAL}){{0,3}}"
    rf"|{_NAME}(?=\s+time\b)|(?<=\sin\s)(?!the\b|my\b){_NAME})(?:\s+time\b)?"
)


def place_behind(line: str, at: int) -> re.Match[str] | None:
    """Return what may name a place there; in small letters only a city that a zone is named for."""
    return _PLACE.match(line, at) or _small().match(line, at)


@cache
def _small() -> re.Pattern[str]:
    cities = sorted(
        zones.label(zone).lower() for zone in zones.names() if zone.startswith(_REGIONS)
    )
    return expression(
        rf"\s+(?:in\s+)?(?P<name>{'|'.join(map(re.escape, cities))})(?:\s+time)?(?!\w)"
    )
