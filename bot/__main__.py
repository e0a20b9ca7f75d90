"""Where Flexor begins: signals are taken before anything is loaded that takes long."""

import signal
import sys
import threading
from collections.abc import Sequence
from typing import Never


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code."""
    if threading.current_thread() is threading.main_thread():
        # The first process of a container ignores every signal that it has no handler for.
        signal.signal(signal.SIGTERM, _end)
    if sys.platform == "win32":
        for stream in (sys.stdin, sys.stdout, sys.stderr):
            stream.reconfigure(encoding="utf-8")
    try:
        from bot import command_line  # noqa: PLC0415  # half a second's work

        return command_line.run(arguments)
    except KeyboardInterrupt:
        return 130


def _end(*_: object) -> Never:
    raise SystemExit(0)


if __name__ == "__main__":
    sys.exit(main())
