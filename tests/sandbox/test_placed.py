"""Entities given by their places."""

import pytest

from bot.sandbox.fake.calls import Json
from tests.sandbox.conftest import ANA, Desk


def _entity(kind: str, offset: int, length: int, **more: object) -> Json:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    "entity",
    [
        _entity("bold", 3, 4),
        _entity("pre", 3, 4, language="python"),
        _entity("text_link", 3, 4, url="https://doi.org/"),
        _entity("custom_emoji", 0, 2, custom_emoji_id="5368324170671202286"),
        _entity("date_time", 3, 4, unix_time=1772452800, date_time_format="wDT"),
    ],
)
async def test_entities_are_shown_where_they_were_placed(desk: Desk, entity: Json) -> None:
    sent = await desk.send("😀 text", entities=[{**entity, "unix_time": 1772452800}])
    assert sent["entities"] == [entity]


async def test_a_mention_has_the_person_as_they_are(desk: Desk) -> None:
    mention = _entity("text_mention", 0, 3, user={"id": ANA, "is_bot": False, "first_name": "X"})
    sent = await desk.send("you", entities=[mention])
    assert sent["entities"][0]["user"]["first_name"] == "Ana"


async def test_what_telegram_finds_itself_is_passed_over(desk: Desk) -> None:
    given = [_entity("bot_command", 0, 3), _entity("hashtag", 0, 3), _entity("no_such", 0, 3)]
    assert "entities" not in await desk.send("abc", entities=given)


@pytest.mark.parametrize(
    ("entity", "reason"),
    [
        (_entity("bold", 9, 1), "entity begins after the end of the text at UTF-16 offset 9"),
        (_entity("bold", -1, 1), "entity begins after the end of the text at UTF-16 offset -1"),
        (
            _entity("bold", 2, 3),
            "entity beginning at UTF-16 offset 2 ends after the end of the text at UTF-16 offset 5",
        ),
        (
            _entity("text_link", 0, 1),
            "can't parse MessageEntity: Can't find field \"url\"",
        ),
        (_entity("text_link", 0, 1, url="x"), "URL 'x' is invalid: Wrong HTTP URL"),
        (_entity("date_time", 0, 1, unix_time=2**31), "invalid Unix time specified"),
    ],
)
async def test_entities_that_are_refused(desk: Desk, entity: Json, reason: str) -> None:
    refusal = await desk.refused("sendMessage", chat_id=ANA, text="bold", entities=[entity])
    assert refusal == f"Bad Request: {reason}"
