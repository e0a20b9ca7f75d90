"""Updates by webhook, and the health page, on one small server."""

import hmac
from collections.abc import Awaitable, Callable

import orjson
from aiohttp import web
from telegram import Update

from bot.gateway.outbox import Bot

PATH = "/telegram"
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # a header's name
_STOP_S = 3.0


async def serve(application: web.Application, host: str, port: int) -> web.AppRunner:
    """Start a server; OSError where the port is taken."""
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=_STOP_S)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    return runner


def application(
    bot: Bot, take: Callable[[Update], Awaitable[None]] | None, secret: str
) -> web.Application:
    """Return the server's application; without `take` it has only the health page."""
    site = web.Application(client_max_size=1 << 20)

    async def health(_: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get(_SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(errors="replace"), secret.encode()):
            raise web.HTTPForbidden
        try:
            update = Update.de_json(orjson.loads(await request.read()), bot)
        except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
            raise web.HTTPBadRequest from error
        if take is not None:
            await take(update)
        # Answered when the update was dealt with: Telegram brings it again if we die before.
        return web.Response()

    site.router.add_get("/health", health)
    if take is not None:
        site.router.add_post(PATH, receive)
    return site
