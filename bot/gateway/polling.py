"""Long polling that confirms updates to Telegram when they were dealt with.

python-telegram-bot's own updater confirms what it has queued: a crash loses the queue. Here updates
are confirmed when they were answered, or are kept in the database.
"""

import asyncio
from collections.abc import Awaitable, Sequence
from typing import Protocol

import structlog
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.gateway.errors import Apology, guarded
from bot.gateway.reading import Raw
from bot.problems import CannotPollError

_log = structlog.get_logger()

UNKNOWN_BOT = "Telegram does not know this BOT_TOKEN. Take it from BotFather again."
LONG_POLL_S = 30
_NEWCOMER_S = 3.0  # an instance younger than this gives way to the one that was there before
_HOLD_S = 300.0  # no "too many requests" is believed longer: nobody would be heard meanwhile
_CONFLICT_S = 0.5  # so soon the older one asks again, while the newcomer still is one
_LAST_S = 3.0  # so long the last updates may take, and the last word to Telegram
_BACKOFF_S = (0.5, 1.0, 2.0, 5.0, 10.0)


class _Bot(Protocol):
    async def updates(
        self, offset: int | None, timeout_s: int, allowed: Sequence[str]
    ) -> Sequence[Raw]: ...


class _Inbox(Protocol):
    async def room(self) -> None: ...
    async def take(self, raws: Sequence[Raw]) -> None: ...


async def poll(
    bot: _Bot,
    inbox: _Inbox,
    allowed: Sequence[str],
    stop: asyncio.Event,
) -> None:
    """Fetch updates and hand them on until `stop`; CannotPollError where that is hopeless.

    What the inbox has taken is confirmed; where it raises, the same updates come again.
    """
    loop = asyncio.get_running_loop()
    started, offset, failures = loop.time(), None, 0
    while not stop.is_set():
        await _unless(stop, inbox.room())
        try:
            updates = await _unless(stop, bot.updates(offset, LONG_POLL_S, allowed))
        except TelegramError as error:
            young = loop.time() - started < _NEWCOMER_S
            await _unless(stop, asyncio.sleep(_pause(error, failures, young=young)))
            failures += 1
            continue
        if not updates:
            # All is confirmed by now. After a week without any, Telegram begins with another
            # number: what lies below the one that we know would be confirmed unseen.
            offset, failures = offset if stop.is_set() else None, 0
        elif not await _taken(inbox, updates, stop):
            await _unless(stop, asyncio.sleep(_BACKOFF_S[min(failures, len(_BACKOFF_S) - 1)]))
            failures += 1
        else:
            offset, failures = max(raw["update_id"] for raw in updates) + 1, 0
    if offset is not None:
        await _confirm(bot, offset, allowed)


async def _taken(inbox: _Inbox, updates: Sequence[Raw], stop: asyncio.Event) -> bool:
    """Hand updates on; False where they come again: they cannot be kept, or not before the end."""
    taking = asyncio.ensure_future(guarded(inbox.take(updates), "updates"))
    stopping = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({taking, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not taking.done():
            await asyncio.wait({taking}, timeout=_LAST_S)
        return taking.done() and not isinstance(taking.result(), Apology)
    finally:
        taking.cancel()
        stopping.cancel()
        await asyncio.gather(taking, stopping, return_exceptions=True)


async def _confirm(bot: _Bot, offset: int, allowed: Sequence[str]) -> None:
    try:
        await asyncio.wait_for(bot.updates(offset, 0, allowed), _LAST_S)
    except (TelegramError, TimeoutError) as error:
        _log.warning("last_updates_unconfirmed", error=type(error).__name__)


def _pause(error: TelegramError, failures: int, *, young: bool) -> float:
    if isinstance(error, InvalidToken):
        raise CannotPollError(UNKNOWN_BOT)
    if isinstance(error, Conflict):
        if young:
            raise CannotPollError(
                "Another instance is running with this BOT_TOKEN. Stop that one first; "
                "this one stops now."
            )
        _log.warning(
            "second_instance", advice="another instance uses this BOT_TOKEN; it should stop"
        )
        return _CONFLICT_S
    if isinstance(error, RetryAfter):
        after = error.retry_after
        return min(_HOLD_S, after if isinstance(after, int | float) else after.total_seconds())
    if isinstance(error, TimedOut | NetworkError):
        _log.warning("polling_interrupted", error=type(error).__name__)
    else:
        _log.error("polling_refused", error=type(error).__name__)
    return _BACKOFF_S[min(failures, len(_BACKOFF_S) - 1)]


async def _unless(stop: asyncio.Event, work: Awaitable[Sequence[Raw] | None]) -> Sequence[Raw]:
    """Return what the work returns, or nothing as soon as `stop` is set."""
    task, stopping = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({task, stopping}, return_when=asyncio.FIRST_COMPLETED)
        return (task.result() or ()) if task.done() else ()
    finally:
        task.cancel()
        stopping.cancel()
        # The line must be free before another call asks for updates.
        await asyncio.gather(task, stopping, return_exceptions=True)
