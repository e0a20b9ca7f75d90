"""What may be told of counts: nothing about fewer than five people, nor by subtraction."""

from collections.abc import Mapping
from dataclasses import dataclass

from whenever import Date

FEWEST = 5
DAYS, WEEKS = 28, 12  # that the plot shows


@dataclass(frozen=True, slots=True)
class Cell:
    """A count, and of how many people."""

    count: int
    people: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All counts; `week` and `month` are the last 7 and 30 days, today among them.

    `people` holds the others that are numbers: each is a part of the one before it, but for
    `blocked`. `by_day` and `by_week` are people by the day on which the time began.
    """

    people: int
    active_month: int
    active_week: int
    active_today: int
    new_month: int
    new_week: int
    blocked: int
    checks: Mapping[str, Cell]
    quiz: Cell
    quiz_right: int
    reminders: Cell
    late: Cell
    broadcasts: int
    delivered: Cell
    by_day: Mapping[Date, int]
    by_week: Mapping[Date, int]


def told(count: int, of: int | None = None) -> str:
    """Return how a number of people is shown; `of` is a shown number that they are a part of.

    Where nearly all are in it, the few others could be found by subtraction: then it is "over".
    """
    if count < FEWEST:
        return f"<{FEWEST}"
    if of is not None and 0 < of - count < FEWEST:
        return f"over {of - FEWEST:,}"
    return f"{count:,}"


def told_of(cell: Cell) -> str:
    """Return how a count of something is shown, by how many people are behind it."""
    return f"<{FEWEST}" if min(cell.people, cell.count) < FEWEST else f"{cell.count:,}"


def drawn(count: int) -> int:
    """Return a number of people as the plot shows it: in fives, so that differences hide few."""
    return count - count % FEWEST


def share(part: int, cell: Cell) -> str:
    """Return a share of a count in percent, in tens; nothing where too few are behind it."""
    if min(cell.people, cell.count) < FEWEST:
        return ""
    return f"{round(10 * part / cell.count) * 10} %"
