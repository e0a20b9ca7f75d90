"""What is typed and what is settled: holds placed and ended, each as one unit of work."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from whenever import Instant

from bot.domain.check import store, store_holds, store_seen
from bot.domain.check.answers import joined
from bot.domain.check.model import Answers, Hold, Origin, QuestionSet, Urgency
from bot.domain.check.work import Position, Tap, begin, begun, show
from bot.domain.check.work_seen import aim
from bot.domain.people import store as people
from bot.domain.people.model import Person
from bot.storage.transaction import Transaction

SOON_MINUTES = 60
"""Nobody is examined and back home sooner after an emergency."""

_FRESH_HOURS = 24  # what a person answered in a check that they left open is true that long
_LONGEST_WORDS = 200  # of what somebody typed, as it is quoted to them


@dataclass(frozen=True, slots=True)
class TypedSign:
    """A warning sign in typed words; `ticks` are the answers of the check that would show it.

    `language` is that of the words, empty for English.
    """

    id: str
    urgency: Urgency
    words: str
    ticks: Answers
    language: str = ""


@dataclass(frozen=True, slots=True)
class NotedSign:
    """A sign that was noted by a tap; `answers` and `ticks` are what it fills in in the check."""

    id: str
    answers: Answers
    ticks: Answers


@dataclass(frozen=True, slots=True)
class AskedSign:
    """A sign that a person is asked about: the row of it, and whom it is about.

    `is_open` says that the question is still unanswered.
    """

    hold_id: int
    person: Person
    is_open: bool


def ask_sign(tx: Transaction, person_id: int, sign: TypedSign, now: Instant) -> AskedSign:
    """Note a sign that somebody is asked about; one of an emergency holds until the answer.

    It is ticked in the check that is under way, and in every later one until it is settled.
    """
    check = store.under_way(tx, person_id)
    if check is not None:
        store.save(tx, replace(check, ticks=joined(check.ticks, sign.ticks)))
    hold_id = store_holds.place(
        tx,
        Hold(
            hold_id=0,
            person_id=person_id,
            origin=Origin.TYPED,
            urgency=sign.urgency,
            reasons=(sign.id,),
            since=now,
            words=sign.words[:_LONGEST_WORDS],
            ticks=sign.ticks,
            check_id=check.check_id if check else None,
            asks_check=True,
            is_asked=True,
            language=sign.language,
        ),
    )
    is_open = _asked(tx, person_id, hold_id) is not None
    if not is_open:  # it holds already, and is so once more
        aim(
            tx,
            [hold for hold in store_holds.of_person(tx, person_id) if hold.hold_id == hold_id],
            now,
        )
    return AskedSign(hold_id, people.get(tx, person_id), is_open)


def affirm(tx: Transaction, person_id: int, hold_id: int, now: Instant) -> bool:
    """Take that a sign is so: it holds until a check settles it. False where none was asked."""
    found = _asked(tx, person_id, hold_id)
    if found is not None:
        store_holds.believe(tx, [hold_id])
        aim(tx, [found], now)
    return found is not None


def deny(tx: Transaction, person_id: int, hold_id: int, now: Instant) -> bool:
    """Take that words meant something else: nothing is left of them. False as above."""
    found = _asked(tx, person_id, hold_id)
    if found is None:
        return False
    store_holds.end(tx, [hold_id], "corrected", now)
    check = store.under_way(tx, person_id)
    if check is not None:
        others = (*store_holds.of_person(tx, person_id), *store_holds.asked(tx, person_id))
        kept = joined(*(hold.ticks for hold in others))
        store.save(tx, replace(check, ticks=_without(check.ticks, found.ticks, kept)))
    return True


def past(
    tx: Transaction, triage: QuestionSet, person_id: int, hold_id: int, now: Instant
) -> Position:
    """Take that a sign is over, and go on with a check in which it is ticked.

    What it held stays so until that check is done: left, it has settled nothing.
    """
    found = _asked(tx, person_id, hold_id)
    if found is not None:
        check = store.under_way(tx, person_id) or begun(tx, person_id, now)
        if found.urgency is Urgency.EMERGENCY:
            store_holds.leave_to_check(tx, hold_id, check.check_id)
        else:
            store_holds.end(tx, [hold_id], "over", now)
    return begin(tx, triage, person_id, now)


def hold_noted(tx: Transaction, person_id: int, sign: NotedSign, now: Instant) -> None:
    """Hold runs and exercises for a sign that was noted, and fill it in in a check that settles it.

    What the person has answered in a check today goes on in the new one.
    """
    open_ = store.under_way(tx, person_id)
    fresh = open_ is not None and (now - open_.updated_at).total("hours") < _FRESH_HOURS
    answers = {**(open_.answers if open_ and fresh else {}), **sign.answers}
    check = store.begin(tx, person_id, now, answers, sign.ticks)
    hold = Hold(
        hold_id=0,
        person_id=person_id,
        origin=Origin.DIARY,
        urgency=Urgency.CLINICIAN_SOON,
        reasons=(sign.id,),
        since=now,
        ticks={**sign.answers, **sign.ticks},
        check_id=check.check_id,
        asks_check=True,
    )
    store_holds.place(tx, hold)


def settle(tx: Transaction, triage: QuestionSet, tap: Tap, now: Instant) -> Position | None:
    """End what a done check leaves in doubt: the person says that it is over.

    Where one of them is an emergency too fresh for that, nothing ends.
    """
    position = show(tx, triage, tap)
    if position is None or not position.goes_back or position.question is not None:
        return None
    if fresh_emergency(position.doubts, now) is None:
        store_holds.end(tx, [hold.hold_id for hold in position.doubts], "over", now)
        position = show(tx, triage, tap)
    return position


def mistaken(tx: Transaction, triage: QuestionSet, tap: Tap, now: Instant) -> Position | None:
    """End what a whole check leaves in doubt: the person answered wrongly before."""
    position = show(tx, triage, tap)
    if position is None or not position.goes_back or position.question is not None:
        return None
    store_holds.end(tx, [hold.hold_id for hold in position.doubts], "corrected", now)
    return show(tx, triage, tap)


def clear(tx: Transaction, person_id: int, told_at: Instant, now: Instant) -> int | None:
    """End all that held when somebody said that a clinician agrees; None where that was done.

    `told_at` is when they were asked: what came after it stands. Where one is an emergency too
    fresh for that, nothing ends, and its age in minutes comes back.
    """
    held = [hold for hold in store_holds.of_person(tx, person_id) if hold.since <= told_at]
    minutes = fresh_emergency(held, now)
    if minutes is None and held:
        asked = [hold for hold in store_holds.asked(tx, person_id) if hold.since <= told_at]
        store_holds.end(tx, [hold.hold_id for hold in (*held, *asked)], "clinician", now)
        store.clear(tx, person_id, now)
    return minutes


def must_wait(tx: Transaction, person_id: int, told_at: Instant, now: Instant) -> int | None:
    """Note that somebody has looked, and that exercises wait: nobody is to be called for it now.

    As in `clear`, what came after the question stands, and an emergency can be too fresh.
    """
    held = [hold for hold in store_holds.of_person(tx, person_id) if hold.since <= told_at]
    minutes = fresh_emergency(held, now)
    if minutes is None:
        store_seen.note_seen(tx, person_id, told_at, now)
    return minutes


def fresh_emergency(holds: Sequence[Hold], now: Instant) -> int | None:
    """Return how many minutes ago the latest emergency was found, None where that is long ago."""
    ages = (
        int((now - hold.since).total("minutes"))
        for hold in holds
        if hold.urgency is Urgency.EMERGENCY
    )
    return min((max(age, 0) for age in ages if age < SOON_MINUTES), default=None)


def _asked(tx: Transaction, person_id: int, hold_id: int) -> Hold | None:
    asked = store_holds.asked(tx, person_id)
    return next((hold for hold in asked if hold.hold_id == hold_id), None)


def _without(ticks: Answers, gone: Answers, kept: Answers) -> Answers:
    none: frozenset[str] = frozenset()
    left = {
        question: options - (gone.get(question, none) - kept.get(question, none))
        for question, options in ticks.items()
    }
    return {question: options for question, options in left.items() if options}
