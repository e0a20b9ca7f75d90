"""A reminder that is being made, as a row."""

from dataclasses import dataclass

from whenever import Time

from bot.domain.reminders.rules import ReminderKind
from bot.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Draft:
    """A reminder as far as it is known; no weekday means the days of the plan."""

    kind: ReminderKind | None = None
    text: str = ""
    at: Time | None = None
    weekdays: frozenset[int] | None = None


def draft(tx: Transaction, person_id: int) -> Draft:
    """Return what a person is making, which may be nothing yet."""
    row = tx.one("SELECT * FROM reminder_drafts WHERE person_id = :person_id", person_id=person_id)
    if row is None:
        return Draft()
    return Draft(
        ReminderKind(row["kind"]) if row["kind"] else None,
        row["text"],
        Time.parse_iso(row["local_time"]) if row["local_time"] else None,
        None if row["weekdays"] is None else frozenset(map(int, row["weekdays"])),
    )


def save(tx: Transaction, person_id: int, made: Draft) -> None:
    """Store what is known so far."""
    tx.run(
        """
        INSERT INTO reminder_drafts (person_id, kind, text, local_time, weekdays)
        VALUES (:person_id, :kind, :text, :local_time, :weekdays)
        ON CONFLICT (person_id) DO UPDATE SET kind = excluded.kind, text = excluded.text,
            local_time = excluded.local_time, weekdays = excluded.weekdays
        """,
        person_id=person_id,
        kind=made.kind.value if made.kind else None,
        text=made.text,
        local_time=made.at.format("HH:mm") if made.at else None,
        weekdays=None if made.weekdays is None else "".join(map(str, sorted(made.weekdays))),
    )


def drop(tx: Transaction, person_id: int) -> None:
    """Forget what was being made."""
    tx.run("DELETE FROM reminder_drafts WHERE person_id = :person_id", person_id=person_id)
