"""Rounds and the questions that were asked of one person, as rows."""

from collections.abc import Sequence

from whenever import Date, Instant

from bot.domain.quiz.model import Asked, Item, Result, Round, Score
from bot.storage.instants import stored
from bot.storage.transaction import Row, Transaction


def start(tx: Transaction, person_id: int, size: int, now: Instant) -> Round | None:
    """Open a round; None where one is open already."""
    rows = tx.run(
        """
        INSERT INTO quiz_rounds (person_id, size, started_at) VALUES (:person_id, :size, :now)
        ON CONFLICT DO NOTHING RETURNING round_id
        """,
        person_id=person_id,
        size=size,
        now=stored(now),
    )
    return Round(rows[0]["round_id"], size) if rows else None


def begun_since(tx: Transaction, person_id: int, since: Instant) -> int:
    """Count the rounds that somebody began since an instant."""
    row = tx.one(
        """
        SELECT COUNT(*) AS times FROM quiz_rounds
        WHERE person_id = :person_id AND started_at > :since
        """,
        person_id=person_id,
        since=stored(since),
    )
    return row["times"] if row else 0


def open_round(tx: Transaction, person_id: int) -> Round | None:
    """Return the round that is under way."""
    row = tx.one(
        "SELECT * FROM quiz_rounds WHERE person_id = :person_id AND state = 'open'",
        person_id=person_id,
    )
    return _round(tx, row) if row else None


def one_round(tx: Transaction, person_id: int, round_id: int) -> Round | None:
    """Return a round, if it is this person's."""
    row = tx.one(
        "SELECT * FROM quiz_rounds WHERE round_id = :round_id AND person_id = :person_id",
        round_id=round_id,
        person_id=person_id,
    )
    return _round(tx, row) if row else None


def latest_size(tx: Transaction, person_id: int) -> int | None:
    """Return the length of the person's latest round, if there was one."""
    row = tx.one(
        """
        SELECT size FROM quiz_rounds WHERE person_id = :person_id ORDER BY round_id DESC LIMIT 1
        """,
        person_id=person_id,
    )
    return int(row["size"]) if row else None


def resize(tx: Transaction, round_id: int, size: int) -> None:
    """Change the length of a round."""
    tx.run(
        "UPDATE quiz_rounds SET size = :size WHERE round_id = :round_id",
        round_id=round_id,
        size=size,
    )


def end(tx: Transaction, round_id: int, *, stopped: bool) -> None:
    """Close a round; a question that waits in it is left."""
    tx.run(
        "UPDATE quiz_rounds SET state = :state WHERE round_id = :round_id",
        round_id=round_id,
        state="stopped" if stopped else "done",
    )
    tx.run(
        "UPDATE quiz_asked SET result = 'left' WHERE round_id = :round_id AND result IS NULL",
        round_id=round_id,
    )


def first_tries(tx: Transaction, person_id: int) -> Sequence[Score]:
    """Return the score of each round that is over and had an answer, oldest first."""
    rows = tx.all(
        """
        SELECT SUM(CASE WHEN result = 'right' THEN 1 ELSE 0 END) AS times_right,
               COUNT(*) AS answered
        FROM quiz_asked JOIN quiz_rounds USING (round_id)
        WHERE quiz_asked.person_id = :person_id AND state != 'open'
          AND again = 0 AND result IN ('right', 'wrong')
        GROUP BY round_id ORDER BY round_id
        """,
        person_id=person_id,
    )
    return [Score(row["times_right"], row["answered"]) for row in rows]


def ask(
    tx: Transaction, person_id: int, question: tuple[Item, bool], day: Date, round_id: int | None
) -> Asked:
    """Note that a question is shown, and whether it comes back; without a round, of the day."""
    item, again = question
    rows = tx.run(
        """
        INSERT INTO quiz_asked (person_id, round_id, item, again, asked_on)
        VALUES (:person_id, :round_id, :item, :again, :day) RETURNING asked_id
        """,
        person_id=person_id,
        round_id=round_id,
        item=item.id,
        again=int(again),
        day=day.format_iso(),
    )
    return Asked(rows[0]["asked_id"], item.id, again)


def settle(tx: Transaction, person_id: int, asked_id: int, result: Result) -> bool:
    """Note how a question ended; False if it was not waiting any more or is not this person's."""
    rows = tx.run(
        """
        UPDATE quiz_asked SET result = :result
        WHERE asked_id = :asked_id AND person_id = :person_id AND result IS NULL
        RETURNING asked_id
        """,
        asked_id=asked_id,
        person_id=person_id,
        result=result,
    )
    return bool(rows)


def of_the_day(tx: Transaction, person_id: int, day: Date) -> Asked | None:
    """Return the question of this day, if it was asked."""
    row = tx.one(
        """
        SELECT * FROM quiz_asked
        WHERE person_id = :person_id AND asked_on = :day AND round_id IS NULL
        """,
        person_id=person_id,
        day=day.format_iso(),
    )
    return _asked(row) if row else None


def newest(tx: Transaction, person_id: int) -> int | None:
    """Return the id of the question that a person was asked last."""
    row = tx.one(
        "SELECT max(asked_id) AS newest FROM quiz_asked WHERE person_id = :person_id",
        person_id=person_id,
    )
    return row["newest"] if row else None


def was_shown(tx: Transaction, person_id: int, asked: Asked) -> bool:
    """Say whether a poll with a question went out: what polls mean names the question."""
    row = tx.one(
        """
        SELECT 1 FROM polls WHERE person_id = :person_id
          AND data LIKE '%:' || :item || ':' || :asked_id || ':%'
        """,
        person_id=person_id,
        item=asked.item,
        asked_id=asked.asked_id,
    )
    return row is not None


def put_off(tx: Transaction, person_id: int, day: Date) -> frozenset[str]:
    """Return what was skipped on this day."""
    rows = tx.all(
        """
        SELECT item FROM quiz_asked
        WHERE person_id = :person_id AND asked_on = :day AND result = 'skipped'
        """,
        person_id=person_id,
        day=day.format_iso(),
    )
    return frozenset(row["item"] for row in rows)


def _round(tx: Transaction, row: Row) -> Round:
    rows = tx.all(
        "SELECT * FROM quiz_asked WHERE round_id = :round_id ORDER BY asked_id",
        round_id=row["round_id"],
    )
    asked = tuple(_asked(each) for each in rows)
    return Round(row["round_id"], row["size"], row["state"] == "open", asked)


def _asked(row: Row) -> Asked:
    return Asked(row["asked_id"], row["item"], bool(row["again"]), row["result"])
