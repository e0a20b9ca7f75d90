"""What is read of an update; an odd one spoils nothing, and its button is answered."""

from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from structlog.testing import capture_logs

from bot.gateway import reading
from bot.gateway.files import Attached
from bot.gateway.in_groups import Moved
from bot.gateway.reading import (
    Blocked,
    Raw,
    Sender,
    Sought,
    Tapped,
    Voted,
    Written,
    query_of,
    read,
)

ANA = 1001
WORDS = "my groin hurts, please tell nobody"
_CHAT = {"id": ANA, "type": "private"}
_PERSON = {"id": ANA, "is_bot": False, "first_name": "Ana", "language_code": "en"}
_MESSAGE = {"message_id": 3, "date": 1772443800, "chat": _CHAT, "from": _PERSON, "text": WORDS}
_TAP = {"id": "9", "from": _PERSON, "chat_instance": "1", "data": "a:b", "message": _MESSAGE}
UPDATES: list[Raw] = [
    {"update_id": 1, "message": _MESSAGE},
    {"update_id": 2, "callback_query": _TAP},
]
ODD: list[Any] = [
    None,
    True,
    -1,
    2**31,
    10**11,
    10**17,
    2**63,
    2**70,
    -(2**62),
    1.5,
    "",
    "x",
    [],
    [[]],
    {},
]


def changed(value: Any) -> Iterator[Any]:
    """Give every copy of a structure in which one value is something odd or is gone."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield {name: each for name, each in value.items() if name != key}
            yield from ({**value, key: odd} for odd in (*ODD, *changed(inner)))


def written(**message: Any) -> Written:
    update = read({"update_id": 1, "message": {**_MESSAGE, **message}})
    assert update is not None
    assert isinstance(update.what, Written)
    return update.what


def test_what_the_desk_needs_is_there() -> None:
    said, tapped = (read(raw) for raw in UPDATES)
    assert said is not None
    assert said.sender == Sender(ANA, "Ana", "en")
    assert isinstance(said.what, Written)
    assert (said.what.text, said.chat_id, said.what.private) == (WORDS, ANA, True)
    assert tapped is not None
    assert tapped.what == Tapped("9", "a:b", ANA, private=True, message_id=3, has_text=True)


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (
            {"poll_answer": {"poll_id": "7", "user": _PERSON, "option_ids": [2, 0]}},
            Voted("7", (2, 0)),
        ),
        ({"inline_query": {"id": "8", "from": _PERSON, "query": "ice"}}, Sought("8", "ice")),
        (
            {
                "my_chat_member": {
                    "chat": _CHAT,
                    "from": _PERSON,
                    "new_chat_member": {"status": "kicked"},
                }
            },
            Blocked(),
        ),
    ],
)
def test_every_kind_is_read(raw: Raw, what: object) -> None:
    update = read({"update_id": 1, **raw})
    assert update is not None
    assert (update.sender.person_id, update.what) == (ANA, what)


def test_formatting_becomes_markup_and_plain_text_is_escaped() -> None:
    assert written(text="<b> & co").as_message().markup == "&lt;b&gt; &amp; co"
    bold = [{"type": "bold", "offset": 0, "length": 2}]
    assert written(text="my hip", entities=bold).as_message().markup == "<b>my</b> hip"
    found = [{"type": "mention", "offset": 0, "length": 3}]
    assert written(text="@me <3", entities=found).as_message().markup == "@me &lt;3"
    assert written(text="@me hip", entities=[*found, *bold]).as_message().markup == "<b>@m</b>e hip"
    photo = {"photo": [], "caption": "my hip", "caption_entities": bold}
    update = read({"update_id": 1, "message": {**_without("text"), **photo}})
    assert update is not None
    assert isinstance(update.what, Written)
    assert update.what.as_message().markup == "<b>my</b> hip"
    assert not update.what.is_text


@pytest.mark.parametrize(
    "sender",
    [
        {"id": 777000, "is_bot": False, "first_name": "Telegram"},
        {"id": 136817688, "is_bot": True, "first_name": "Channel"},
    ],
    ids=["channel's post in its group", "channel"],
)
def test_what_is_written_in_the_name_of_a_channel_is_from_nobody(sender: Raw) -> None:
    club, news = {"id": -1009, "type": "supergroup"}, {"id": -1010, "type": "channel"}
    message = {**_MESSAGE, "chat": club, "from": sender, "sender_chat": news, "text": "/quiz"}
    assert read({"update_id": 1, "message": message}) is None


def test_an_anonymous_admin_writes_as_the_group() -> None:
    club = {"id": -1009, "type": "supergroup", "title": "Club"}
    group = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    message = {**_MESSAGE, "chat": club, "from": group, "sender_chat": club, "text": "/quiz"}
    update = read({"update_id": 1, "message": message})
    assert update is not None
    assert update.sender == Sender(-1009, "Club", "")


@pytest.mark.parametrize(
    ("chat", "told"), [(-4, {"migrate_to_chat_id": -1009}), (-1009, {"migrate_from_chat_id": -4})]
)
def test_both_chats_tell_that_a_group_became_a_supergroup(chat: int, told: Raw) -> None:
    message = {**_without("text"), "chat": {"id": chat, "type": "group"}, **told}
    update = read({"update_id": 1, "message": message})
    assert update is not None
    assert update.what == Moved(-4, -1009)


def test_what_is_not_needed_is_not_read() -> None:
    animation = {"file_id": "x"}  # without the duration and the size that the documents promise
    message = {**_without("text"), "animation": animation, "reply_markup": 7, "date": "never"}
    update = read({"update_id": 2, "callback_query": {**_TAP, "message": message}})
    assert update is not None
    assert isinstance(update.what, Tapped)
    assert update.what.has_picture


def test_no_odd_update_raises_or_is_printed(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(reading, "_log", structlog.get_logger())
    with capture_logs() as entries:
        for odd in (*ODD, *changed(UPDATES[0]), *changed(UPDATES[1])):
            read(odd)
    assert len(entries) > 100
    assert WORDS not in repr(entries)
    assert WORDS not in caplog.text


def test_the_button_in_an_update_that_cannot_be_read_is_found() -> None:
    odd = {"update_id": 2, "callback_query": {**_TAP, "from": None}}
    assert read(odd) is None
    assert query_of(odd) == "9"
    assert [query_of(each) for each in (None, {}, {"callback_query": 7}, UPDATES[0])] == [None] * 4


def _without(key: str) -> dict[str, Any]:
    return {name: value for name, value in _MESSAGE.items() if name != key}


def test_a_file_has_its_name_and_size_as_far_as_they_are_told() -> None:
    told = {"file_id": "f", "file_unique_id": "u", "file_name": "run.gpx", "file_size": 9}
    assert written(document=told).file == Attached("f", "run.gpx", 9)
    assert written(document={"file_id": "f"}).file == Attached("f", "", None)
    assert read({"update_id": 1, "message": {**_MESSAGE, "document": {"file_id": 1}}}) is None
