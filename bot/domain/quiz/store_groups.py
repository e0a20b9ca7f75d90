"""A group's questions and scores, as rows."""

from collections.abc import Mapping, Sequence

from bot.domain.quiz.model import GroupScore
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


def newest(tx: Transaction, group_id: int) -> int | None:
    """Return the id of a group's newest question."""
    row = tx.one(
        """
        SELECT MAX(question_id) AS newest FROM quiz_group_questions WHERE group_id = :group_id
        """,
        group_id=group_id,
    )
    return row["newest"] if row else None


def ask(tx: Transaction, group_id: int, item: str) -> int:
    """Note that a group is shown a question, and return its id."""
    rows = tx.run(
        """
        INSERT INTO quiz_group_questions (group_id, item) VALUES (:group_id, :item)
        RETURNING question_id
        """,
        group_id=group_id,
        item=item,
    )
    return int(rows[0]["question_id"])


def move(tx: Transaction, before: int, after: int) -> None:
    """Take a group's questions and scores along to the chat that it has become."""
    for table in ("quiz_group_questions", "quiz_answers"):
        tx.run(
            f"UPDATE {table} SET group_id = :after WHERE group_id = :before",  # noqa: S608  # ours
            before=before,
            after=after,
        )


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


def scores(tx: Transaction, group_id: int) -> Sequence[GroupScore]:
    """Return the scores of everybody who answered in a group."""
    rows = tx.all(
        """
        SELECT name, SUM(is_right) AS times_right, COUNT(*) AS answered
        FROM quiz_answers JOIN quiz_names USING (person_id)
        WHERE group_id = :group_id GROUP BY person_id, name
        """,
        group_id=group_id,
    )
    return [GroupScore(row["name"], row["times_right"], row["answered"]) for row in rows]
