"""Rounds, answers and cards as rows."""

from dataclasses import replace

from bot.domain.people import store as people
from bot.domain.quiz import store, work_learning
from bot.domain.quiz import store_groups as groups
from bot.domain.quiz import store_memory as learning
from bot.domain.quiz.model import GivenAnswer, Score
from bot.storage.database import Database
from bot.storage.transaction import Transaction
from tests.domain.quiz.conftest import ANA, BEN, NOON, TODAY, item, small_bank

ANSWER = GivenAnswer(ANA, "asked:1", "a", is_right=True, at=NOON, day=TODAY)


async def test_an_answer_counts_once(db: Database) -> None:
    assert await db.run(work_learning.learn, ANSWER)
    assert not await db.run(work_learning.learn, replace(ANSWER, is_right=False))
    cards = await db.run(learning.cards, ANA)
    assert (cards["a"].times_right, cards["a"].times_wrong) == (1, 0)
    assert await db.run(work_learning.learn, replace(ANSWER, source="asked:2"))
    assert await db.run(work_learning.learn, replace(ANSWER, person_id=BEN))
    assert await db.run(learning.days, ANA) == [TODAY]


async def test_there_is_one_open_round_at_most(db: Database) -> None:
    begun = await db.run(store.start, ANA, 3, NOON)
    assert begun is not None
    assert await db.run(store.start, ANA, 10, NOON) is None
    assert await db.run(store.start, BEN, 10, NOON) is not None
    assert await db.run(store.open_round, ANA) == begun
    await db.run(store.end, begun.round_id, stopped=False)
    assert await db.run(store.open_round, ANA) is None
    assert await db.run(store.latest_size, ANA) == 3


async def test_nobody_sees_another_persons_round(db: Database) -> None:
    begun = await db.run(store.start, ANA, 3, NOON)
    assert begun is not None
    asked = await db.run(store.ask, ANA, (item("a"), False), TODAY, begun.round_id)
    assert await db.run(store.one_round, BEN, begun.round_id) is None
    assert not await db.run(store.settle, BEN, asked.asked_id, "right")
    assert await db.run(store.settle, ANA, asked.asked_id, "right")
    assert not await db.run(store.settle, ANA, asked.asked_id, "wrong")


async def test_first_tries_are_counted_for_rounds_that_are_over(db: Database) -> None:
    begun = await db.run(store.start, ANA, 3, NOON)
    assert begun is not None
    for name, again in (("a", False), ("b", False), ("c", False), ("a", True)):
        asked = await db.run(store.ask, ANA, (item(name), again), TODAY, begun.round_id)
        if name != "c":
            result = "right" if name == "b" or again else "wrong"
            await db.run(store.settle, ANA, asked.asked_id, result)  # type: ignore[arg-type]
    assert await db.run(store.first_tries, ANA) == []
    await db.run(store.end, begun.round_id, stopped=True)
    assert await db.run(store.first_tries, ANA) == [Score(right=1, answered=2)]
    done = await db.run(store.one_round, ANA, begun.round_id)
    assert done is not None
    assert [asked.result for asked in done.asked] == ["wrong", "right", "left", "right"]


async def test_the_scoreboard_is_the_groups_own(db: Database) -> None:
    for number, group_id in enumerate((-1, -1, -2, None)):
        await db.run(work_learning.learn, replace(ANSWER, source=str(number), group_id=group_id))
    await db.run(groups.name, ANA, "Ana")
    await db.run(groups.name, ANA, "Ana B.")
    assert [(s.name, s.right, s.answered) for s in await db.run(groups.scores, -1)] == [
        ("Ana B.", 2, 2)
    ]


async def test_only_the_newest_question_of_a_group_leads_to_another(db: Database) -> None:
    bank = small_bank(3)
    first = await db.run(work_learning.ask_group, bank, -1, None)
    assert first is not None
    assert await db.run(work_learning.ask_group, bank, -2, None) is not None
    second = await db.run(work_learning.ask_group, bank, -1, first[1])
    assert second is not None
    assert await db.run(work_learning.ask_group, bank, -1, first[1]) is None
    assert await db.run(groups.shown, -1) == {first[0].id: 1, second[0].id: 1}


async def test_nothing_of_the_quiz_is_left_of_somebody_who_deletes_everything(
    db: Database,
) -> None:
    begun = await db.run(store.start, ANA, 3, NOON)
    assert begun is not None
    await db.run(store.ask, ANA, (item("a"), False), TODAY, begun.round_id)
    await db.run(work_learning.learn, ANSWER)
    await db.run(groups.name, ANA, "Ana")
    await db.run(people.delete, ANA)
    for table in ("quiz_cards", "quiz_answers", "quiz_rounds", "quiz_asked", "quiz_names"):
        assert await db.run(Transaction.all, f"SELECT * FROM {table}") == []  # noqa: S608  # the names stand above
