"""Runs under way as rows."""

import json
from collections.abc import Sequence

from whenever import Date, Instant

from bot.domain.plan.model_cue import CuedRun, CuePart
from bot.storage.instants import restored, restored_or_none, stored, stored_or_none
from bot.storage.transaction import Row, Transaction


def begin(tx: Transaction, run: CuedRun) -> None:
    """Begin a run, to be told of at once; it gets a number of its own, and an earlier one ends."""
    remove(tx, run.person_id)
    tx.run(
        """
        INSERT INTO run_cues (person_id, day, parts, sounds, began_at, due_at)
        VALUES (:person_id, :day, :parts, :sounds, :now, :now)
        """,
        person_id=run.person_id,
        day=run.day.format_iso(),
        parts=json.dumps([[part.gait, part.seconds] for part in run.parts]),
        sounds=int(run.sounds),
        now=stored(run.began_at),
    )


def under_way(tx: Transaction, person_id: int) -> CuedRun | None:
    """Return a person's run, if there is one."""
    row = tx.one("SELECT * FROM run_cues WHERE person_id = :person_id", person_id=person_id)
    return _run(row) if row else None


def due(tx: Transaction, now: Instant, limit: int) -> Sequence[CuedRun]:
    """Return runs of which there is something to tell, at once where something has come to hold."""
    rows = tx.all(
        """
        SELECT * FROM run_cues AS c WHERE c.due_at IS NOT NULL AND (c.due_at <= :now OR EXISTS (
            SELECT 1 FROM holds AS h WHERE h.person_id = c.person_id AND h.ended_at IS NULL))
        ORDER BY c.due_at LIMIT :limit
        """,
        now=stored(now),
        limit=limit,
    )
    return [_run(row) for row in rows]


def save(tx: Transaction, run: CuedRun, due_at: Instant | None) -> None:
    """Store how far a run is, and when there is something to tell next."""
    tx.run(
        """
        UPDATE run_cues SET began_at = :began_at, paused_at = :paused_at, told = :told,
            message_id = :message_id, due_at = :due_at
        WHERE run_id = :run_id
        """,
        run_id=run.run_id,
        began_at=stored(run.began_at),
        paused_at=stored_or_none(run.paused_at),
        told=run.told,
        message_id=run.message_id,
        due_at=stored_or_none(due_at),
    )


def remove(tx: Transaction, person_id: int) -> None:
    """End a person's run."""
    tx.run("DELETE FROM run_cues WHERE person_id = :person_id", person_id=person_id)


def _run(row: Row) -> CuedRun:
    return CuedRun(
        run_id=row["run_id"],
        person_id=row["person_id"],
        day=Date.parse_iso(row["day"]),
        parts=tuple(CuePart(gait, seconds) for gait, seconds in json.loads(row["parts"])),
        sounds=bool(row["sounds"]),
        began_at=restored(row["began_at"]),
        paused_at=restored_or_none(row["paused_at"]),
        told=row["told"],
        message_id=row["message_id"],
    )
