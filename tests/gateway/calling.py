"""Both ends of a paced call: the bot that makes it, and Telegram that takes it."""

import asyncio
from collections.abc import Iterable
from typing import Any

from bot.chat.sending import Lane
from bot.gateway.pacing import Pacer
from tests.gateway.virtual_time import now


class Telegram:
    """The other end of every call: notes when it came, and fails as often as it is told."""

    def __init__(self, *faults: Exception, takes: float = 0) -> None:
        self.faults = list(faults)
        self.takes = takes  # seconds from a call to its answer
        self.calls: list[tuple[float, int | str | None]] = []

    async def call(self, endpoint: str, data: dict[str, Any]) -> str:
        self.calls.append((now(), data.get("chat_id")))
        fault = self.faults.pop(0) if self.faults else None
        if self.takes:
            await asyncio.sleep(self.takes)
        if fault is not None:
            raise fault
        return f"{endpoint} done"

    def times(self, chat: int | None = None) -> list[float]:
        return [at for at, to in self.calls if chat in {None, to}]


class Caller:
    """Makes calls through a pacer, as `ExtBot` does."""

    def __init__(self, per_second: int = 30, telegram: Telegram | None = None) -> None:
        self.pacer = Pacer(per_second)
        self.telegram = telegram or Telegram()

    async def call(
        self, chat: int | str | None, lane: Lane | None = None, endpoint: str = "sendMessage"
    ) -> str:
        data = {} if chat is None else {"chat_id": chat}
        answer = await self.pacer.process_request(
            self.telegram.call, (endpoint, data), {}, endpoint, data, lane
        )
        return str(answer)

    async def all(self, chats: Iterable[int], lane: Lane | None = None) -> None:
        await asyncio.gather(*(self.call(chat, lane) for chat in chats))
