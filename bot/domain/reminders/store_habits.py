"""What holds for all reminders of a person, as a row."""

from dataclasses import dataclass

from whenever import Date, Instant, Time

from bot.domain.reminders.rules import USUAL_QUIET, Quiet
from bot.storage.instants import restored, stored
from bot.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Habits:
    """Quiet hours; the date on which paused reminders go on; when the bot asked what.

    `heard_at` is when the person last answered a reminder, `asked_at` when the bot asked whether
    to stop, `followed_at` when it last asked whether somebody has seen them.
    """

    quiet: Quiet = USUAL_QUIET
    paused_until: Date | None = None
    heard_at: Instant | None = None
    asked_at: Instant | None = None
    followed_at: Instant | None = None


def of(tx: Transaction, person_id: int) -> Habits:
    """Return what holds for all reminders of a person."""
    row = tx.one(
        "SELECT * FROM reminder_settings WHERE person_id = :person_id", person_id=person_id
    )
    if row is None:
        return Habits()
    return Habits(
        Quiet(Time.parse_iso(row["quiet_begins"]), Time.parse_iso(row["quiet_ends"])),
        Date.parse_iso(row["paused_until"]) if row["paused_until"] else None,
        *(restored(row[at]) if row[at] else None for at in ("heard_at", "asked_at", "followed_at")),
    )


def save(tx: Transaction, person_id: int, habits: Habits) -> None:
    """Store the quiet hours and the pause."""
    tx.run(
        """
        INSERT INTO reminder_settings (person_id, quiet_begins, quiet_ends, paused_until)
        VALUES (:person_id, :begins, :ends, :paused_until)
        ON CONFLICT (person_id) DO UPDATE SET quiet_begins = excluded.quiet_begins,
            quiet_ends = excluded.quiet_ends, paused_until = excluded.paused_until
        """,
        person_id=person_id,
        begins=habits.quiet.begins.format("HH:mm"),
        ends=habits.quiet.ends.format("HH:mm"),
        paused_until=habits.paused_until.format_iso() if habits.paused_until else None,
    )


def heard(tx: Transaction, person_id: int, now: Instant) -> None:
    """Note that the person answered: unanswered days count from here."""
    tx.run(
        """
        INSERT INTO reminder_settings (person_id, heard_at) VALUES (:person_id, :now)
        ON CONFLICT (person_id) DO UPDATE SET heard_at = excluded.heard_at, asked_at = NULL
        """,
        person_id=person_id,
        now=stored(now),
    )


def asked(tx: Transaction, person_id: int, now: Instant) -> None:
    """Note that the bot asked whether to stop."""
    tx.run(
        """
        INSERT INTO reminder_settings (person_id, asked_at) VALUES (:person_id, :now)
        ON CONFLICT (person_id) DO UPDATE SET asked_at = excluded.asked_at
        """,
        person_id=person_id,
        now=stored(now),
    )


def followed(tx: Transaction, person_id: int, now: Instant) -> None:
    """Note that the bot asked whether somebody has seen the person."""
    tx.run(
        """
        INSERT INTO reminder_settings (person_id, followed_at) VALUES (:person_id, :now)
        ON CONFLICT (person_id) DO UPDATE SET followed_at = excluded.followed_at
        """,
        person_id=person_id,
        now=stored(now),
    )


def unanswered_days(tx: Transaction, person_id: int) -> int:
    """Return on how many days reminders came since the person last answered one."""
    row = tx.one(
        """
        SELECT COUNT(DISTINCT f.local_date) AS days
        FROM reminder_fires AS f JOIN reminders AS r ON r.reminder_id = f.reminder_id
        WHERE f.person_id = :person_id AND f.state = 'sent' AND r.kind NOT IN ('quiz', 'tip')
          AND f.sent_at > COALESCE(
              (SELECT heard_at FROM reminder_settings WHERE person_id = :person_id), 0)
        """,
        person_id=person_id,
    )
    return row["days"] if row else 0
