"""A Bot API server on loopback that answers as a test tells it to."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web
from telegram.ext import ExtBot

from bot.gateway.transport import AiohttpRequest

TOKEN = "1234:test-token-of-nobody"  # noqa: S105  # nobody's
ME = {"id": 1234, "is_bot": True, "first_name": "Flexor", "username": "flexor_bot"}

# What a proxy may answer in the place of the Bot API.
BODIES = [b"<html>Bad Gateway</html>", b"", b"[]", b"null", b'"ok"', b"\xff", b"{}"]

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(slots=True)
class BotApi:
    """The server: `answers` by method name; `calls` are the methods that were called."""

    url: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        self.calls.append(method)
        if method in self.answers:
            return await self.answers[method](request)
        return web.json_response({"ok": True, "result": ME if method == "getMe" else True})

    def refuse(self, method: str, status: int, description: str, **parameters: int) -> None:
        """Let a method fail as the Bot API says it does."""
        body = {"ok": False, "error_code": status, "description": description}
        if parameters:
            body["parameters"] = parameters

        async def answer(_: web.Request) -> web.Response:
            return web.json_response(body, status=status)

        self.answers[method] = answer

    @asynccontextmanager
    async def bot(self) -> AsyncIterator[ExtBot[None]]:
        """Give python-telegram-bot's bot on our transport, without pacing."""
        bot: ExtBot[None] = ExtBot(
            TOKEN,
            base_url=f"{self.url}/bot",
            request=AiohttpRequest(),
            get_updates_request=AiohttpRequest(),
        )
        async with bot:
            yield bot


@asynccontextmanager
async def serving() -> AsyncIterator[BotApi]:
    """Serve on a free port."""
    api = BotApi()
    site = web.Application()
    site.router.add_route("*", f"/bot{TOKEN}/{{method}}", api.handle)
    runner = web.AppRunner(site, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    api.url = f"http://{host}:{port}"
    try:
        yield api
    finally:
        await runner.cleanup()


def url(api: BotApi, method: str = "getMe") -> str:
    """Return where a method is called."""
    return f"{api.url}/bot{TOKEN}/{method}"


async def unmoved(before: int, after: int) -> None:
    """Stand for what is done when a group becomes a supergroup, where none does."""
    raise AssertionError(f"{before} became {after}")
