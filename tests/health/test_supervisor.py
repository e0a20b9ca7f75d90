"""systemd hears that the bot has started, that it lives, and that it stops."""

import asyncio
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.health import supervisor
from bot.settings import Supervision, supervision

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="systemd is Linux's")


@contextmanager
def listening(address: str) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind("\0" + address[1:] if address.startswith("@") else address)
        line.settimeout(0)
        yield line


def heard(line: socket.socket) -> list[str]:
    news = []
    while True:
        try:
            news.append(line.recv(100).decode())
        except BlockingIOError:
            return news


@pytest.mark.parametrize("abstract", [False, True])
async def test_it_is_told_while_the_loop_turns(tmp_path: Path, abstract: bool) -> None:  # noqa: FBT001
    address = f"@flexor-{os.getpid()}" if abstract else str(tmp_path / "notify")
    with listening(address) as line:
        async with supervisor.told(Supervision(address, 0.15)):
            await asyncio.sleep(0.3)
            news = heard(line)
        assert heard(line)[-1] == "STOPPING=1"
    assert news[0] == "READY=1"
    assert news.count("WATCHDOG=1") >= 3


async def test_a_supervisor_that_does_not_listen_stops_nothing(tmp_path: Path) -> None:
    address = str(tmp_path / "notify")
    with listening(address):  # it takes about ten, and then no more
        async with supervisor.told(Supervision(address, 0.003)):
            await asyncio.wait_for(asyncio.sleep(0.1), 5)


async def test_a_supervisor_that_is_gone_stops_nothing(tmp_path: Path) -> None:
    async with supervisor.told(Supervision(str(tmp_path / "none"), 0.01)):
        await asyncio.sleep(0.03)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, None),
        ({"NOTIFY_SOCKET": "vsock:2:1"}, None),
        ({"NOTIFY_SOCKET": "/run/notify"}, Supervision("/run/notify", 0)),
        ({"NOTIFY_SOCKET": "@n", "WATCHDOG_USEC": "30000000"}, Supervision("@n", 30)),
        ({"NOTIFY_SOCKET": "@n", "WATCHDOG_USEC": "3", "WATCHDOG_PID": "1"}, Supervision("@n", 0)),
    ],
)
def test_it_is_found_in_the_environment(
    given: dict[str, str], found: Supervision | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert supervision() == found
