"""Plain calls and plain updates: lanes reach the pacer, files their names."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram.error import BadRequest

from bot.chat.sending import Lane
from bot.gateway.bot import Bot
from bot.gateway.pacing import Pacer
from bot.sandbox.clock import MovableClock
from bot.sandbox.request import SandboxRequest
from bot.sandbox.telegram import Telegram
from tests.conversations.conftest import START

ANA = 1001


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


async def test_a_file_that_a_person_sent_comes_where_it_is_small_enough(
    bot: Bot, telegram: Telegram
) -> None:
    sent = telegram.send_file(ANA, "run.fit", b"run")["document"]
    assert await bot.download(sent["file_id"], 3) == b"run"
    assert await bot.download(sent["file_id"], 2) is None
    assert await bot.download("nowhere", 3) is None
    fetched = [call.method for call in telegram.calls].count("getFile")
    assert fetched == 3
