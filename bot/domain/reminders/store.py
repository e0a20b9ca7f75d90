"""Reminders as rows: made, changed, planned anew."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from whenever import Date, Instant, Time

from bot.domain.reminders.rules import NUDGED, ReminderKind, Schedule, next_fire
from bot.storage.instants import restored, stored
from bot.storage.transaction import Row, Transaction

MOST = 20  # reminders of one person


@dataclass(frozen=True, slots=True)
class Wanted:
    """A reminder to be made; `text` is the person's own, `chosen` says that they set the time."""

    kind: ReminderKind
    schedule: Schedule
    text: str = ""
    chosen: bool = True


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder, and its next occurrence: none while it is off or the zone is not known."""

    reminder_id: int
    person_id: int
    kind: ReminderKind
    schedule: Schedule
    text: str
    chosen: bool
    nudges: bool
    is_on: bool
    next_on: Date | None
    next_at: Instant | None


def everyone(tx: Transaction, person_id: int) -> list[Reminder]:
    """Return a person's reminders, in the order of their times."""
    rows = tx.all(
        """
        SELECT * FROM reminders WHERE person_id = :person_id ORDER BY local_time, reminder_id
        """,
        person_id=person_id,
    )
    return [read(row) for row in rows]


def one(tx: Transaction, person_id: int, reminder_id: int) -> Reminder | None:
    """Return a reminder, if it is this person's."""
    row = tx.one(
        "SELECT * FROM reminders WHERE reminder_id = :id AND person_id = :person_id",
        id=reminder_id,
        person_id=person_id,
    )
    return read(row) if row else None


def make(tx: Transaction, person_id: int, wanted: Wanted, now: Instant) -> Reminder | None:
    """Make a reminder, or switch the same one on again; None where a person has too many."""
    values: dict[str, object] = {
        "person_id": person_id,
        "kind": wanted.kind.value,
        "text": wanted.text,
        **_schedule(wanted.schedule),
    }
    rows = tx.run(
        """
        UPDATE reminders SET is_on = 1
        WHERE person_id = :person_id AND kind = :kind AND text = :text
          AND local_time = :local_time AND weekdays = :weekdays
        RETURNING reminder_id
        """,
        **values,
    ) or tx.run(
        """
        INSERT INTO reminders (person_id, kind, text, local_time, weekdays, chosen, nudges)
        SELECT :person_id, :kind, :text, :local_time, :weekdays, :chosen, :nudges
        WHERE (SELECT COUNT(*) FROM reminders WHERE person_id = :person_id) < :most
        RETURNING reminder_id
        """,
        **values,
        chosen=wanted.chosen,
        nudges=wanted.kind in NUDGED,
        most=MOST,
    )
    for row in rows:
        reschedule(tx, row["reminder_id"], now)
    return one(tx, person_id, rows[0]["reminder_id"]) if rows else None


def ensure(
    tx: Transaction, person_id: int, kind: ReminderKind, schedule: Schedule, now: Instant
) -> None:
    """Give a person a reminder of a kind at this time, or move and switch on the one they have."""
    for reminder in everyone(tx, person_id):
        if reminder.kind is kind:
            changed = replace(reminder, schedule=schedule, is_on=True, chosen=True)
            save(tx, changed, now)
            return
    make(tx, person_id, Wanted(kind, schedule), now)


def save(tx: Transaction, reminder: Reminder, now: Instant) -> None:
    """Store what was changed in a reminder, and plan it anew."""
    tx.run(
        """
        UPDATE reminders
        SET local_time = :local_time, weekdays = :weekdays, chosen = :chosen,
            nudges = :nudges, is_on = :is_on
        WHERE reminder_id = :id AND person_id = :person_id
        """,
        id=reminder.reminder_id,
        person_id=reminder.person_id,
        chosen=reminder.chosen,
        nudges=reminder.nudges,
        is_on=reminder.is_on,
        **_schedule(reminder.schedule),
    )
    reschedule(tx, reminder.reminder_id, now, anew=True)


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


def switch(
    tx: Transaction, person_id: int, kinds: Collection[ReminderKind], now: Instant, *, on: bool
) -> None:
    """Switch a person's reminders of some kinds on or off."""
    for reminder in everyone(tx, person_id):
        if reminder.kind in kinds and reminder.is_on is not on:
            save(tx, replace(reminder, is_on=on), now)


def rezone(tx: Transaction, person_id: int, now: Instant) -> None:
    """Plan a person's reminders anew, by the zone that they have now: local times stay."""
    mine = tx.run("SELECT reminder_id FROM reminders WHERE person_id = :id", id=person_id)
    for row in mine:
        reschedule(tx, row["reminder_id"], now, anew=True)


def reschedule(tx: Transaction, reminder_id: int, now: Instant, *, anew: bool = False) -> None:
    """Compute when a reminder comes next; what is planned stays, unless it is done `anew`."""
    rows = tx.run(
        """
        SELECT r.*, p.zone, p.blocked_at FROM reminders AS r
        JOIN people AS p ON p.person_id = r.person_id WHERE r.reminder_id = :id
        """,
        id=reminder_id,
    )
    if not rows:
        return  # deleted meanwhile
    row, reminder = rows[0], read(rows[0])
    next_at, next_on, again_at = reminder.next_at, reminder.next_on, row["again_at"]
    taken = _taken(tx, reminder_id, now)
    if not (reminder.is_on and row["zone"]):
        next_at = next_on = again_at = None
    elif anew or next_on is None or next_on in taken:
        next_at, next_on = next_fire(reminder.schedule, row["zone"], now, taken)
    wakes = [stored(next_at)] if next_at else []
    wakes += [again_at] if again_at else []
    tx.run(
        """
        UPDATE reminders SET next_on = :next_on, next_at = :next_at, again_at = :again_at,
            wake_at = :wake_at
        WHERE reminder_id = :id
        """,
        id=reminder_id,
        next_on=next_on.format_iso() if next_on else None,
        next_at=stored(next_at) if next_at else None,
        again_at=again_at,
        wake_at=None if row["blocked_at"] else min(wakes, default=None),
    )


def read(row: Row) -> Reminder:
    """Return what stands in a row of reminders."""
    return Reminder(
        reminder_id=row["reminder_id"],
        person_id=row["person_id"],
        kind=ReminderKind(row["kind"]),
        schedule=Schedule(Time.parse_iso(row["local_time"]), frozenset(map(int, row["weekdays"]))),
        text=row["text"],
        chosen=bool(row["chosen"]),
        nudges=bool(row["nudges"]),
        is_on=bool(row["is_on"]),
        next_on=Date.parse_iso(row["next_on"]) if row["next_on"] else None,
        next_at=restored(row["next_at"]) if row["next_at"] else None,
    )


def _taken(tx: Transaction, reminder_id: int, now: Instant) -> frozenset[Date]:
    """Return the dates from yesterday on that have had their reminder, wherever that was."""
    rows = tx.run(
        """
        SELECT local_date FROM reminder_fires WHERE reminder_id = :id AND local_date >= :since
        """,
        id=reminder_id,
        since=now.subtract(hours=48).to_tz("UTC").date().format_iso(),
    )
    return frozenset(Date.parse_iso(row["local_date"]) for row in rows)


def _schedule(schedule: Schedule) -> dict[str, str]:
    weekdays = "".join(map(str, sorted(schedule.weekdays)))
    return {"local_time": _hhmm(schedule.at), "weekdays": weekdays}


def _hhmm(at: Time) -> str:
    return at.format("HH:mm")
