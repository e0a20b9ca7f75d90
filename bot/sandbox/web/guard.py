"""Keeps other web sites out: only the sandbox's own page and local programs may act as a person."""

import re
from collections.abc import Awaitable, Callable

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_PORT = re.compile(r":\d+$")
_LOCAL_NAMES = {"127.0.0.1", "localhost", "[::1]"}


def is_local(host: str) -> bool:
    """Tell whether a Host header names this machine, with or without a port."""
    return _PORT.sub("", host).lower() in _LOCAL_NAMES


def is_foreign(request: web.Request) -> bool:
    """Tell whether another web site's page is behind a request.

    A name that was made to point here (DNS rebinding) shows in the Host header, a form or script
    of another site in Origin or Sec-Fetch-Site. Programs send neither of the latter.
    """
    headers = request.headers
    host = headers.get("Host", "")
    origin = headers.get("Origin")
    site = headers.get("Sec-Fetch-Site", "none")
    own = origin is None or origin == f"http://{host}"
    return not (own and is_local(host) and site in {"same-origin", "none"})


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer 403 to another site's page."""
    if is_foreign(request):
        sentence = "Only the sandbox's own page may do this."
        return web.json_response({"error": sentence}, status=403)
    return await handler(request)
