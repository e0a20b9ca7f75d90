"""What holds for all reminders of a person, and the one that they are making, as rows."""

from collections.abc import Sequence

from whenever import Instant, Time

from bot.domain.reminders.model import Habits, Quiet, ReminderDraft, ReminderKind
from bot.storage.instants import date_or_none, restored_or_none, stored, stored_or_none
from bot.storage.transaction import Transaction


def habits(tx: Transaction, person_id: int) -> Habits:
    """Return what holds for all reminders of a person."""
    row = tx.one(
        "SELECT * FROM reminder_settings WHERE person_id = :person_id", person_id=person_id
    )
    if row is None:
        return Habits()
    return Habits(
        Quiet(Time.parse_iso(row["quiet_begins"]), Time.parse_iso(row["quiet_ends"])),
        date_or_none(row["paused_until"]),
        heard_at=restored_or_none(row["heard_at"]),
        asked_at=restored_or_none(row["asked_at"]),
        followed_at=restored_or_none(row["followed_at"]),
        rest_said_on=date_or_none(row["rest_said_on"]),
    )


def save_habits(tx: Transaction, person_id: int, kept: Habits) -> None:
    """Store what holds for all reminders of a person."""
    tx.run(
        """
        INSERT INTO reminder_settings
            (person_id, quiet_begins, quiet_ends, paused_until, heard_at, asked_at, followed_at,
             rest_said_on)
        VALUES (:person_id, :begins, :ends, :paused_until, :heard_at, :asked_at, :followed_at,
             :rest_said_on)
        ON CONFLICT (person_id) DO UPDATE SET quiet_begins = excluded.quiet_begins,
            quiet_ends = excluded.quiet_ends, paused_until = excluded.paused_until,
            heard_at = excluded.heard_at, asked_at = excluded.asked_at,
            followed_at = excluded.followed_at, rest_said_on = excluded.rest_said_on
        """,
        person_id=person_id,
        begins=kept.quiet.begins.format("HH:mm"),
        ends=kept.quiet.ends.format("HH:mm"),
        paused_until=kept.paused_until.format_iso() if kept.paused_until else None,
        heard_at=stored_or_none(kept.heard_at),
        asked_at=stored_or_none(kept.asked_at),
        followed_at=stored_or_none(kept.followed_at),
        rest_said_on=kept.rest_said_on.format_iso() if kept.rest_said_on else None,
    )


def ask_clock(tx: Transaction, person_id: int, at: Instant | None) -> None:
    """Say when to ask a person for their clock; None where that is not needed any more."""
    tx.run(
        """
        INSERT INTO reminder_settings (person_id, ask_clock_at) VALUES (:person_id, :at)
        ON CONFLICT (person_id) DO UPDATE SET ask_clock_at = excluded.ask_clock_at
        """,
        person_id=person_id,
        at=stored_or_none(at),
    )


def clocks_to_ask(tx: Transaction, now: Instant, limit: int) -> Sequence[tuple[int, str]]:
    """Return whom to ask for their clock by now, with their language: theirs is not known yet."""
    rows = tx.all(
        """
        SELECT s.person_id, p.language
        FROM reminder_settings AS s JOIN people AS p ON p.person_id = s.person_id
        WHERE s.ask_clock_at <= :now AND p.zone IS NULL AND p.blocked_at IS NULL AND EXISTS (
            SELECT 1 FROM reminders AS r WHERE r.person_id = s.person_id AND r.is_on = 1)
        ORDER BY s.ask_clock_at LIMIT :limit
        """,
        now=stored(now),
        limit=limit,
    )
    return [(row["person_id"], row["language"]) for row in rows]


def draft(tx: Transaction, person_id: int) -> ReminderDraft:
    """Return what a person is making, which may be nothing yet."""
    row = tx.one("SELECT * FROM reminder_drafts WHERE person_id = :person_id", person_id=person_id)
    if row is None:
        return ReminderDraft()
    times = [Time.parse_iso(at) for at in (row["local_time"] or "").split(",") if at]
    return ReminderDraft(
        kind=ReminderKind(row["kind"]) if row["kind"] else None,
        text=row["text"],
        at=times[0] if times else None,
        also_at=tuple(times[1:]),
        weekdays=None if row["weekdays"] is None else frozenset(map(int, row["weekdays"])),
        once=date_or_none(row["first_on"]),
        every_days=row["every_days"],
        is_exercise=bool(row["exercise"]),
        is_unclear=bool(row["unclear"]),
    )


def save_draft(tx: Transaction, person_id: int, made: ReminderDraft) -> None:
    """Store what is known so far."""
    times = [made.at, *made.also_at] if made.at else []
    tx.run(
        """
        INSERT INTO reminder_drafts (person_id, kind, text, local_time, weekdays, first_on,
            every_days, exercise, unclear)
        VALUES (:person_id, :kind, :text, :local_time, :weekdays, :once, :every_days, :exercise,
            :unclear)
        ON CONFLICT (person_id) DO UPDATE SET kind = excluded.kind, text = excluded.text,
            local_time = excluded.local_time, weekdays = excluded.weekdays,
            first_on = excluded.first_on, every_days = excluded.every_days,
            exercise = excluded.exercise, unclear = excluded.unclear
        """,
        person_id=person_id,
        kind=made.kind.value if made.kind else None,
        text=made.text,
        local_time=",".join(at.format("HH:mm") for at in times) or None,
        weekdays=None if made.weekdays is None else "".join(map(str, sorted(made.weekdays))),
        once=made.once.format_iso() if made.once else None,
        every_days=made.every_days,
        exercise=made.is_exercise,
        unclear=made.is_unclear,
    )


def drop_draft(tx: Transaction, person_id: int) -> None:
    """Forget what was being made."""
    tx.run("DELETE FROM reminder_drafts WHERE person_id = :person_id", person_id=person_id)
