"""Reminders as rows."""

import json
from collections.abc import Collection
from typing import Any

from whenever import Date, Instant, Time

from bot.domain.reminders.model import NewReminder, Reminder, ReminderKind, Schedule
from bot.domain.reminders.model_due import PlannedReminder, Wake
from bot.storage.instants import date_or_none, restored_or_none, stored_or_none
from bot.storage.transaction import Row, Transaction


def next_wake(tx: Transaction) -> Instant | None:
    """Return when the first of all reminders is to be looked at, None where none is."""
    row = tx.one("SELECT min(wake_at) AS at FROM reminder_queue")
    return restored_or_none(row["at"]) if row else None


def of_person(tx: Transaction, person_id: int) -> list[Reminder]:
    """Return a person's reminders, in the order of their times."""
    rows = tx.all(
        """
        SELECT * FROM reminders WHERE person_id = :person_id ORDER BY local_time, reminder_id
        """,
        person_id=person_id,
    )
    return [_reminder(row) for row in rows]


def one(tx: Transaction, person_id: int, reminder_id: int) -> Reminder | None:
    """Return a reminder, if it is this person's."""
    row = tx.one(
        "SELECT * FROM reminders WHERE reminder_id = :id AND person_id = :person_id",
        id=reminder_id,
        person_id=person_id,
    )
    return _reminder(row) if row else None


def insert(tx: Transaction, person_id: int, new: NewReminder, *, nudges: bool) -> int:
    """Store a reminder that is planned for no time yet; return its id."""
    rows = tx.run(
        """
        INSERT INTO reminders (person_id, kind, text, local_time, weekdays, first_on, every_days,
            chosen, nudges, exercise)
        VALUES (:person_id, :kind, :text, :local_time, :weekdays, :first_on, :every_days,
            :chosen, :nudges, :exercise)
        RETURNING reminder_id
        """,
        person_id=person_id,
        kind=new.kind.value,
        text=new.text,
        chosen=new.chosen,
        nudges=nudges,
        exercise=new.is_exercise,
        **_columns(new.schedule),
    )
    return int(rows[0]["reminder_id"])


def save(tx: Transaction, reminder: Reminder) -> None:
    """Store what was changed in a reminder, but not when it comes next."""
    tx.run(
        """
        UPDATE reminders
        SET local_time = :local_time, weekdays = :weekdays, first_on = :first_on,
            every_days = :every_days, chosen = :chosen, nudges = :nudges, is_on = :is_on
        WHERE reminder_id = :id AND person_id = :person_id
        """,
        id=reminder.reminder_id,
        person_id=reminder.person_id,
        chosen=reminder.chosen,
        nudges=reminder.nudges,
        is_on=reminder.is_on,
        **_columns(reminder.schedule),
    )


def remove(tx: Transaction, person_id: int, reminder_id: int) -> None:
    """Delete a reminder, with what is known of its past."""
    tx.run(
        "DELETE FROM reminders WHERE reminder_id = :id AND person_id = :person_id",
        id=reminder_id,
        person_id=person_id,
    )


def remove_kind(tx: Transaction, person_id: int, kind: ReminderKind) -> None:
    """Delete a person's reminders of a kind."""
    tx.run(
        "DELETE FROM reminders WHERE kind = :kind AND person_id = :person_id",
        kind=kind.value,
        person_id=person_id,
    )


def planned(tx: Transaction, ids: Collection[int]) -> list[PlannedReminder]:
    """Return reminders with what decides when they come, in the order in which they wake."""
    rows = tx.all(
        """
        SELECT r.*, p.zone, p.blocked_at, s.paused_until, f.reminder_id IS NOT NULL AS fired
        FROM reminders AS r
        JOIN people AS p ON p.person_id = r.person_id
        LEFT JOIN reminder_settings AS s ON s.person_id = r.person_id
        LEFT JOIN reminder_fires AS f
            ON f.reminder_id = r.reminder_id AND f.local_date = r.next_on
        WHERE r.reminder_id IN (SELECT value FROM json_each(:ids))
        ORDER BY r.wake_at, r.reminder_id
        """,
        ids=json.dumps(list(ids)),
    )
    return [_planned(row) for row in rows]


def taken(tx: Transaction, reminder_id: int, since: Date) -> Collection[Date]:
    """Return the dates from one on that have had their occurrence of a reminder."""
    rows = tx.run(
        """
        SELECT local_date FROM reminder_fires WHERE reminder_id = :id AND local_date >= :since
        """,
        id=reminder_id,
        since=since.format_iso(),
    )
    return frozenset(Date.parse_iso(row["local_date"]) for row in rows)


def plan(tx: Transaction, reminder_id: int, wake: Wake) -> None:
    """Store when a reminder comes next."""
    tx.run(
        """
        UPDATE reminders SET next_on = :next_on, next_at = :next_at, again_at = :again_at,
            late_at = :late_at, wake_at = :wake_at
        WHERE reminder_id = :id
        """,
        id=reminder_id,
        next_on=wake.next_on.format_iso() if wake.next_on else None,
        next_at=stored_or_none(wake.next_at),
        again_at=stored_or_none(wake.again_at),
        late_at=stored_or_none(wake.late_at),
        wake_at=stored_or_none(wake.at),
    )


def _planned(row: Row) -> PlannedReminder:
    since, last = date_or_none(row["late_since"]), date_or_none(row["late_on"])
    return PlannedReminder(
        reminder=_reminder(row),
        zone=row["zone"],
        blocked=row["blocked_at"] is not None,
        paused_until=date_or_none(row["paused_until"]),
        fired=bool(row["fired"]),
        again=row["again_for"],
        again_on=date_or_none(row["again_on"]),
        again_at=restored_or_none(row["again_at"]),
        late=(since, last) if since and last else None,
        late_at=restored_or_none(row["late_at"]),
    )


def _reminder(row: Row) -> Reminder:
    return Reminder(
        reminder_id=row["reminder_id"],
        person_id=row["person_id"],
        kind=ReminderKind(row["kind"]),
        schedule=Schedule(
            Time.parse_iso(row["local_time"]),
            frozenset(map(int, row["weekdays"])),
            date_or_none(row["first_on"]),
            row["every_days"],
        ),
        text=row["text"],
        chosen=bool(row["chosen"]),
        nudges=bool(row["nudges"]),
        is_on=bool(row["is_on"]),
        next_on=date_or_none(row["next_on"]),
        next_at=restored_or_none(row["next_at"]),
        is_exercise=bool(row["exercise"]),
    )


def _columns(schedule: Schedule) -> dict[str, Any]:
    weekdays = "".join(map(str, sorted(schedule.weekdays)))
    return {
        "local_time": schedule.at.format("HH:mm"),
        "weekdays": weekdays,
        "first_on": schedule.first.format_iso() if schedule.first else None,
        "every_days": schedule.every_days,
    }
