"""Limp, night pain and pain on landing that a note names, as if their boxes were ticked."""

import re
from dataclasses import replace

from bot.domain.diary.rules import Entry

_LIMP = re.compile(r"\blimp(?:s|ed|ing)?\b")
_NIGHT = re.compile(
    r"\bnight(?:time)? pain\b|\bpain(?:ful)? at night\b|\b(?:woke|wakes|waking) me\b"
)
_LANDING = re.compile(
    r"\b(?:pain(?:ful)?|hurts?|hurting) (?:on|when|with)(?: \w+)? ?land(?:s|ing)?\b"
)
_NOT = re.compile(r"(?:\b(?:no|not|without|never)\b|n't)(?:\s+(?!but\b)\w+){0,2}\s*$")


def noticed(entry: Entry) -> Entry:
    """Return the entry with the signs that its note names; nothing that is ticked is taken back."""
    return replace(
        entry,
        limp=entry.limp or _names(_LIMP, entry.note),
        night=entry.night or _names(_NIGHT, entry.note),
        landing=entry.landing or _names(_LANDING, entry.note),
    )


def _names(sign: re.Pattern[str], note: str) -> bool:
    note = note.lower()
    return any(not _NOT.search(note[: found.start()]) for found in sign.finditer(note))
