"""When a broadcast goes out to whom, what follows an attempt, and how long it all takes."""

from collections.abc import Mapping
from dataclasses import dataclass

from whenever import Date, Instant, Time

from bot.domain.broadcast.model import Broadcast, BroadcastKind, Fate, Timing
from bot.domain.reminders.model import USUAL_QUIET
from bot.domain.reminders.rules import undisturbed

RATE_SHARE = 0.965  # of the limit: the rest is for people, and for what admins see of the progress
UNLIMITED_PER_S = 500  # reckoned with where no limit is set, on a small machine
_MORNING = Time(9)  # when somebody gets it who had a message the day before already
_ATTENTION_S = 60
_FIRST_PAUSE_S = 15
_LONGEST_PAUSE_S = 15 * 60
MOST_ATTEMPTS = 100  # with those pauses about a day: longer than Telegram was ever out of reach
_SURE_OVER = 1000  # people, from which on a broadcast is confirmed twice


@dataclass(frozen=True, slots=True)
class Recipient:
    """One person whose turn it is, and what they want of messages that they did not ask for.

    `last_on` is the person's own date on which they last got one, by `last_broadcast`.
    """

    person_id: int
    zone: str
    attempts: int = 0
    is_blocked: bool = False
    is_held: bool = False
    wants_none: bool = False
    paused_until: Instant | None = None
    had_tip: bool = False
    wants_subject: bool = False
    last_on: Date | None = None
    last_broadcast: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What is done with a recipient; `due_at` is when they are looked at again, if queued.

    `today` is their own date.
    """

    person_id: int
    fate: Fate
    due_at: Instant
    attempts: int
    today: Date


def judge(broadcast: Broadcast, to: Recipient, now: Instant) -> Decision:
    """Decide about somebody whose turn it is."""
    today = now.to_tz(to.zone).date()
    fate, due_at = Fate.SENDING, now
    if to.is_blocked:
        fate = Fate.BLOCKED
    elif broadcast.spares_held and to.is_held:
        fate = Fate.HELD
    elif broadcast.kind is not BroadcastKind.URGENT and _declines(broadcast, to, now):
        fate = Fate.DECLINED
    else:
        due_at = _earliest(broadcast, to, now, today)
        fate = Fate.SENDING if due_at <= now else Fate.QUEUED
    return Decision(to.person_id, fate, due_at, to.attempts, today)


def _declines(broadcast: Broadcast, to: Recipient, now: Instant) -> bool:
    paused = to.paused_until is not None and to.paused_until > now
    asked = broadcast.kind is BroadcastKind.TIP and to.had_tip and not to.wants_subject
    return to.wants_none or paused or asked


def _earliest(broadcast: Broadcast, to: Recipient, now: Instant, today: Date) -> Instant:
    """Return when somebody may get it: one unasked message a day, and no local time at night."""
    had_another = to.last_on is not None and to.last_broadcast != broadcast.broadcast_id
    is_urgent = broadcast.kind is BroadcastKind.URGENT
    if not is_urgent and had_another and to.last_on and to.last_on >= today:
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


def due(timing: Timing, zone: str, now: Instant) -> Instant:
    """Return when somebody in a zone gets it; only what goes by their clock heeds quiet hours."""
    if timing.local is None:
        return max(timing.at or now, now)
    wanted = timing.local.assume_tz(zone, disambiguation="compatible").to_instant()
    return undisturbed(max(wanted, now), USUAL_QUIET, zone)


def at_night(timing: Timing, by_zone: Mapping[str, int], now: Instant) -> int:
    """Count the people for whom it is night when it goes to all at once; `by_zone` counts them."""
    if timing.local:
        return 0
    then = max(timing.at or now, now)
    asleep = (zone for zone in by_zone if USUAL_QUIET.holds(then.to_tz(zone).time()))
    return sum(by_zone[zone] for zone in asleep)


def duration_s(people: int, per_second: int) -> float:
    """Return about how long sending takes, in seconds; `per_second` 0 means no limit."""
    return people / (per_second * RATE_SHARE if per_second else UNLIMITED_PER_S)


def needs_second_confirm(people: int) -> bool:
    """Say whether so many people deserve a second question."""
    return people > _SURE_OVER
