"""Keyboards: taken, shown, and refused in Telegram's words."""

import pytest

from bot.sandbox.fake.calls import Json
from tests.sandbox.conftest import ANA, CLUB, Desk, buttons


def _inline(*row: Json) -> Json:
    return {"inline_keyboard": [list(row)]}


async def _refusal(desk: Desk, markup: Json, chat_id: int = ANA) -> str:
    return await desk.refused("sendMessage", chat_id=chat_id, text="Hi", reply_markup=markup)


@pytest.mark.parametrize(
    "action",
    [
        {"callback_data": "x" * 64},
        {"url": "https://doi.org/10.1136"},
        {"url": f"tg://user?id={ANA}"},
        {"switch_inline_query": ""},
        {"switch_inline_query_current_chat": "stretch"},
        {"switch_inline_query_chosen_chat": {"query": "x", "allow_user_chats": True}},
        {"web_app": {"url": "https://example.org/app"}},
        {"copy_text": {"text": "code"}},
    ],
)
async def test_every_kind_of_button_is_shown(desk: Desk, action: Json) -> None:
    markup = _inline({"text": "Go", "style": "success", **action})
    assert (await desk.send("Hi", reply_markup=markup))["reply_markup"] == markup


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        (
            {"text": "Go"},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "Go", "callback_data": ""},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ({"callback_data": "x"}, "can't parse inline keyboard button: Can't find field \"text\""),
        ({"text": "Go", "callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
        ({"text": "Go", "callback_data": "é" * 33}, "BUTTON_DATA_INVALID"),
        (
            {"text": "Go", "url": "nowhere"},
            "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
        ),
        (
            {"text": "Go", "url": "http://localhost:8080"},
            "inline keyboard button URL 'http://localhost:8080' is invalid: Wrong HTTP URL",
        ),
        (
            {"text": "Go", "web_app": {"url": "http://example.org"}},
            (
                "inline keyboard button Web App URL 'http://example.org' is invalid:"
                " Only HTTPS links are allowed"
            ),
        ),
        ({"text": "Go", "copy_text": {"text": "x" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "Go", "pay": True}, "BUTTON_TYPE_INVALID"),
    ],
)
async def test_what_is_refused_of_a_button(desk: Desk, button: Json, reason: str) -> None:
    assert await _refusal(desk, _inline(button)) == f"Bad Request: {reason}"
    assert len(desk.telegram.history(ANA)) == 1


async def test_data_of_64_bytes_is_taken_whatever_its_letters(desk: Desk) -> None:
    await desk.send("Hi", reply_markup=_inline({"text": "Go", "callback_data": "é" * 32}))


async def test_a_hundred_buttons_are_taken_and_no_more(desk: Desk) -> None:
    button = {"text": "1", "callback_data": "1"}
    await desk.send("Hi", reply_markup={"inline_keyboard": [[button]] * 100})
    refusal = await _refusal(desk, {"inline_keyboard": [[button]] * 101})
    assert refusal == "Bad Request: reply markup is too long"


async def test_a_keyboard_of_more_than_ten_kilobytes_is_refused(desk: Desk) -> None:
    button = {"text": "x" * 60, "callback_data": "y" * 64}
    refusal = await _refusal(desk, {"inline_keyboard": [[button]] * 80})
    assert refusal == "Bad Request: reply markup is too long"


@pytest.mark.parametrize(
    ("row", "violation"),
    [
        (
            [{"text": "A", "callback_data": "a", "copy_text": {"text": "b"}}],
            "a button with callback_data and copy_text: exactly one is allowed",
        ),
        (
            [{"text": "A", "callback_data": "a", "url": "https://doi.org"}],
            "a button with callback_data and url: exactly one is allowed",
        ),
        ([{"text": " ", "callback_data": "a"}], "a button without text: Telegram leaves it out"),
        ([{"text": "A", "callback_data": "a", "style": "red"}], "a button of style 'red'"),
        ([{"text": "A", "callback_data": "a"}] * 9, "a row of 9 buttons: Telegram shows 8"),
    ],
)
async def test_what_telegram_drops_in_silence_is_a_violation(
    desk: Desk, row: list[Json], violation: str
) -> None:
    body = await desk.ask("sendMessage", chat_id=ANA, text="Hi", reply_markup=_inline(*row))
    assert body["ok"]
    assert desk.telegram.violations == [violation]


async def test_an_empty_keyboard_is_no_keyboard(desk: Desk) -> None:
    assert "reply_markup" not in await desk.send("Hi", reply_markup={"inline_keyboard": []})


async def test_a_reply_keyboard_is_in_force_until_it_is_removed(desk: Desk) -> None:
    markup = {"keyboard": [[{"text": "Yes"}, {"text": "No"}]], "resize_keyboard": True}
    sent = await desk.send("Well?", reply_markup=markup)
    assert "reply_markup" not in sent
    assert desk.telegram.reply_keyboard(ANA) == markup
    await desk.send("Gone", reply_markup={"remove_keyboard": True})
    assert desk.telegram.reply_keyboard(ANA) is None


@pytest.mark.parametrize(
    ("rows", "violation"),
    [
        (
            [[{"text": "A"}] * 13],
            "a row with empty or more than 12 buttons: Telegram leaves some out",
        ),
        (
            [[{"text": "A"}, {"text": ""}]],
            "a row with empty or more than 12 buttons: Telegram leaves some out",
        ),
        ([[{"text": "A"}]] * 301, "301 buttons: Telegram shows 300"),
    ],
)
async def test_reply_keyboards_of_which_telegram_drops_something(
    desk: Desk, rows: list[list[Json]], violation: str
) -> None:
    body = await desk.ask("sendMessage", chat_id=ANA, text="Hi", reply_markup={"keyboard": rows})
    assert body["ok"]
    assert desk.telegram.violations == [violation]


async def test_a_forced_reply_is_over_when_the_person_has_written(desk: Desk) -> None:
    markup = {"force_reply": True, "input_field_placeholder": "0 to 10"}
    await desk.send("How bad?", reply_markup=markup)
    assert desk.telegram.reply_keyboard(ANA) == markup
    desk.telegram.say(ANA, "4")
    assert desk.telegram.reply_keyboard(ANA) is None


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (
            {"keyboard": [[{"text": "A", "request_contact": True}]]},
            "phone number can be requested in private chats only",
        ),
        (
            {"keyboard": [[{"text": "A", "request_location": True}]]},
            "location can be requested in private chats only",
        ),
        (
            {"keyboard": [[{"text": "A", "request_poll": {}}]]},
            "poll can be requested in private chats only",
        ),
        (
            {"force_reply": True, "input_field_placeholder": "x" * 65},
            "REPLY_MARKUP_PLACEHOLDER_TOO_LONG",
        ),
        (_inline({"text": "A", "web_app": {"url": "https://example.org"}}), "BUTTON_TYPE_INVALID"),
    ],
)
async def test_what_is_refused_in_a_group(desk: Desk, markup: Json, reason: str) -> None:
    desk.telegram.add_group(CLUB, "Runners", [ANA])
    assert await _refusal(desk, markup, CLUB) == f"Bad Request: {reason}"


async def test_an_edit_takes_inline_keyboards_only(desk: Desk) -> None:
    sent = await desk.send("Hi", reply_markup=buttons("A"))
    place = {"chat_id": ANA, "message_id": sent["message_id"]}
    markup = {"keyboard": [[{"text": "A"}]]}
    refusal = await desk.refused("editMessageReplyMarkup", **place, reply_markup=markup)
    assert refusal == "Bad Request: inline keyboard expected"
