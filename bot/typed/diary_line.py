"""Reads what follows /log: day, run or session, pain, distance, time, and the rest as a note.

It is read from the front as long as something is understood; a number that is called pain counts
further on too. Of two pains the higher one counts, and what is not understood is kept as the note.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

from whenever import Date

from bot.domain.diary.model import WORST
from bot.domain.plan.model import Effort
from bot.typed import dates, pains
from bot.typed import lengths as measures
from bot.typed.expressions import expression
from bot.typed.lengths import Units
from bot.typed.pains import Pain

MOST_NOTE = 1000  # characters
_READ = 500  # characters in which a line's parts are looked for; a named pain counts further on too

Fault = Literal["range", "scale", "length", "future", "old", "day"]
"""Why a part was left out: pain beyond 0-10, of another scale, an unlikely run, or its day."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A line as it was understood; pains are 0-10.

    `loose` is a number after "run" that may be its distance or its pain.
    """

    on: Date
    effort: Effort | None = None
    pain: int | None = None
    worst: int | None = None
    morning: int | None = None
    minutes: int | None = None
    metres: int | None = None
    note: str = ""
    loose: int | None = None
    faults: tuple[Fault, ...] = ()
    is_cut: bool = False
    is_rounded: bool = False

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to keep."""
        parts = (self.effort, self.pain, self.worst, self.morning, self.minutes, self.metres)
        return all(part is None for part in parts) and not self.note

    @property
    def has_day(self) -> bool:
        """Say whether the line is about a day that can be noted."""
        return {"future", "old", "day"}.isdisjoint(self.faults)


def read(words: str, today: Date, units: Units) -> Typed:
    """Return what a line says; never an error, whatever it is. `units` are the person's own."""
    reader = _Reader(_clean(words), today, units)
    while reader.step():
        pass
    return reader.finished()


def shortened(note: str) -> tuple[str, bool]:
    """Return a note as it is kept, and whether its end was cut."""
    note = _clean(note)
    return note[:MOST_NOTE].rstrip(), len(note) > MOST_NOTE


def _clean(text: str) -> str:
    return _UNSEEN.sub("", text).strip()


