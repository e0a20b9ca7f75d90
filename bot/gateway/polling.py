"""Long polling that confirms updates to Telegram when they were dealt with.

python-telegram-bot's own updater confirms what it has queued: a crash loses the queue. Here a crash
loses at most the answers to people whose screens had to wait longer than `_BATCH_S`.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Protocol

import structlog
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.problems import CannotPollError

_log = structlog.get_logger()

UNKNOWN_BOT = "Telegram does not know this BOT_TOKEN. Take it from BotFather again."
LONG_POLL_S = 30
_NEWCOMER_S = 3.0  # an instance younger than this gives way to the one that was there before
_CONFLICT_S = 0.5  # so soon the older one asks again, while the newcomer still is one
_BATCH_S = 0.25  # then the next updates are fetched, though somebody's screen still waits its turn
_MOST_UNDER_WAY = 500  # updates whose screens wait their turn
_LAST_S = 3.0  # what is under way at the end may take so long
_BACKOFF_S = (0.5, 1.0, 2.0, 5.0, 10.0)


Raw = dict[str, Any]
"""An update as Telegram sends it, not yet parsed."""


class _Bot(Protocol):
    async def updates(
        self, offset: int | None, timeout_s: int, allowed: Sequence[str]
    ) -> Sequence[Raw]: ...


async def poll(
    bot: _Bot,
    take: Callable[[Raw], Awaitable[None]],
    allowed: Sequence[str],
    stop: asyncio.Event,
) -> None:
    """Fetch updates and hand them on until `stop`; CannotPollError where that is hopeless."""
    loop = asyncio.get_running_loop()
    started, offset, failures = loop.time(), None, 0
    under_way: dict[asyncio.Future[None], int] = {}
    while not stop.is_set():
        under_way = {task: n for task, n in under_way.items() if not task.done()}
        if len(under_way) >= _MOST_UNDER_WAY:  # Telegram keeps what we cannot take yet
            await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
            continue
        try:
            updates = await _unless(stop, bot.updates(offset, LONG_POLL_S, allowed))
        except TelegramError as error:
            young = loop.time() - started < _NEWCOMER_S
            await _unless(stop, asyncio.sleep(_pause(error, failures, young=young)))
            failures += 1
            continue
        failures = 0
        batch: dict[asyncio.Future[None], int] = {
            asyncio.ensure_future(take(raw)): raw["update_id"] for raw in updates
        }
        if batch:
            offset = updates[-1]["update_id"] + 1
            under_way |= batch
            await asyncio.wait(batch, timeout=_BATCH_S)
    unfinished = await _finish(under_way)
    if offset is not None:
        await _confirm(bot, min([offset, *unfinished]), allowed)


async def _finish(under_way: Mapping[asyncio.Future[None], int]) -> list[int]:
    """Wait for what is under way; cancel what takes too long and return its update ids."""
    if not under_way:
        return []
    _, unfinished = await asyncio.wait(under_way, timeout=_LAST_S)
    for task in unfinished:
        task.cancel()
    await asyncio.gather(*unfinished, return_exceptions=True)
    return [under_way[task] for task in unfinished]


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
        return after if isinstance(after, int | float) else after.total_seconds()
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
