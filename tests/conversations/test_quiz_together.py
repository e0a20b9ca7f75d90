"""The quiz in a group, and one question shared in other chats."""

from typing import Any

import pytest

from bot.domain.quiz import store_memory as learning
from bot.library.content import Content
from bot.storage.transaction import Row, Transaction
from tests.conversations.conftest import ANA, BEN, Chat, labels

CHIDI = 1003
CLUB = -1001234567890


@pytest.fixture
def club(ana: Chat) -> Chat:
    """The group as Ana sees it; Ben and Chidi are in it, too."""
    ana.telegram.add_group(CLUB, "Club", [ANA, BEN, CHIDI])
    return ana


def said(chat: Chat) -> list[dict[str, Any]]:
    return [m for m in chat.telegram.history(CLUB) if m["from"]["is_bot"]]


async def ask(chat: Chat) -> dict[str, Any]:
    """Return the poll that /quiz brings into the group."""
    chat.telegram.say(ANA, "/quiz", chat_id=CLUB)
    await chat.read()
    poll: dict[str, Any] = said(chat)[-1]["poll"]
    return poll


async def vote(chat: Chat, person_id: int, poll: dict[str, Any], *, right: bool) -> None:
    key = poll["correct_option_ids"]
    wrong = next(place for place in range(len(poll["options"])) if place not in key)
    chat.telegram.vote(person_id, poll["id"], key if right else [wrong])
    await chat.read()


async def press(chat: Chat, person_id: int, label: str, number: int = -1) -> str:
    chat.telegram.press(person_id, said(chat)[number]["message_id"], label, chat_id=CLUB)
    await chat.read()
    return str(said(chat)[-1].get("text", ""))


async def answers(chat: Chat) -> list[Row]:
    return list(
        await chat.services.db.run(Transaction.all, "SELECT * FROM quiz_answers ORDER BY person_id")
    )


async def test_a_group_gets_one_question_for_everybody(club: Chat) -> None:
    poll = await ask(club)
    assert (poll["type"], poll["is_anonymous"]) == ("quiz", False)
    assert "for everybody" in poll["description"]
    assert labels(said(club)[-1]) == ["Scoreboard", "Another one", "Count me in", "Every day"]
    link = said(club)[-1]["reply_markup"]["inline_keyboard"][1][0]["url"]
    assert link.endswith("?start=quiz-home")


async def test_votes_score_for_those_who_spoke_to_the_bot_and_nothing_is_said(
    club: Chat, ben: Chat
) -> None:
    await club.say("/help")
    await ben.say("/help")
    for right in (True, False):
        poll = await ask(club)
        before = len(said(club)), len(club.messages), len(ben.messages)
        await vote(club, ANA, poll, right=True)
        await vote(club, BEN, poll, right=right)
        await vote(club, CHIDI, poll, right=True)
        assert (len(said(club)), len(club.messages), len(ben.messages)) == before
    text = await press(club, CHIDI, "Scoreboard")
    assert text == (
        "Right answers in this group\n\n1. \u2068Ana\u2069: 2 of 2\n2. \u2068Ben\u2069: 1 of 2"
    )
    assert {row["person_id"] for row in await answers(club)} == {ANA, BEN}
    assert len(await club.services.db.run(learning.cards, ANA)) == 2, "Ana learns from it as well"


async def test_another_question_comes_once_however_many_tap(club: Chat) -> None:
    await ask(club)
    before = len(said(club))
    for person_id in (ANA, BEN, CHIDI):
        club.telegram.press(person_id, said(club)[-1]["message_id"], "Another one", chat_id=CLUB)
    await club.read()
    assert len(said(club)) == before + 1
    assert "newer question" in club.toast


async def test_questions_of_a_group_do_not_repeat_until_all_were_shown(
    club: Chat, content: Content
) -> None:
    asked = [(await ask(club))["question"]]
    for _ in content.quiz:
        await press(club, ANA, "Another one")
        asked.append(said(club)[-1]["poll"]["question"])
    assert sorted(asked[:-1]) == sorted(item.question for item in content.quiz.values())
    assert asked[-1] == asked[0]


async def test_a_vote_taken_back_or_sent_twice_counts_once(club: Chat) -> None:
    await club.say("/help")
    poll = await ask(club)
    user = {"id": ANA, "is_bot": False, "first_name": "Ana"}
    for chosen in ([], [0], [1], [0]):
        ids = [str(place) for place in chosen]
        answer = {"poll_id": poll["id"], "user": user, "option_ids": chosen}
        answer["option_persistent_ids"] = ids
        club.telegram.push({"poll_answer": answer})
    await club.read()
    assert len(await answers(club)) == 1


