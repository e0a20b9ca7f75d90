"""How often one person may do on one day what is kept or costs much: the one place for it."""

from collections.abc import Mapping
from enum import Enum

from whenever import Date, Instant

SILENT_MONTHS = 24  # after which somebody is asked whether their data may stay
ANSWER_DAYS = 30  # and so long an answer is waited for
KEPT_OPEN_DAYS = 30  # a check that nobody went on with


class Counted(Enum):
    """What is counted for each person and day."""

    CHECK = "checks"
    ROUND = "rounds of the quiz"
    FILE = "files"


# Far above what anybody does who means it: it is for a script, or a phone that sends by itself.
MOST_A_DAY: Mapping[Counted, int] = {
    Counted.CHECK: 40,
    Counted.ROUND: 60,
    Counted.FILE: 30,
}


class TooOftenError(Exception):
    """A person did something as often as is possible on one day; nothing of it was stored."""

    def __init__(self, what: Counted) -> None:
        super().__init__(what.value)
        self.what = what


def limit(what: Counted, times: int) -> None:
    """Raise TooOftenError where something would have been done more often than is possible."""
    if times > MOST_A_DAY[what]:
        raise TooOftenError(what)


def a_day_before(now: Instant) -> Instant:
    """Return since when things count: a day is the last 24 hours, wherever somebody is."""
    return now.subtract(hours=24)


def remembered_since(now: Instant) -> Date:
    """Return the date before which whoever was last seen counts as silent."""
    return now.to_tz("UTC").date().subtract(months=SILENT_MONTHS)


def waits_for_since(now: Instant) -> Date:
    """Return the date before which whoever was asked has had the time to answer."""
    return now.to_tz("UTC").date().subtract(days=ANSWER_DAYS)