class _Reader:
    """Goes through a line from the front."""

    def __init__(self, line: str, today: Date, units: Units) -> None:
        self.line, self.today, self.units = line, today, units
        self.at = 0
        self.found = Typed(today)
        self.after_run: list[Pain] = []
        self.has_pain = self.has_day = self.is_named = self.is_measured = False
        self.kept: list[str] = []

    def step(self) -> bool:
        """Read one part; False where nothing more is understood."""
        here = _GAP.match(self.line, self.at)
        later = _FILLER.match(self.line, self.at)
        return any(
            part(gap.end())
            for gap in (here, later)
            if gap and gap.end() < min(len(self.line), _READ)
            for part in (self._day, self._effort, self._length, self._pain)
        )

    def finished(self) -> Typed:
        """Return the whole, with what is left as the note."""
        self._share_out()
        for pain in pains.named(self.line, self.at):
            self._take(pain)
        found = self.found
        if found.effort:
            found = replace(found, worst=_higher(found.worst, found.pain), pain=None)
        rest = _GAP.sub("", self.line[self.at :], count=1)
        note, is_cut = shortened(" ".join((*self.kept, rest)))
        return replace(found, note=note, is_cut=is_cut)

    def _day(self, at: int) -> bool:
        day = dates.read(self.line, at, self.today)
        if self.has_day or day is None:
            return False
        # "4, tomorrow a race" is a note; "4 tomorrow" is a day that has not been.
        worded = not any(char.isdigit() for char in self.line[at : day.end])
        if self.at and day.fault and worded and _GAP.sub("", self.line[day.end :], count=1):
            return False
        self.has_day = True
        if day.fault:
            self._refuse(day.fault)
        else:
            self.found = replace(self.found, on=day.on)
        self.at = day.end
        return True

    def _effort(self, at: int) -> bool:
        named = _EFFORT.match(self.line, at)
        if self.is_named or named is None:
            return False
        self.is_named = True
        self.found = replace(self.found, effort=Effort.SESSION if named["session"] else Effort.RUN)
        self.at = named.end()
        return True

    def _length(self, at: int) -> bool:
        length = measures.read(self.line, at)
        if length is None or getattr(self.found, length.measure) is not None:
            return False
        if self.found.effort is None and _OTHER_SPORT.search(self.line):
            return False
        self.is_measured = True
        found = replace(self.found, effort=self.found.effort or Effort.RUN)
        if length.measure == "metres":
            self.found = replace(found, metres=length.amount)
        else:
            self.found = replace(found, minutes=length.amount)
        if length.amount is None:
            self._refuse("length")
            self.kept.append(self.line[at : length.end])
        self.at = length.end
        return True

    def _pain(self, at: int) -> bool:
        pain = pains.read(self.line, at)
        if pain is None:
            return False
        bare = not pain.label and not pain.is_scaled
        if bare and self.found.effort is Effort.RUN and not self.has_pain:
            if len(self.after_run) > 1:
                return False
            self.after_run.append(pain)
        elif bare and self.has_pain and not _LIST.search(self.line, self.at, at):
            return False
        else:
            self.has_pain = self.has_pain or pain.label in {"", "pain"}
            self._take(pain)
        self.at = pain.end
        return True

    def _share_out(self) -> None:
        """Tell which of the numbers after "run" is its distance and which its pain."""
        match self.after_run:
            case [only] if self.is_measured and not self.has_pain:
                self._take(only)
            case [only] if self.has_pain or only.raw > WORST or only.raw != int(only.raw):
                self._run(only)
            case [only] if only.value is not None:
                self.found = replace(self.found, loose=only.value)
            case [only]:
                self._take(only)
            case [first, second] if self.is_measured or self.has_pain:
                self._take(max(first, second, key=lambda pain: pain.raw))
            case [first, second]:
                self._run(first)
                self._take(second)

    def _run(self, amount: Pain) -> None:
        metres = measures.distance(amount.raw, self.units)
        if metres is None:
            self._refuse("length")
        elif self.found.metres is None:
            self.found = replace(self.found, metres=metres)

    def _take(self, pain: Pain) -> None:
        """Keep a pain by its name, beside an earlier one of that name the higher."""
        if pain.fault:
            self._refuse(pain.fault)
        found = replace(self.found, is_rounded=self.found.is_rounded or pain.is_rounded)
        match pain.label:
            case "worst":
                self.found = replace(found, worst=_higher(found.worst, pain.value))
            case "morning":
                self.found = replace(found, morning=_higher(found.morning, pain.value))
            case _:
                self.found = replace(found, pain=_higher(found.pain, pain.value))

    def _refuse(self, fault: Fault) -> None:
        faults = dict.fromkeys((*self.found.faults, fault))
        self.found = replace(self.found, faults=tuple(faults))


def _higher(one: int | None, other: int | None) -> int | None:
    return max((value for value in (one, other) if value is not None), default=None)


# Control characters, halves of pairs, and the marks that make a digit an emoji.
_UNSEEN = expression("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufe0f\u20e3]")
_GAP = expression(r"[\s,;:.!|·]*(?:[-–—](?:\s+|$))?")
_LIST = expression(r"[,;]")  # "4, 6 on stairs": two pains
_FILLER = expression(
    r"[\s,;:.!|·]*(?:(?:and|with|for|of|in|at|about|around|maybe|roughly|approx|ca|a|my|the)"
    r"(?!\w)[\s.]*|~\s*)+",
    re.IGNORECASE,
)
_EFFORT = expression(
    r"(?:(?P<session>session|exercises|workout)|runs?|running|ran|jog(?:ged|ging)?)(?!\w)",
    re.IGNORECASE,
)
_OTHER_SPORT = expression(
    r"(?<!\w)(?:walk|bik|cycl|rid(?:e|ing)|swim|swam|hik|row|yoga|drive|drove|sat|sit|stand)",
    re.IGNORECASE,
)
