"""Serves people at the same time, and ends what was begun when it is told to stop."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine, Hashable
from typing import Any

_LOOK_S = 0.5  # who is slow does not keep others waiting: what is due is looked at meanwhile


class Serving:
    """Those who are being served, `most` at the same time, each in a task of their own."""

    def __init__(self, most: int) -> None:
        self.stopping = False
        self.faults: list[BaseException] = []
        self._most = most
        self._tasks: dict[Hashable, asyncio.Task[None]] = {}
        self._one_ended = asyncio.Event()

    def __contains__(self, whom: Hashable) -> bool:
        return whom in self._tasks

    @property
    def room(self) -> int:
        """How many more can be served now."""
        return self._most - len(self._tasks)

    async def free(self) -> None:
        """Wait until there is room for one more."""
        while self.room <= 0:
            await self._end_of_one()

    def begin(self, whom: Hashable, work: Coroutine[Any, Any, None]) -> None:
        """Serve somebody beside the others."""
        self._tasks[whom] = asyncio.create_task(work)
        self._tasks[whom].add_done_callback(lambda task: self._ended(whom, task))

    async def until_done(self, claim: Callable[[], Awaitable[bool]]) -> None:
        """Serve whom `claim` finds and begins with, until it says that there is nobody more.

        A fault ends nobody else's turn, and is raised in the end.
        """
        try:
            while True:
                if not self.stopping and await claim():
                    continue
                if not self._tasks:
                    break
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._end_of_one(), _LOOK_S)
        finally:
            left = list(self._tasks.values())
            for task in left:  # only where there was no time to wait for them
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)
        for fault in self.faults[:1]:
            raise fault

    async def to_the_end(self, work: Coroutine[Any, Any, None]) -> None:
        """Do work that serves; cancelled once it begins nothing more and ends what was begun."""
        working = asyncio.create_task(work)
        try:
            await asyncio.shield(working)
        except asyncio.CancelledError:
            self.stopping = True
            await working
            raise

    async def _end_of_one(self) -> None:
        self._one_ended.clear()
        await self._one_ended.wait()

    def _ended(self, whom: Hashable, task: "asyncio.Task[None]") -> None:
        del self._tasks[whom]
        self._one_ended.set()
        fault = None if task.cancelled() else task.exception()
        if fault:
            self.faults.append(fault)
