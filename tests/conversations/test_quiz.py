"""Rounds of the quiz: question, answer, why, next, and how it went."""

import pytest

from bot.domain.check import work_holds
from bot.domain.check.model import Urgency
from bot.features.quiz import handlers
from bot.library.content import Content
from bot.storage.transaction import Transaction
from tests.conversations.conftest import ANA, Chat, labels
from tests.conversations.planning import put_check

_DAY_S = 24 * 3600


async def play(chat: Chat, answers: str) -> None:
    """Answer the question that waits and the next ones, such as "right wrong right"."""
    for number, answer in enumerate(answers.split()):
        if number:
            await chat.tap("Next question")
        await chat.answer(right=answer == "right")


async def test_a_question_is_a_quiz_poll_that_says_where_one_is(ana: Chat) -> None:
    await ana.say("/quiz")
    assert ana.poll["type"] == "quiz"
    assert not ana.poll["is_anonymous"]
    assert ana.poll["question"] == "What is the main job of the hip flexors?"
    assert ana.poll["description"] == "Question 1 of 5"
    assert "explanation" not in ana.poll, "it comes with the answer, once"
    assert ana.buttons == ["Skip", "Stop", "Ask me 3", "Ask me 10"]
    await ana.answer(right=True)
    await ana.tap("Next question")
    assert ana.poll["description"] == "Question 2 of 5"
    assert ana.buttons == ["Skip", "Stop"]


async def test_a_right_answer_is_told_with_the_reason_and_the_way_on(
    ana: Chat, content: Content
) -> None:
    await ana.say("/quiz")
    before = len(ana.messages)
    asked = ana.with_buttons()["message_id"]
    text = await ana.answer(right=True)
    assert text.startswith("✅ Right.\nTo flex the hip")
    assert content.quiz["main_action"].explanation in text
    answered = next(m for m in ana.messages if m["message_id"] == asked)
    assert not labels(answered), "what was answered has no buttons any more"
    topic = content.topics["anatomy"].title
    assert ana.buttons == [f"Read: {topic}", "Next question", "Stop"]
    assert len(ana.messages) == before + 1, "one message for an answer"


async def test_a_wrong_answer_is_told_with_the_right_one_and_comes_back(ana: Chat) -> None:
    await ana.say("/quiz 3")
    first = ana.poll["question"]
    text = await ana.answer(right=False)
    assert text.startswith("❌ Not right. The answer is:\nTo flex the hip")
    assert "once more at the end of this round" in text
    await ana.tap("Next question")
    await play(ana, "right right")
    await ana.tap("Next question")
    assert ana.poll["description"] == "Once more: a question that you missed"
    assert ana.poll["question"] == first
    assert "at the end of this round" not in await ana.answer(right=False)
    assert ana.buttons[1:] == ["See the result"], "but once only"


async def test_the_result_of_a_round(ana: Chat, content: Content) -> None:
    await ana.say("/quiz")
    await play(ana, "right wrong right right right right")
    text = await ana.tap("See the result")
    assert text.startswith("4 of 5 right at the first try: most of them.")
    question = next(i.question for i in content.quiz.values() if "commonly blamed" in i.question)
    assert f"Missed\n• {question}" in text, "whole"
    assert "Streak: 1 day." in text
    assert "Next review: tomorrow, 5 questions." in text
    assert "first round" not in text
    missed = content.topics["causes"].title
    assert ana.buttons == [missed, "Another round", "My progress", "Home"]


async def test_a_later_round_is_compared_with_the_first(ana: Chat) -> None:
    await ana.say("/quiz 3")
    await play(ana, "right wrong wrong right right")
    await ana.tap("See the result")
    ana.clock.forward(_DAY_S)
    await ana.tap("Another round")
    assert ana.poll["description"] == "Question 1 of 3"
    await play(ana, "right right right")
    text = await ana.tap("See the result")
    assert text.startswith("3 of 3 right at the first try: all of them.")
    assert "Streak: 2 days in a row." in text
    assert "Your first round: 1 of 3. This one: 3 of 3." in text


async def test_what_was_missed_is_asked_first_on_the_next_day(ana: Chat) -> None:
    await ana.say("/quiz 3")
    await ana.answer(right=False)
    missed = ana.poll["question"]
    await ana.tap("Stop")
    ana.clock.forward(_DAY_S)
    await ana.say("/quiz")
    assert ana.poll["question"] == missed


async def test_days_are_those_of_the_persons_zone(ana: Chat) -> None:
    await ana.say("/timezone Auckland")
    await ana.say("/quiz 3")
    await play(ana, "right right right")
    assert "Next review: tomorrow" in await ana.tap("See the result")
    ana.clock.forward(3 * 3600)  # past midnight there, still the same day in Greenwich
    await ana.tap("Another round")
    await play(ana, "right right right")
    assert "Streak: 2 days in a row." in await ana.tap("See the result")


async def test_the_length_is_chosen_at_the_first_question_and_remembered(ana: Chat) -> None:
    await ana.say("/quiz")
    await ana.tap("Ask me 3")
    assert ana.toast == "This round has 3 questions now, and the next ones will."
    await play(ana, "right right right")
    assert ana.buttons[1:] == ["See the result"]
    await ana.tap("See the result")
    await ana.say("/quiz")
    assert ana.poll["description"] == "Question 1 of 3"
    await ana.tap("Ask me 10")
    await ana.answer(right=True)
    await ana.tap("Next question")
    assert ana.poll["description"] == "Question 2 of 10"


