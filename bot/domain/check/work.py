"""What a person does in a check, each as one unit of work."""

from dataclasses import dataclass, replace

from whenever import Instant

from bot.domain.check import store, store_holds
from bot.domain.check.answers import joined
from bot.domain.check.model import Answers, Check, Hold, Origin, Question, QuestionSet, Urgency
from bot.domain.check.rules import assess, facts_of, is_emergency, next_question, shows
from bot.domain.check.work_finishing import finished, hold_so_far
from bot.domain.people import store as people
from bot.domain.people.model import Person
from bot.domain.people.rules import Counted, a_day_before, limit
from bot.domain.people.work import change
from bot.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Position:
    """Where a check is: its open question, or its end with all that holds, the gravest first.

    `goes_back` says that its last answer can be taken back: not once it was left, or another begun.
    """

    person: Person
    check: Check
    question: Question | None
    holds: tuple[Hold, ...]
    goes_back: bool

    @property
    def urgency(self) -> Urgency:
        """Return how soon somebody should look: never below what was told before."""
        own = self.check.urgency or Urgency.SELF_CARE
        return max([own, *(hold.urgency for hold in self.holds)])

    @property
    def doubts(self) -> tuple[Hold, ...]:
        """Return what holds from before, is graver and does not show in these answers.

        An emergency comes first: it ends the questions, so that nothing else is known yet.
        """
        if self.check.urgency is Urgency.EMERGENCY:
            return ()
        return tuple(hold for hold in self.holds if self._doubts(hold))

    def _doubts(self, hold: Hold) -> bool:
        if hold.origin is Origin.CHECK and hold.check_id == self.check.check_id:
            return False
        if hold.since > self.check.updated_at:  # it came after these answers
            return False
        if shows(hold, self.check.answers):
            return False
        graver = hold.urgency > (self.check.urgency or Urgency.SELF_CARE)
        return graver or (hold.examine_first and "examine_first" not in self.check.facts)


@dataclass(frozen=True, slots=True)
class Tap:
    """A button under a question, or the way back, whose question is the number of answers."""

    person_id: int
    check_id: int
    question: str = ""
    option: str = ""
    unticks: bool = False


def begin(tx: Transaction, triage: QuestionSet, person_id: int, now: Instant) -> Position:
    """Go on with the check that is under way, or start one."""
    return _go_on(tx, triage, store.under_way(tx, person_id) or _begun(tx, person_id, now))


def told(
    tx: Transaction, triage: QuestionSet, person_id: int, ticks: Answers, now: Instant
) -> Position:
    """Go on with the check that is under way, or start one, with what a story told ticked."""
    check = store.under_way(tx, person_id) or _begun(tx, person_id, now)
    return _go_on(tx, triage, replace(check, ticks=joined(check.ticks, ticks)))


def restart(tx: Transaction, triage: QuestionSet, person_id: int, now: Instant) -> Position:
    """Leave the check that is under way and start a new one, unless nothing is answered in it."""
    open_one = store.under_way(tx, person_id)
    fresh = open_one if open_one and not (open_one.answers or open_one.marked) else None
    return _go_on(tx, triage, fresh or _begun(tx, person_id, now))


def show(tx: Transaction, triage: QuestionSet, tap: Tap) -> Position | None:
    """Return where a check is; None where it is nobody's, or was left."""
    check = store.one(tx, tap.person_id, tap.check_id)
    return _position(tx, triage, check) if check else None


def live_in(tx: Transaction, triage: QuestionSet, tap: Tap) -> Position | None:
    """Store where the person lives, the country of `question`, and show the check again."""
    change(tx, tap.person_id, country=tap.question)
    return show(tx, triage, tap)


def pick(tx: Transaction, triage: QuestionSet, tap: Tap, now: Instant) -> Position | None:
    """Take the one answer to a question; what is stale or forged changes nothing."""
    check = store.one(tx, tap.person_id, tap.check_id)
    if check is None:
        return None
    if _asks(triage, check, tap) is None or check.marked:
        return _position(tx, triage, check)
    return _answer(tx, triage, check, frozenset({tap.option}), now)


def mark(tx: Transaction, triage: QuestionSet, tap: Tap, now: Instant) -> Position | None:
    """Tick or untick one of several answers; a sign of an emergency ends the check at once."""
    check = store.one(tx, tap.person_id, tap.check_id)
    if check is None:
        return None
    question = _asks(triage, check, tap)
    if question is None:
        return _position(tx, triage, check)
    marked = check.marked - {tap.option} if tap.unticks else check.marked | {tap.option}
    if is_emergency(triage, {**check.answers, question.id: marked}):
        return _answer(tx, triage, check, marked, now)
    check = replace(check, marked=marked, updated_at=now)
    store.save(tx, check)
    return _position(tx, triage, check)


