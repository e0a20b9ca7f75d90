"""Has files read by a process of its own, one at a time, which ends in any case."""

import asyncio
import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from bot.recorded.model import UNUSABLE, Recorded, UnusableError

_MOST_S = 20.0
_ROOT = Path(__file__).resolve().parents[2]  # where the package `bot` stands


class Recordings:
    """What files are given to; whoever comes later waits."""

    def __init__(self) -> None:
        self._turn = asyncio.Semaphore(1)

    async def read(self, content: bytes) -> Recorded:
        """Return the run in a file; UnusableError where there is none, or it takes too long."""
        async with self._turn:
            said = await _asked(content)
        try:
            answer: Any = json.loads(said)
        except ValueError as error:
            raise UnusableError("broken") from error
        if answer.get("why") in UNUSABLE:
            raise UnusableError(answer["why"])
        return Recorded(answer["metres"], answer["seconds"], answer["began"])


async def _asked(content: bytes) -> bytes:
    """Return what the process says of a file; UnusableError where it takes too long."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot.recorded"),
        cwd=_ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(_MOST_S):
            return (await process.communicate(content))[0]
    except TimeoutError as error:
        raise UnusableError("large") from error
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
