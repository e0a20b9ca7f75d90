"""Pictures are drawn and uploaded once; then Telegram's own copies are sent."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any
from weakref import WeakValueDictionary

from bot import memory
from bot.chat.screen import Picture
from bot.chat.sending import Outcome
from bot.gateway.outcomes import Answer
from bot.gateway.transport import Upload
from bot.storage.sent import Sent

Call = Callable[[str | None, Upload | None], Awaitable[Answer]]
"""A call that shows a picture: by the id of a copy, or by a file."""


class Uploads:
    """Draws what Telegram has no copy of, and makes files: one at a time."""

    def __init__(self, sent: Sent) -> None:
        self._sent = sent
        # One thread: nothing waits for a second picture, and drawing libraries share state.
        self._easel = ThreadPoolExecutor(1, "easel")
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def copy_of(self, picture: Picture | None) -> str | None:
        """Return the id of Telegram's copy of a picture."""
        return await self._sent.file_id(picture.key) if picture and picture.key else None

    async def show(self, picture: Picture, call: Call) -> Answer:
        """Make a call that shows a picture; others who want the same wait while one uploads it."""
        async with self._turn(picture):
            copy = await self.copy_of(picture)
            if copy is None:
                return await self._upload(picture, call)
        answer = await call(copy, None)
        if answer[0] is not Outcome.REJECTED or picture.key is None:
            return answer
        await self._sent.drop_file(picture.key, copy)  # Telegram may have let go of its copy
        return await self.show(picture, call)

    async def made(self, make: Callable[[], bytes]) -> bytes:
        """Return what takes long to make; nobody's answer waits for it but that person's."""
        return await asyncio.get_running_loop().run_in_executor(self._easel, _made, make)

    def close(self) -> None:
        """Let go of the thread that draws."""
        self._easel.shutdown(wait=False, cancel_futures=True)

    async def _upload(self, picture: Picture, call: Call) -> Answer:
        kind = "gif" if picture.moving else "png"
        drawn = await self.made(picture.draw)
        outcome, message = await call(None, (f"picture.{kind}", drawn, f"image/{kind}"))
        kept: Any = message.get("animation" if picture.moving else "photo") if message else None
        if picture.key and kept:
            file = kept if picture.moving else kept[-1]
            await self._sent.keep_file(picture.key, file["file_id"])
        return outcome, message

    def _turn(self, picture: Picture) -> AbstractAsyncContextManager[object]:
        if picture.key is None:
            return nullcontext()
        return self._turns.setdefault(picture.key, asyncio.Lock())


def _made(make: Callable[[], bytes]) -> bytes:
    """Make a picture or file, and keep nothing of what that took."""
    try:
        return make()
    finally:
        memory.give_back()
