"""The sandbox over HTTP: the Bot API for the bot, a chat page and its API for people."""

from pathlib import Path

from aiohttp import web

from bot.problems import PortError
from bot.sandbox.clock import MovableClock
from bot.sandbox.telegram import Telegram
from bot.sandbox.web.bot_api import LARGEST_UPLOAD, BotApi
from bot.sandbox.web.delivery import Courier
from bot.sandbox.web.guard import guard
from bot.sandbox.web.people_api import PeopleApi
from bot.sandbox.web.streams import Streams
from bot.sandbox.web.view import View
from bot.sandbox.web.waking import NextWake, Waking

LOOPBACK = "127.0.0.1"

# How long calls in flight, such as a long poll, may take to end when the server stops.
_LAST_CALLS_S = 0.5

_PAGE = Path(__file__).parent / "page"
_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


def build(
    telegram: Telegram, clock: MovableClock, next_wake: NextWake | None = None
) -> web.Application:
    """Make the application that serves the bot and the browser; `start` gives it a port.

    `next_wake` says when the bot's next reminder comes, where the bot is the real one.
    """
    app = web.Application(client_max_size=LARGEST_UPLOAD)
    bot_api = BotApi(telegram)
    app.add_routes(bot_api.routes())
    app.add_routes([web.get("/", _page), web.get("/page/{name}", _page)])
    streams = Streams(telegram, clock)
    people = web.Application(client_max_size=LARGEST_UPLOAD, middlewares=[guard])
    people.add_routes(Waking(telegram, clock, next_wake).routes())
    people.add_routes(PeopleApi(telegram, clock, View(telegram, clock)).routes())
    people.add_routes([web.get("/events", streams.serve)])
    app.add_subapp("/api", people)
    app.on_shutdown.extend([bot_api.close, streams.close])
    app.cleanup_ctx.append(Courier(telegram).lifetime)
    return app


async def start(app: web.Application, port: int) -> web.AppRunner:
    """Serve on the loopback interface only; port 0 takes a free one. End it with `cleanup()`.

    PortError where that cannot be done.
    """
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=_LAST_CALLS_S)
    await runner.setup()
    try:
        await web.TCPSite(runner, LOOPBACK, port, backlog=1024).start()
    except OSError as error:
        await runner.cleanup()
        raise PortError(f"Port {port} cannot be used ({error.strerror}). Try --port 0.") from error
    return runner


async def _page(request: web.Request) -> web.StreamResponse:
    """Serve a file of the page; the folder is flat, and only what lies in it has a name."""
    name = request.match_info.get("name", "index.html")
    path = _PAGE / name
    if path.parent != _PAGE or path.suffix not in _TYPES or not path.is_file():
        raise web.HTTPNotFound(text="There is no such page.")
    return web.FileResponse(path, headers={**_HEADERS, "Content-Type": _TYPES[path.suffix]})
