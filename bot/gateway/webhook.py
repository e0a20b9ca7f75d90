"""Updates by webhook, and pages beside it, on one small server."""

import asyncio
import hmac
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from aiohttp import web

from bot.gateway.bodies import UnreadableError, parsed
from bot.gateway.reading import Raw, is_update
from bot.problems import PortError

_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # a header's name
_STOP_S = 3.0
_HEAD_S = 20.0  # so long a connection may take to ask for something
_BODY_S = 10.0  # and so long an update may take to arrive


async def serve(application: web.Application, host: str, port: int) -> web.AppRunner:
    """Start a server; PortError where that cannot be done."""
    runner = web.AppRunner(
        application,
        access_log=None,
        shutdown_timeout=_STOP_S,
        keepalive_timeout=_HEAD_S,
        lingering_time=0,
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        await runner.cleanup()
        raise PortError(
            f"Port {port} of {host} cannot be used ({error.strerror}). "
            "Set another HTTP_PORT or HTTP_HOST."
        ) from error
    return runner


@dataclass(frozen=True, slots=True)
class Hook:
    """Where Telegram posts updates, the secret it sends along, and who takes them."""

    path: str
    secret: str
    receive: Callable[[Sequence[Raw]], Awaitable[None]]


def application(hook: Hook | None, pages: Iterable[web.RouteDef] = ()) -> web.Application:
    """Return the server's application; without a hook it has only the pages."""
    site = web.Application(client_max_size=1 << 20)
    site.add_routes(pages)
    if hook is not None:
        site.router.add_post(hook.path, partial(_receive, hook))
    return site


async def _receive(hook: Hook, request: web.Request) -> web.Response:
    given = request.headers.get(_SECRET_HEADER, "")
    if not hmac.compare_digest(given.encode(errors="replace"), hook.secret.encode()):
        raise web.HTTPForbidden
    try:
        async with asyncio.timeout(_BODY_S):
            raw = parsed(await request.read())
    except TimeoutError as error:
        raise web.HTTPRequestTimeout(headers={"Connection": "close"}) from error
    except UnreadableError as error:
        raise web.HTTPBadRequest from error
    if not is_update(raw):
        raise web.HTTPBadRequest
    await hook.receive([raw])
    # Answered when the update was dealt with or is kept: Telegram brings it again if we die before.
    return web.Response()
