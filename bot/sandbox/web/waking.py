"""Moves the clock to the bot's next reminder, over HTTP."""

from collections.abc import Awaitable, Callable

from aiohttp import web
from whenever import Instant

from bot.sandbox.clock import MovableClock
from bot.sandbox.telegram import Telegram

NextWake = Callable[[], Awaitable[Instant | None]]


class Waking:
    """The page's way to the next reminder; there is none where nobody knows of it."""

    def __init__(self, telegram: Telegram, clock: MovableClock, next_wake: NextWake | None) -> None:
        self._telegram = telegram
        self._clock = clock
        self._next_wake = next_wake

    def routes(self) -> list[web.RouteDef]:
        """List what is served, to be added to an application below /api."""
        return [web.post("/next", self.next)]

    async def next(self, _request: web.Request) -> web.Response:
        """Move the clock to the next reminder, where one is to come."""
        at = await self._next_wake() if self._next_wake else None
        if at is None:
            sentence = "No reminder is to come. Set one up with /reminders, and your clock."
            return web.json_response({"error": sentence}, status=400)
        ahead_s = max(0.0, (at - self._clock()).total("seconds"))
        now = self._clock.forward(ahead_s)
        self._telegram.moved()
        return web.json_response({"now_ms": now.timestamp(unit="millisecond")})
