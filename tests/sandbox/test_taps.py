"""Taps on buttons and inline queries, and the bot's answers to them."""

import pytest

from bot.sandbox.fake.calls import Json
from tests.sandbox.conftest import ANA, BEN, Desk, buttons

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def test_a_tap_reaches_the_bot_and_is_answered(desk: Desk) -> None:
    sent = await desk.send("Which side?", reply_markup=buttons("Left", "Right"))
    await desk.updates()

    query_id = desk.telegram.press(ANA, sent["message_id"], "Left")

    (update,) = await desk.updates()
    query = update["callback_query"]
    assert (query["id"], query["data"], query["message"]) == (query_id, "Left", sent)
    assert query["from"]["username"] == "ana_runs"
    text = "Noted"
    await desk.call("answerCallbackQuery", callback_query_id=query_id, text=text, show_alert=True)
    assert desk.telegram.answers == [
        {
            "callback_query_id": query_id,
            "user_id": ANA,
            "chat_id": ANA,
            "text": "Noted",
            "show_alert": True,
            "url": None,
        }
    ]


async def test_a_query_is_answered_once_and_in_time(desk: Desk) -> None:
    sent = await desk.send("Go?", reply_markup=buttons("Go"))
    first = desk.telegram.press(ANA, sent["message_id"], "Go")
    second = desk.telegram.press(ANA, sent["message_id"], "Go")

    await desk.call("answerCallbackQuery", callback_query_id=first)
    assert await desk.refused("answerCallbackQuery", callback_query_id=first) == TOO_OLD

    desk.clock.forward(16)
    assert await desk.refused("answerCallbackQuery", callback_query_id=second) == TOO_OLD
    assert await desk.refused("answerCallbackQuery", callback_query_id="1") == TOO_OLD
    assert len(desk.telegram.answers) == 1


@pytest.mark.parametrize(
    ("params", "reason"),
    [({"text": "x" * 201}, "MESSAGE_TOO_LONG"), ({"url": "https://doi.org"}, "URL_INVALID")],
)
async def test_an_answer_that_is_refused_can_be_given_again(
    desk: Desk, params: Json, reason: str
) -> None:
    query_id = desk.telegram.tap(ANA, 1, "x")
    asked = {"callback_query_id": query_id}
    assert await desk.refused("answerCallbackQuery", **asked, **params) == f"Bad Request: {reason}"
    assert await desk.call("answerCallbackQuery", **asked, text="x" * 200) is True


async def test_when_very_many_wait_the_oldest_cannot_be_answered_any_more(desk: Desk) -> None:
    taps = [desk.telegram.tap(ANA, 1, "x") for _ in range(10_001)]
    assert await desk.refused("answerCallbackQuery", callback_query_id=taps[0]) == TOO_OLD
    assert await desk.call("answerCallbackQuery", callback_query_id=taps[1]) is True


async def test_when_very_many_were_answered_the_oldest_answers_are_forgotten(desk: Desk) -> None:
    for _ in range(10_001):
        params = {"callback_query_id": desk.telegram.tap(ANA, 1, "x")}
        await desk.telegram.call(desk.telegram.token, "answerCallbackQuery", params, {})
    assert len(desk.telegram.answers) == 5_001
    assert desk.telegram.answers[-1]["callback_query_id"] == params["callback_query_id"]


async def test_a_forged_tap_has_whatever_data(desk: Desk) -> None:
    await desk.updates()
    desk.telegram.tap(ANA, 1, "never on a button")
    (update,) = await desk.updates()
    assert update["callback_query"]["data"] == "never on a button"


async def test_a_tap_on_a_deleted_message_tells_that_it_is_gone(desk: Desk) -> None:
    sent = await desk.send("Go?", reply_markup=buttons("Go"))
    place = {"chat_id": ANA, "message_id": sent["message_id"]}
    await desk.call("deleteMessage", **place)
    await desk.updates()
    desk.telegram.tap(ANA, sent["message_id"], "Go")
    (update,) = await desk.updates()
    message = update["callback_query"]["message"]
    assert (message["message_id"], message["date"]) == (sent["message_id"], 0)


async def test_only_buttons_that_are_there_can_be_pressed(desk: Desk) -> None:
    link = {"text": "Read", "url": "https://doi.org/"}
    sent = await desk.send("Go?", reply_markup={"inline_keyboard": [[link]]})
    with pytest.raises(KeyError):
        desk.telegram.press(ANA, sent["message_id"], "Go")
    with pytest.raises(ValueError, match="does not go to the bot"):
        desk.telegram.press(ANA, sent["message_id"], "Read")


def _article(result_id: str, text: str = "Stretch") -> Json:
    content = {"message_text": text}
    return {"type": "article", "id": result_id, "title": "x", "input_message_content": content}


async def test_an_inline_query_is_answered_with_articles(desk: Desk) -> None:
    await desk.updates()
    query_id = desk.telegram.inline(BEN, "stretch")
    (update,) = await desk.updates()
    assert update["inline_query"]["query"] == "stretch"
    with desk.telegram.watch() as watch:
        await desk.call("answerInlineQuery", inline_query_id=query_id, results=[_article("1")])
        event = await watch.get()
    assert (event["kind"], event["chat_id"], event["query_id"]) == ("inline", BEN, query_id)
    assert event["results"][0]["input_message_content"]["message_text"] == "Stretch"


@pytest.mark.parametrize(
    ("results", "reason"),
    [
        ([_article("1"), _article("1")], "RESULT_ID_DUPLICATE"),
        ([_article("x" * 65)], "RESULT_ID_INVALID"),
        ([_article("1", " ")], "message text is empty"),
        ([_article("1", "x" * 4097)], "MESSAGE_TOO_LONG"),
        ([_article(str(n)) for n in range(51)], "too many inline query results specified"),
    ],
)
async def test_results_that_are_refused(desk: Desk, results: list[Json], reason: str) -> None:
    query_id = desk.telegram.inline(BEN, "stretch")
    refusal = await desk.refused("answerInlineQuery", inline_query_id=query_id, results=results)
    assert refusal == f"Bad Request: {reason}"


async def test_other_results_are_not_implemented(desk: Desk) -> None:
    query_id = desk.telegram.inline(BEN, "stretch")
    await desk.refused(
        "answerInlineQuery", inline_query_id=query_id, results=[{"type": "game", "id": "1"}]
    )
    assert len(desk.telegram.violations) == 1
