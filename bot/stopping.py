"""How the program is told to stop."""

import asyncio
import signal


def listen(stop: asyncio.Event) -> None:
    """Set `stop` on SIGTERM and Ctrl-C, also where a loop takes no signals, as on Windows."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
