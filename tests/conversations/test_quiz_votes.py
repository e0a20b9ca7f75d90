"""Votes that come late, twice, or from strangers, and buttons that are old or forged."""

from collections.abc import Mapping
from typing import Any

from bot.domain.quiz import store_memory as learning
from bot.domain.quiz.model import MemoryCard
from bot.storage.transaction import Row, Transaction
from tests.conversations.conftest import ANA, BEN, Chat

CHIDI = 1003
_NAMES = {ANA: "Ana", BEN: "Ben", CHIDI: "Chidi"}


async def cards(chat: Chat) -> Mapping[str, MemoryCard]:
    return await chat.services.db.run(learning.cards, chat.person_id)


async def answers(chat: Chat) -> list[Row]:
    return list(
        await chat.services.db.run(
            Transaction.all, "SELECT * FROM quiz_answers ORDER BY answered_at"
        )
    )


def push_vote(chat: Chat, poll: dict[str, Any], person_id: int, *chosen: int) -> None:
    """A vote as it comes where a poll was forwarded, or where an update is sent once more."""
    user = {"id": person_id, "is_bot": False, "first_name": _NAMES[person_id]}
    vote = {"poll_id": poll["id"], "user": user, "option_ids": list(chosen)}
    vote["option_persistent_ids"] = [str(place) for place in chosen]
    chat.telegram.push({"poll_answer": vote})


async def test_the_same_vote_twice_counts_once_and_leads_on_until_the_next_question(
    ana: Chat,
) -> None:
    """It comes twice where the bot was killed: before or after it said what became of the first."""
    await ana.say("/quiz")
    first = ana.poll
    told = await ana.answer(right=True)
    push_vote(ana, first, ANA, *first["correct_option_ids"])
    assert (await ana.read()).startswith(told)
    assert "Your first answer counts." in ana.text
    assert "Next question" in ana.buttons
    await ana.tap("Next question")
    before = len(ana.messages)
    push_vote(ana, first, ANA, *first["correct_option_ids"])
    push_vote(ana, first, ANA, 0)
    await ana.read()
    assert len(ana.messages) == before
    assert len(await answers(ana)) == 1


async def test_a_question_shown_twice_is_answered_once(ana: Chat) -> None:
    await ana.say("/quiz")
    first = ana.poll
    await ana.say("/quiz")
    assert ana.poll["id"] != first["id"]
    await ana.answer(right=True)
    await ana.vote(0, poll=first)
    assert "Your first answer counts." in ana.text
    assert len(await answers(ana)) == 1


async def test_a_vote_taken_back_says_nothing(ana: Chat) -> None:
    await ana.say("/quiz")
    before = len(ana.messages)
    push_vote(ana, ana.poll, ANA)
    await ana.read()
    assert len(ana.messages) == before
    assert (await ana.answer(right=True)).startswith("✅ Right.")


async def test_an_answer_to_a_stopped_round_is_learnt_from_and_changes_no_score(ana: Chat) -> None:
    await ana.say("/quiz")
    late = ana.poll
    await ana.tap("Stop")
    right = late["correct_option_ids"]
    assert (await ana.vote(*right, poll=late)).startswith("✅ Right.")
    assert ana.buttons[1:] == ["Go on with the quiz", "Home"]
    assert [card.times_right for card in (await cards(ana)).values()] == [1]
    await ana.tap("Go on with the quiz")
    assert ana.poll["description"] == "Question 1 of 5"
    assert ana.poll["question"] != late["question"]
    await ana.tap("Stop")
    assert "Nothing was answered" in ana.text


async def test_a_late_answer_to_a_skipped_question_leaves_the_round_as_it_is(ana: Chat) -> None:
    await ana.say("/quiz 3")
    skipped = ana.poll
    await ana.tap("Skip")
    await ana.vote(skipped["correct_option_ids"][0] ^ 1, poll=skipped)
    assert ana.text.startswith("❌ Not right.")
    assert "once more" not in ana.text
    await ana.tap("Go on with the quiz")
    assert ana.poll["description"] == "Question 2 of 3"


async def test_somebody_else_learns_from_a_forwarded_poll_and_nobody_is_told(
    ana: Chat, ben: Chat
) -> None:
    await ben.say("/help")
    await ana.say("/quiz")
    before = len(ana.messages), len(ben.messages)
    for _ in range(2):
        push_vote(ana, ana.poll, BEN, *ana.poll["correct_option_ids"])
        await ana.read()
    assert (len(ana.messages), len(ben.messages)) == before
    assert [card.times_right for card in (await cards(ben)).values()] == [1]
    assert (await ana.answer(right=False)).startswith("❌"), "Ana's own still counts"


async def test_a_stranger_is_not_stored(ana: Chat) -> None:
    await ana.say("/quiz")
    push_vote(ana, ana.poll, CHIDI, 0)
    await ana.read()
    assert await answers(ana) == []
    assert len(await ana.services.db.run(Transaction.all, "SELECT * FROM people")) == 1


async def test_old_buttons_do_no_harm(ana: Chat) -> None:
    await ana.say("/quiz")
    await ana.answer(right=True)
    told = ana.with_buttons()
    await ana.tap("Next question")
    polls = len([m for m in ana.messages if "poll" in m])
    await ana.tap("Next question", told)
    assert "there already" in ana.toast
    await ana.forge("quiz:skip:1")
    assert "is done" in ana.toast
    await ana.forge("quiz:size:1:3")
    assert "first question" in ana.toast
    assert len([m for m in ana.messages if "poll" in m]) == polls
    await ana.tap("Stop", told)
    for label in ("Stop", "Next question"):
        await ana.tap(label, told)
        assert "round is over" in ana.toast


async def test_two_quick_taps_begin_one_round(ana: Chat) -> None:
    await ana.say("/start quiz-home")
    home = ana.with_buttons()
    for _ in range(2):
        ana.telegram.press(ANA, home["message_id"], "5 questions")
    await ana.read()
    assert len([m for m in ana.messages if "poll" in m]) == 1
    assert "there already" in ana.toast


async def test_forged_buttons_are_answered(ana: Chat) -> None:
    await ana.say("/quiz")
    for verb in ("begin", "start", "size", "next", "skip", "stop", "daily", "home"):
        for args in ("", ":", ":x", ":-1", f":{'9' * 30}", ":1:x:y", ":9999:3"):
            await ana.forge(f"quiz:{verb}{args}")
            assert "went wrong" not in ana.text + ana.toast


async def test_a_vote_after_everything_was_deleted_is_dropped(ana: Chat) -> None:
    await ana.say("/quiz")
    poll = ana.poll
    await ana.say("/delete")
    await ana.tap("Yes, delete everything")
    before = len(ana.messages)
    await ana.vote(0, poll=poll)
    assert len(ana.messages) == before
    assert await answers(ana) == []
    await ana.say("/quiz")
    assert (await ana.answer(right=True)).startswith("✅ Right.")
