"""What readers want, which tips they had, and their one unasked message a day, as rows."""

from collections.abc import Mapping

from whenever import Date, Instant

from bot.domain.broadcast.rules_tips import Often, Pace, Wishes, how_often, schedule
from bot.domain.reminders import store as reminders
from bot.domain.reminders import work as reminding
from bot.domain.reminders.model import ReminderKind
from bot.storage.instants import restored, restored_or_none, stored
from bot.storage.transaction import Transaction


def wishes(tx: Transaction, person_id: int) -> Wishes:
    """Return what a person wants."""
    row = tx.one(
        "SELECT pace, paused_until FROM unasked_messages WHERE person_id = :person_id",
        person_id=person_id,
    )
    chosen = tx.all(
        "SELECT subject FROM tip_subjects WHERE person_id = :person_id", person_id=person_id
    )
    subjects = frozenset(each["subject"] for each in chosen)
    if row is None:
        return Wishes(subjects=subjects)
    paused = restored_or_none(row["paused_until"])
    return Wishes(Pace(row["pace"]), paused, subjects)


def set_pace(tx: Transaction, person_id: int, pace: Pace) -> None:
    """Store how many messages of admins a person wants."""
    tx.run(
        """
        INSERT INTO unasked_messages (person_id, pace) VALUES (:person_id, :pace)
        ON CONFLICT (person_id) DO UPDATE SET pace = excluded.pace
        """,
        person_id=person_id,
        pace=pace.value,
    )


def pause(tx: Transaction, person_id: int, until: Instant | None) -> None:
    """Store until when nothing is to come; None ends a pause."""
    tx.run(
        """
        INSERT INTO unasked_messages (person_id, paused_until) VALUES (:person_id, :until)
        ON CONFLICT (person_id) DO UPDATE SET paused_until = excluded.paused_until
        """,
        person_id=person_id,
        until=stored(until) if until else None,
    )


def choose(tx: Transaction, person_id: int, subject: str, *, wanted: bool) -> None:
    """Store whether a person wants tips about a group of topics."""
    sql = (
        "INSERT INTO tip_subjects (person_id, subject) VALUES (:person_id, :subject)"
        " ON CONFLICT DO NOTHING"
        if wanted
        else "DELETE FROM tip_subjects WHERE person_id = :person_id AND subject = :subject"
    )
    tx.run(sql, person_id=person_id, subject=subject)


def often(tx: Transaction, person_id: int) -> Often:
    """Return how often tips of the week come: the reminder of that kind says it."""
    found = [
        r for r in reminders.of_person(tx, person_id) if r.kind is ReminderKind.TIP and r.is_on
    ]
    return how_often(found[0].schedule if found else None)


def set_often(tx: Transaction, person_id: int, wanted: Often, now: Instant, zone: str) -> None:
    """Make, move or remove the reminder of the tip of the week."""
    if wanted is Often.OFF:
        reminders.remove_kind(tx, person_id, ReminderKind.TIP)
    else:
        planned = schedule(wanted, now.to_tz(zone).date())
        reminding.ensure(tx, person_id, ReminderKind.TIP, planned, now)


def had(tx: Transaction, person_id: int) -> Mapping[str, Instant]:
    """Return when a person had each tip last, by its id."""
    rows = tx.all(
        "SELECT tip, last_at FROM tips_had WHERE person_id = :person_id", person_id=person_id
    )
    return {row["tip"]: restored(row["last_at"]) for row in rows}


def note(tx: Transaction, person_id: int, tip: str, now: Instant) -> None:
    """Note that a person got a tip."""
    tx.run(
        """
        INSERT INTO tips_had (person_id, tip, last_at) VALUES (:person_id, :tip, :now)
        ON CONFLICT (person_id, tip) DO UPDATE SET last_at = excluded.last_at
        """,
        person_id=person_id,
        tip=tip,
        now=stored(now),
    )


def take_day(tx: Transaction, person_id: int, today: Date) -> bool:
    """Take a person's one unasked message of their date; False where a broadcast has it.

    Taking it again is fine: where a tip is due twice on a date, the first was never sent.
    """
    rows = tx.run(
        """
        INSERT INTO unasked_messages (person_id, last_on) VALUES (:person_id, :today)
        ON CONFLICT (person_id) DO UPDATE SET last_on = excluded.last_on, last_broadcast = NULL
        WHERE unasked_messages.last_on IS NULL OR unasked_messages.last_on < excluded.last_on
           OR (unasked_messages.last_on = excluded.last_on
               AND unasked_messages.last_broadcast IS NULL)
        RETURNING person_id
        """,
        person_id=person_id,
        today=today.format_iso(),
    )
    return bool(rows)


def give_day_back(tx: Transaction, person_id: int) -> None:
    """Let something else be a person's unasked message of the day, for the tip did not arrive."""
    tx.run(
        """
        UPDATE unasked_messages SET last_on = NULL
        WHERE person_id = :person_id AND last_broadcast IS NULL
        """,
        person_id=person_id,
    )
