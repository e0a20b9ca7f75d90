"""When to ask whether somebody has looked, as columns of the holds.

Who is to be asked is leased for a while: a crash in between loses nothing, and once it is settled
it is not asked again.
"""

from collections.abc import Iterable

from whenever import Instant

from bot.storage.instants import stored, stored_or_none
from bot.storage.transaction import Transaction

_LEASE_S = 120
_SOON_MINUTES = 60  # what would be asked within the hour is asked with it


def aim(tx: Transaction, instants: Iterable[tuple[int, Instant | None]]) -> None:
    """Say of holds, by their ids, when to ask; None where nobody needs to."""
    tx.each(
        "UPDATE holds SET ask_at = :at WHERE hold_id = :hold_id",
        [{"hold_id": hold_id, "at": stored_or_none(at)} for hold_id, at in instants],
    )


def claim(tx: Transaction, now: Instant, limit: int) -> list[int]:
    """Lease whom to ask now, the longest due first; return their ids.

    Whoever has blocked the bot is asked once they are back.
    """
    rows = tx.run(
        """
        UPDATE holds SET ask_at = :lease
        WHERE ended_at IS NULL AND ask_at <= :now AND person_id IN (
            SELECT h.person_id FROM holds AS h JOIN people AS p ON p.person_id = h.person_id
            WHERE h.ended_at IS NULL AND h.ask_at <= :now AND p.blocked_at IS NULL
            GROUP BY h.person_id ORDER BY min(h.ask_at) LIMIT :limit)
        RETURNING person_id
        """,
        lease=stored(now.add(seconds=_LEASE_S)),
        now=stored(now),
        limit=limit,
    )
    return list(dict.fromkeys(row["person_id"] for row in rows))


def put_off(tx: Transaction, person_id: int, now: Instant, until: Instant | None) -> None:
    """Ask somebody later, or no more, what is leased or due within the hour."""
    tx.run(
        """
        UPDATE holds SET ask_at = :until
        WHERE person_id = :person_id AND ended_at IS NULL AND ask_at <= :soon
        """,
        person_id=person_id,
        until=stored_or_none(until),
        soon=stored(now.add(minutes=_SOON_MINUTES)),
    )


def note_seen(tx: Transaction, person_id: int, told_at: Instant, now: Instant) -> None:
    """Note that somebody has looked at all that held when the person was asked, and says wait."""
    tx.run(
        """
        UPDATE holds SET seen_at = :now, ask_at = NULL
        WHERE person_id = :person_id AND ended_at IS NULL AND is_asked = 0 AND since <= :told_at
        """,
        person_id=person_id,
        now=stored(now),
        told_at=stored(told_at),
    )
