"""A group's questions and scores, as rows."""

from collections.abc import Mapping, Sequence

from bot.domain.quiz.rules_together import Score
from bot.storage.transaction import Transaction


def shown(tx: Transaction, group_id: int) -> Mapping[str, int]:
    """Return how often each question was shown to a group."""
    rows = tx.all(
        """
        SELECT item, COUNT(*) AS times FROM quiz_group_questions
        WHERE group_id = :group_id GROUP BY item
        """,
        group_id=group_id,
    )
    return {row["item"]: row["times"] for row in rows}


def ask(tx: Transaction, group_id: int, item: str, after: int | None = None) -> int | None:
    """Note that a group is shown a question, and return its id.

    With `after` only where that is the group's newest question, else None.
    """
    rows = tx.run(
        """
        INSERT INTO quiz_group_questions (group_id, item)
        SELECT :group_id, :item WHERE :after IS NULL OR :after = (
            SELECT MAX(question_id) FROM quiz_group_questions WHERE group_id = :group_id
        )
        RETURNING question_id
        """,
        group_id=group_id,
        item=item,
        after=after,
    )
    return int(rows[0]["question_id"]) if rows else None


def name(tx: Transaction, person_id: int, first_name: str) -> None:
    """Note what a person is called on scoreboards."""
    tx.run(
        """
        INSERT INTO quiz_names (person_id, name) VALUES (:person_id, :name)
        ON CONFLICT (person_id) DO UPDATE SET name = excluded.name
        """,
        person_id=person_id,
        name=first_name,
    )


def scores(tx: Transaction, group_id: int) -> Sequence[Score]:
    """Return the scores of everybody who answered in a group."""
    rows = tx.all(
        """
        SELECT name, SUM(is_right) AS times_right, COUNT(*) AS answered
        FROM quiz_answers JOIN quiz_names USING (person_id)
        WHERE group_id = :group_id GROUP BY person_id, name
        """,
        group_id=group_id,
    )
    return [Score(row["name"], row["times_right"], row["answered"]) for row in rows]
