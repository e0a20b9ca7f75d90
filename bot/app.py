"""Opens, loads, wires, starts, and closes in reverse: the only place where everything meets."""

import asyncio
import contextlib
import gc
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import structlog
from telegram.error import InvalidToken, TelegramError
from telegram.request import BaseRequest
from whenever import Instant

from bot import keeping, scheduling, stopping
from bot.domain.people import store as people
from bot.features import FEATURES
from bot.gateway import menu, polling
from bot.gateway.bot import Bot
from bot.gateway.desk import Desk
from bot.gateway.errors import Apology, guarded
from bot.gateway.inbox import ALLOWED_UPDATES, Inbox
from bot.gateway.outbox import Outbox
from bot.gateway.pacing import Pacer
from bot.gateway.reading import Raw
from bot.gateway.tally import Tally
from bot.gateway.transport import AiohttpRequest
from bot.health import supervisor
from bot.library.content import Content
from bot.problems import CannotPollError
from bot.routes import Job, Move, routes
from bot.scheduling import JobEvent
from bot.search.remembered import Remembered
from bot.services import Clock, Services
from bot.settings import Settings, supervision
from bot.storage.database import Database
from bot.storage.holder import held
from bot.storage.sent import Sent, move_polls
from bot.storage.transaction import Transaction

_log = structlog.get_logger()

JOBS = (*(job for feature in FEATURES for job in feature.jobs), *keeping.JOBS)
_AGAIN_S = 5.0
# The database's thread waits for the interpreter while the loop is busy; the default of 5 ms
# would be most of a person's waiting time.
_SWITCH_S = 0.0005


@dataclass(frozen=True, slots=True)
class Wired:
    """The bot with everything behind it, not yet taking updates."""

    bot: Bot
    inbox: Inbox
    outbox: Outbox
    services: Services


def wall_clock() -> Instant:
    """Return the time now: the only place that reads it."""
    return Instant.now()


@contextlib.asynccontextmanager
async def wired(
    settings: Settings,
    content: Content,
    clock: Clock,
    request: Callable[[], BaseRequest] = AiohttpRequest,
) -> AsyncIterator[Wired]:
    """Open the database and wire everything around it; StorageError if it cannot be opened."""
    db = await Database.open(settings.database_url, settings.database_key)
    lines = (request(), request())  # long polling has a line of its own
    search = asyncio.create_task(asyncio.to_thread(lambda: Remembered(content.finder())))
    try:
        services = Services(content, search, db, clock, settings, menu.commands(FEATURES))
        bot = Bot(
            settings.bot_token,
            lines,
            Pacer(settings.messages_per_second),
            settings.bot_api_url,
        )
        began = asyncio.get_running_loop().time()
        search.add_done_callback(lambda _: _note_built(bot.tally, began))
        bot_id = int(settings.bot_token.partition(":")[0])
        sent = Sent(db, bot_id)
        known = routes(FEATURES)
        outbox = Outbox(
            bot,
            sent,
            lambda person_id: db.run(people.block, person_id, clock()),
            lambda before, after: db.run(_move, (move_polls, *known.moved), before, after),
        )
        try:
            async with held(db, settings.database_url, bot_id):
                desk = Desk(known, services, outbox, sent)
                yield Wired(bot, Inbox(desk.answer, db, outbox), outbox, services)
        finally:
            outbox.close()
    finally:
        await asyncio.gather(search, return_exceptions=True)
        for line in lines:
            await line.shutdown()
        await db.close()


async def serve(flexor: Wired, stop: asyncio.Event, jobs: Iterable[Job] = JOBS) -> None:
    """Take updates until `stop`; CannotPollError where Telegram refuses for good."""
    bot, settings = flexor.bot, flexor.services.settings
    publishing = None
    await asyncio.wait({flexor.services.search})  # nobody waits for the index, or beside it
    gc.freeze()  # what was loaded stays: the collector need not walk it again and again
    gc.enable()
    started = asyncio.Event()
    jobs = tuple(jobs)
    try:
        async with supervisor.told(supervision()), _site(flexor, started, jobs):
            await _insist(bot.initialize, stop)
            if stop.is_set():
                return
            bot.tally.reached_at = asyncio.get_running_loop().time()
            publishing = asyncio.create_task(menu.publish(bot, FEATURES, settings.admin_ids))
            _log.info("started", bot=bot.username, webhook=bool(settings.webhook_url))
            await flexor.inbox.resume()
            started.set()
            async with _scheduled(flexor, stop, jobs):
                if settings.webhook_url:
                    await _insist(lambda: _set_webhook(bot, settings), stop)
                    await stop.wait()
                else:
                    await _insist(bot.delete_webhook, stop)
                    await polling.poll(bot, flexor.inbox, ALLOWED_UPDATES, stop)
    finally:
        if publishing is not None:
            publishing.cancel()
        await guarded(flexor.inbox.finish(), "finish")
        await bot.shutdown()
        _log.info("stopped")


