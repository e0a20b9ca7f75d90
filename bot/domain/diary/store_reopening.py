"""Opens the check again, with what the diary knows filled in, and not twice for the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from whenever import Date, Instant

from bot.domain.check import store as checks
from bot.domain.check import store_holds as holds
from bot.domain.check.model import Answers, Check, Hold, Origin, Urgency
from bot.domain.diary import store
from bot.domain.diary.reopening import ReopenRule, filled_in, fills, fitting, ticked
from bot.domain.diary.trends import FAR_BACK_DAYS, highest, reasons
from bot.storage.instants import restored, stored
from bot.storage.transaction import Transaction

_FRESH_HOURS = 24  # what a person answered in a check that they left open is true that long
_NEVER = Instant.from_utc(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Reopening:
    """The check that the diary opened last, for what was noted after `since`."""

    session_id: int
    since: Instant
    reopened_at: Instant


def opened(
    tx: Transaction, rules: Sequence[ReopenRule], person_id: int, today: Date, now: Instant
) -> tuple[ReopenRule, ...]:
    """Open the check if the entries since the last one ask for it, and return why.

    What was noted before the last check that was done, or that the diary opened, counts no more.
    A check that the diary opened goes by the entries as they are now, also where they were
    corrected, until somebody has answered in it. One of the person's own goes on in the new one.
    """
    last = _last(tx, person_id)
    under_way = checks.under_way(tx, person_id)
    ours = last if under_way and last and under_way.check_id == last.session_id else None
    if ours and under_way and under_way.updated_at > under_way.started_at:
        return ()
    since = ours.since if ours else _since(tx, person_id, last)
    noted = store.evidence(tx, person_id, today.subtract(days=FAR_BACK_DAYS), since)
    found = fitting(rules, reasons(noted, today))
    if ours and under_way and not found:
        _withdraw(tx, ours, under_way)
    if not found:
        return ()
    known: Answers = {}
    if ours and under_way:
        known = {q: a for q, a in under_way.answers.items() if q not in fills(rules)}
    elif under_way and (now - under_way.updated_at).total("hours") < _FRESH_HOURS:
        known = under_way.answers
    answers = {**known, **filled_in(found, highest(noted))}
    ticks = ticked(found)
    if ours and under_way and (under_way.answers, under_way.ticks) == (answers, ticks):
        return ()
    new = checks.begin(tx, person_id, now, answers, ticks)
    holds.place(tx, _hold(new, [rule.id for rule in found]))
    _keep(tx, person_id, Reopening(new.check_id, since, now))
    return found


def _since(tx: Transaction, person_id: int, last: Reopening | None) -> Instant:
    """Return the instant after which entries count."""
    done = checks.last_assessed(tx, person_id)
    return max(last.reopened_at if last else _NEVER, done.updated_at if done else _NEVER)


def _last(tx: Transaction, person_id: int) -> Reopening | None:
    row = tx.one("SELECT * FROM diary_reopenings WHERE person_id = :person_id", person_id=person_id)
    if row is None:
        return None
    return Reopening(row["session_id"], restored(row["since"]), restored(row["reopened_at"]))


def _keep(tx: Transaction, person_id: int, reopening: Reopening) -> None:
    tx.run(
        """
        INSERT INTO diary_reopenings (person_id, session_id, since, reopened_at)
        VALUES (:person_id, :session_id, :since, :reopened_at)
        ON CONFLICT (person_id) DO UPDATE
        SET session_id = excluded.session_id, since = excluded.since,
            reopened_at = excluded.reopened_at
        """,
        person_id=person_id,
        session_id=reopening.session_id,
        since=stored(reopening.since),
        reopened_at=stored(reopening.reopened_at),
    )


def _withdraw(tx: Transaction, ours: Reopening, check: Check) -> None:
    """Take a check back that rested on an entry which was a mistake."""
    checks.withdraw(tx, check)
    noted = [h for h in holds.of_person(tx, check.person_id) if h.origin is Origin.DIARY]
    holds.end(tx, [hold.hold_id for hold in noted], "corrected", check.updated_at)
    # What was noted since the check before is evidence again.
    _keep(tx, check.person_id, Reopening(0, ours.since, ours.since))


def _hold(check: Check, reasons: Sequence[str]) -> Hold:
    return Hold(
        hold_id=0,
        person_id=check.person_id,
        origin=Origin.DIARY,
        urgency=Urgency.SELF_CARE,
        reasons=tuple(reasons),
        since=check.started_at,
        check_id=check.check_id,
        asks_check=True,
    )
