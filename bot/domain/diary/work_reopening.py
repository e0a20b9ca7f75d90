"""Opens the check again, with what the diary knows filled in, and not twice for the same."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from whenever import Instant

from bot.domain.check import store as checks
from bot.domain.check import store_holds as holds
from bot.domain.check.model import Answers, Check, Hold, Origin, Urgency
from bot.domain.diary import store
from bot.domain.diary.model import Reopening, ReopenRule, Watch
from bot.domain.diary.trends import (
    FAR_BACK_DAYS,
    filled_in,
    fills,
    fitting,
    highest,
    reasons,
    ticked,
    urgency,
)
from bot.domain.people.model import Person
from bot.storage.transaction import Transaction

_FRESH_HOURS = 24  # what a person answered in a check that they left open is true that long
_NEVER = Instant.from_utc(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class _Found:
    """What the entries ask the check for; `answers` and `ticks` are what the diary knows."""

    rules: tuple[ReopenRule, ...]
    answers: Answers
    ticks: Answers
    urgency: Urgency


def reopen(tx: Transaction, watch: Watch, person: Person, now: Instant) -> tuple[ReopenRule, ...]:
    """Open the check if the entries since the last one ask for it, and return why.

    What was noted before the last check that was done, or that the diary opened, counts no more.
    A check that the diary opened goes by the entries as they are now, also where they were
    corrected, until somebody has answered in it: then what is new only waits to be settled by it.
    One of the person's own goes on in the new one.
    """
    last = store.last_reopening(tx, person.person_id)
    check = checks.under_way(tx, person.person_id)
    ours = check if last and check and check.check_id == last.check_id else None
    since = last.since if last and ours else _since(tx, person.person_id, last)
    found = _found(tx, watch, person, since, now)
    if ours and ours.updated_at > ours.started_at:
        _hold_more(tx, ours, found)
        return ()
    if not found.rules:
        if ours:
            _withdraw(tx, ours, since)
        return ()
    answers = {**_known(check, watch.rules, now, is_ours=ours is not None), **found.answers}
    ticks = _ticks(tx, person.person_id, found.ticks)
    if ours and (ours.answers, ours.ticks) == (answers, ticks):
        return ()
    held_since = _corrected(tx, ours, now) if ours else now
    new = checks.begin(tx, person.person_id, now, answers, ticks)
    holds.place(tx, replace(_hold(new, found), since=held_since))
    store.keep_reopening(tx, person.person_id, Reopening(new.check_id, since, now))
    return found.rules


def _found(tx: Transaction, watch: Watch, person: Person, since: Instant, now: Instant) -> _Found:
    today = person.date(now)
    noted = store.evidence(tx, person.person_id, today.subtract(days=FAR_BACK_DAYS), since)
    rules = fitting(watch.rules, reasons(noted, today))
    answers, ticks = filled_in(rules, highest(noted)), ticked(rules)
    earlier = checks.last_assessed(tx, person.person_id)
    soon = urgency(watch, rules, {**answers, **ticks}, earlier.answers if earlier else {})
    return _Found(rules, answers, ticks, soon)


def _hold_more(tx: Transaction, check: Check, found: _Found) -> None:
    """Let what was noted while the check was under way wait for it, too."""
    held = holds.of_person(tx, check.person_id)
    known = {name for hold in held if hold.origin is Origin.DIARY for name in hold.reasons}
    if not known.issuperset(rule.id for rule in found.rules):
        holds.place(tx, _hold(check, found))


def _since(tx: Transaction, person_id: int, last: Reopening | None) -> Instant:
    """Return the instant after which entries count."""
    done = checks.last_assessed(tx, person_id)
    return max(last.reopened_at if last else _NEVER, done.updated_at if done else _NEVER)


def _known(
    check: Check | None, rules: Sequence[ReopenRule], now: Instant, *, is_ours: bool
) -> Answers:
    """Return what a person has answered in the check under way and need not be asked again."""
    if check is None:
        return {}
    if is_ours:
        return {q: chosen for q, chosen in check.answers.items() if q not in fills(rules)}
    return check.answers if (now - check.updated_at).total("hours") < _FRESH_HOURS else {}


def _ticks(tx: Transaction, person_id: int, own: Answers) -> Answers:
    """Return the diary's ticks together with those of signs that were typed."""
    ticks = {**own}
    for hold in holds.of_person(tx, person_id):
        for question, options in hold.ticks.items() if hold.origin is Origin.TYPED else ():
            ticks[question] = ticks.get(question, frozenset()) | options
    return ticks


def _withdraw(tx: Transaction, check: Check, since: Instant) -> None:
    """Take a check back that rested on an entry which was a mistake."""
    checks.withdraw(tx, check)
    _corrected(tx, check, check.updated_at)
    # What was noted since the check before is evidence again.
    store.keep_reopening(tx, check.person_id, Reopening(0, since, since))


def _corrected(tx: Transaction, check: Check, now: Instant) -> Instant:
    """End what entries held that were a mistake; return since when, now where nothing did."""
    held = holds.of_person(tx, check.person_id)
    noted = [h for h in held if h.origin is Origin.DIARY and h.check_id == check.check_id]
    holds.end(tx, [hold.hold_id for hold in noted], "corrected", now)
    return min([now, *(hold.since for hold in noted)])


def _hold(check: Check, found: _Found) -> Hold:
    return Hold(
        hold_id=0,
        person_id=check.person_id,
        origin=Origin.DIARY,
        urgency=found.urgency,
        reasons=tuple(rule.id for rule in found.rules),
        since=check.started_at,
        ticks={**found.answers, **found.ticks},
        check_id=check.check_id,
        asks_check=True,
    )
