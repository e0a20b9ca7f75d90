"""Plain calls and plain updates: an odd update spoils no other, and lanes reach the pacer."""

import copy
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import structlog
from structlog.testing import capture_logs
from telegram.error import BadRequest

from bot.chat.sending import Lane
from bot.gateway import bot as gateway_bot
from bot.gateway.bot import Bot
from bot.gateway.pacing import Pacer
from bot.sandbox.clock import MovableClock
from bot.sandbox.request import SandboxRequest
from bot.sandbox.telegram import Telegram
from tests.conversations.conftest import START

ANA = 1001
WORDS = "my groin hurts, please tell nobody"
_CHAT = {"id": ANA, "type": "private"}
_PERSON = {"id": ANA, "is_bot": False, "first_name": "Ana", "language_code": "en"}
_MESSAGE = {"message_id": 3, "date": 1772443800, "chat": _CHAT, "from": _PERSON, "text": WORDS}
_TAP = {"id": "9", "from": _PERSON, "chat_instance": "1", "data": "a:b", "message": _MESSAGE}
UPDATES: list[dict[str, Any]] = [
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


class Lanes(Pacer):
    """A pacer that notes the lanes that calls came in."""

    def __init__(self) -> None:
        super().__init__(0)
        self.seen: list[tuple[str, Lane | None]] = []

    async def process_request(self, *args: Any, **kwargs: Any) -> Any:
        self.seen.append((kwargs["endpoint"], kwargs["rate_limit_args"]))
        return await super().process_request(*args, **kwargs)


@pytest.fixture
def telegram() -> Telegram:
    made = Telegram(MovableClock(lambda: START), strict_rate=False)
    made.add_person(ANA, "Ana")
    made.say(ANA, "/start")
    return made


@pytest.fixture
async def bot(telegram: Telegram) -> AsyncIterator[Bot]:
    requests = SandboxRequest(telegram), SandboxRequest(telegram)
    made = Bot(telegram.token, requests, Lanes())
    async with made:
        yield made


def changed(value: Any) -> Iterator[Any]:
    """Give every copy of a structure in which one value is something odd or is gone."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield {name: each for name, each in value.items() if name != key}
            yield from ({**value, key: odd} for odd in (*ODD, *changed(inner)))


async def test_a_call_returns_plain_json_and_names_its_lane(bot: Bot, telegram: Telegram) -> None:
    result = await bot.call("sendMessage", {"chat_id": ANA, "text": "hello"}, "bulk")
    await bot.call("sendMessage", {"chat_id": ANA, "text": "again"})
    assert result["text"] == telegram.history(ANA)[-2]["text"] == "hello"
    assert isinstance(bot.rate_limiter, Lanes)
    assert bot.rate_limiter.seen[-2:] == [("sendMessage", "bulk"), ("sendMessage", "people")]


async def test_a_call_carries_files(bot: Bot, telegram: Telegram) -> None:
    file = "my-data.json", b'{"tables": {}}', "application/json"
    data = {"chat_id": ANA, "caption": "yours"}
    sent = await bot.call("sendDocument", data, files={"document": file})
    assert telegram.file(sent["document"]["file_id"]) == b'{"tables": {}}'
    assert sent["document"]["file_name"] == "my-data.json"


async def test_a_refusal_is_raised(bot: Bot) -> None:
    with pytest.raises(BadRequest):
        await bot.call("editMessageText", {"chat_id": ANA, "message_id": 999, "text": "x"})


async def test_updates_come_as_they_are_until_they_are_confirmed(bot: Bot) -> None:
    (raw,) = await bot.updates(None, 0, ("message",))
    assert raw["message"]["text"] == "/start"
    assert await bot.updates(None, 0, ("message",)) == [raw]
    assert await bot.updates(raw["update_id"] + 1, 0, ("message",)) == []


async def test_what_the_inbox_reads_is_there(bot: Bot) -> None:
    said, tapped = (bot.parse(copy.deepcopy(raw)) for raw in UPDATES)
    assert said is not None
    assert said.message is not None
    assert (said.message.text, said.message.chat_id) == (WORDS, ANA)
    assert tapped is not None
    assert tapped.callback_query is not None
    assert tapped.callback_query.message is not None
    assert (tapped.callback_query.data, tapped.callback_query.message.message_id) == ("a:b", 3)
    assert getattr(tapped.callback_query.message, "text", None) == WORDS


async def test_no_odd_update_raises_or_is_printed(
    bot: Bot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(gateway_bot, "_log", structlog.get_logger())
    with capture_logs() as entries:
        for odd in (*ODD, *changed(UPDATES[0]), *changed(UPDATES[1])):
            bot.parse(odd)
    assert len(entries) > 100
    assert WORDS not in repr(entries)
    assert WORDS not in caplog.text
