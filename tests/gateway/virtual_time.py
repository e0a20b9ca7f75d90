"""An event loop on which hours pass at once: where nothing is ready, the clock moves on."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

_T = TypeVar("_T")
_STEP_S = 1e-7  # what the work between two looks at the clock takes


class FastForward(selectors.SelectSelector):
    """A selector that never waits: it moves `now` (seconds) to where the wait would end."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Return what is ready; RuntimeError where nothing ever will be."""
        ready = super().select(0)
        if not ready and timeout is None:
            raise RuntimeError("every task waits, and no timer is set: this would hang for ever")
        self.now += _STEP_S + (0.0 if ready or timeout is None else max(0.0, timeout))
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """A loop whose time is that of its selector; for tests without sockets and threads."""

    def __init__(self) -> None:
        self._clock = FastForward()
        super().__init__(self._clock)

    def time(self) -> float:
        """Return the virtual time in seconds."""
        return self._clock.now


def run(work: Coroutine[Any, Any, _T]) -> _T:
    """Run a coroutine in virtual time from a test that is not one itself."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(work)


def now() -> float:
    """Return the time of the running loop in seconds."""
    return asyncio.get_running_loop().time()
