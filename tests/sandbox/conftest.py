"""A fake Telegram at the fixed time of the tests, whose every answer is held to the Bot API."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from whenever import Instant

from bot.sandbox.clock import MovableClock
from bot.sandbox.fake.calls import File, Json
from bot.sandbox.telegram import Telegram
from tests.sandbox.conformance import check_answer, faults

NOON = Instant.from_utc(2026, 3, 2, 12)
ANA, BEN, CLUB = 7, 8, -4001


@dataclass(frozen=True, slots=True)
class Desk:
    """A bot's desk: it calls the fake by hand, and Ana and Ben are there."""

    telegram: Telegram
    clock: MovableClock

    async def ask(self, method: str, files: Mapping[str, File] | None = None, /, **p: Any) -> Json:
        """Call a method and return the whole answer, after holding it to the specification."""
        answer = await self.telegram.call(self.telegram.token, method, p, files or {})
        if answer.status == 200:
            check_answer(method, answer.body["result"])
        else:
            assert answer.body["error_code"] == answer.status
            parameters = answer.body.get("parameters", {})
            assert faults(parameters, ["ResponseParameters"]) == []
        return answer.body

    async def call(self, method: str, files: Mapping[str, File] | None = None, /, **p: Any) -> Any:
        """Call a method that must succeed without violating anything, and return the result."""
        body = await self.ask(method, files, **p)
        assert body["ok"], body
        assert self.telegram.violations == []
        return body["result"]

    async def refused(
        self, method: str, files: Mapping[str, File] | None = None, /, **p: Any
    ) -> str:
        """Call a method that must be refused, and return Telegram's words for it."""
        body = await self.ask(method, files, **p)
        assert not body["ok"], body
        description: str = body["description"]
        return description

    async def send(self, text: str, **p: Any) -> Json:
        """Send a text to Ana and return the message."""
        sent: Json = await self.call("sendMessage", chat_id=ANA, text=text, **p)
        return sent

    async def updates(self) -> list[Json]:
        """Return and confirm the waiting updates, each held to the specification."""
        waiting: list[Json] = await self.call("getUpdates")
        if waiting:
            await self.call("getUpdates", offset=waiting[-1]["update_id"] + 1, limit=1)
        return waiting


@pytest.fixture
def strict() -> Desk:
    """Return a desk whose Telegram refuses what comes too fast."""
    return make_desk(strict_rate=True)


@pytest.fixture
def desk() -> Desk:
    """Return a desk whose Telegram takes any number of messages."""
    return make_desk(strict_rate=False)


def make_desk(*, strict_rate: bool) -> Desk:
    """Make a desk at noon; Ana and Ben have written to the bot."""
    clock = MovableClock(lambda: NOON)
    telegram = Telegram(clock, strict_rate=strict_rate)
    telegram.add_person(ANA, "Ana", username="ana_runs")
    telegram.add_person(BEN, "Ben", language_code="de")
    telegram.say(ANA, "/start")
    telegram.say(BEN, "/start")
    return Desk(telegram, clock)


def buttons(*labels: str) -> Json:
    """Return an inline keyboard of one row, whose data are the labels."""
    return {"inline_keyboard": [[{"text": label, "callback_data": label} for label in labels]]}
