"""Which tip comes next, and what readers want of messages that they did not ask for."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from whenever import Date, Instant, Time

from bot.domain.reminders.model import EVERY_DAY, Schedule

PAUSE_DAYS = 30
SAFETY = "safety"
_AT = Time(9)


class Pace(Enum):
    """How many of admins' messages a person wants: one a day at most, one a week, or none."""

    DAILY = "daily"
    WEEKLY = "weekly"
    NONE = "none"


class Often(Enum):
    """How often the tip of the week comes."""

    OFF = "off"
    WEEKLY = "weekly"
    OTHER_DAY = "other_day"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person wants; without `subjects` tips of the week are about everything."""

    pace: Pace = Pace.DAILY
    paused_until: Instant | None = None
    subjects: frozenset[str] = frozenset()

    def is_paused(self, now: Instant) -> bool:
        """Say whether nothing is to come for the time being."""
        return self.paused_until is not None and self.paused_until > now


@dataclass(frozen=True, slots=True)
class Tip:
    """One tip; `subject` is its topic's group, without `stages` it suits everybody."""

    id: str
    topic: str
    subject: str
    stages: frozenset[int]
    text: str


def schedule(often: Often, today: Date) -> Schedule:
    """Return when to look whether a tip is due: weekly on the weekday of the wish."""
    days = frozenset({today.day_of_week().value}) if often is Often.WEEKLY else EVERY_DAY
    return Schedule(_AT, days)


def how_often(planned: Schedule | None) -> Often:
    """Return how often a schedule makes tips come."""
    if planned is None:
        return Often.OFF
    return Often.WEEKLY if len(planned.weekdays) == 1 else Often.OTHER_DAY


def is_too_soon(last: Date | None, today: Date) -> bool:
    """Say whether the last tip came yesterday or today: at most every other day there is one."""
    return last is not None and last >= today.subtract(days=1)


def suitable(
    tips: Iterable[Tip], stage: int | None, subjects: frozenset[str], *, held: bool
) -> list[Tip]:
    """Return the tips that fit: those of the plan's stage, and those for everybody.

    While exercise is `held` only warnings fit. Warnings come whatever subjects a person wants.
    """
    fitting = [tip for tip in tips if not tip.stages or (stage in tip.stages and not held)]
    if held:
        return [tip for tip in fitting if tip.subject == SAFETY]
    wanted = [tip for tip in fitting if tip.subject in subjects | {SAFETY}]
    return wanted if subjects else fitting


def next_tip(fitting: Sequence[Tip], had: Mapping[str, Instant], person_id: int) -> Tip | None:
    """Return a person's next tip: one they never had, of the topic that they had longest ago.

    Where they had all, the one they had longest ago. `had` is when each was sent last, by id.
    """
    fresh = [tip for tip in fitting if tip.id not in had]
    topics = _last_by_topic(fitting, had)

    def order(tip: Tip) -> tuple[Instant, str]:
        last = had.get(tip.id) or topics.get(tip.topic, Instant.MIN)
        return last, _shuffled(tip, person_id)

    return min(fresh or fitting, key=order, default=None)


def _last_by_topic(tips: Iterable[Tip], had: Mapping[str, Instant]) -> dict[str, Instant]:
    last: dict[str, Instant] = {}
    for tip in tips:
        if tip.id in had:
            last[tip.topic] = max(had[tip.id], last.get(tip.topic, Instant.MIN))
    return last


def _shuffled(tip: Tip, person_id: int) -> str:
    """Return a key that orders tips differently for each person, and always alike for one."""
    return hashlib.sha256(f"{person_id}:{tip.id}".encode()).hexdigest()
