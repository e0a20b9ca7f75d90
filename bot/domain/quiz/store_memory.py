"""Answers and what they say of a person's memory, as rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whenever import Date, Instant

from bot.domain.quiz.memory import review
from bot.domain.quiz.rules import Card
from bot.storage.instants import stored
from bot.storage.transaction import Row, Transaction


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of a person's; `source` names what was answered, which counts once.

    `group_id` is the group in which it was given, `day` the person's local day.
    """

    person_id: int
    source: str
    item: str
    is_right: bool
    at: Instant
    day: Date
    group_id: int | None = None


def keep(tx: Transaction, answer: Answer) -> bool:
    """Store an answer and what it says of the person's memory; False if it was stored before."""
    new = tx.run(
        """
        INSERT INTO quiz_answers
            (person_id, source, item, is_right, answered_at, answered_on, group_id)
        VALUES (:person_id, :source, :item, :is_right, :at, :day, :group_id)
        ON CONFLICT (person_id, source) DO NOTHING RETURNING item
        """,
        person_id=answer.person_id,
        source=answer.source,
        item=answer.item,
        is_right=int(answer.is_right),
        at=stored(answer.at),
        day=answer.day.format_iso(),
        group_id=answer.group_id,
    )
    if new:
        _learn(tx, answer)
    return bool(new)


def _learn(tx: Transaction, answer: Answer) -> None:
    rows = tx.run(
        "SELECT * FROM quiz_cards WHERE person_id = :person_id AND item = :item",
        person_id=answer.person_id,
        item=answer.item,
    )
    before = _card(rows[0]) if rows else None
    card = review(before, answer.item, answer.day, is_right=answer.is_right)
    tx.run(
        """
        INSERT INTO quiz_cards
            (person_id, item, stability, difficulty, first_on, reviewed_on, due_on,
             times_right, times_wrong)
        VALUES (:person_id, :item, :stability, :difficulty, :first_on, :reviewed_on, :due_on,
                :times_right, :times_wrong)
        ON CONFLICT (person_id, item) DO UPDATE
        SET stability = excluded.stability, difficulty = excluded.difficulty,
            reviewed_on = excluded.reviewed_on, due_on = excluded.due_on,
            times_right = excluded.times_right, times_wrong = excluded.times_wrong
        """,
        person_id=answer.person_id,
        item=card.item,
        stability=card.stability,
        difficulty=card.difficulty,
        first_on=card.first_on.format_iso(),
        reviewed_on=card.reviewed_on.format_iso(),
        due_on=card.due_on.format_iso(),
        times_right=card.times_right,
        times_wrong=card.times_wrong,
    )


def cards(tx: Transaction, person_id: int) -> Mapping[str, Card]:
    """Return the person's cards by question."""
    rows = tx.all("SELECT * FROM quiz_cards WHERE person_id = :person_id", person_id=person_id)
    return {row["item"]: _card(row) for row in rows}


def days(tx: Transaction, person_id: int) -> Sequence[Date]:
    """Return the local days on which the person answered anything."""
    rows = tx.all(
        "SELECT DISTINCT answered_on FROM quiz_answers WHERE person_id = :person_id",
        person_id=person_id,
    )
    return [Date.parse_iso(row["answered_on"]) for row in rows]


def _card(row: Row) -> Card:
    return Card(
        row["item"],
        row["stability"],
        row["difficulty"],
        Date.parse_iso(row["first_on"]),
        Date.parse_iso(row["reviewed_on"]),
        Date.parse_iso(row["due_on"]),
        row["times_right"],
        row["times_wrong"],
    )