def done(tx: Transaction, triage: QuestionSet, tap: Tap, now: Instant) -> Position | None:
    """Take the answers that are ticked; without any the question stays open."""
    check = store.one(tx, tap.person_id, tap.check_id)
    if check is None:
        return None
    question = next_question(triage, check.answers) if check.is_open else None
    if question is None or question.id != tap.question or not check.marked:
        return _position(tx, triage, check)
    return _answer(tx, triage, check, check.marked, now)


def back(tx: Transaction, triage: QuestionSet, tap: Tap, now: Instant) -> Position | None:
    """Take the last answer of the newest check back; its question is asked again, as it was ticked.

    What the check has found so far holds until it is done again.
    """
    check = store.one(tx, tap.person_id, tap.check_id)
    if check is None or not store.can_change(tx, check):
        return None
    if not check.answers or tap.question not in {"", str(len(check.answers))}:
        return _position(tx, triage, check)
    *kept, (_, last_chosen) = check.answers.items()
    # An emergency that was a mistake: its tick must not call the ambulance once more.
    mistaken = check.urgency is Urgency.EMERGENCY
    check = replace(check, answers=dict(kept), is_open=True, updated_at=now)
    question = next_question(triage, check.answers)
    many = question is not None and question.kind == "many"
    ticks = {o.id for o in question.options if not o.exclusive} if question else set()
    check = replace(check, marked=last_chosen & ticks if many and not mistaken else frozenset())
    store.save(tx, check)
    return _position(tx, triage, check)


def last(tx: Transaction, triage: QuestionSet, person_id: int) -> Position | None:
    """Return the newest check that had an outcome, None where there was none."""
    check = store.last_assessed(tx, person_id)
    return _position(tx, triage, check) if check else None


def leave(tx: Transaction, triage: QuestionSet, person_id: int, now: Instant) -> Position | None:
    """Leave the check that is under way, None without one; what is grave so far still holds.

    What is ticked on the open question counts, also before it was done.
    """
    check = store.under_way(tx, person_id)
    if check is None:
        return None
    question = next_question(triage, check.answers)
    if question is not None and check.marked:
        check = replace(check, answers={**check.answers, question.id: check.marked})
    found = assess(triage, check.answers).urgency
    so_far = max(found, check.urgency or Urgency.SELF_CARE)
    check = replace(
        check,
        is_open=False,
        urgency=so_far if so_far >= Urgency.URGENT_SAME_DAY else None,
        updated_at=now,
        facts=facts_of(triage, check.answers),
        cleared_at=None if found >= Urgency.URGENT_SAME_DAY else check.cleared_at,
    )
    store.leave(tx, check)
    # Where the grave answer was taken back before, what it held stands with its reasons.
    hold_so_far(tx, triage, check)
    return _position(tx, triage, check)


def _begun(tx: Transaction, person_id: int, now: Instant) -> Check:
    check = begun(tx, person_id, now)
    limit(Counted.CHECK, store.begun_since(tx, person_id, a_day_before(now)))
    return check


def begun(tx: Transaction, person_id: int, now: Instant) -> Check:
    """Start a check in which everything typed before that is not settled will be ticked."""
    held = (*store_holds.of_person(tx, person_id), *store_holds.asked(tx, person_id))
    return store.begin(tx, person_id, now, ticks=joined(*(hold.ticks for hold in held)))


def _asks(triage: QuestionSet, check: Check, tap: Tap) -> Question | None:
    """Return the open question, if the tap is an answer to it."""
    question = next_question(triage, check.answers) if check.is_open else None
    fits = question is not None and question.id == tap.question
    return question if question and fits and tap.option in question.option_ids else None


def _answer(
    tx: Transaction, triage: QuestionSet, check: Check, options: frozenset[str], now: Instant
) -> Position:
    question = next_question(triage, check.answers)
    assert question is not None  # noqa: S101  # callers have looked
    answers = {**check.answers, question.id: options}
    check = replace(check, answers=answers, marked=frozenset(), updated_at=now)
    return _go_on(tx, triage, check)


def _go_on(tx: Transaction, triage: QuestionSet, check: Check) -> Position:
    """Store a check with what was known of its open question ticked, or as done."""
    question = next_question(triage, check.answers)
    if question is not None:
        if question.kind == "many" and not check.marked:
            known = check.ticks.get(question.id, frozenset()) & question.option_ids
            check = replace(check, marked=known)
        store.save(tx, check)
        hold_so_far(tx, triage, check)
    return _position(tx, triage, check)


def _position(tx: Transaction, triage: QuestionSet, check: Check) -> Position:
    question = next_question(triage, check.answers) if check.is_open else None
    if check.is_open and question is None:  # also where new content asks less than the old
        check = finished(tx, triage, check)
    return Position(
        people.get(tx, check.person_id),
        check,
        question,
        store_holds.of_person(tx, check.person_id),
        goes_back=store.can_change(tx, check),
    )
