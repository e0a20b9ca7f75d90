"""Weekly impact scores as rows."""

import json
from collections.abc import Sequence

from whenever import Date

from bot.domain.diary.model import Impact
from bot.storage.transaction import Row, Transaction


def last_weekly(tx: Transaction, person_id: int) -> Impact | None:
    """Return the newest week that is done."""
    row = tx.one(
        """
        SELECT * FROM diary_impacts WHERE person_id = :person_id AND score IS NOT NULL
        ORDER BY day DESC, impact_id DESC LIMIT 1
        """,
        person_id=person_id,
    )
    return _impact(row) if row else None


def before(tx: Transaction, impact: Impact) -> Impact | None:
    """Return the week that was done before another."""
    row = tx.one(
        """
        SELECT * FROM diary_impacts
        WHERE person_id = :person_id AND impact_id < :impact_id AND score IS NOT NULL
        ORDER BY impact_id DESC LIMIT 1
        """,
        person_id=impact.person_id,
        impact_id=impact.impact_id,
    )
    return _impact(row) if row else None


def impacts(tx: Transaction, person_id: int, since: Date, until: Date) -> Sequence[Impact]:
    """Return the weeks that are done and ended on these days, both included, the oldest first."""
    rows = tx.all(
        """
        SELECT * FROM diary_impacts
        WHERE person_id = :person_id AND score IS NOT NULL AND day BETWEEN :since AND :until
        ORDER BY day, impact_id
        """,
        person_id=person_id,
        since=since.format_iso(),
        until=until.format_iso(),
    )
    return [_impact(row) for row in rows]


def under_way(tx: Transaction, person_id: int) -> Impact | None:
    """Return the answers that are not complete yet."""
    row = tx.one(
        "SELECT * FROM diary_impacts WHERE person_id = :person_id AND score IS NULL",
        person_id=person_id,
    )
    return _impact(row) if row else None


def one(tx: Transaction, person_id: int, impact_id: int) -> Impact | None:
    """Return one week, if it is this person's."""
    row = tx.one(
        "SELECT * FROM diary_impacts WHERE impact_id = :impact_id AND person_id = :person_id",
        impact_id=impact_id,
        person_id=person_id,
    )
    return _impact(row) if row else None


def begin(tx: Transaction, person_id: int, on: Date) -> Impact:
    """Start a week without answers, in place of one that was never finished."""
    tx.run(
        "DELETE FROM diary_impacts WHERE person_id = :person_id AND score IS NULL",
        person_id=person_id,
    )
    rows = tx.run(
        "INSERT INTO diary_impacts (person_id, day) VALUES (:person_id, :day) RETURNING *",
        person_id=person_id,
        day=on.format_iso(),
    )
    return _impact(rows[0])


def save(tx: Transaction, impact: Impact) -> None:
    """Store answers; with the last of them the week is done."""
    tx.run(
        """
        UPDATE diary_impacts SET answers = :answers, score = :score
        WHERE impact_id = :impact_id AND person_id = :person_id
        """,
        impact_id=impact.impact_id,
        person_id=impact.person_id,
        answers=json.dumps(impact.answers),
        score=impact.score if impact.is_done else None,
    )


def _impact(row: Row) -> Impact:
    return Impact(
        row["impact_id"],
        row["person_id"],
        Date.parse_iso(row["day"]),
        tuple(json.loads(row["answers"])),
    )
