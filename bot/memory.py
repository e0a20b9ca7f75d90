"""Memory that was used for a while goes back to the system: drawing would else keep it for good.

By functions of the GNU C library; where there is another, nothing is done.
"""

import ctypes
import gc
import sys
from typing import Any

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8  # as malloc.h has them
_LARGE = 512 * 1024  # bytes: from there on a block is the system's own, and goes back at once
_SPARE = 1024 * 1024
_ARENAS = 2  # each thread's own would keep what its busiest moment took


def keep_small() -> None:
    """Ask for large blocks to be given back; call it before anything is loaded."""
    if mallopt := _of_the_c_library("mallopt"):
        mallopt(_ARENA_MAX, _ARENAS)
        mallopt(_MMAP_THRESHOLD, _LARGE)
        mallopt(_TRIM_THRESHOLD, _SPARE)


def give_back() -> None:
    """Give back what is free; it takes some hundredths of a second."""
    gc.collect()  # a document's parts hold each other: 50,000 blocks until the collector comes by
    if trim := _of_the_c_library("malloc_trim"):
        trim(0)


def _of_the_c_library(name: str) -> Any:
    return None if sys.platform == "win32" else getattr(ctypes.CDLL(None), name, None)
