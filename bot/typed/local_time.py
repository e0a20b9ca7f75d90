"""Which time zone somebody is in who says what their clock shows."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from unicodedata import normalize

from whenever import Instant

from bot.domain.places import clocks, zones
from bot.domain.places.zones import Candidate
from bot.typed import times

_NEAR = 20  # minutes by which a clock may be wrong, or the message late
_DAY = 24 * 60
_LONGEST = 80  # letters
_EVENING = {"afternoon", "evening", "tonight"}
_AROUND = {
    "about", "and", "around", "at", "clock", "currently", "exactly", "for", "have", "here", "hi",
    "i", "in", "is", "it", "its", "kl", "local", "me", "morning", "my", "night", "now", "on", "our",
    "phone", "right", "says", "showing", "shows", "so", "the", "this", "time", "today", "um",
    "watch", "we", *_EVENING,
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
    text = " ".join(text.split())
    found = times.read(text)
    if len(found) != 1 or found[0].at is None:
        return None
    first, last = found[0].span
    around = set(re.findall(r"[^\s.,!?;:()]+", f"{text[:first]} {text[last:]}"))
    if not around <= _AROUND:
        return None
    minute = found[0].at.hour * 60 + found[0].at.minute
    if not found[0].may_be_evening or "morning" in around:
        return (minute,)
    later = (minute + _DAY // 2) % _DAY
    return (later,) if around & _EVENING else (minute, later)
