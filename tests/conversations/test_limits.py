"""What one person can do on a day, said in words; what was done before stays."""

from bot.domain.people.rules import MOST_A_DAY, Counted
from bot.storage.transaction import Transaction
from tests.conversations.conftest import Chat


async def rows(chat: Chat, table: str) -> int:
    sql = f"SELECT COUNT(*) AS times FROM {table} WHERE person_id = :id"  # noqa: S608
    row = await chat.services.db.run(Transaction.one, sql, id=chat.person_id)
    assert row
    return int(row["times"])


async def test_rounds_end_at_so_many_a_day_and_go_on_the_next(ana: Chat) -> None:
    most = MOST_A_DAY[Counted.ROUND]
    for _ in range(most):
        await ana.say("/quiz")
        assert "more than I take" not in await ana.tap("Stop")
    assert f"more than I take in one day: {most} rounds of the quiz in 24 hours" in await ana.say(
        "/quiz"
    )
    assert await rows(ana, "quiz_rounds") == most
    ana.clock.forward(24 * 3600 + 1)
    await ana.say("/quiz")
    assert await rows(ana, "quiz_rounds") == most + 1


async def test_files_end_at_so_many_a_day(ana: Chat, ben: Chat) -> None:
    await ana.say("/start")
    await ben.say("/start")
    for _ in range(MOST_A_DAY[Counted.FILE]):
        await ana.say("/export")
        assert "document" in ana.messages[-1]
    assert (await ana.say("/export")).startswith("That is more than I take in one day")
    await ben.say("/export")
    assert "document" in ben.messages[-1]
    ana.clock.forward(24 * 3600)
    await ana.say("/export")
    assert "document" in ana.messages[-1]


async def test_check_again_twice_makes_one_check(ana: Chat) -> None:
    await ana.say("/check")
    for _ in range(3):
        await ana.forge("check:restart")
    assert await rows(ana, "triage_sessions") == 1
