"""A person, and what they have set."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from whenever import Date, Instant

Side = Literal["left", "right", "both"]
Units = Literal["km", "mi"]
SIDES: Mapping[str, Side] = {"left": "left", "right": "right", "both": "both"}


@dataclass(frozen=True, slots=True)
class Person:
    """One person's settings; None where they have not said."""

    person_id: int
    side: Side | None = None
    country: str | None = None  # ISO 3166-1 alpha-2
    units: Units = "km"
    zone: str | None = None  # IANA name
    expects: str | None = None  # the tap that the next typed words go to, as a button's data

    def date(self, now: Instant) -> Date:
        """Return the date on their clock; a zone that is not known is UTC."""
        return now.to_tz(self.zone or "UTC").date()
