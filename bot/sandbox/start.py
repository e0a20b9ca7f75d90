"""Starts the pretended Telegram with its page and, behind it, the real bot."""

import asyncio
import contextlib
import secrets
import sys
import webbrowser
from collections.abc import AsyncIterator

from aiohttp import web

from bot import app, stopping
from bot.domain.reminders.store import next_wake
from bot.library.content import Content
from bot.sandbox import server
from bot.sandbox.clock import MovableClock
from bot.sandbox.request import SandboxRequest
from bot.sandbox.telegram import Telegram
from bot.settings import Settings, has_screen

_ADMIN, _GROUP = 1004, -2001
_PEOPLE = (
    (1001, "Ana", "ana_runs"),
    (1002, "Ben", None),
    (1003, "Chidi", "chidi"),
    (_ADMIN, "Dora", "dora"),
)


def populate(telegram: Telegram) -> None:
    """Add the people that a visitor of the page can be; Dora is an admin."""
    for person_id, name, username in _PEOPLE:
        telegram.add_person(person_id, name, username=username)


def sandbox_settings(token: str) -> Settings:
    """Return settings for a bot that lives in memory."""
    return Settings.model_construct(
        bot_token=token,
        database_url="sqlite://",
        database_key=secrets.token_hex(32),
        admin_ids=frozenset({_ADMIN}),
    )


async def run(content: Content, port: int, *, with_bot: bool) -> None:
    """Serve the page until SIGTERM or Ctrl-C."""
    clock = MovableClock(app.wall_clock)
    telegram = Telegram(clock)
    populate(telegram)
    telegram.add_group(_GROUP, "Sunday runners", [person_id for person_id, *_ in _PEOPLE])
    stop = asyncio.Event()
    stopping.listen(stop)
    if not with_bot:
        async with _serving(server.build(telegram, clock), port) as address:
            sys.stdout.write(f"BOT_API_URL={address}\nBOT_TOKEN={telegram.token}\n")
            await stop.wait()
        return
    settings = sandbox_settings(telegram.token)
    async with app.wired(settings, content, clock, lambda: SandboxRequest(telegram)) as flexor:
        db = flexor.services.db
        page = server.build(telegram, clock, lambda: db.read(next_wake))
        async with _serving(page, port) as address:
            if has_screen():
                webbrowser.open(address)
            await app.serve(flexor, stop)


@contextlib.asynccontextmanager
async def _serving(page: web.Application, port: int) -> AsyncIterator[str]:
    """Serve the page, and say where."""
    runner = await server.start(page, port)
    try:
        address = f"http://{server.LOOPBACK}:{runner.addresses[0][1]}"
        sys.stdout.write(f"Chat page: {address}\n")
        sys.stdout.flush()
        yield address
    finally:
        await runner.cleanup()
