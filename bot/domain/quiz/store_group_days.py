"""Groups' daily questions, as rows."""

from collections.abc import Sequence

from whenever import Instant, Time

from bot.domain.quiz.model import GroupDay
from bot.storage.instants import restored, stored
from bot.storage.transaction import Row, Transaction


def of_group(tx: Transaction, group_id: int) -> GroupDay | None:
    """Return a group's daily question, if it has one."""
    row = tx.one("SELECT * FROM quiz_group_days WHERE group_id = :group_id", group_id=group_id)
    return _day(row) if row else None


def put(tx: Transaction, day: GroupDay) -> None:
    """Store a group's daily question in place of the one it had."""
    tx.run(
        """
        INSERT INTO quiz_group_days (group_id, topic, local_time, zone, next_at)
        VALUES (:group_id, :topic, :at, :zone, :next_at)
        ON CONFLICT (group_id) DO UPDATE
        SET topic = excluded.topic, local_time = excluded.local_time, zone = excluded.zone,
            next_at = excluded.next_at, held_until = 0
        """,
        group_id=day.group_id,
        topic=day.topic,
        at=day.at.format_iso(),
        zone=day.zone,
        next_at=stored(day.next_at),
    )


def stop(tx: Transaction, group_id: int) -> None:
    """Let no more daily questions come."""
    tx.run("DELETE FROM quiz_group_days WHERE group_id = :group_id", group_id=group_id)


def due(tx: Transaction, now: Instant, most: int) -> Sequence[GroupDay]:
    """Return what is due and held by nobody."""
    rows = tx.all(
        """
        SELECT * FROM quiz_group_days WHERE next_at <= :now AND held_until <= :now
        ORDER BY next_at LIMIT :most
        """,
        now=stored(now),
        most=most,
    )
    return [_day(row) for row in rows]


def hold(tx: Transaction, day_id: int, until: Instant) -> None:
    """Keep others from sending it too; where it is not settled by then it is due again."""
    tx.run(
        "UPDATE quiz_group_days SET held_until = :until WHERE day_id = :day_id",
        day_id=day_id,
        until=stored(until),
    )


def settle(tx: Transaction, day: GroupDay, next_at: Instant) -> None:
    """Let it be due next; what an admin has set meanwhile stays."""
    tx.run(
        """
        UPDATE quiz_group_days SET next_at = :next_at, held_until = 0
        WHERE day_id = :day_id AND next_at = :before
        """,
        day_id=day.day_id,
        before=stored(day.next_at),
        next_at=stored(next_at),
    )


def move(tx: Transaction, before: int, after: int) -> None:
    """Take it along to the chat that the group has become, unless that has one by now."""
    if of_group(tx, after) is None:
        tx.run(
            "UPDATE quiz_group_days SET group_id = :after WHERE group_id = :before",
            before=before,
            after=after,
        )
    else:
        stop(tx, before)


def _day(row: Row) -> GroupDay:
    return GroupDay(
        row["day_id"],
        row["group_id"],
        row["topic"],
        Time.parse_iso(row["local_time"]),
        row["zone"],
        restored(row["next_at"]),
    )
