"""Checks under way and done, as rows."""

import json

from whenever import Instant

from bot.domain.check.answers import answers_of, answers_text
from bot.domain.check.model import Answers, Check, Urgency
from bot.storage.instants import restored, restored_or_none, stored, stored_or_none
from bot.storage.transaction import Row, Transaction


def begin(
    tx: Transaction,
    person_id: int,
    now: Instant,
    answers: Answers | None = None,
    ticks: Answers | None = None,
) -> Check:
    """Start a check; one that was under way is left. What is in `answers` is not asked again."""
    tx.run(
        """
        UPDATE triage_sessions SET state = 'left'
        WHERE person_id = :person_id AND state = 'open'
        """,
        person_id=person_id,
    )
    (row,) = tx.run(
        """
        INSERT INTO triage_sessions (person_id, started_at, updated_at, answers, ticks)
        VALUES (:person_id, :now, :now, :answers, :ticks) RETURNING *
        """,
        person_id=person_id,
        now=stored(now),
        answers=answers_text(answers or {}),
        ticks=answers_text(ticks or {}),
    )
    return _check(row)


def begun_since(tx: Transaction, person_id: int, since: Instant) -> int:
    """Count the checks that somebody began since an instant."""
    row = tx.one(
        """
        SELECT COUNT(*) AS times FROM triage_sessions
        WHERE person_id = :person_id AND started_at > :since
        """,
        person_id=person_id,
        since=stored(since),
    )
    return row["times"] if row else 0


def withdraw(tx: Transaction, check: Check) -> None:
    """Remove a check in which nobody has answered yet."""
    tx.run(
        """
        DELETE FROM triage_sessions
        WHERE session_id = :check_id AND person_id = :person_id
          AND state = 'open' AND updated_at = started_at
        """,
        check_id=check.check_id,
        person_id=check.person_id,
    )


def latest(tx: Transaction, person_id: int) -> Check | None:
    """Return the person's newest check that was not left, whether open or done."""
    row = tx.one(
        """
        SELECT * FROM triage_sessions
        WHERE person_id = :person_id AND state != 'left' ORDER BY session_id DESC LIMIT 1
        """,
        person_id=person_id,
    )
    return _check(row) if row else None


def can_change(tx: Transaction, check: Check) -> bool:
    """Say whether a check is the one that the person began last, and was not left."""
    row = tx.one(
        """
        SELECT 1 FROM triage_sessions
        WHERE session_id = :check_id AND state != 'left' AND session_id =
            (SELECT max(session_id) FROM triage_sessions WHERE person_id = :person_id)
        """,
        check_id=check.check_id,
        person_id=check.person_id,
    )
    return row is not None


def under_way(tx: Transaction, person_id: int) -> Check | None:
    """Return the check that the person is in the middle of."""
    found = latest(tx, person_id)
    return found if found is not None and found.is_open else None


def one(tx: Transaction, person_id: int, check_id: int) -> Check | None:
    """Return one check, if it is this person's and was not left."""
    row = tx.one(
        """
        SELECT * FROM triage_sessions
        WHERE session_id = :check_id AND person_id = :person_id AND state != 'left'
        """,
        check_id=check_id,
        person_id=person_id,
    )
    return _check(row) if row else None


def save(tx: Transaction, check: Check) -> None:
    """Store a check's answers and state."""
    _save(tx, check, "open" if check.is_open else "done")


def leave(tx: Transaction, check: Check) -> None:
    """Leave a check, with what it had found by then."""
    _save(tx, check, "left")


def clear(tx: Transaction, person_id: int, now: Instant) -> None:
    """Note that a clinician has seen what the checks so far have found."""
    tx.run(
        """
        UPDATE triage_sessions SET cleared_at = :now
        WHERE person_id = :person_id AND urgency IS NOT NULL AND cleared_at IS NULL
        """,
        person_id=person_id,
        now=stored(now),
    )


def last_assessed(tx: Transaction, person_id: int) -> Check | None:
    """Return the newest check that had an outcome, also one that was opened again to correct it."""
    row = tx.one(
        """
        SELECT * FROM triage_sessions
        WHERE person_id = :person_id AND urgency IS NOT NULL ORDER BY session_id DESC LIMIT 1
        """,
        person_id=person_id,
    )
    return _check(row) if row else None


def forget(tx: Transaction, long_ago: Instant, most: int) -> bool:
    """Remove some checks that were left half-way long ago; False if there are none.

    One that found something, and one that a hold waits for, stay.
    """
    rows = tx.run(
        """
        DELETE FROM triage_sessions WHERE session_id IN (
            SELECT session_id FROM triage_sessions
            WHERE state != 'done' AND urgency IS NULL AND updated_at < :long_ago
              AND NOT EXISTS (SELECT 1 FROM holds
                  WHERE check_id = session_id AND holds.person_id = triage_sessions.person_id
                    AND ended_at IS NULL)
            LIMIT :most)
        RETURNING session_id
        """,
        long_ago=stored(long_ago),
        most=most,
    )
    return bool(rows)


def _save(tx: Transaction, check: Check, state: str) -> None:
    tx.run(
        """
        UPDATE triage_sessions
        SET updated_at = :now, state = :state, answers = :answers, marked = :marked,
            ticks = :ticks, urgency = :urgency, facts = :facts, plan = :plan,
            cleared_at = :cleared_at
        WHERE session_id = :check_id AND person_id = :person_id
        """,
        check_id=check.check_id,
        person_id=check.person_id,
        now=stored(check.updated_at),
        state=state,
        answers=answers_text(check.answers),
        marked=json.dumps(sorted(check.marked)),
        ticks=answers_text(check.ticks),
        urgency=None if check.urgency is None else check.urgency.name.lower(),
        facts=json.dumps(sorted(check.facts)),
        plan=check.plan,
        cleared_at=stored_or_none(check.cleared_at),
    )


def _check(row: Row) -> Check:
    cleared = row["cleared_at"]
    return Check(
        check_id=row["session_id"],
        person_id=row["person_id"],
        started_at=restored(row["started_at"]),
        updated_at=restored(row["updated_at"]),
        is_open=row["state"] == "open",
        answers=answers_of(row["answers"]),
        marked=frozenset(json.loads(row["marked"])),
        urgency=Urgency[row["urgency"].upper()] if row["urgency"] else None,
        cleared_at=restored_or_none(cleared),
        ticks=answers_of(row["ticks"]),
        facts=frozenset(json.loads(row["facts"])),
        plan=row["plan"],
    )
