"""Answers and what they say of a person's memory, as rows."""

from collections.abc import Mapping, Sequence

from whenever import Date

from bot.domain.quiz.model import GivenAnswer, MemoryCard
from bot.storage.instants import stored
from bot.storage.transaction import Row, Transaction


def add(tx: Transaction, answer: GivenAnswer) -> bool:
    """Store an answer; False if what it names was answered before."""
    rows = tx.run(
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
    return bool(rows)


def card(tx: Transaction, person_id: int, item: str) -> MemoryCard | None:
    """Return the person's card of one question."""
    row = tx.one(
        "SELECT * FROM quiz_cards WHERE person_id = :person_id AND item = :item",
        person_id=person_id,
        item=item,
    )
    return _card(row) if row else None


def put(tx: Transaction, person_id: int, card: MemoryCard) -> None:
    """Store a person's card."""
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
        person_id=person_id,
        item=card.item,
        stability=card.stability,
        difficulty=card.difficulty,
        first_on=card.first_on.format_iso(),
        reviewed_on=card.reviewed_on.format_iso(),
        due_on=card.due_on.format_iso(),
        times_right=card.times_right,
        times_wrong=card.times_wrong,
    )


def cards(tx: Transaction, person_id: int) -> Mapping[str, MemoryCard]:
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


def _card(row: Row) -> MemoryCard:
    return MemoryCard(
        row["item"],
        row["stability"],
        row["difficulty"],
        Date.parse_iso(row["first_on"]),
        Date.parse_iso(row["reviewed_on"]),
        Date.parse_iso(row["due_on"]),
        row["times_right"],
        row["times_wrong"],
    )
