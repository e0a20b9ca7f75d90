"""The process that reads one file: bytes in, one line of JSON out, and it can take only so much.

It knows nothing but the file, so that no file can reach anything else or hold up the bot.
"""

import json
import sys
from dataclasses import asdict

from bot.recorded.model import UnusableError
from bot.recorded.reading import read

_MOST_MEMORY = 512 * 1024 * 1024
_MOST_CPU_S = 20


def main() -> None:
    """Read the file on standard input."""
    _limit()
    try:
        answer = asdict(read(sys.stdin.buffer.read()))
    except UnusableError as error:
        answer = {"why": error.why}
    except (MemoryError, RecursionError):
        answer = {"why": "large"}
    sys.stdout.write(json.dumps(answer))


def _limit() -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  # there is none on Windows

    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_CPU_S, _MOST_CPU_S))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


main()
