"""People who have not been heard of for long, as rows: asked once, and then forgotten."""

from collections.abc import Iterable

from whenever import Date

from bot.storage.transaction import Transaction


def silent(tx: Transaction, before: Date, most: int) -> list[tuple[int, bool]]:
    """Return some who were last seen before a date and not asked since, and whether they can be."""
    rows = tx.all(
        """
        SELECT person_id, blocked_at FROM people
        WHERE seen_on < :before AND (stay_asked_on IS NULL OR stay_asked_on <= seen_on)
        LIMIT :most
        """,
        before=before.format_iso(),
        most=most,
    )
    return [(row["person_id"], row["blocked_at"] is None) for row in rows]


def asked(tx: Transaction, people: Iterable[int], on: Date) -> None:
    """Note that people were asked whether their data may stay, or cannot be."""
    tx.each(
        "UPDATE people SET stay_asked_on = :today WHERE person_id = :person_id",
        [{"person_id": person_id, "today": on.format_iso()} for person_id in people],
    )


def forget(tx: Transaction, seen_before: Date, asked_before: Date, most: int) -> bool:
    """Remove some who were asked before a date and never came back; False if there are none."""
    rows = tx.run(
        """
        DELETE FROM people WHERE person_id IN (
            SELECT person_id FROM people
            WHERE seen_on < :seen_before AND stay_asked_on < :asked_before
              AND seen_on < stay_asked_on LIMIT :most)
        RETURNING person_id
        """,
        seen_before=seen_before.format_iso(),
        asked_before=asked_before.format_iso(),
        most=most,
    )
    return bool(rows)
