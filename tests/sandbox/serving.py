"""A running sandbox for tests: the fake, the clock and the server on a free port."""

import struct
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
from whenever import Instant

from bot.sandbox.clock import MovableClock
from bot.sandbox.fake.calls import Json
from bot.sandbox.server import build, start
from bot.sandbox.telegram import Telegram

ANA = 1001
BEN = 1002
NOON = Instant.from_utc(2026, 3, 2, 12)
KEYBOARD: Json = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}


@dataclass(frozen=True, slots=True)
class Served:
    """A sandbox behind an address, and a client session to talk to it."""

    telegram: Telegram
    clock: MovableClock
    url: str
    http: aiohttp.ClientSession

    async def call(self, method: str, **params: object) -> Json:
        """Call the Bot API with a JSON body and return the whole answer."""
        url = f"{self.url}/bot{self.telegram.token}/{method}"
        async with self.http.post(url, json=params) as answer:
            body: Json = await answer.json()
            return body

    async def act(self, action: str, **values: object) -> tuple[int, Json]:
        """Do something as a person; returns the status and the answer."""
        async with self.http.post(f"{self.url}/api/{action}", json=values) as answer:
            return answer.status, await answer.json()

    async def state(self, **query: int) -> Json:
        """Return the page's state."""
        async with self.http.get(f"{self.url}/api/state", params=query) as answer:
            body: Json = await answer.json()
            return body


@asynccontextmanager
async def serving() -> AsyncIterator[Served]:
    """Serve a sandbox with Ana and Ben."""
    clock = MovableClock(lambda: NOON)
    telegram = Telegram(clock)
    telegram.add_person(ANA, "Ana", username="ana_runs")
    telegram.add_person(BEN, "Ben")
    runner = await start(build(telegram, clock), 0)
    host, port = runner.addresses[0]
    try:
        async with aiohttp.ClientSession() as http:
            yield Served(telegram, clock, f"http://{host}:{port}", http)
    finally:
        await runner.cleanup()


def png(width: int = 4, height: int = 3) -> bytes:
    """Make a PNG of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x20\x80\x60" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
