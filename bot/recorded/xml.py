"""Reads GPX and TCX: element by element, and none is kept."""

import math
from datetime import UTC, datetime
from typing import Protocol
from xml.parsers import expat

from bot.recorded.model import Recorded, Unusable, UnusableError, sport
from bot.recorded.track import Track, checked

_DEEPEST = 50  # elements inside each other
_READ = frozenset({"time", "type", "TotalTimeSeconds", "DistanceMeters"})
_LONGEST = 100  # characters of a text that is read


class _Format(Protocol):
    def begin(self, names: list[str], attributes: dict[str, str]) -> None: ...
    def end(self, names: list[str], text: str) -> None: ...
    def finished(self) -> Recorded: ...


def read(content: bytes) -> Recorded:
    """Return the run in a GPX or TCX file; UnusableError where there is none."""
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.begin
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse  # without it nothing can be declared that swells
    try:
        parser.Parse(content, True)  # noqa: FBT003  # its only way to say that this is all
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise UnusableError("broken") from error
    return reader.finished()


def _refuse(*_: object) -> None:
    raise UnusableError("broken")


class _Reader:
    """Where the parser is: the names of the elements that are open, and the text of the last."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.said = ""
        self.format: _Format | None = None

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self.names.append(name.rpartition(":")[2])
        self.said = ""
        if len(self.names) > _DEEPEST:
            raise UnusableError("broken")
        self.format = self.format or _format(self.names[0])
        self.format.begin(self.names, attributes)

    def text(self, part: str) -> None:
        if self.names and self.names[-1] in _READ and len(self.said) < _LONGEST:
            self.said += part[:_LONGEST]

    def end(self, _: str) -> None:
        if self.format:
            self.format.end(self.names, self.said.strip())
        self.names.pop()
        self.said = ""

    def finished(self) -> Recorded:
        if self.format is None:
            raise UnusableError("broken")
        return self.format.finished()


def _format(root: str) -> _Format:
    formats: dict[str, type[_Gpx | _Tcx]] = {"gpx": _Gpx, "TrainingCenterDatabase": _Tcx}
    if root not in formats:
        raise UnusableError("broken")
    return formats[root]()


class _Gpx:
    """Tracks of positions with times; routes and single points are no run."""

    def __init__(self) -> None:
        self.track = Track()
        self.at: float | None = None
        self.place = math.nan, math.nan
        self.why: Unusable | None = None

    def begin(self, names: list[str], attributes: dict[str, str]) -> None:
        if names[-1] == "trkseg":
            self.track.pause()
        elif names[-1] == "trkpt":
            self.at = None
            self.place = _number(attributes.get("lat")), _number(attributes.get("lon"))

    def end(self, names: list[str], text: str) -> None:
        if names[-2:] == ["trkpt", "time"]:
            self.at = _instant(text)
        elif names[-2:] == ["trk", "type"]:
            self.why = self.why or sport(text)
        elif names[-1] == "trkpt":
            self.track.add(*self.place, self.at)
        elif names[-1] == "rtept":
            self.track.points += 1  # a route: it has no times

    def finished(self) -> Recorded:
        if self.why:
            raise UnusableError(self.why)
        return self.track.finished()


class _Tcx:
    """Laps with a distance and a time of their own, on a treadmill too."""

    def __init__(self) -> None:
        self.span = Track()
        self.metres = self.seconds = 0.0
        self.skips: Unusable | None = None  # why the activity that is read is no run
        self.why: Unusable | None = None

    def begin(self, names: list[str], attributes: dict[str, str]) -> None:
        if names[-1] == "Activity":
            self.skips = sport(attributes.get("Sport", ""))
            self.why = self.why or self.skips
        elif names[-1] == "Lap" and not self.skips:
            self.span.points += 1
            self._see(attributes.get("StartTime", ""))

    def end(self, names: list[str], text: str) -> None:
        if self.skips:
            return
        match names[-2:]:
            case ["Lap", "TotalTimeSeconds"]:
                self.seconds += max(0.0, _number(text))
            case ["Lap", "DistanceMeters"]:
                self.metres += max(0.0, _number(text))

    def finished(self) -> Recorded:
        if not self.span.points and self.why:
            raise UnusableError(self.why)
        return checked(self.metres, self.seconds, self.span.began())

    def _see(self, text: str) -> None:
        at = _instant(text)
        if at is not None:
            self.span.see(at)


def _instant(text: str) -> float | None:
    """Return a time in seconds since 1970, None where it is none; without a zone it is UTC."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    try:
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
    except OverflowError:
        return None


def _number(text: str | None) -> float:
    """Return a number; NaN, which is nowhere and takes no time, where there is none."""
    try:
        return float(text or "nan")
    except ValueError:
        return math.nan
