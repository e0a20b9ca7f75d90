"""What is typed and what is settled: holds placed and ended, each as one unit of work."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from whenever import Instant

from bot.domain.check import store, store_holds
from bot.domain.check.model import Answers, Hold, Origin, QuestionSet, Urgency
from bot.domain.check.work import Position, Tap, begun, show
from bot.domain.people import store as people
from bot.domain.people.model import Person
from bot.storage.transaction import Transaction

SOON_MINUTES = 60
"""Nobody is examined and back home sooner after an emergency."""

_FRESH_HOURS = 24  # what a person answered in a check that they left open is true that long
_LONGEST_WORDS = 200  # of what somebody typed, as it is quoted to them


@dataclass(frozen=True, slots=True)
class TypedSign:
    """A warning sign in typed words; `ticks` are the answers of the check that would show it."""

    id: str
    urgency: Urgency
    words: str
    ticks: Answers


@dataclass(frozen=True, slots=True)
class NotedSign:
    """A sign that was noted by a tap; `answers` and `ticks` are what it fills in in the check."""

    id: str
    answers: Answers
    ticks: Answers


def hold_sign(tx: Transaction, person_id: int, sign: TypedSign, now: Instant) -> Person:
    """Hold exercises for a sign that somebody typed, and tick it in the check that settles it.

    Returns the person, for whom to call is told at once.
    """
    check = store.under_way(tx, person_id) or begun(tx, person_id, now)
    ticks = {**check.ticks}
    for question, options in sign.ticks.items():
        ticks[question] = ticks.get(question, frozenset()) | options
    store.save(tx, replace(check, ticks=ticks))
    hold = Hold(
        hold_id=0,
        person_id=person_id,
        origin=Origin.TYPED,
        urgency=sign.urgency,
        reasons=(sign.id,),
        since=now,
        words=sign.words[:_LONGEST_WORDS],
        ticks=sign.ticks,
        check_id=check.check_id,
        asks_check=True,
    )
    store_holds.place(tx, hold)
    return people.get(tx, person_id)


def hold_noted(tx: Transaction, person_id: int, sign: NotedSign, now: Instant) -> None:
    """Hold runs and exercises for a sign that was noted, and fill it in in a check that settles it.

    What the person has answered in a check today goes on in the new one.
    """
    open_ = store.under_way(tx, person_id)
    fresh = open_ is not None and (now - open_.updated_at).total("hours") < _FRESH_HOURS
    answers = {**(open_.answers if open_ and fresh else {}), **sign.answers}
    noted = [h for h in store_holds.of_person(tx, person_id) if h.origin is Origin.DIARY]
    ticks = sign.ticks
    for hold in noted:
        ticks = {**hold.ticks, **ticks}
    check = store.begin(tx, person_id, now, answers, ticks)
    before = [name for hold in noted for name in hold.reasons if name != sign.id]
    hold = Hold(
        hold_id=0,
        person_id=person_id,
        origin=Origin.DIARY,
        urgency=Urgency.SELF_CARE,
        reasons=(sign.id, *before),
        since=now,
        check_id=check.check_id,
        asks_check=True,
    )
    store_holds.place(tx, hold)


def settle(tx: Transaction, triage: QuestionSet, tap: Tap, now: Instant) -> Position | None:
    """End what a done check leaves in doubt: the person says that it is over.

    Where one of them is an emergency too fresh for that, nothing ends.
    """
    position = show(tx, triage, tap)
    if position is not None and fresh_emergency(position.doubts, now) is None:
        store_holds.end(tx, [hold.hold_id for hold in position.doubts], "over", now)
        position = show(tx, triage, tap)
    return position


def clear(tx: Transaction, person_id: int, now: Instant) -> int | None:
    """End all that holds, for a clinician agrees; None where that was done.

    Where one is an emergency too fresh for that, nothing ends, and its age in minutes comes back.
    """
    held = store_holds.of_person(tx, person_id)
    minutes = fresh_emergency(held, now)
    if minutes is None:
        store_holds.end(tx, [hold.hold_id for hold in held], "clinician", now)
        store.clear(tx, person_id, now)
    return minutes


def fresh_emergency(holds: Sequence[Hold], now: Instant) -> int | None:
    """Return how many minutes ago the latest emergency was found, None where that is long ago."""
    ages = (
        int((now - hold.since).total("minutes"))
        for hold in holds
        if hold.urgency is Urgency.EMERGENCY
    )
    return min((age for age in ages if 0 <= age < SOON_MINUTES), default=None)
