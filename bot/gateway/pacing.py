"""Telegram's limits and retries for every call: people first, bulk second, edits apart."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, get_args

from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut
from telegram.ext import BaseRateLimiter

from bot.chat.sending import Lane
from bot.gateway.too_many import Holds
from bot.gateway.transport import NotSentError
from bot.gateway.turns import PATIENCE_S, ChatPace, Rate, Turns

_GROUP = Rate(5, 4.0)  # at most 20 in any minute, which is Telegram's limit
MESSAGES = ChatPace(private=Rate(5, 1.0), group=_GROUP)
EDITS = ChatPace(private=Rate(20, 0.5), group=_GROUP)
_RETRIES = 4
_BACKOFF_S = 0.5

_MESSAGES = ("send", "copy", "forward")
_EDITS = ("edit", "stop")
_UNCOUNTED = frozenset({"sendChatAction"})


class Pacer(BaseRateLimiter[Lane]):
    """Lets calls through no faster than Telegram takes them.

    `per_second` is the limit over all chats; 0 lifts every limit but `retry_after`.
    """

    def __init__(self, per_second: int) -> None:
        self._holds = Holds()
        self._turns: dict[tuple[str, ...], Turns] = {}
        if per_second:
            self._turns = {
                _MESSAGES: Turns(per_second, MESSAGES, self._holds),
                _EDITS: Turns(per_second, EDITS, self._holds),
            }
        self._sleeping: set[asyncio.Future[None]] = set()

    @property
    def waiting(self) -> dict[Lane, int]:
        """How many calls wait for their turn, by lane."""
        lanes = [turns.waiting for turns in self._turns.values()]
        return {lane: sum(each[lane] for each in lanes) for lane in get_args(Lane)}

    async def initialize(self) -> None:
        """Nothing to open: a queue starts with the first call that has to wait."""

    async def shutdown(self) -> None:
        """Stop; calls that still wait are cancelled."""
        for turns in self._turns.values():
            await turns.close()
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
        key = chat if isinstance(chat, int) else endpoint
        for attempt in range(_RETRIES + 1):
            await self._turn(endpoint, key, rate_limit_args or "people")
            try:
                answer = await callback(*args, **kwargs)
            except RetryAfter as error:
                self._hold(key, error)
                if attempt == _RETRIES:
                    raise
            except NetworkError as error:
                self._holds.passed()
                if attempt == _RETRIES or not _repeatable(endpoint, error):
                    raise
                await self._sleep(_BACKOFF_S * 2**attempt)
            except BaseException:
                self._holds.passed()
                raise
            else:
                self._holds.passed()
                return answer
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _hold(self, key: int | str, error: RetryAfter) -> None:
        after = error.retry_after
        seconds = after if isinstance(after, int | float) else after.total_seconds()
        self._holds.note(key, seconds, asyncio.get_running_loop().time())

    async def _turn(self, endpoint: str, key: int | str, lane: Lane) -> None:
        """Wait until a call may go; RetryAfter where its chat is held too long to wait for."""
        if isinstance(key, int) and endpoint not in _UNCOUNTED:
            for kinds, turns in self._turns.items():
                if endpoint.startswith(kinds):
                    await turns.wait(key, lane)
                    return
        loop = asyncio.get_running_loop()
        while True:  # it may be prolonged
            held = self._holds.chat_wait(key, loop.time())
            wait = max(held, self._holds.wait(lane, loop.time()))
            if held > PATIENCE_S:
                raise RetryAfter(int(held))
            if not wait:
                self._holds.begin()
                return
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


def _repeatable(endpoint: str, error: NetworkError) -> bool:
    if isinstance(error, BadRequest | Forbidden):  # BadRequest is a NetworkError in this library
        return False
    if isinstance(error, NotSentError):
        return True
    if isinstance(error, TimedOut):  # a repeat of one that did arrive would be a second message
        return not endpoint.startswith(_MESSAGES)
    return True  # the server itself said that it failed
