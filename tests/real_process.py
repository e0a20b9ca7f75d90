"""The bot as the process that is run for people, in front of the sandbox's server."""

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

from bot import app
from bot.sandbox.telegram import Telegram
from tests.source import ROOT
from tests.storage.conftest import KEY


@contextlib.asynccontextmanager
async def process(
    url: str, path: Path, output: Path | None = None, **settings: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the bot; it is killed in the end, unless it has ended. A file of its output grows."""
    environment = os.environ | {
        "BOT_TOKEN": Telegram(app.wall_clock).token,
        "BOT_API_URL": url,
        "DATABASE_URL": f"sqlite:///{path}",
        "DATABASE_KEY": KEY,
        "LOG_LEVEL": "ERROR",
        **settings,
    }
    with contextlib.ExitStack() as opened:
        out = opened.enter_context(output.open("ab")) if output else None
        bot = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=ROOT, env=environment, stdout=out, stderr=out
        )
    try:
        yield bot
    finally:
        if bot.returncode is None:
            bot.kill()
        await bot.wait()
