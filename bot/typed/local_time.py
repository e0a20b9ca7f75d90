"""Which time zone somebody is in who says what their clock shows."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from unicodedata import normalize

from whenever import Instant

from bot.domain.places import clocks, zones
from bot.domain.places.zones import Candidate

_NEAR = 20  # minutes by which a clock may be wrong, or the message late
_NOON = 12
_DAY = 24 * 60
_LONGEST = 80  # letters
_TIME = re.compile(
    r"""(?<![\d.,:+-])
    (?P<hour>\d{1,2})
    (?:
        (?:\s?(?:[:.h]|uhr)\s?|\s)?  (?P<minute>\d{2})  (?:[:.]\d{2})?
        | (?=\s?[ap]\.?\s?m\b | \s?(?:h|hrs|uhr|oclock)\b)
    )
    (?![\d:,+]) \s? (?:(?P<half>[ap])\.?\s?m\b)?""",
    re.VERBOSE,
)
_HALVES = {"morning": "a", "afternoon": "p", "evening": "p", "tonight": "p"}
_AROUND = {
    "about", "and", "around", "at", "clock", "currently", "exactly", "for", "h", "have", "here",
    "hi", "hrs", "i", "in", "is", "it", "its", "kl", "local", "me", "my", "night", "now", "oclock",
    "on", "our", "phone", "right", "says", "showing", "shows", "so", "the", "this", "time",
    "today", "uhr", "um", "watch", "we", *_HALVES,
}  # fmt: skip


def by_local_time(
    words: str, now: Instant, likely: Sequence[str] = ()
) -> tuple[Candidate, ...] | None:
    """Return at most six zones whose clock shows the time in the words, or None without a time.

    The closest clocks come first, among them `likely` zones, then those where most people live.
    Where it may be morning or evening, both have their share. `likely` is best first.
    """
    shown = _read(words)
    if shown is None:
        return None
    share = clocks.MOST // len(shown)
    found = [zone for minute in shown for zone in [*_showing(minute, now, likely)][:share]]
    return tuple(sorted(found, key=lambda candidate: clocks.rank(candidate.zone, likely)))


def _showing(minute: int, now: Instant, likely: Sequence[str]) -> Iterator[Candidate]:
    """Give zones by how far from a minute of the day their clocks are."""
    utc = now.to_tz("UTC").time()
    groups = defaultdict[int, list[str]](list)
    for zone in zones.names():
        ahead = utc.hour * 60 + utc.minute + clocks.offset(zone, now) - minute
        misfit = min(ahead % _DAY, -ahead % _DAY)
        if misfit <= _NEAR:
            groups[misfit].append(zone)
    for misfit in sorted(groups):
        yield from clocks.ranked(groups[misfit], now, likely)


def _read(words: str) -> tuple[int, ...] | None:
    """Return the minutes of the day that may be meant, or None if the words say anything else."""
    text = re.sub("['’]", "", normalize("NFKC", words[:_LONGEST]).casefold())
    found = _TIME.search(text)
    if not found:
        return None
    around = re.findall(r"[^\s.,!?;:()]+", text[: found.start()] + " " + text[found.end() :])
    if not _AROUND.issuperset(around):
        return None
    half = found["half"] or next((_HALVES[word] for word in around if word in _HALVES), None)
    return _minutes(found["hour"], int(found["minute"] or 0), half)


def _minutes(hours: str, minute: int, half: str | None) -> tuple[int, ...] | None:
    """Return the minutes of the day: two of them where 9:40 may be in the evening."""
    hour = int(hours)
    if hour >= 2 * _NOON or minute >= 60:  # noqa: PLR2004
        return None
    if half == "a":
        return (hour % _NOON * 60 + minute,) if hour <= _NOON else None
    if half == "p":
        return ((hour % _NOON + _NOON) * 60 + minute,) if hour else None
    if hour > _NOON or hours.startswith("0"):
        return (hour * 60 + minute,)
    return (hour * 60 + minute, (hour + _NOON) % (2 * _NOON) * 60 + minute)
