"""The quiz after a restart, after a kill, and with another bank than before."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.library.content import Content
from bot.storage.transaction import Transaction
from tests.conversations.conftest import (
    ANA,
    Chat,
    conversation,
    fast_settings,
    pretended_telegram,
)
from tests.conversations.test_quiz_votes import answers, cards, push_vote


@pytest.fixture
async def two_runs(content: Content, tmp_path: Path) -> AsyncIterator[tuple[Chat, Any]]:
    """Ana's chat, and a way to stop the bot and start it again on the same database."""
    telegram, clock = pretended_telegram()
    settings = fast_settings(telegram, database_url=f"sqlite:///{tmp_path}/flexor.db")
    stack: list[Any] = []

    async def start(library: Content = content) -> Chat:
        if stack:
            await stack.pop().__aexit__(None, None, None)
        run = conversation(telegram, clock, library, settings)
        chat = await run.__aenter__()
        stack.append(run)
        return chat

    yield await start(), start
    await stack.pop().__aexit__(None, None, None)


async def test_a_round_goes_on_after_a_restart(two_runs: tuple[Chat, Any]) -> None:
    ana, restart = two_runs
    await ana.say("/quiz")
    await ana.answer(right=False)
    await ana.tap("Next question")
    waiting = ana.poll
    ana = await restart()
    assert (await ana.answer(right=True)).startswith("✅ Right."), "the poll is still known"
    await ana.tap("Next question")
    assert ana.poll["description"] == "Question 3 of 5"
    ana = await restart()
    before = ana.poll
    await ana.say("/quiz")
    assert ana.poll["question"] == before["question"] != waiting["question"]
    assert ana.poll["description"] == "Question 3 of 5"


async def test_a_vote_while_the_bot_is_down_waits_for_it(two_runs: tuple[Chat, Any]) -> None:
    ana, restart = two_runs
    await ana.say("/quiz")
    ana = await restart()
    poll = ana.poll
    push_vote(ana, poll, ANA, *poll["correct_option_ids"])
    assert (await ana.read()).startswith("✅ Right.")


async def test_a_question_whose_poll_was_never_noted_is_asked_again(ana: Chat) -> None:
    """The bot was killed after the poll was sent and before its meaning was stored."""
    await ana.say("/quiz")
    lost = ana.poll
    await ana.services.db.run(Transaction.run, "DELETE FROM polls")
    await ana.answer(right=True)
    assert await answers(ana) == []
    await ana.say("/quiz")
    assert ana.poll["id"] != lost["id"]
    assert ana.poll["question"] == lost["question"]
    assert (await ana.answer(right=True)).startswith("✅ Right.")


async def test_a_tap_that_comes_again_after_a_kill_shows_what_was_never_shown(ana: Chat) -> None:
    """The question was chosen and stored; then the bot was killed, and the tap comes once more."""
    await ana.say("/quiz")
    await ana.answer(right=True)
    told = ana.with_buttons()
    await ana.tap("Next question")
    lost = ana.poll
    await ana.tap("Next question", told)
    assert ana.poll["id"] == lost["id"], "it is there already"
    await ana.services.db.run(Transaction.run, "DELETE FROM polls")
    await ana.tap("Next question", told)
    assert ana.poll["id"] != lost["id"]
    assert ana.poll["question"] == lost["question"]
    assert (await ana.answer(right=True)).startswith("✅ Right.")
    await ana.tap("Next question")
    assert ana.poll["description"] == "Question 3 of 5"


async def test_a_stop_between_learning_and_settling_loses_nothing(ana: Chat) -> None:
    await ana.say("/quiz")
    await ana.answer(right=False)
    await ana.services.db.run(Transaction.run, "UPDATE quiz_asked SET result = NULL")
    await ana.say("/quiz")
    assert ana.poll["description"] == "Question 1 of 5"
    await ana.answer(right=False)
    assert "Next question" in ana.buttons
    assert [card.times_wrong for card in (await cards(ana)).values()] == [1], "counted once"


async def test_a_question_that_left_the_bank_is_dropped_and_the_round_goes_on(
    two_runs: tuple[Chat, Any], content: Content
) -> None:
    ana, restart = two_runs
    await ana.say("/quiz")
    gone = ana.poll
    smaller = {name: item for name, item in content.quiz.items() if name != "main_action"}
    ana = await restart(replace(content, quiz=smaller, placed={}, written={}))
    assert (await ana.vote(0, poll=gone)).startswith("That question has left the quiz.")
    assert await answers(ana) == []
    await ana.tap("Go on with the quiz")
    assert ana.poll["description"] == "Question 2 of 5"
    assert ana.poll["question"] != gone["question"]


async def test_a_waiting_question_that_left_the_bank_is_passed_over(
    two_runs: tuple[Chat, Any], content: Content
) -> None:
    ana, restart = two_runs
    await ana.say("/quiz")
    item = content.quiz["main_action"]
    changed = replace(item, options=item.options[:3])
    smaller = {**content.quiz, "main_action": changed}
    gone = ana.poll
    ana = await restart(replace(content, quiz=smaller, placed={}, written={}))
    assert (await ana.vote(3, poll=gone)).startswith("That question has left the quiz.")
    del smaller["main_action"]
    ana = await restart(replace(content, quiz=smaller, placed={}, written={}))
    await ana.say("/quiz")
    assert ana.poll["description"] == "Question 2 of 5"
