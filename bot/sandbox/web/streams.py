"""What happens in the fake, as server-sent events for the page."""

import asyncio
from collections.abc import Iterable

import orjson
from aiohttp import web

from bot.sandbox.clock import MovableClock
from bot.sandbox.fake.calls import Json
from bot.sandbox.fake.watching import Watch
from bot.sandbox.telegram import Telegram

_STILL_THERE_S = 15.0
_CLOSED = "closed"
_HEADERS = {
    "Content-Type": "text/event-stream",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}


class Streams:
    """Every browser window's stream of events; `close` ends them all at once."""

    def __init__(self, telegram: Telegram, clock: MovableClock) -> None:
        self._telegram = telegram
        self._clock = clock
        self._open: set[Watch] = set()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Stream events until the browser or the server goes."""
        response = web.StreamResponse(headers=_HEADERS)
        with self._telegram.watch() as watch:
            self._open.add(watch)
            try:
                await response.prepare(request)
                # The browser waits for the first bytes; after `retry` ms it connects again.
                await response.write(b"retry: 500\n\n")
                await self._pass_on(watch, response)
            except ConnectionResetError:
                pass  # the window was closed
            finally:
                self._open.discard(watch)
        return response

    async def close(self, _app: web.Application) -> None:
        """End every stream."""
        for watch in self._open:
            watch.put({"kind": _CLOSED})

    async def _pass_on(self, watch: Watch, response: web.StreamResponse) -> None:
        while True:
            try:
                event = await asyncio.wait_for(watch.get(), _STILL_THERE_S)
            except TimeoutError:
                await response.write(b": still there\n\n")
                continue
            if event["kind"] == _CLOSED:
                return
            await response.write(b"data: " + orjson.dumps(self._for_page(event)) + b"\n\n")

    def _for_page(self, event: Json) -> Json:
        """Add what the page needs besides: the time, and who chose what in a poll."""
        if event["kind"] == "clock":
            return {**event, "now_ms": self._clock().timestamp(unit="millisecond")}
        if event["kind"] == "poll":
            return {**event, "votes": self._votes(event["poll"]["id"], self._telegram.people)}
        return event

    def _votes(self, poll_id: str, people: Iterable[int]) -> dict[str, list[int]]:
        found = {str(each): self._telegram.votes(each).get(poll_id) for each in people}
        return {user_id: options for user_id, options in found.items() if options}
