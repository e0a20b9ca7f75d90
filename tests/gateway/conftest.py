"""Tests marked `virtual_time` run on a loop whose clock jumps; the others on the usual one."""

import asyncio
from collections.abc import Callable

import pytest

from tests.gateway.virtual_time import VirtualLoop


def pytest_asyncio_loop_factories(
    item: pytest.Item,
) -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    marked = item.get_closest_marker("virtual_time")
    return {"virtual": VirtualLoop} if marked else {"real": asyncio.new_event_loop}
