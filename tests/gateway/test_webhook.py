"""The webhook takes what Telegram brings with the secret, and answers when it was dealt with."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest

from bot.gateway import webhook
from bot.gateway.reading import Raw
from bot.gateway.webhook import Hook, application, serve
from bot.problems import PortError

SECRET = "flexor-hook_42"  # noqa: S105  # nobody's
PATH = "/hook"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
CHAT = {"id": 1, "type": "private"}
UPDATE: dict[str, Any] = {"update_id": 5, "message": {"message_id": 1, "date": 1, "chat": CHAT}}


@dataclass(slots=True)
class Site:
    """A running webhook and what it took."""

    host: str
    port: int
    http: aiohttp.ClientSession
    taken: list[int] = field(default_factory=list)
    open: asyncio.Event = field(default_factory=asyncio.Event)
    asked: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, raws: Sequence[Raw]) -> None:
        self.asked.set()
        await self.open.wait()
        self.taken += [raw["update_id"] for raw in raws]

    async def bring(self, body: Any, secret: str | None = SECRET) -> int:
        headers = {} if secret is None else {HEADER: secret}
        url = f"http://{self.host}:{self.port}{PATH}"
        given = {"data": body} if isinstance(body, bytes) else {"json": body}
        async with self.http.post(url, headers=headers, **given) as answer:
            return answer.status


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with aiohttp.ClientSession() as http:
        served = Site("127.0.0.1", 0, http)
        served.open.set()
        runner = await serve(application(Hook(PATH, SECRET, served.take)), served.host, 0)
        served.port = runner.addresses[0][1]
        yield served
        await runner.cleanup()


async def test_an_update_with_the_secret_is_taken(site: Site) -> None:
    assert await site.bring(UPDATE) == 200
    assert site.taken == [5]


async def test_it_is_answered_when_it_was_dealt_with(site: Site) -> None:
    site.open.clear()
    bringing = asyncio.create_task(site.bring(UPDATE))
    await site.asked.wait()
    assert not bringing.done()
    site.open.set()
    assert await bringing == 200
    assert site.taken == [5]


@pytest.mark.parametrize("secret", [None, "", "flexor-hook_4", "flexor-hook_422", "ünï"])
async def test_without_the_secret_nothing_is_taken(secret: str | None, site: Site) -> None:
    assert await site.bring(UPDATE, secret) == 403
    assert site.taken == []


async def test_a_secret_that_is_no_text_is_wrong(site: Site) -> None:
    reader, writer = await asyncio.open_connection(site.host, site.port)
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n{HEADER}: "
    )
    writer.write(head.encode() + b"\xff\xfe\r\n\r\n{}")
    status = await reader.readline()
    writer.close()
    await writer.wait_closed()
    assert b" 403 " in status


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", [], "text", 7, None, {"message": {}}])
async def test_what_is_no_update_is_refused(body: Any, site: Site) -> None:
    assert await site.bring(body) == 400
    assert site.taken == []


async def test_a_port_that_is_taken_is_said_in_words(site: Site) -> None:
    with pytest.raises(PortError, match=f"Port {site.port} of 127.0.0.1 cannot be used"):
        await serve(application(None), site.host, site.port)


async def test_without_a_webhook_nothing_is_taken(site: Site) -> None:
    runner = await serve(application(None), "127.0.0.1", 0)
    site.port = runner.addresses[0][1]
    assert await site.bring(UPDATE, "") == 404
    await runner.cleanup()


@pytest.mark.parametrize("part", ["head", "body"])
async def test_whoever_sends_slowly_is_dropped(
    site: Site, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "_HEAD_S", 0.2)
    monkeypatch.setattr(webhook, "_BODY_S", 0.2)
    runner = await serve(application(Hook(PATH, SECRET, site.take)), site.host, 0)
    head = f"POST {PATH} HTTP/1.1\r\nHost: x\r\n{HEADER}: {SECRET}\r\nContent-Length: 90\r\n"
    reader, writer = await asyncio.open_connection(site.host, runner.addresses[0][1])
    writer.write(head.encode() + (b"\r\n{" if part == "body" else b""))
    answer = await asyncio.wait_for(reader.read(), 5)
    writer.close()
    await runner.cleanup()
    assert site.taken == []
    assert (b" 408 " in answer) == (part == "body")
