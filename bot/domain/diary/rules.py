"""The zone that an entry is in, and when the weekly score is asked for.

Zones: pain 0-2 is green, 3-5 amber, over 5 red; a limp, night pain, deep pain on landing or a
warning sign is red whatever the number. They are built on the pain-monitoring model (Silbernagel
2007, Vincent 2017) and are not validated for the front of the hip.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from whenever import Date

from bot.domain.diary.model import SCORES, SIGNS, Compared, Entry
from bot.domain.plan.model import Zone

STRONG = 8  # from here on, the check is asked at once
_GREEN_TO, _AMBER_TO = 2, 5
_WEEK = 7

_LIMP = re.compile(r"\blimp(?:s|ed|ing)?\b")
_NIGHT = re.compile(
    r"\bnight(?:time)? pain\b|\bpain(?:ful)? at night\b|\b(?:woke|wakes|waking) me\b"
)
_LANDING = re.compile(
    r"\b(?:pain(?:ful)?|hurts?|hurting) (?:on|when|with)(?: \w+)? ?land(?:s|ing)?\b"
)
_NOT = re.compile(r"(?:\b(?:no|not|without|never)\b|n't)(?:\s+(?!but\b)\w+){0,2}\s*$")


def zone(entry: Entry) -> Zone | None:
    """Return the zone of an entry by itself; None where neither pain nor a sign was noted."""
    if entry.has_sign:
        return Zone.RED
    return None if entry.peak is None else zone_of(entry.peak)


def zone_of(pain: int) -> Zone:
    """Return the zone of a pain from 0 to 10."""
    if pain <= _GREEN_TO:
        return Zone.GREEN
    return Zone.AMBER if pain <= _AMBER_TO else Zone.RED


def judged(effort: Entry, *, worse_before: bool) -> Zone:
    """Return the zone of an effort once the next morning is over.

    A morning that nobody told of, or pain that nobody noted, counts as amber. A worse morning makes
    green amber; it makes amber red, and green too where the effort before it had a worse one.
    """
    alone = zone(effort)
    if alone is None or effort.compared is None:
        return max(alone or Zone.AMBER, Zone.AMBER)
    if effort.compared is not Compared.WORSE:
        return alone
    return Zone.RED if worse_before or alone > Zone.GREEN else Zone.AMBER


def worse_before(efforts: Iterable[Entry], on: Date) -> bool:
    """Say whether the latest day of efforts before a day, of those answered for, was worse next."""
    answered = [e for e in efforts if e.effort and e.compared and e.on < on]
    latest = max((e.on for e in answered), default=on)
    return any(e.compared is Compared.WORSE for e in answered if e.on == latest)


def is_graver(entry: Entry, before: Entry) -> bool:
    """Say whether an entry holds pain or a sign that it did not hold before."""
    pains = ((getattr(entry, name), getattr(before, name)) for name in SCORES)
    if any(new is not None and (old is None or new > old) for new, old in pains):
        return True
    if any(getattr(entry, name) and not getattr(before, name) for name in SIGNS):
        return True
    newly_worse = entry.compared is Compared.WORSE and before.compared is not Compared.WORSE
    return newly_worse or (entry.sign is not None and entry.sign != before.sign)


def noticed(entry: Entry) -> Entry:
    """Return the entry with the signs that its note names, as if their boxes were ticked.

    Nothing that is ticked is taken back.
    """
    return replace(
        entry,
        limp=entry.limp or _names(_LIMP, entry.note),
        night=entry.night or _names(_NIGHT, entry.note),
        landing=entry.landing or _names(_LANDING, entry.note),
    )


def weekly_is_due(last: Date | None, today: Date) -> bool:
    """Say whether the weekly score may be asked for: at most once in seven days."""
    return last is None or last <= today.subtract(days=_WEEK)


def is_this_week(begun: Date, today: Date) -> bool:
    """Say whether answers that were begun are still about the same week."""
    return begun > today.subtract(days=_WEEK)


def _names(sign: re.Pattern[str], note: str) -> bool:
    note = note.lower()
    return any(not _NOT.search(note[: found.start()]) for found in sign.finditer(note))
