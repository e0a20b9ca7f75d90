"""Server-sent events: what they tell, and how they end."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import orjson
import pytest

from bot.sandbox.fake.calls import Json
from tests.sandbox.serving import ANA, Served, serving


@pytest.fixture
async def served() -> AsyncIterator[Served]:
    async with serving() as sandbox:
        yield sandbox


@asynccontextmanager
async def events(served: Served) -> AsyncIterator[AsyncIterator[Json]]:
    async def read(content: aiohttp.StreamReader) -> AsyncIterator[Json]:
        async for line in content:
            if line.startswith(b"data: "):
                yield orjson.loads(line[6:])

    async with served.http.get(f"{served.url}/api/events") as answer:
        assert answer.content_type == "text/event-stream"
        assert (await answer.content.readline()).startswith(b"retry:")
        yield read(answer.content)


async def test_events_tell_what_happens(served: Served) -> None:
    async with events(served) as stream, asyncio.timeout(5):
        await served.act("say", person=ANA, text="/start")
        await served.act("clock", forward_s=60)
        seen = {}
        async for event in stream:
            seen[event["kind"]] = event
            if {"message", "clock"} <= seen.keys():
                break
    assert seen["message"]["message"]["text"] == "/start"
    assert seen["clock"]["now_ms"] == served.clock().timestamp(unit="millisecond")


async def test_a_votes_event_says_who_chose_what(served: Served) -> None:
    await served.act("say", person=ANA, text="/start")
    options = [{"text": "One"}, {"text": "Two"}]
    sent = await served.call("sendPoll", chat_id=ANA, question="Which?", options=options)
    poll = sent["result"]["poll"]["id"]
    async with events(served) as stream, asyncio.timeout(5):
        served.telegram.vote(ANA, poll, [1])
        async for event in stream:
            if event["kind"] == "poll":
                assert event["votes"] == {str(ANA): [1]}
                break


async def test_the_server_stops_within_a_second_with_streams_and_long_polls_open() -> None:
    async with aiohttp.ClientSession() as browser:
        async with serving() as served:
            reading = await browser.get(f"{served.url}/api/events")
            await reading.content.readline()
            poll = f"{served.url}/bot{served.telegram.token}/getUpdates?timeout=30"
            polling = asyncio.create_task(browser.get(poll))
            await asyncio.sleep(0.1)
            began = time.monotonic()
        assert time.monotonic() - began < 1
        assert await reading.content.read() == b"\n"
        async with await polling as answer:
            assert answer.status == 502
