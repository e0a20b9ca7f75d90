"""Guided sessions as rows."""

import json
from collections import Counter
from collections.abc import Mapping

from whenever import Date, Instant

from bot.domain.plan.model import GuidedSession
from bot.storage.instants import restored, stored
from bot.storage.transaction import Row, Transaction


def begin(
    tx: Transaction, person_id: int, day: Date, exercises: tuple[str, ...], now: Instant
) -> GuidedSession:
    """Start a session; one that was under way is left."""
    tx.run(
        """
        UPDATE plan_sessions SET state = 'left'
        WHERE person_id = :person_id AND state = 'open'
        """,
        person_id=person_id,
    )
    rows = tx.run(
        """
        INSERT INTO plan_sessions (person_id, day, started_at, exercises)
        VALUES (:person_id, :day, :now, :exercises) RETURNING *
        """,
        person_id=person_id,
        day=day.format_iso(),
        now=stored(now),
        exercises=json.dumps(exercises),
    )
    return _session(rows[0])


def under_way(tx: Transaction, person_id: int) -> GuidedSession | None:
    """Return the session that is open, if there is one."""
    row = tx.one(
        "SELECT * FROM plan_sessions WHERE person_id = :person_id AND state = 'open'",
        person_id=person_id,
    )
    return _session(row) if row else None


def save(tx: Transaction, session: GuidedSession) -> None:
    """Store how far a session is."""
    tx.run(
        """
        UPDATE plan_sessions
        SET exercises = :exercises, position = :position, results = :results, state = :state
        WHERE session_id = :session_id AND person_id = :person_id
        """,
        session_id=session.session_id,
        person_id=session.person_id,
        exercises=json.dumps(session.exercises),
        position=session.position,
        results=json.dumps(session.results),
        state=session.state,
    )


def exercises_done(tx: Transaction, person_id: int, since: Date) -> Mapping[str, int]:
    """Return how often each exercise was done in guided sessions, most often first."""
    rows = tx.all(
        "SELECT results FROM plan_sessions WHERE person_id = :person_id AND day >= :since",
        person_id=person_id,
        since=since.format_iso(),
    )
    results = (result for row in rows for result in json.loads(row["results"]))
    return dict(Counter(exercise for exercise, came in results if came == "done").most_common())


def _session(row: Row) -> GuidedSession:
    return GuidedSession(
        session_id=row["session_id"],
        person_id=row["person_id"],
        day=Date.parse_iso(row["day"]),
        started_at=restored(row["started_at"]),
        exercises=tuple(json.loads(row["exercises"])),
        position=row["position"],
        results=tuple((exercise, result) for exercise, result in json.loads(row["results"])),
        state=row["state"],
    )
