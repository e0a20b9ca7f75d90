"""The fake Telegram, telling a load driver at once who was answered."""

import asyncio
from collections.abc import Mapping
from typing import Any

from bot.sandbox.clock import Clock
from bot.sandbox.fake.calls import Answer, File, Json
from bot.sandbox.telegram import Telegram


class ListeningTelegram(Telegram):
    """A fake without limits, with one waiting person a chat at most."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock, strict_rate=False)
        self.polled = asyncio.Event()
        self.refused: list[str] = []
        self.uploads = 0
        self._waiting: dict[int, asyncio.Future[Json]] = {}

    async def call(
        self, token: str, method: str, params: Mapping[str, Any], files: Mapping[str, File]
    ) -> Answer:
        """Answer a call; wake the person whose chat it changed."""
        if method == "getUpdates":
            self.polled.set()
        self.uploads += len(files)
        answer = await super().call(token, method, params, files)
        result = answer.body.get("result")
        if isinstance(result, dict) and "chat" in result:
            if method != "editMessageReplyMarkup":  # old buttons that go are no answer
                self._wake(result["chat"]["id"], result)
        elif answer.status != 200:
            self.refused.append(f"{method}: {answer.body.get('description')}")
            self._wake(int(params.get("chat_id", 0)), {})
        return answer

    def expect(self, chat_id: int) -> asyncio.Future[Json]:
        """Return the next message or edit in a chat; it is empty where the bot's call failed."""
        self._waiting[chat_id] = asyncio.get_running_loop().create_future()
        return self._waiting[chat_id]

    def _wake(self, chat_id: int, message: Json) -> None:
        waiting = self._waiting.pop(chat_id, None)
        if waiting is not None and not waiting.done():
            waiting.set_result(message)