async def run(settings: Settings, content: Content) -> None:
    """Run the bot until SIGTERM or Ctrl-C."""
    sys.setswitchinterval(_SWITCH_S)
    stop = asyncio.Event()
    stopping.listen(stop)
    async with wired(settings, content, wall_clock) as flexor:
        search = flexor.services.search
        search.add_done_callback(lambda built: stop.set() if built.exception() else None)
        await serve(flexor, stop)
        await search  # ContentError where it cannot be built: the bot does not go on without


@contextlib.asynccontextmanager
async def _site(flexor: Wired, started: asyncio.Event, jobs: Sequence[Job]) -> AsyncIterator[None]:
    """Serve webhook and pages of health where a port is set."""
    settings = flexor.services.settings
    if not settings.http_port:
        yield
        return
    # They load a server that polling does not need.
    from bot.gateway import webhook  # noqa: PLC0415
    from bot.gateway.feeds import feeds  # noqa: PLC0415
    from bot.health.pages import pages  # noqa: PLC0415
    from bot.health.readiness import Readiness  # noqa: PLC0415

    async def receive(raws: Sequence[Raw]) -> None:
        await started.wait()
        await flexor.inbox.take(raws)

    path = urlsplit(settings.webhook_url).path or "/"
    hook = webhook.Hook(path, settings.webhook_secret, receive)
    readiness = Readiness(flexor.services, flexor.bot, flexor.inbox, jobs)
    served = [
        *pages(readiness),
        *(feeds(FEATURES, flexor.services) if settings.calendar_url else ()),
    ]
    site = webhook.application(hook if settings.webhook_url else None, served)
    runner = await webhook.serve(site, settings.http_host, settings.http_port)
    try:
        yield
    finally:
        await runner.cleanup()


@contextlib.asynccontextmanager
async def _scheduled(
    flexor: Wired, stop: asyncio.Event, jobs: Iterable[Job]
) -> AsyncIterator[None]:
    """Run jobs beside the updates; they end with them."""
    tally, now = flexor.bot.tally, asyncio.get_running_loop().time

    async def start(job: Job) -> bool:
        tally.begun_at[job.name] = now()
        work = job.run(flexor.services, flexor.outbox)
        return not isinstance(await guarded(work, f"job:{job.name}"), Apology)

    def ended(event: JobEvent) -> None:
        tally.note_job(event.job, event.outcome, now())

    listeners = (scheduling.log, ended)
    running = asyncio.create_task(scheduling.run_jobs(jobs, start, wall_clock, stop, listeners))
    try:
        yield
    finally:
        stop.set()
        await running


def _move(tx: Transaction, moves: Iterable[Move], before: int, after: int) -> None:
    for move in moves:
        move(tx, before, after)


def _note_built(tally: Tally, began: float) -> None:
    tally.search_built_s = asyncio.get_running_loop().time() - began


async def _set_webhook(bot: Bot, settings: Settings) -> None:
    await bot.set_webhook(
        settings.webhook_url,
        secret_token=settings.webhook_secret,
        allowed_updates=ALLOWED_UPDATES,
    )


async def _insist(call: Callable[[], Awaitable[object]], stop: asyncio.Event) -> None:
    """Make a call without which there is no bot, as often as it takes."""
    while not stop.is_set():
        try:
            await call()
        except InvalidToken as error:
            raise CannotPollError(polling.UNKNOWN_BOT) from error
        except TelegramError as error:
            _log.warning("telegram_unreachable", error=type(error).__name__, again_s=_AGAIN_S)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), _AGAIN_S)
        else:
            return
