"""Whose call goes next: within the limits over all chats and for each chat, people before bulk."""

import asyncio
import contextlib
from collections import deque
from dataclasses import dataclass, field
from typing import NamedTuple

from telegram.error import RetryAfter

from bot.chat.sending import Lane
from bot.gateway.too_many import Holds

WINDOW_S = 1.03  # a little over the second that Telegram counts, for jitter on the way
PATIENCE_S = 60.0  # a call to a chat that is held longer comes back at once
_IDLE_CHATS = 10_000  # chats whose recent calls are remembered before idle ones are dropped


class Rate(NamedTuple):
    """How many calls one chat may get at once, and then one in so many seconds."""

    burst: int
    refill_s: float


@dataclass(frozen=True, slots=True)
class ChatPace:
    """What a person's chat may get, and what a group."""

    private: Rate
    group: Rate


@dataclass(slots=True)
class _Bucket:
    """Tokens of one chat, of which each call takes one."""

    rate: Rate
    at: float
    tokens: float

    def wait(self, now: float) -> float:
        """Return the seconds until a token is there."""
        self.tokens = min(self.rate.burst, self.tokens + (now - self.at) / self.rate.refill_s)
        self.at = now
        return max(0.0, (1 - self.tokens) * self.rate.refill_s)

    def idle(self, now: float) -> bool:
        """Say whether the chat's last burst is over, so that nothing need be remembered."""
        return self.wait(now) <= 0 and self.tokens >= self.rate.burst


@dataclass(slots=True)
class _Waiter:
    chat: int
    turn: asyncio.Future[None] = field(default_factory=asyncio.Future)


class Turns:
    """The queue of one kind of calls, `per_second` over all chats."""

    def __init__(self, per_second: int, pace: ChatPace, holds: Holds) -> None:
        self._pace = pace
        self._holds = holds
        self._sent: deque[float] = deque(maxlen=per_second)
        self._chats: dict[int, _Bucket] = {}
        self._waiting: dict[Lane, deque[_Waiter]] = {"people": deque(), "bulk": deque()}
        self._arrived = asyncio.Event()
        self._pump: asyncio.Task[None] | None = None

    @property
    def waiting(self) -> dict[Lane, int]:
        """How many wait, by lane."""
        return {lane: len(waiters) for lane, waiters in self._waiting.items()}

    async def wait(self, chat: int, lane: Lane) -> None:
        """Wait for a turn; RetryAfter where the chat is held too long to wait for."""
        now = asyncio.get_running_loop().time()
        if not any(self._waiting.values()) and not self._wait(chat, lane, now):
            self._take(chat, now)
            return
        waiter = _Waiter(chat)
        self._waiting[lane].append(waiter)
        self._arrived.set()
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._run(), name="pacing")
        await waiter.turn

    async def close(self) -> None:
        """Stop; calls that still wait are cancelled."""
        if self._pump is not None:
            self._pump.cancel()
            await asyncio.gather(self._pump, return_exceptions=True)
        for lane in self._waiting.values():
            while lane:
                lane.popleft().turn.cancel()

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        while any(self._waiting.values()):
            if wait := self._admit(loop.time()):
                self._arrived.clear()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._arrived.wait(), wait)

    def _admit(self, now: float) -> float:
        """Let the first waiter with a free chat through, or return the shortest wait in seconds."""
        shortest = WINDOW_S
        for lane, waiters in self._waiting.items():
            if wait := self._wait_all(lane, now):
                shortest = min(shortest, wait)
                continue
            for waiter in waiters:
                held = self._holds.chat_wait(waiter.chat, now)
                wait = max(held, self._wait_chat(waiter.chat, now))
                if waiter.turn.done() or not wait or held > PATIENCE_S:
                    waiters.remove(waiter)
                    self._call(waiter, held, now)
                    return 0.0
                shortest = min(shortest, wait)
        return shortest

    def _call(self, waiter: _Waiter, held: float, now: float) -> None:
        if waiter.turn.done():  # one that was cancelled takes no place
            return
        if held > PATIENCE_S:
            waiter.turn.set_exception(RetryAfter(int(held)))
            return
        self._take(waiter.chat, now)
        waiter.turn.set_result(None)

    def _wait(self, chat: int, lane: Lane, now: float) -> float:
        return max(
            self._wait_all(lane, now),
            self._holds.chat_wait(chat, now),
            self._wait_chat(chat, now),
        )

    def _wait_all(self, lane: Lane, now: float) -> float:
        full = len(self._sent) == self._sent.maxlen
        window = self._sent[0] + WINDOW_S - now if full else 0.0
        return max(0.0, window, self._holds.wait(lane, now))

    def _wait_chat(self, chat: int, now: float) -> float:
        bucket = self._chats.get(chat)
        return bucket.wait(now) if bucket else 0.0

    def _take(self, chat: int, now: float) -> None:
        self._holds.begin()
        self._sent.append(now)
        bucket = self._chats.get(chat)
        if bucket is None:
            if len(self._chats) >= _IDLE_CHATS:
                self._chats = {c: b for c, b in self._chats.items() if not b.idle(now)}
            rate = self._pace.private if chat > 0 else self._pace.group
            bucket = self._chats[chat] = _Bucket(rate, now, rate.burst)
        bucket.tokens -= 1
