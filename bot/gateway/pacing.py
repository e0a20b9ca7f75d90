"""Telegram's limits and retries for every call: people first, bulk second."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut
from telegram.ext import BaseRateLimiter

from bot.chat.sending import Lane
from bot.gateway.transport import NotSentError

WINDOW_S = 1.03  # a little over the second that Telegram counts, for jitter on the way
BURST = 5  # messages that one chat may get at once
PRIVATE_REFILL_S = 1.0
GROUP_REFILL_S = (
    4.0  # with the burst at most 20 in any minute, which is Telegram's limit for groups
)
_RETRIES = 4
_BACKOFF_S = 0.5
_IDLE_CHATS = 10_000  # chats whose recent sends are remembered before idle ones are dropped

_COUNTED = ("send", "edit", "copy", "forward", "stop")
_UNCOUNTED = frozenset({"sendChatAction"})
_ONCE = ("send", "copy", "forward")  # a repeat of one that did arrive would be a second message


@dataclass(slots=True)
class _Bucket:
    """Tokens of one chat: BURST at most, one more every `refill_s` seconds."""

    refill_s: float
    at: float
    tokens: float = BURST

    def wait(self, now: float) -> float:
        """Return the seconds until a token is there."""
        self.tokens = min(BURST, self.tokens + (now - self.at) / self.refill_s)
        self.at = now
        return max(0.0, (1 - self.tokens) * self.refill_s)

    def idle(self, now: float) -> bool:
        """Say whether the chat's last burst is over, so that nothing need be remembered."""
        return self.wait(now) <= 0 and self.tokens >= BURST


@dataclass(slots=True)
class _Waiter:
    chat: int
    turn: asyncio.Future[None] = field(default_factory=asyncio.Future)


class Pacer(BaseRateLimiter[Lane]):
    """Lets calls through no faster than Telegram takes them.

    `per_second` is the limit over all chats; 0 lifts every limit but `retry_after`.
    """

    def __init__(self, per_second: int) -> None:
        self._per_second = per_second
        self._sent: deque[float] = deque(maxlen=per_second or 1)
        self._chats: dict[int, _Bucket] = {}
        self._waiting: dict[Lane, deque[_Waiter]] = {"people": deque(), "bulk": deque()}
        self._hold_until = 0.0
        self._arrived = asyncio.Event()
        self._pump: asyncio.Task[None] | None = None
        self._sleeping: set[asyncio.Future[None]] = set()

    async def initialize(self) -> None:
        """Nothing to open: the pump starts with the first call that has to wait."""

    async def shutdown(self) -> None:
        """Stop the pump; calls that still wait are cancelled."""
        if self._pump is not None:
            self._pump.cancel()
            await asyncio.gather(self._pump, return_exceptions=True)
        for lane in self._waiting.values():
            while lane:
                lane.popleft().turn.cancel()
        for sleep in self._sleeping:
            sleep.cancel()

    async def process_request(  # noqa: PLR0913, PLR0917  # the signature is python-telegram-bot's
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Lane | None,
    ) -> Any:
        """Make one call in its turn, and again after failures that left no trace."""
        chat = data.get("chat_id")
        counted = endpoint.startswith(_COUNTED) and endpoint not in _UNCOUNTED
        for attempt in range(_RETRIES + 1):
            await self._held()
            if counted and self._per_second and isinstance(chat, int):
                await self._turn(chat, rate_limit_args or "people")
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                self._hold(error)
                if attempt == _RETRIES:
                    raise
            except NetworkError as error:
                if attempt == _RETRIES or not _repeatable(endpoint, error):
                    raise
                await self._sleep(_BACKOFF_S * 2**attempt)
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _hold(self, error: RetryAfter) -> None:
        after = error.retry_after
        seconds = after if isinstance(after, int | float) else after.total_seconds()
        until = asyncio.get_running_loop().time() + seconds
        self._hold_until = max(self._hold_until, until)

    async def _held(self) -> None:
        loop = asyncio.get_running_loop()
        while (wait := self._hold_until - loop.time()) > 0:  # it may be prolonged
            await self._sleep(wait)

    async def _sleep(self, seconds: float) -> None:
        """Sleep; `shutdown` ends it with CancelledError, however long a flood wait is."""
        sleep = asyncio.ensure_future(asyncio.sleep(seconds))
        self._sleeping.add(sleep)
        try:
            await sleep
        finally:
            sleep.cancel()
            self._sleeping.discard(sleep)

    async def _turn(self, chat: int, lane: Lane) -> None:
        now = asyncio.get_running_loop().time()
        if not any(self._waiting.values()) and self._wait_all(now) <= 0 >= self._wait_chat(
            chat, now
        ):
            self._take(chat, now)
            return
        waiter = _Waiter(chat)
        self._waiting[lane].append(waiter)
        self._arrived.set()
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._run(), name="pacing")
        await waiter.turn

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        while any(self._waiting.values()):
            now = loop.time()
            wait = self._wait_all(now)
            if wait <= 0:
                wait = self._admit(now)
            if wait > 0:
                self._arrived.clear()
                await _first(self._arrived.wait(), wait)

    def _admit(self, now: float) -> float:
        """Let the first waiter with a free chat through, or return the shortest wait in seconds."""
        shortest = WINDOW_S
        for lane in self._waiting.values():
            for waiter in lane:
                wait = 0.0 if waiter.turn.done() else self._wait_chat(waiter.chat, now)
                if wait <= 0:
                    lane.remove(waiter)
                    if not waiter.turn.done():  # one that was cancelled takes no place
                        self._take(waiter.chat, now)
                        waiter.turn.set_result(None)
                    return 0.0
                shortest = min(shortest, wait)
        return shortest

    def _wait_all(self, now: float) -> float:
        full = len(self._sent) == self._sent.maxlen
        window = self._sent[0] + WINDOW_S - now if full else 0.0
        return max(window, self._hold_until - now)

    def _wait_chat(self, chat: int, now: float) -> float:
        bucket = self._chats.get(chat)
        return bucket.wait(now) if bucket else 0.0

    def _take(self, chat: int, now: float) -> None:
        self._sent.append(now)
        bucket = self._chats.get(chat)
        if bucket is None:
            if len(self._chats) >= _IDLE_CHATS:
                self._chats = {c: b for c, b in self._chats.items() if not b.idle(now)}
            bucket = _Bucket(PRIVATE_REFILL_S if chat > 0 else GROUP_REFILL_S, now)
            self._chats[chat] = bucket
        bucket.tokens -= 1


def _repeatable(endpoint: str, error: NetworkError) -> bool:
    if isinstance(error, BadRequest | Forbidden):  # BadRequest is a NetworkError in this library
        return False
    if isinstance(error, NotSentError):
        return True
    if isinstance(error, TimedOut):
        return not endpoint.startswith(_ONCE)
    return True  # the server itself said that it failed


async def _first(event: Awaitable[Any], seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(event, seconds)
