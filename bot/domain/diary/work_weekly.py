"""The weekly score: begun, answered and corrected, each as one unit of work."""

from dataclasses import dataclass, replace

from whenever import Date, Instant

from bot.domain.diary import store_weekly as store
from bot.domain.diary.model import POINTS, Impact
from bot.domain.diary.rules import is_this_week, weekly_is_due
from bot.domain.people import store as people
from bot.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ScoreWeek:
    """A week's answers so far, the week before, and the person's date.

    `is_early` says that it is an older week, which was done: the next is not due yet.
    """

    impact: Impact
    before: Impact | None
    on: Date
    is_early: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A button under a question: whose, of which week, at which question, and what was chosen."""

    person_id: int
    impact_id: int
    at: int = -1
    option: int = -1


def weekly(tx: Transaction, person_id: int, now: Instant) -> ScoreWeek:
    """Go on with this week's score, or begin it; at most one in seven days."""
    today = people.get(tx, person_id).date(now)
    impact = store.under_way(tx, person_id)
    if impact is not None and is_this_week(impact.on, today):
        return _week(tx, impact, now)
    last = store.last_weekly(tx, person_id)
    if last is not None and not weekly_is_due(last.on, today):
        return replace(_week(tx, last, now), is_early=True)
    return _week(tx, store.begin(tx, person_id, today), now)


def answer(tx: Transaction, given: Answer, now: Instant) -> ScoreWeek:
    """Take one answer; an old or second tap only shows where it stands."""
    impact = store.one(tx, given.person_id, given.impact_id)
    if impact is None:
        return weekly(tx, given.person_id, now)
    is_next = not impact.is_done and given.at == len(impact.answers)
    if is_next and given.option in range(len(POINTS)):
        impact = replace(impact, answers=(*impact.answers, given.option))
        store.save(tx, impact)
    return _week(tx, impact, now)


def back(tx: Transaction, given: Answer, now: Instant) -> ScoreWeek:
    """Take the last answer back, unless another week is under way."""
    impact = store.one(tx, given.person_id, given.impact_id)
    if impact is None:
        return weekly(tx, given.person_id, now)
    other = store.under_way(tx, given.person_id)
    is_free = other is None or other.impact_id == impact.impact_id
    if is_free and given.at == len(impact.answers):
        impact = replace(impact, answers=impact.answers[:-1])
        store.save(tx, impact)
    return _week(tx, impact, now)


def _week(tx: Transaction, impact: Impact, now: Instant) -> ScoreWeek:
    today = people.get(tx, impact.person_id).date(now)
    return ScoreWeek(impact, store.before(tx, impact), today)
