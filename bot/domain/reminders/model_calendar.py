"""A person's calendar: what a file or a private address tells of plan and reminders."""

from dataclasses import dataclass

from whenever import Date

from bot.domain.plan.model import Day
from bot.domain.reminders.model import Reminder
from bot.domain.standing import Standing

DAYS = 28  # of the plan: what lies further ahead it will have moved


@dataclass(frozen=True, slots=True)
class CalendarKept:
    """What is kept of a person's calendar; `tag` stands in the ids of its events.

    `in_words` says that titles may say what it is about, `told_until` to which day a file has
    told of a plan.
    """

    person_id: int
    tag: str
    told_until: Date | None = None
    in_words: bool = False
    has_feed: bool = False


@dataclass(frozen=True, slots=True)
class CalendarView:
    """A calendar as it is now; `days` are those of the plan, none where something holds it.

    `reminders` are those that are on and do not wait.
    """

    kept: CalendarKept
    standing: Standing
    on: Date
    days: tuple[Day, ...]
    reminders: tuple[Reminder, ...]
