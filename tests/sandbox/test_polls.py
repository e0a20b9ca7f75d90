"""Polls and quizzes, from the question to the result."""

import pytest

from bot.sandbox.fake.calls import Json
from tests.sandbox.conftest import ANA, BEN, CLUB, Desk, buttons

QUIZ: Json = {
    "chat_id": ANA,
    "question": "Which muscle lifts the thigh?",
    "options": [{"text": "Iliopsoas"}, {"text": "Calf"}],
    "type": "quiz",
    "correct_option_ids": [0],
    "is_anonymous": False,
    "explanation": "It runs from <b>spine</b> to thigh.",
    "explanation_parse_mode": "HTML",
}
POLL: Json = {"chat_id": ANA, "question": "When?", "options": [{"text": "Now"}, {"text": "Later"}]}


def _of_kind(updates: list[Json], kind: str) -> list[Json]:
    return [update[kind] for update in updates if kind in update]


async def test_a_quiz_is_answered_once(desk: Desk) -> None:
    sent = await desk.call("sendPoll", **QUIZ, reply_markup=buttons("Next"))
    poll = sent["poll"]
    assert (poll["type"], poll["correct_option_ids"], poll["allows_revoting"]) == (
        "quiz",
        [0],
        False,
    )
    assert poll["explanation"] == "It runs from spine to thigh."
    assert poll["explanation_entities"] == [{"type": "bold", "offset": 13, "length": 5}]
    await desk.updates()

    desk.telegram.vote(ANA, poll["id"], [1])

    updates = await desk.updates()
    (answer,) = _of_kind(updates, "poll_answer")
    assert (answer["user"]["id"], answer["option_ids"]) == (ANA, [1])
    assert answer["option_persistent_ids"] == ["1"]
    (state,) = _of_kind(updates, "poll")
    assert [option["voter_count"] for option in state["options"]] == [0, 1]
    assert desk.telegram.history(ANA)[-1]["poll"] == state
    assert poll["total_voter_count"] == 0
    assert desk.telegram.votes(ANA) == {poll["id"]: [1]}
    with pytest.raises(ValueError, match="cannot be changed"):
        desk.telegram.vote(ANA, poll["id"], [0])


async def test_a_poll_is_anonymous_and_the_vote_can_be_taken_back(desk: Desk) -> None:
    poll = (await desk.call("sendPoll", **POLL))["poll"]
    await desk.updates()
    desk.telegram.vote(ANA, poll["id"], [0])
    desk.telegram.vote(ANA, poll["id"], [0])
    desk.telegram.vote(ANA, poll["id"], [])
    updates = await desk.updates()
    assert _of_kind(updates, "poll_answer") == []
    counts = [state["total_voter_count"] for state in _of_kind(updates, "poll")]
    assert counts == [1, 0]


async def test_the_votes_of_a_group_add_up(desk: Desk) -> None:
    desk.telegram.add_group(CLUB, "Runners", [ANA, BEN])
    question = {**POLL, "chat_id": CLUB, "allows_multiple_answers": True}
    poll = (await desk.call("sendPoll", **question))["poll"]
    desk.telegram.vote(ANA, poll["id"], [1, 0])
    desk.telegram.vote(BEN, poll["id"], [1])
    state = desk.telegram.history(CLUB)[-1]["poll"]
    assert [option["voter_count"] for option in state["options"]] == [1, 2]


@pytest.mark.parametrize(
    ("chosen", "words"), [([2], "no such option"), ([0, 1], "Only one option")]
)
async def test_votes_that_the_app_would_not_send(desk: Desk, chosen: list[int], words: str) -> None:
    poll = (await desk.call("sendPoll", **POLL))["poll"]
    with pytest.raises(ValueError, match=words):
        desk.telegram.vote(ANA, poll["id"], chosen)


async def test_the_bot_stops_a_poll(desk: Desk) -> None:
    sent = await desk.call("sendPoll", **POLL, reply_markup=buttons("Stop"))
    desk.telegram.vote(ANA, sent["poll"]["id"], [1])
    place = {"chat_id": ANA, "message_id": sent["message_id"]}
    result = await desk.call("stopPoll", **place)
    assert (result["is_closed"], result["total_voter_count"]) == (True, 1)
    assert "reply_markup" not in desk.telegram.history(ANA)[-1]
    assert _of_kind(await desk.updates(), "poll")[-1] == result
    assert await desk.refused("stopPoll", **place) == ("Bad Request: poll has already been closed")
    with pytest.raises(ValueError, match="closed"):
        desk.telegram.vote(ANA, sent["poll"]["id"], [0])