async def test_an_empty_scoreboard_and_names_with_markup(club: Chat) -> None:
    await ask(club)
    assert (await press(club, ANA, "Scoreboard")).startswith("No answers yet.")
    club.telegram.add_person(1005, "<b>Eve</b> & co")
    club.telegram.say(1005, "/help")
    await vote(club, 1005, said(club)[0]["poll"], right=True)
    assert "1. \u2068<b>Eve</b> & co\u2069: 1 of 1" in await press(club, ANA, "Scoreboard", 0)


async def test_who_deletes_everything_leaves_the_scoreboard(club: Chat) -> None:
    await club.say("/help")
    await vote(club, ANA, await ask(club), right=True)
    await club.say("/delete")
    await club.tap("Yes, delete everything")
    assert (await press(club, BEN, "Scoreboard")).startswith("No answers yet.")


async def test_forged_taps_in_the_private_chat_are_answered(ana: Chat) -> None:
    await ana.say("/help")
    for does in (
        "board",
        "another",
        "another:1",
        "share",
        "share:x:y:0:1",
        "share:main_action:abcd:7:1",
    ):
        await ana.forge(f"quiz:{does}")
        assert ana.toast
        assert "went wrong" not in ana.text + ana.toast
    assert await ana.services.db.run(Transaction.all, "SELECT * FROM quiz_group_questions") == []


async def offered(chat: Chat, words: str) -> list[dict[str, Any]]:
    """Return the questions that an inline query finds."""
    chat.telegram.inline(ANA, words)
    await chat.read()
    call = next(c for c in reversed(chat.telegram.calls) if c.method == "answerInlineQuery")
    return [card for card in call.params["results"] if card["id"].startswith("quiz-")]


async def tap_shared(chat: Chat, person_id: int, data: str) -> str:
    """Tap below a message that was shared inline; return the alert."""
    person = {"id": person_id, "is_bot": False, "first_name": "Somebody"}
    query = {"id": "1", "from": person, "chat_instance": "1", "inline_message_id": "x"}
    chat.telegram.push({"callback_query": {**query, "data": data}})
    await chat.read()
    call = next(c for c in reversed(chat.telegram.calls) if c.method == "answerCallbackQuery")
    assert call.params["show_alert"] or "left" in call.params["text"]
    return str(call.params["text"])


@pytest.mark.parametrize("words", ["", "quiz", "Quiz ", "quiz ice", "foam roller"])
async def test_questions_are_offered_to_share(ana: Chat, words: str) -> None:
    cards = await offered(ana, words)
    assert 1 <= len(cards) <= 3
    for card in cards:
        first, last = card["reply_markup"]["inline_keyboard"]
        options = card["input_message_content"]["message_text"].partition("</b>\n\n")[2]
        assert len(first) == len(options.splitlines())
        assert last[0]["url"].endswith("?start=quiz-home")


@pytest.mark.parametrize("words", ["who won the football", "my leg is cold and white"])
async def test_other_words_and_warning_signs_offer_no_question(ana: Chat, words: str) -> None:
    assert await offered(ana, words) == []


async def test_a_shared_question_tells_whoever_taps_and_stores_the_first_answer(ana: Chat) -> None:
    await ana.say("/help")
    card = (await offered(ana, "quiz"))[0]
    told = {}
    for button in card["reply_markup"]["inline_keyboard"][0]:
        told[button["text"]] = await tap_shared(ana, ANA, button["callback_data"])
        await tap_shared(ana, CHIDI, button["callback_data"])
    assert sum(text.startswith("Right.") for text in told.values()) == 1
    right = next(label for label, text in told.items() if text.startswith("Right."))
    wrong = [text for text in told.values() if not text.startswith("Right.")]
    assert all(text.startswith(f"Not right: it is {right}. ") for text in wrong)
    (stored,) = await answers(ana)
    assert (stored["person_id"], stored["is_right"]) == (ANA, int(right == "A"))
    assert stored["group_id"] is None


async def test_a_shared_question_that_left_the_bank_says_so(ana: Chat) -> None:
    assert "left the quiz" in await tap_shared(ana, ANA, "quiz:share:gone:abcd:0:1772443800")
