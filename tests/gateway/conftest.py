"""Tests marked `virtual_time` run on a loop whose clock jumps; the others on the usual one."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from telegram.request import BaseRequest

from bot.gateway.transport import AiohttpRequest
from tests.gateway.bot_api import BotApi, serving
from tests.gateway.virtual_time import VirtualLoop


def pytest_asyncio_loop_factories(
    item: pytest.Item,
) -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    marked = item.get_closest_marker("virtual_time")
    return {"virtual": VirtualLoop} if marked else {"real": asyncio.new_event_loop}


@pytest.fixture
async def api(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[BotApi]:
    """Serve a Bot API that answers as it is told."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    async with serving() as served:
        yield served


@pytest.fixture
async def request_() -> AsyncIterator[BaseRequest]:
    """Open a transport."""
    async with AiohttpRequest() as opened:
        yield opened
