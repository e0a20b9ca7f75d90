"""The weekly impact score, 0-100, in four answers of 0, 8, 17 or 25.

It follows the OSTRC approach (Clarsen 2013) in its subjects and values, with questions of our own;
it is no validated score.
"""

from dataclasses import dataclass
from typing import Literal

from whenever import Date

QUESTIONS = ("participation", "volume", "performance", "pain")
POINTS = (0, 8, 17, 25)
_EVERY_DAYS = 7
_MODERATE, _UNABLE = 2, 3  # positions of answers

Meaning = Literal["none", "some", "substantial"]


@dataclass(frozen=True, slots=True)
class Impact:
    """One week's answers by position, in the order of the questions; `on` is when they began."""

    impact_id: int
    person_id: int
    on: Date
    answers: tuple[int, ...] = ()

    @property
    def is_done(self) -> bool:
        """Say whether every question has its answer."""
        return len(self.answers) == len(QUESTIONS)

    @property
    def score(self) -> int:
        """Return the points of the answers so far, 0-100."""
        return sum(POINTS[answer] for answer in self.answers)

    @property
    def meaning(self) -> Meaning:
        """Return in a word what a week that is done amounts to.

        Substantial as in Clarsen 2013: volume or performance clearly less, or no running at all.
        """
        participation, volume, performance, _ = self.answers
        if participation == _UNABLE or max(volume, performance) >= _MODERATE:
            return "substantial"
        return "some" if self.score else "none"


def is_due(last: Date | None, today: Date) -> bool:
    """Say whether the score may be asked for: at most once in seven days."""
    return last is None or last <= today.subtract(days=_EVERY_DAYS)


def is_fresh(begun: Date, today: Date) -> bool:
    """Say whether answers that were begun are still about the same week."""
    return begun > today.subtract(days=_EVERY_DAYS)