async def test_a_poll_closes_when_its_time_is_over(desk: Desk) -> None:
    sent = await desk.call("sendPoll", **POLL, open_period=60)
    assert sent["poll"]["close_date"] == sent["date"] + 60
    other = await desk.call("sendPoll", **{**POLL, "chat_id": BEN}, close_date=sent["date"] + 90)
    desk.clock.forward(59)
    desk.telegram.moved()
    assert desk.telegram.history(ANA)[-1]["poll"]["is_closed"] is False
    desk.clock.forward(1)
    desk.telegram.moved()
    assert desk.telegram.history(ANA)[-1]["poll"]["is_closed"] is True
    desk.clock.forward(30)
    closed = _of_kind(await desk.updates(), "poll")
    assert [state["id"] for state in closed if state["is_closed"]] == [
        sent["poll"]["id"],
        other["poll"]["id"],
    ]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"question": ""}, "poll question must be non-empty"),
        ({"question": " "}, "poll question must be non-empty"),
        ({"question": "x" * 301}, "poll question length must not exceed 300"),
        ({"options": []}, "poll must have at least 1 option"),
        ({"options": [{"text": "x"}] * 13}, "poll can't have more than 12 options"),
        ({"options": [{"text": " "}]}, "poll options must be non-empty"),
        ({"options": [{"text": "x" * 101}]}, "poll options length must not exceed 100"),
        ({"type": "guess"}, "unsupported poll type specified"),
        ({"correct_option_ids": []}, "wrong correct option ID specified"),
        ({"correct_option_ids": [2]}, "wrong correct option ID specified"),
        ({"correct_option_ids": [0, 1]}, "wrong correct option ID specified"),
        (
            {"correct_option_ids": [1, 0], "allows_multiple_answers": True},
            "wrong correct option ID specified",
        ),
        ({"explanation": "x" * 201}, "MESSAGE_TOO_LONG"),
        ({"explanation": "a\nb\nc\nd"}, "MESSAGE_TOO_LONG"),
        ({"description": "x" * 1025}, "MEDIA_CAPTION_TOO_LONG"),
    ],
)
async def test_polls_that_are_refused(desk: Desk, changes: Json, reason: str) -> None:
    assert await desk.refused("sendPoll", **{**QUIZ, **changes}) == f"Bad Request: {reason}"


async def test_what_fits_exactly_is_taken(desk: Desk) -> None:
    await desk.call(
        "sendPoll",
        **{
            **QUIZ,
            "question": "x" * 300,
            "options": [{"text": "x" * 100}] * 12,
            "explanation": "a\nb\n" + "c" * 196,
            "description": "see https://doi.org",
        },
    )


async def test_a_right_answer_belongs_to_a_quiz(desk: Desk) -> None:
    body = await desk.ask("sendPoll", **POLL, correct_option_ids=[0])
    assert body["ok"]
    assert desk.telegram.violations == [
        "a right answer or an explanation in a poll that is no quiz"
    ]


@pytest.mark.parametrize(
    ("times", "complaint"),
    [
        ({"open_period": 4}, "a poll with open_period 4"),
        ({"close_date": 1772452804}, "a poll with close_date 1772452804"),
        (
            {"open_period": 5, "close_date": 1772452900},
            "a poll with both open_period and close_date",
        ),
    ],
)
async def test_times_that_are_not_allowed_are_violations(
    desk: Desk, times: Json, complaint: str
) -> None:
    body = await desk.ask("sendPoll", **POLL, **times)
    assert "close_date" not in body["result"]["poll"]
    assert desk.telegram.violations == [complaint]


@pytest.mark.parametrize(
    ("message_id", "reason"),
    [(99, "message with poll to stop not found"), (1, "message is not a poll")],
)
async def test_polls_that_cannot_be_stopped(desk: Desk, message_id: int, reason: str) -> None:
    refusal = await desk.refused("stopPoll", chat_id=ANA, message_id=message_id)
    assert refusal == f"Bad Request: {reason}"


async def test_a_forwarded_poll_is_stopped_where_it_was_sent(desk: Desk) -> None:
    sent = await desk.call("sendPoll", **POLL)
    source = {"from_chat_id": ANA, "message_id": sent["message_id"]}
    forwarded = await desk.call("forwardMessage", chat_id=BEN, **source)
    place = {"chat_id": BEN, "message_id": forwarded["message_id"]}
    assert await desk.refused("stopPoll", **place) == "Bad Request: poll can't be stopped"
