"""What comes over HTTP from outside: read up to a limit, and parsed whatever stands in it."""

import json
from typing import Any, TypeVar

import aiohttp
import orjson

_T = TypeVar("_T")
_LARGEST = 1 << 24  # bytes of an answer; a hundred of the longest updates are far below
LARGEST_FILE = 20 * 1024 * 1024  # Bot API, getFile


class UnreadableError(ValueError):
    """A body that is too large, or no JSON."""


async def whole(response: aiohttp.ClientResponse, most: int | None = None) -> bytes:
    """Return the body of an answer; UnreadableError where it is longer than it may be."""
    body = bytearray()
    async for part in response.content.iter_any():
        body += part
        if len(body) > (most or _LARGEST):
            raise UnreadableError("too large")
    return bytes(body)


def parsed(body: bytes) -> Any:
    """Return what JSON says; UnreadableError where it is none.

    Half a pair of UTF-16 in somebody's name must not spoil the updates that come with it: it is
    read as the sign for what cannot be shown.
    """
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        pass
    try:
        text = json.dumps(json.loads(body), ensure_ascii=False)
        return orjson.loads(
            text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        )
    except (ValueError, RecursionError) as error:
        raise UnreadableError("no JSON") from error


def expected(value: object, kind: type[_T]) -> _T:
    """Return a value that is of this kind; TypeError for another, and for a bool."""
    if not isinstance(value, kind) or isinstance(value, bool):
        raise TypeError(f"no {kind.__name__}")
    return value
