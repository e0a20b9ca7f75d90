"""Checks under way and done, as rows."""

import json
from dataclasses import dataclass, field

from whenever import Instant

from bot.domain.check.model import Answers, Urgency
from bot.storage.instants import restored, stored
from bot.storage.transaction import Row, Transaction


@dataclass(frozen=True, slots=True)
class Session:
    """One check of one person; `answers` in the order given, `marked` on the open question.

    `ticks` are set, and may be taken back, when a question of several answers is asked.
    """

    session_id: int
    person_id: int
    started_at: Instant
    updated_at: Instant
    is_open: bool
    answers: Answers
    marked: frozenset[str]
    urgency: Urgency | None
    cleared_at: Instant | None
    ticks: Answers = field(default_factory=dict)

    @property
    def holds_exercise(self) -> bool:
        """Say whether exercises and remedies wait until somebody has examined the person."""
        grave = self.urgency is not None and self.urgency >= Urgency.URGENT_SAME_DAY
        young = "under_16" in self.answers.get("age", frozenset())
        return (grave or young) and self.cleared_at is None


def begin(
    tx: Transaction,
    person_id: int,
    now: Instant,
    answers: Answers | None = None,
    reopened: str | None = None,
) -> Session:
    """Start a check; one that was under way is left.

    `answers` are known already and are not asked; `reopened` is why the bot itself starts it.
    """
    tx.run(
        """
        UPDATE triage_sessions SET state = 'left'
        WHERE person_id = :person_id AND state = 'open'
        """,
        person_id=person_id,
    )
    rows = tx.run(
        """
        INSERT INTO triage_sessions (person_id, started_at, updated_at, answers, reopened)
        VALUES (:person_id, :now, :now, :answers, :reopened) RETURNING *
        """,
        person_id=person_id,
        now=stored(now),
        answers=_json(answers or {}),
        reopened=reopened,
    )
    return _session(rows[0])


def hold(tx: Transaction, person_id: int, now: Instant, reason: str) -> None:
    """Let exercises wait until a check is done: the one under way, or a new one."""
    session = latest(tx, person_id)
    if session is None or not session.is_open:
        begin(tx, person_id, now, reopened=reason)
        return
    tx.run(
        """
        UPDATE triage_sessions SET reopened = COALESCE(reopened, :reason)
        WHERE session_id = :session_id
        """,
        session_id=session.session_id,
        reason=reason,
    )


def tick(tx: Transaction, session: Session, ticks: Answers) -> None:
    """Set ticks for questions that a check has not asked yet."""
    tx.run(
        "UPDATE triage_sessions SET ticks = :ticks WHERE session_id = :session_id",
        session_id=session.session_id,
        ticks=_json(ticks),
    )


def withdraw(tx: Transaction, session: Session) -> None:
    """Remove a check that the bot opened by mistake, if nobody has answered in it."""
    tx.run(
        """
        DELETE FROM triage_sessions
        WHERE session_id = :session_id AND person_id = :person_id
          AND state = 'open' AND reopened IS NOT NULL AND updated_at = started_at
        """,
        session_id=session.session_id,
        person_id=session.person_id,
    )


def latest(tx: Transaction, person_id: int) -> Session | None:
    """Return the person's newest check that was not left, whether open or done."""
    row = tx.one(
        """
        SELECT * FROM triage_sessions
        WHERE person_id = :person_id AND state != 'left' ORDER BY session_id DESC LIMIT 1
        """,
        person_id=person_id,
    )
    return _session(row) if row else None


def one(tx: Transaction, person_id: int, session_id: int) -> Session | None:
    """Return one check, if it is this person's and was not left."""
    row = tx.one(
        """
        SELECT * FROM triage_sessions
        WHERE session_id = :session_id AND person_id = :person_id AND state != 'left'
        """,
        session_id=session_id,
        person_id=person_id,
    )
    return _session(row) if row else None


def save(tx: Transaction, session: Session) -> None:
    """Store a check's answers and state."""
    tx.run(
        """
        UPDATE triage_sessions
        SET updated_at = :now, state = :state, answers = :answers, marked = :marked,
            urgency = :urgency
        WHERE session_id = :session_id AND person_id = :person_id
        """,
        session_id=session.session_id,
        person_id=session.person_id,
        now=stored(session.updated_at),
        state="open" if session.is_open else "done",
        answers=_json(session.answers),
        marked=json.dumps(sorted(session.marked)),
        urgency=_name(session.urgency),
    )


def leave(tx: Transaction, session: Session) -> None:
    """Leave a check; what it had found by then, if that is grave, still holds exercises."""
    tx.run(
        """
        UPDATE triage_sessions SET state = 'left', updated_at = :now, urgency = :urgency
        WHERE session_id = :session_id AND person_id = :person_id
        """,
        session_id=session.session_id,
        person_id=session.person_id,
        now=stored(session.updated_at),
        urgency=_name(session.urgency),
    )


def clear(tx: Transaction, person_id: int, now: Instant) -> None:
    """Note that a clinician has seen what the latest check found."""
    tx.run(
        """
        UPDATE triage_sessions SET cleared_at = :now
        WHERE person_id = :person_id AND (urgency IS NOT NULL OR reopened IS NOT NULL)
          AND cleared_at IS NULL
        """,
        person_id=person_id,
        now=stored(now),
    )


def last_assessed(tx: Transaction, person_id: int) -> Session | None:
    """Return the newest check that had an outcome, also one that was opened again to correct it."""
    row = tx.one(
        """
        SELECT * FROM triage_sessions
        WHERE person_id = :person_id AND urgency IS NOT NULL ORDER BY session_id DESC LIMIT 1
        """,
        person_id=person_id,
    )
    return _session(row) if row else None


def holds_exercise(tx: Transaction, person_id: int) -> bool:
    """Say whether exercises wait: for a clinician, or for a check that the bot opened again."""
    row = tx.one(
        """
        SELECT * FROM triage_sessions
        WHERE person_id = :person_id AND (urgency IS NOT NULL OR reopened IS NOT NULL)
        ORDER BY session_id DESC LIMIT 1
        """,
        person_id=person_id,
    )
    if row is None:
        return False
    session = _session(row)
    return session.holds_exercise or (session.urgency is None and session.cleared_at is None)


def _json(answers: Answers) -> str:
    return json.dumps({question: sorted(options) for question, options in answers.items()})


def _answers(text: str) -> Answers:
    return {question: frozenset(options) for question, options in json.loads(text).items()}


def _name(urgency: Urgency | None) -> str | None:
    return None if urgency is None else urgency.name.lower()


def _session(row: Row) -> Session:
    cleared = row["cleared_at"]
    return Session(
        session_id=row["session_id"],
        person_id=row["person_id"],
        started_at=restored(row["started_at"]),
        updated_at=restored(row["updated_at"]),
        is_open=row["state"] == "open",
        answers=_answers(row["answers"]),
        marked=frozenset(json.loads(row["marked"])),
        urgency=Urgency[row["urgency"].upper()] if row["urgency"] else None,
        cleared_at=restored(cleared) if cleared else None,
        ticks=_answers(row["ticks"]),
    )
