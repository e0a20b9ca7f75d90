"""What is done with each recipient: sent to now, later, or never; and what follows an attempt."""

from dataclasses import dataclass
from enum import Enum

from whenever import Date, Instant, Time

from bot.domain.broadcast.rules import Broadcast, Counts, Kind
from bot.domain.reminders.model import USUAL_QUIET
from bot.domain.reminders.rules import undisturbed

_MORNING = Time(9)  # when somebody gets it who had a message the day before already
_ATTENTION_S = 60
_FIRST_PAUSE_S = 15
_LONGEST_PAUSE_S = 15 * 60
MOST_ATTEMPTS = 100  # with those pauses about a day: longer than Telegram was ever out of reach


class Fate(Enum):
    """What became of one recipient so far."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    BLOCKED = "blocked"
    FAILED = "failed"
    UNKNOWN = "unknown"  # it may have arrived; sending again might double it
    DECLINED = "declined"  # did not want it any more when their turn came


@dataclass(frozen=True, slots=True)
class Recipient:
    """One person whose turn it is, and what they want of messages that they did not ask for.

    `last_on` is the person's own date on which they last got one, by `last_broadcast`.
    """

    person_id: int
    zone: str
    attempts: int = 0
    is_blocked: bool = False
    wants_none: bool = False
    paused_until: Instant | None = None
    had_tip: bool = False
    wants_subject: bool = False
    last_on: Date | None = None
    last_broadcast: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is done with a recipient; `due_at` is when they are looked at again, if queued.

    `today` is their own date.
    """

    person_id: int
    fate: Fate
    due_at: Instant
    attempts: int
    today: Date


def judge(broadcast: Broadcast, to: Recipient, now: Instant) -> Verdict:
    """Decide about somebody whose turn it is."""
    today = now.to_tz(to.zone).date()
    fate, due_at = Fate.SENDING, now
    if to.is_blocked:
        fate = Fate.BLOCKED
    elif broadcast.kind is not Kind.URGENT and _declines(broadcast, to, now):
        fate = Fate.DECLINED
    else:
        due_at = _earliest(broadcast, to, now, today)
        fate = Fate.SENDING if due_at <= now else Fate.QUEUED
    return Verdict(to.person_id, fate, due_at, to.attempts, today)


def _declines(broadcast: Broadcast, to: Recipient, now: Instant) -> bool:
    paused = to.paused_until is not None and to.paused_until > now
    asked = broadcast.kind is Kind.TIP and to.had_tip and not to.wants_subject
    return to.wants_none or paused or asked


def _earliest(broadcast: Broadcast, to: Recipient, now: Instant, today: Date) -> Instant:
    """Return when somebody may get it: one unasked message a day, and no local time at night."""
    had_another = to.last_on is not None and to.last_broadcast != broadcast.broadcast_id
    if broadcast.kind is not Kind.URGENT and had_another and to.last_on and to.last_on >= today:
        tomorrow = today.add(days=1).at(_MORNING)
        return tomorrow.assume_tz(to.zone, disambiguation="compatible").to_instant()
    return undisturbed(now, USUAL_QUIET, to.zone) if broadcast.timing.local else now


def next_try(attempts: int, now: Instant) -> Instant | None:
    """Return when to try again after so many attempts that left no trace, or None: it failed."""
    if attempts >= MOST_ATTEMPTS:
        return None
    pause: int = min(_FIRST_PAUSE_S * 2 ** min(attempts - 1, 10), _LONGEST_PAUSE_S)
    return now.add(seconds=pause)


def is_worth_telling(ended: Broadcast) -> bool:
    """Say whether its report is a new message: after a minute nobody looks at the progress."""
    if ended.started_at is None or ended.ended_at is None:
        return True
    return (ended.ended_at - ended.started_at).total("seconds") > _ATTENTION_S


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a broadcast is; `next_at` is when somebody is due, `before` what is sent first.

    `per_second` 0 means no limit.
    """

    broadcast: Broadcast
    counts: Counts
    now: Instant
    per_second: int
    next_at: Instant | None = None
    before: int | None = None
