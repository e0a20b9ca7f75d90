"""Reads weekdays in typed words: mon,wed,fri, mo-fr, mwf, tu/th, every day, weekends, Mondays."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.domain.reminders.model import EVERY_DAY
from bot.typed.expressions import expression
from bot.typed.times import Span

TAKEN = "\x00"
"""Stands in a line for each letter of what was taken out."""


@dataclass(frozen=True, slots=True)
class WeekdaysRead:
    """The weekdays that were read, and where they stand; `wrong` is no day that there is.

    "On Friday" `may_be_once`, on the next one.
    """

    weekdays: frozenset[int] = frozenset()
    spans: tuple[Span, ...] = ()
    wrong: str = ""
    may_be_once: bool = False


def spelt(line: str) -> str:
    """Return a line in which days and words of time that are nearly spelt right are."""
    for pattern, word in _SLIPS:
        line = pattern.sub(word, line)
    return _LIKE_A_DAY.sub(lambda found: _closest(found[0]), line)


def read(line: str) -> WeekdaysRead:
    """Return all weekdays in a line; short names only where no other word can be meant."""
    without = [(found.span(), read(found["days"]).weekdays) for found in _EXCEPT.finditer(line)]
    for (first, last), _ in without:
        line = line[:first] + TAKEN * (last - first) + line[last:]
    weekdays: set[int] = set()
    spans: list[Span] = [span for span, _ in without]
    for days, span in _sets(line):
        weekdays |= days
        spans.append(span)
    wrong, may_be_once = "", False
    for found in _GROUP.finditer(line):
        if _is_meant(found, line):
            for part in _PART.finditer(found["days"]):
                weekdays |= _days(part)
            spans.append(found.span())
            wrong = wrong or found["after"] or ""
            may_be_once |= _ON_A_DAY.match(found[0]) is not None
    for found in () if weekdays else _PARTS.finditer(line):
        weekdays = set(EVERY_DAY)
        spans.append(found.span())
    kept = weekdays
    for _, days in without:
        kept = (kept or set(EVERY_DAY)) - days
    return WeekdaysRead(frozenset(kept), tuple(spans), wrong, may_be_once and len(kept) == 1)


def _sets(line: str) -> Iterator[tuple[frozenset[int], Span]]:
    """Yield days that are named together: weekdays, mwf, m-f."""
    for pattern, days in _SETS:
        yield from ((days, found.span()) for found in pattern.finditer(line))
    for found in _TOGETHER.finditer(line):
        yield _ONE_LETTER_EACH[found[0].lower()], found.span()
    for found in _LETTERS.finditer(line):
        for part in _LETTER_PART.finditer(found[0].lower()):
            yield (
                _from_to(_LETTER[part["first"]], _LETTER[part["last"] or part["first"]]),
                (found.span()),
            )


def _days(part: re.Match[str]) -> frozenset[int]:
    """Return one weekday, or all from one to another, over Sunday where it must be."""
    return _from_to(number(part["first"]), number(part["last"] or part["first"]))


def _from_to(first: int, last: int) -> frozenset[int]:
    return frozenset((first + ahead - 1) % 7 + 1 for ahead in range((last - first) % 7 + 1))


def _is_meant(found: re.Match[str], line: str) -> bool:
    """Say whether days are meant: a short name alone must stand beside a time or at the end."""
    parts = list(_PART.finditer(found["days"]))
    names = {part["first"].lower() for part in parts}
    if found["cue"] or any(name.rstrip("s").endswith("day") for name in names):
        return True
    if names <= _OTHER_WORDS and not _LISTED.search(found["days"]):
        return False
    before, after = line[: found.start()].rstrip(" ,"), line[found.end() :].lstrip(" ,")
    return (
        len(parts) > 1
        or bool(parts[0]["last"])
        or before.endswith(TAKEN)
        or (after == "" or after.startswith(TAKEN) or _HOUR_ALONE.match(after) is not None)
    )


def number(name: str) -> int:
    """Return the ISO number of a weekday by any of its names."""
    name = name.lower()
    return _TWO.get(name) or next(n for n, full in enumerate(FULL, start=1) if full[:3] == name[:3])


def _closest(word: str) -> str:
    """Return the weekday that a word is a slip or two away from: of "funday" it is none."""
    name = word.lower().removesuffix("s")
    if name in FULL:
        return word
    near = [
        full
        for full in FULL
        if full[0] == name[0]
        and OSA.distance(name, full, score_cutoff=2) <= (1 if len(name) < _LONG else 2)
    ]
    return near[0] if len(near) == 1 else word


FULL = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Two letters, English and German; some of them are other words as well.
_TWO = {
    "mo": 1, "tu": 2, "di": 2, "we": 3, "mi": 3, "th": 4, "do": 4, "fr": 5, "sa": 6, "su": 7,
    "so": 7,
}  # fmt: skip
_OTHER_WORDS = frozenset({"we", "do", "so"})
_LONG = 7  # letters; in a shorter word two slips make another word
_LIKE_A_DAY = expression(r"\b[a-z]{2,7}d(?:ay|ya|say)s?\b", re.IGNORECASE)
_SLIPS = tuple(
    (expression(rf"\b(?:{slips})\b", re.IGNORECASE), word)
    for slips, word in (
        ("tmrw|tmr|tmrow|tmoro|tomo?r+ow|tommor+ow|tommorow|tomorow|2mor+ow|2moro", "tomorrow"),
        ("tonite|2nite", "tonight"),
        ("evry|evrey|eveyr|ervery", "every"),
        ("evryday|everday", "every day"),
    )
)
NAMED = (
    r"(?:mon(?:days?)?|tue(?:s(?:days?)?)?|wed(?:s|nesdays?)?|thu(?:rs?|rsdays?)?|fri(?:days?)?"
    r"|sat(?:urdays?)?|sun(?:days?)?)(?!\w)"
)
"""A pattern of the weekdays by their names, whole or of three letters."""
# Single letters count side by side alone: m-f, m/w/f, mwf.
_LETTER = {"m": 1, "t": 2, "tu": 2, "w": 3, "th": 4, "f": 5}
_ONE = r"(?:m|th|tu?|w|f)"
_LETTERS = expression(
    rf"(?<![\w'./-]){_ONE}(?:\s?[-,/+&]\s?{_ONE}){{1,7}}(?![\w'./-])", re.IGNORECASE
)
_LETTER_PART = expression(rf"(?P<first>{_ONE})(?:\s?-\s?(?P<last>{_ONE}))?")
_ONE_LETTER_EACH = {
    name: frozenset(map(int, days))
    for name, days in {
        "mwf": "135", "mtwtf": "12345", "mtwthf": "12345", "tth": "24", "tuth": "24", "mtw": "123",
        "mtwth": "1234", "mw": "13", "wf": "35", "sasu": "67",
    }.items()
}  # fmt: skip
_TOGETHER = expression(rf"\b(?:{'|'.join(_ONE_LETTER_EACH)})\b", re.IGNORECASE)
_DAY = rf"(?:{NAMED}|(?:{'|'.join(_TWO)})\b)\.?"
_TO = r"\s*(?:-|\b(?:to|till?|until|through|thru|bis)\b)\s*"
_ITEM = rf"{_DAY}(?:{_TO}{_DAY})?"
_AND = r"\s*(?:[,/+&;]|\band\b|\bund\b)\s*(?:and\s+)?"
_GROUP = expression(
    rf"(?:\b(?P<cue>on|every|each)\s+)?\b(?P<days>{_ITEM}(?:(?:{_AND}|\s+){_ITEM})*)"
    r"(?:\s+(?:morning|afternoon|evening|night)s?\b|,(?P<after>(?!\d)\w{2,12})\b)?",
    re.IGNORECASE,
)
_EXCEPT = expression(
    r"\b(?:except|excluding|excl\.?|apart from|other than|(?:but )?not|but)"
    r"\s+(?:for\s+|on\s+)?(?:the\s+)?"
    rf"(?P<days>week ?ends?|week ?days?|{_ITEM}(?:{_AND}{_ITEM})*)(?!\w)",
    re.IGNORECASE,
)
_ON_A_DAY = expression(
    rf"on\s+{_DAY}(?<!days)(?!\s+(?:morning|evening|afternoon|night)s)", re.IGNORECASE
)
_PARTS = expression(r"\b(?:in the )?(?:mornings|evenings|afternoons)\b", re.IGNORECASE)
_HOUR_ALONE = expression(rf"\d{{1,2}}\s*(?:$|{TAKEN})")
_LISTED = expression(r"[-,/+&]")
_PART = expression(rf"(?P<first>{_DAY})(?:{_TO}(?P<last>{_DAY}))?", re.IGNORECASE)


def _set(pattern: str, days: frozenset[int]) -> tuple[re.Pattern[str], frozenset[int]]:
    return expression(rf"\b(?:{pattern})\b", re.IGNORECASE), days


_SETS = (
    _set(
        r"daily|nightly|(?:every|each) ?(?:single )?(?:day|morning|afternoon|evening|night)"
        r"|all days|(?:all )?(?:7|seven) days a week",
        EVERY_DAY,
    ),
    _set(
        r"(?:(?:on|every) )?(?:(?:week|work) ?days?|(?:business|working) days)",
        frozenset(range(1, 6)),
    ),
    _set(r"(?:(?:on|every|at|at the|on the) )?week ?ends?", frozenset({6, 7})),
)
