"""Rounds, answers and cards as rows."""

from dataclasses import replace

from bot.domain.people.store import People
from bot.domain.quiz import store
from bot.domain.quiz import store_memory as learning
from bot.domain.quiz import store_together as together
from bot.domain.quiz.rules import Score
from bot.domain.quiz.store_memory import Answer
from bot.storage.database import Database
from tests.domain.quiz.conftest import ANA, BEN, NOON, TODAY, item

ANSWER = Answer(ANA, "asked:1", "a", is_right=True, at=NOON, day=TODAY)


async def test_an_answer_counts_once(db: Database) -> None:
    assert await learning.keep(db, ANSWER)
    assert not await learning.keep(db, replace(ANSWER, is_right=False))
    cards = await learning.cards(db, ANA)
    assert (cards["a"].times_right, cards["a"].times_wrong) == (1, 0)
    assert await learning.keep(db, replace(ANSWER, source="asked:2"))
    assert await learning.keep(db, replace(ANSWER, person_id=BEN))
    assert await learning.days(db, ANA) == [TODAY]


async def test_there_is_one_open_round_at_most(db: Database) -> None:
    begun = await store.start(db, ANA, 3, NOON)
    assert begun is not None
    assert await store.start(db, ANA, 10, NOON) is None
    assert await store.start(db, BEN, 10, NOON) is not None
    assert await store.open_round(db, ANA) == begun
    await store.end(db, begun.round_id, stopped=False)
    assert await store.open_round(db, ANA) is None
    assert await store.usual_size(db, ANA) == 3


async def test_nobody_sees_another_persons_round(db: Database) -> None:
    begun = await store.start(db, ANA, 3, NOON)
    assert begun is not None
    asked = await store.ask(db, ANA, (item("a"), False), TODAY, begun.round_id)
    assert await store.one_round(db, BEN, begun.round_id) is None
    assert not await store.settle(db, BEN, asked.asked_id, "right")
    assert await store.settle(db, ANA, asked.asked_id, "right")
    assert not await store.settle(db, ANA, asked.asked_id, "wrong")


async def test_first_tries_are_counted_for_rounds_that_are_over(db: Database) -> None:
    begun = await store.start(db, ANA, 3, NOON)
    assert begun is not None
    for name, again in (("a", False), ("b", False), ("c", False), ("a", True)):
        asked = await store.ask(db, ANA, (item(name), again), TODAY, begun.round_id)
        if name != "c":
            result = "right" if name == "b" or again else "wrong"
            await store.settle(db, ANA, asked.asked_id, result)  # type: ignore[arg-type]
    assert await store.first_tries(db, ANA) == []
    await store.end(db, begun.round_id, stopped=True)
    assert await store.first_tries(db, ANA) == [Score(right=1, answered=2)]
    done = await store.one_round(db, ANA, begun.round_id)
    assert done is not None
    assert [asked.result for asked in done.asked] == ["wrong", "right", "left", "right"]


async def test_the_scoreboard_is_the_groups_own(db: Database) -> None:
    for number, group_id in enumerate((-1, -1, -2, None)):
        await learning.keep(db, replace(ANSWER, source=str(number), group_id=group_id))
    await together.name(db, ANA, "Ana")
    await together.name(db, ANA, "Ana B.")
    assert [(s.name, s.right, s.answered) for s in await together.scores(db, -1)] == [
        ("Ana B.", 2, 2)
    ]


async def test_only_the_newest_question_of_a_group_leads_to_another(db: Database) -> None:
    first = await together.ask(db, -1, "a")
    assert first is not None
    assert await together.ask(db, -2, "a") is not None
    assert await together.ask(db, -1, "b", after=first) is not None
    assert await together.ask(db, -1, "c", after=first) is None
    assert await together.shown(db, -1) == {"a": 1, "b": 1}


async def test_nothing_of_the_quiz_is_left_of_somebody_who_deletes_everything(
    db: Database,
) -> None:
    begun = await store.start(db, ANA, 3, NOON)
    assert begun is not None
    await store.ask(db, ANA, (item("a"), False), TODAY, begun.round_id)
    await learning.keep(db, ANSWER)
    await together.name(db, ANA, "Ana")
    await People(db).delete(ANA)
    for table in ("quiz_cards", "quiz_answers", "quiz_rounds", "quiz_asked", "quiz_names"):
        assert await db.all(f"SELECT * FROM {table}") == []  # noqa: S608  # the names stand above
