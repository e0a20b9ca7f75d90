"""Opens the check again, with what the diary knows filled in, and not twice for the same."""

from collections.abc import Sequence

from whenever import Instant

from bot.domain.check import store as checks
from bot.domain.check import store_holds as holds
from bot.domain.check.model import Answers, Check, Hold, Origin, Urgency
from bot.domain.diary import store
from bot.domain.diary.model import Reopening, ReopenRule
from bot.domain.diary.trends import (
    FAR_BACK_DAYS,
    filled_in,
    fills,
    fitting,
    highest,
    reasons,
    ticked,
)
from bot.domain.people.model import Person
from bot.storage.transaction import Transaction

_FRESH_HOURS = 24  # what a person answered in a check that they left open is true that long
_NEVER = Instant.from_utc(1970, 1, 1)


def reopen(
    tx: Transaction, rules: Sequence[ReopenRule], person: Person, now: Instant
) -> tuple[ReopenRule, ...]:
    """Open the check if the entries since the last one ask for it, and return why.

    What was noted before the last check that was done, or that the diary opened, counts no more.
    A check that the diary opened goes by the entries as they are now, also where they were
    corrected, until somebody has answered in it. One of the person's own goes on in the new one.
    """
    last = store.last_reopening(tx, person.person_id)
    check = checks.under_way(tx, person.person_id)
    is_ours = last is not None and check is not None and check.check_id == last.check_id
    if is_ours and check and check.updated_at > check.started_at:
        return ()
    since = last.since if last and is_ours else _since(tx, person.person_id, last)
    today = person.date(now)
    noted = store.evidence(tx, person.person_id, today.subtract(days=FAR_BACK_DAYS), since)
    found = fitting(rules, reasons(noted, today))
    if not found:
        if is_ours and check:
            _withdraw(tx, check, since)
        return ()
    known = _known(check, rules, now, is_ours=is_ours)
    answers = {**known, **filled_in(found, highest(noted))}
    ticks = _ticks(tx, person.person_id, ticked(found))
    if is_ours and check and (check.answers, check.ticks) == (answers, ticks):
        return ()
    new = checks.begin(tx, person.person_id, now, answers, ticks)
    holds.place(tx, _hold(new, found))
    store.keep_reopening(tx, person.person_id, Reopening(new.check_id, since, now))
    return found


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
        for question, options in hold.ticks.items():
            ticks[question] = ticks.get(question, frozenset()) | options
    return ticks


def _withdraw(tx: Transaction, check: Check, since: Instant) -> None:
    """Take a check back that rested on an entry which was a mistake."""
    checks.withdraw(tx, check)
    noted = [h for h in holds.of_person(tx, check.person_id) if h.origin is Origin.DIARY]
    holds.end(tx, [hold.hold_id for hold in noted], "corrected", check.updated_at)
    # What was noted since the check before is evidence again.
    store.keep_reopening(tx, check.person_id, Reopening(0, since, since))


def _hold(check: Check, found: Sequence[ReopenRule]) -> Hold:
    return Hold(
        hold_id=0,
        person_id=check.person_id,
        origin=Origin.DIARY,
        urgency=Urgency.SELF_CARE,
        reasons=tuple(rule.id for rule in found),
        since=check.started_at,
        check_id=check.check_id,
        asks_check=True,
    )