async def test_a_question_can_be_skipped_and_does_not_come_back_today(ana: Chat) -> None:
    await ana.say("/quiz 3")
    skipped = ana.poll["question"]
    asked = []
    await ana.tap("Skip")
    for _ in range(2):
        asked.append(ana.poll["question"])
        await ana.tap("Skip")
    assert ana.text.startswith("The round is closed. Nothing was answered.")
    await ana.tap("Another round")
    assert ana.poll["question"] not in {skipped, *asked}


async def test_a_round_can_be_stopped_at_any_time(ana: Chat) -> None:
    await ana.say("/quiz")
    await ana.answer(right=True)
    await ana.tap("Next question")
    assert (await ana.tap("Stop")).startswith("1 of 1 right at the first try")
    await ana.say("/quiz")
    assert ana.poll["description"] == "Question 1 of 5"


async def test_several_right_answers_must_all_be_found(ana: Chat, content: Content) -> None:
    await ana.say("/quiz 10")
    while len(key := ana.poll["correct_option_ids"]) < 2:
        await ana.answer(right=True)
        await ana.tap("Next" if "Next question" in ana.buttons else "result")
        if "Another round" in ana.buttons:
            await ana.tap("Another round")
    assert ana.poll["allows_multiple_answers"]
    options = [option["text"] for option in ana.poll["options"]]
    wrong = next(place for place in range(len(options)) if place not in key)
    text = await ana.vote(key[0], wrong)
    assert text.startswith("❌ Not quite.")
    missed, surplus, had = (text.index(words) for words in ("You missed", "Not among", "You had"))
    assert missed < text.index(options[key[1]]) < surplus
    assert surplus < text.index(options[wrong]) < had < text.index(options[key[0]])
    assert {item.question for item in content.quiz.values()} >= {ana.poll["question"]}


async def test_the_topic_of_a_question_is_one_tap_away(ana: Chat, content: Content) -> None:
    await ana.say("/quiz")
    await ana.answer(right=False)
    assert (await ana.tap("Read: ")).startswith(content.topics["anatomy"].title)


async def test_the_start_screen_begins_nothing(ana: Chat) -> None:
    assert (await ana.say("/start quiz-home")).startswith("Quiz: what do you know")
    assert ana.buttons == ["5 questions", "3 questions", "10 questions", "Home"]
    assert await ana.services.db.run(Transaction.all, "SELECT * FROM quiz_rounds") == []
    await ana.tap("10 questions")
    assert ana.poll["description"] == "Question 1 of 10"
    assert "Nothing to go over today." in await ana.say("/start quiz-home")
    assert ana.buttons == ["Go on with the quiz", "Home"]


async def test_after_an_emergency_there_is_advice_and_no_quiz(ana: Chat) -> None:
    await ana.say("/quiz")
    await ana.answer(right=True)
    await put_check(ana, Urgency.EMERGENCY, {})
    for does in ("quiz:begin", "quiz:home", "quiz:next:1:1", "quiz:start:3", "quiz:daily"):
        await ana.forge(does)
        assert "999" in ana.text
        assert ana.buttons[:2] == ["What did the check say?", "I have been seen"]
    assert "999" in await ana.say("/quiz")
    assert len([m for m in ana.messages if "poll" in m]) == 1
    later = ana.clock().add(hours=1)
    await ana.services.db.run(work_holds.clear, ANA, later, later)
    await ana.say("/quiz")
    assert ana.poll["description"] == "Question 2 of 5"


@pytest.mark.parametrize("urgency", [Urgency.URGENT_SAME_DAY, Urgency.CLINICIAN_SOON])
async def test_while_exercises_wait_the_quiz_goes_on(ana: Chat, urgency: Urgency) -> None:
    await ana.say("/help")
    await put_check(ana, urgency, {})
    await ana.say("/quiz")
    assert ana.poll["description"] == "Question 1 of 5"


async def test_the_question_of_the_day_stays_the_same_until_it_is_answered(ana: Chat) -> None:
    await ana.say("/help")
    await ana.forge("quiz:daily")
    first = ana.poll
    assert first["description"] == "Question of the day"
    await ana.forge("quiz:daily")
    assert ana.poll["question"] == first["question"]
    assert (await ana.answer(right=True)).startswith("✅ Right.")
    assert ana.buttons[1:] == ["Go on with the quiz", "Home"]
    assert (await ana.forge("quiz:daily")).startswith("Today’s question is done.")
    ana.clock.forward(_DAY_S)
    await ana.forge("quiz:daily")
    assert ana.poll["question"] == first["question"], "it is due"
    assert handlers.FEATURE.taps["daily"] is handlers.daily


async def test_the_question_of_the_day_is_none_of_the_open_round(ana: Chat) -> None:
    await ana.say("/quiz")
    in_round = ana.poll["question"]
    await ana.forge("quiz:daily")
    assert ana.poll["question"] != in_round
    await ana.tap("A whole round")
    assert ana.poll["question"] == in_round
