"""Tells systemd that the bot has started, that it lives, and that it stops (sd_notify)."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator

import structlog

from bot.settings import Supervision

_log = structlog.get_logger()


@contextlib.asynccontextmanager
async def told(supervision: Supervision | None) -> AsyncIterator[None]:
    """Tell a supervisor that the bot works, again and again while the loop turns."""
    if supervision is None:
        yield
        return
    _tell(supervision.address, "READY=1")
    living = asyncio.create_task(_live(supervision))
    try:
        yield
    finally:
        living.cancel()
        _tell(supervision.address, "STOPPING=1")


async def _live(supervision: Supervision) -> None:
    while supervision.within_s:
        await asyncio.sleep(supervision.within_s / 3)
        _tell(supervision.address, "WATCHDOG=1")


def _tell(address: str, news: str) -> None:
    # One that begins with @ has no file: Linux writes that as a leading zero byte.
    name = "\0" + address[1:] if address.startswith("@") else address
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.settimeout(0)  # one that does not listen must not stop the loop
            line.connect(name)
            line.send(news.encode())
    except OSError as error:
        _log.warning("supervisor_not_reached", error=type(error).__name__)
