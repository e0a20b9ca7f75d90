"""What becomes of a reminder that is due: by the plan, the check and the diary of that moment."""

from dataclasses import dataclass
from enum import Enum, auto

from bot.domain.plan.model import DayKind
from bot.domain.reminders.rules import ReminderKind

FOLLOW_UP_DAYS = 7
STOP_DAYS = 14  # unanswered, until the bot asks whether to stop
PHRASES = frozenset({"stretch", "walk", "rest", "pain", "follow_up", "check", "sore", "ill"})
"""The ids of what reminders say about health."""


class Word(Enum):
    """What there is to say."""

    SESSION = auto()
    RUN = auto()
    REST = auto()
    STRETCH = auto()  # without a plan
    WALK = auto()  # without a plan: what the run is, nobody knows
    PAUSE = auto()  # without a plan: a rest day of the person's own
    MORNING = auto()
    PAIN = auto()  # a morning with nothing to compare
    WEEKLY = auto()
    FOLLOW_UP = auto()  # has somebody seen them?
    CHECK = auto()  # the check that the bot opened again waits
    OWN = auto()


NO_ANSWER = frozenset({Word.REST, Word.PAUSE, Word.PAIN})
"""What nobody is nudged about: it asks for nothing, or may have been answered in the diary."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What holds for a person today.

    `part` is what the plan makes of the day, None where there is no plan or it is paused; `done`
    says that this has taken place. `held` is whether exercises wait for somebody who examines the
    person, `reopened` whether for a check. `waits_for_morning` is an effort whose next morning is
    not known, `scored` that the week's score is there, `followed` that it was asked for lately.
    """

    has_plan: bool = False
    part: DayKind | None = None
    done: bool = False
    held: bool = False
    reopened: bool = False
    waits_for_morning: bool = False
    scored: bool = False
    followed: bool = False


_OF_PART = {DayKind.SESSION: Word.SESSION, DayKind.RUN: Word.RUN, DayKind.REST: Word.REST}
_KIND_OF = {
    DayKind.SESSION: ReminderKind.SESSION,
    DayKind.RUN: ReminderKind.RUN,
    DayKind.REST: ReminderKind.REST,
}
_WITHOUT_PLAN = {
    ReminderKind.SESSION: Word.STRETCH,
    ReminderKind.RUN: Word.WALK,
    ReminderKind.REST: Word.PAUSE,
}


def word(kind: ReminderKind, now: Situation, *, follows_plan: bool) -> Word | None:
    """Return what a reminder says today, None where it is silent."""
    match kind:
        case ReminderKind.SESSION | ReminderKind.RUN | ReminderKind.REST:
            return _exercise(kind, now, follows_plan=follows_plan)
        case ReminderKind.MORNING:
            if now.waits_for_morning:
                return Word.MORNING
            return None if follows_plan else Word.PAIN
        case ReminderKind.WEEKLY:
            return None if now.scored else Word.WEEKLY
        case ReminderKind.FOLLOW_UP:
            return _follow_up(now)
        case _:
            return (
                Word.OWN if kind is ReminderKind.OWN else None
            )  # the others are sent by other rooms


def _exercise(kind: ReminderKind, now: Situation, *, follows_plan: bool) -> Word | None:
    """Return what the plan says of today, whatever the reminder's own kind.

    One that follows the plan comes on the days of its kind alone.
    """
    if now.held or now.reopened:
        return None if kind is ReminderKind.REST else _follow_up(now)
    if not now.has_plan:
        return None if follows_plan else _WITHOUT_PLAN[kind]
    if now.part is None or now.done or (follows_plan and _KIND_OF[now.part] is not kind):
        return None
    return _OF_PART[now.part]


def _follow_up(now: Situation) -> Word | None:
    if now.followed or not (now.held or now.reopened):
        return None
    return Word.FOLLOW_UP if now.held else Word.CHECK


def is_told_late(kind: ReminderKind, now: Situation, *, follows_plan: bool, today: bool) -> bool:
    """Say whether it is worth telling that a reminder could not come in time.

    Of an earlier day, neither its rest nor its morning matters any more.
    """
    if kind in {ReminderKind.QUIZ, ReminderKind.TIP}:
        return today and kind is ReminderKind.QUIZ
    if kind in {ReminderKind.SESSION, ReminderKind.RUN} and (now.held or now.reopened):
        return False
    if today or kind in {ReminderKind.WEEKLY, ReminderKind.FOLLOW_UP}:
        return word(kind, now, follows_plan=follows_plan) is not None
    return kind not in {ReminderKind.REST, ReminderKind.MORNING}
