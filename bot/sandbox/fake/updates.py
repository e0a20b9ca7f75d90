"""The queue of updates for the bot: long polling, webhook, confirmation, expiry."""

import asyncio
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.sandbox.fake.calls import Json, RefusalError

KEPT_S = 24 * 3600  # Telegram forgets updates that nobody fetched for a day
MOST_AT_ONCE = 100
KINDS = frozenset(
    {
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "guest_message",
        "message_reaction",
        "message_reaction_count",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "purchased_paid_media",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
        "managed_bot",
    }
)
_ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}
_CONFLICT = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)


@dataclass(slots=True)
class _Waiting:
    update: Json
    since: float
    raw: bool  # pushed as it is: goes out once, whatever its number
    delivered: bool = False


@dataclass(slots=True)
class Updates:
    """Updates that the bot has not confirmed yet, oldest first."""

    next_id: int = 100_000_001
    allowed: frozenset[str] | None = None  # None: all but those that must be asked for
    fetching: int = 0  # calls of getUpdates that wait at present
    _queue: deque[_Waiting] = field(default_factory=deque)
    _poll: asyncio.Future[None] | None = None
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)

    def add(self, kind: str, payload: Json, now: float) -> None:
        """Queue an update, unless the bot did not ask for its kind."""
        asked = kind not in _ON_REQUEST if self.allowed is None else kind in self.allowed
        if asked:
            self._enqueue(_Waiting({"update_id": self.next_id, kind: payload}, now, raw=False))
            self.next_id += 1

    def push(self, update: Json, now: float) -> None:
        """Queue an update as it is; it gets a number where it has none."""
        if "update_id" not in update:
            update = {"update_id": self.next_id, **update}
        self.next_id = max(self.next_id, int(update["update_id"]) + 1)
        self._enqueue(_Waiting(update, now, raw=True))

    def _enqueue(self, waiting: _Waiting) -> None:
        self._queue.append(waiting)
        self._arrived.set()
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    def allow(self, kinds: Iterable[str]) -> None:
        """Remember which kinds the bot asked for; none of them means the usual ones."""
        self.allowed = frozenset(kinds) or None

    async def fetch(self, offset: int, limit: int, timeout_s: float, now: float) -> list[Json]:
        """Confirm what lies before `offset`, then return updates, waiting for the first one.

        A later fetch ends one that waits: that raises RefusalError with 409.
        """
        self._confirm(offset, now)
        if self._queue or timeout_s <= 0:
            return self._take(limit)
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(RefusalError(_CONFLICT, 409))
        poll = self._poll = asyncio.get_running_loop().create_future()
        self.fetching += 1
        try:
            await asyncio.wait_for(poll, timeout_s)
        except TimeoutError:
            return []
        finally:
            self.fetching -= 1
        return self._take(limit)

    def end_poll(self) -> None:
        """End a waiting fetch because a webhook is set."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(RefusalError("terminated by setWebhook request", 409))

    def _confirm(self, offset: int, now: float) -> None:
        if offset < 0:
            while len(self._queue) > -offset:
                self._queue.popleft()
        while self._queue and _is_over(self._queue[0], offset, now):
            self._queue.popleft()

    def _take(self, limit: int) -> list[Json]:
        taken: list[Json] = []
        for waiting in self._queue:
            if len(taken) >= limit:
                break
            waiting.delivered = True
            taken.append(waiting.update)
        return taken

    async def first(self) -> Json:
        """Wait for the oldest update and return it, leaving it in the queue."""
        while not self._queue:
            self._arrived.clear()
            await self._arrived.wait()
        return self._queue[0].update

    def drop_first(self, update: Json) -> None:
        """Take a delivered update out of the queue."""
        if self._queue and self._queue[0].update is update:
            self._queue.popleft()

    def clear(self) -> None:
        """Forget all waiting updates."""
        self._queue.clear()

    @property
    def pending(self) -> int:
        """Count the updates that were not confirmed."""
        return len(self._queue)


def _is_over(waiting: _Waiting, offset: int, now: float) -> bool:
    confirmed = bool(waiting.update["update_id"] < offset)
    if waiting.raw:
        confirmed = confirmed and waiting.delivered
    return confirmed or now - waiting.since >= KEPT_S
