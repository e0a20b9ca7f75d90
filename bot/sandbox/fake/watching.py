"""Events for whoever looks on, such as the page in the browser."""

import asyncio
from collections.abc import AsyncIterator
from types import TracebackType
from typing import Self

from bot.sandbox.fake.calls import Json

_MOST_WAITING = 1000


class Watch:
    """The events from now on, in order; too slow a reader loses the oldest."""

    def __init__(self, watches: set["Watch"]) -> None:
        self._watches = watches
        self._events: asyncio.Queue[Json] = asyncio.Queue(_MOST_WAITING)
        watches.add(self)

    def put(self, event: Json) -> None:
        """Hand over an event."""
        if self._events.full():
            self._events.get_nowait()
        self._events.put_nowait(event)

    async def get(self) -> Json:
        """Wait for the next event."""
        return await self._events.get()

    def close(self) -> None:
        """Stop watching."""
        self._watches.discard(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    async def __aiter__(self) -> AsyncIterator[Json]:
        while True:
            yield await self.get()
