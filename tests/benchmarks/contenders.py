"""The bots that are compared, each a process of its own."""

import asyncio
import contextlib
import os
import secrets
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from bot.sandbox.telegram import SANDBOX_TOKEN

_ROOT = Path(__file__).resolve().parents[2]
_STOP_S = 10.0


@dataclass(frozen=True, slots=True)
class Contender:
    """A bot: its row's name, and the arguments with which Python starts it."""

    name: str
    arguments: tuple[str, ...]


FLEXOR = Contender("Flexor", ("-m", "bot", "run"))
PTB = Contender("python-telegram-bot echo", ("-m", "tests.benchmarks.echo_ptb"))
PTB_CONCURRENT = Contender(
    "python-telegram-bot echo, concurrent", ("-m", "tests.benchmarks.echo_ptb", "concurrent")
)
AIOGRAM = Contender("aiogram echo", ("-m", "tests.benchmarks.echo_aiogram"))


@dataclass(frozen=True, slots=True)
class Running:
    """A bot's process; `started` is of `time.perf_counter`."""

    process: asyncio.subprocess.Process
    started: float

    async def first(self, event: asyncio.Event) -> float:
        """Return the seconds from the start to an event; RuntimeError if the bot ends before."""
        ended = asyncio.create_task(self.process.wait())
        happened = asyncio.create_task(event.wait())
        await asyncio.wait({ended, happened}, return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        if not happened.done():
            raise RuntimeError(f"the bot ended with exit code {self.process.returncode}")
        return time.perf_counter() - self.started

    def resident_mb(self) -> float:
        """Return the memory that the process holds now, in MB (Linux)."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text("ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def cpu_s(self) -> float:
        """Return the processor time that the process has used, in seconds (Linux)."""
        fields = (
            Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        )
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.asynccontextmanager
async def running(contender: Contender, api: str) -> AsyncIterator[Running]:
    """Start a bot against the Bot API at `api`, and stop it in the end."""
    with tempfile.TemporaryDirectory(prefix="flexor-benchmark-") as folder:
        environment = os.environ | {
            "BOT_TOKEN": SANDBOX_TOKEN,
            "BOT_API_URL": api,
            "DATABASE_URL": f"sqlite:///{folder}/flexor.db",
            "DATABASE_KEY": secrets.token_hex(32),
            "MESSAGES_PER_SECOND": "0",
            "LOG_LEVEL": "WARNING",
        }
        # As installed: whoever tests in a checkout may keep no compiled modules.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        started = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            sys.executable, *contender.arguments, cwd=_ROOT, env=environment
        )
        try:
            yield Running(process, started)
        finally:
            await _stop(process)


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.send_signal(signal.SIGTERM)
    try:
        await asyncio.wait_for(process.wait(), _STOP_S)
    except TimeoutError:
        process.kill()
        await process.wait()
