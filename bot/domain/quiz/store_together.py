"""A group's questions and scores, as rows."""

from collections.abc import Mapping, Sequence

from bot.domain.quiz.rules_together import Score
from bot.storage.database import Database


async def shown(db: Database, group_id: int) -> Mapping[str, int]:
    """Return how often each question was shown to a group."""
    rows = await db.all(
        """
        SELECT item, COUNT(*) AS times FROM quiz_group_questions
        WHERE group_id = :group_id GROUP BY item
        """,
        group_id=group_id,
    )
    return {row["item"]: row["times"] for row in rows}


async def ask(db: Database, group_id: int, item: str, after: int | None = None) -> int | None:
    """Note that a group is shown a question, and return its id.

    With `after` only where that is the group's newest question, else None.
    """
    rows = await db.write(
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


async def name(db: Database, person_id: int, first_name: str) -> None:
    """Note what a person is called on scoreboards."""
    await db.write(
        """
        INSERT INTO quiz_names (person_id, name) VALUES (:person_id, :name)
        ON CONFLICT (person_id) DO UPDATE SET name = excluded.name
        """,
        person_id=person_id,
        name=first_name,
    )


async def scores(db: Database, group_id: int) -> Sequence[Score]:
    """Return the scores of everybody who answered in a group."""
    rows = await db.all(
        """
        SELECT name, SUM(is_right) AS times_right, COUNT(*) AS answered
        FROM quiz_answers JOIN quiz_names USING (person_id)
        WHERE group_id = :group_id GROUP BY person_id, name
        """,
        group_id=group_id,
    )
    return [Score(row["name"], row["times_right"], row["answered"]) for row in rows]
