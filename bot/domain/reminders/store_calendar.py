"""Calendars as rows."""

from bot.domain.reminders.model_calendar import CalendarKept
from bot.storage.instants import date_or_none
from bot.storage.transaction import Row, Transaction


def of_person(tx: Transaction, person_id: int) -> CalendarKept | None:
    """Return what is kept of a person's calendar."""
    row = tx.one("SELECT * FROM calendars WHERE person_id = :person_id", person_id=person_id)
    return _kept(row) if row else None


def of_feed(tx: Transaction, feed: str) -> CalendarKept | None:
    """Return the calendar that a private address leads to."""
    row = tx.one("SELECT * FROM calendars WHERE feed = :feed", feed=feed)
    return _kept(row) if row else None


def save(tx: Transaction, kept: CalendarKept) -> None:
    """Store what is kept of a calendar, but not its address."""
    tx.run(
        """
        INSERT INTO calendars (person_id, tag, told_until, in_words)
        VALUES (:person_id, :tag, :told_until, :in_words)
        ON CONFLICT (person_id) DO UPDATE
        SET told_until = excluded.told_until, in_words = excluded.in_words
        """,
        person_id=kept.person_id,
        tag=kept.tag,
        told_until=kept.told_until.format_iso() if kept.told_until else None,
        in_words=int(kept.in_words),
    )


def set_feed(tx: Transaction, person_id: int, feed: str | None) -> None:
    """Store the private address of a calendar, in place of the one before; None ends it."""
    tx.run(
        "UPDATE calendars SET feed = :feed WHERE person_id = :person_id",
        feed=feed,
        person_id=person_id,
    )


def _kept(row: Row) -> CalendarKept:
    return CalendarKept(
        person_id=row["person_id"],
        tag=row["tag"],
        told_until=date_or_none(row["told_until"]),
        in_words=bool(row["in_words"]),
        has_feed=row["feed"] is not None,
    )
