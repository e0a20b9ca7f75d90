"""Updates by webhook: order, secret, repetition and answers."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from bot.sandbox.fake.calls import Json
from tests.sandbox.serving import ANA, Served, serving


@pytest.fixture
async def served() -> AsyncIterator[Served]:
    async with serving() as sandbox:
        yield sandbox


class Hook:
    """A bot that gets its updates by webhook, and fails as often as it is told."""

    def __init__(self, failures: int = 0, reply: Json | None = None) -> None:
        self.failures = failures
        self.reply = reply
        self.got: list[tuple[str | None, Json]] = []
        self.attempts = 0

    async def receive(self, request: web.Request) -> web.Response:
        self.attempts += 1
        if self.attempts <= self.failures:
            return web.Response(status=500)
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        self.got.append((secret, await request.json()))
        return web.json_response(self.reply) if self.reply else web.Response()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[str]:
        app = web.Application()
        app.router.add_post("/hook", self.receive)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
        finally:
            await runner.cleanup()


async def until(condition: object) -> None:
    assert callable(condition)
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.01)


async def test_a_webhook_gets_updates_in_order_with_the_secret(served: Served) -> None:
    hook = Hook()
    async with hook.listening() as url:
        assert (await served.call("setWebhook", url=url, secret_token="s3cret"))["ok"]  # noqa: S106
        for number in range(20):
            served.telegram.say(ANA, f"/start {number}")
        await until(lambda: len(hook.got) == 20)
    assert {secret for secret, _ in hook.got} == {"s3cret"}
    texts = [update["message"]["text"] for _, update in hook.got]
    assert texts == [f"/start {number}" for number in range(20)]
    assert served.telegram.pending == 0


async def test_a_webhook_that_fails_gets_the_same_update_again(served: Served) -> None:
    hook = Hook(failures=1)
    async with hook.listening() as url:
        await served.call("setWebhook", url=url)
        served.telegram.say(ANA, "/start")
        await until(lambda: hook.attempts == 1)
        await asyncio.sleep(0.05)
        info = (await served.call("getWebhookInfo"))["result"]
        assert "500" in info["last_error_message"]
        assert info["pending_update_count"] == 1
        await until(lambda: hook.got)
    assert [update["message"]["text"] for _, update in hook.got] == ["/start"]


async def test_a_method_in_a_webhooks_answer_is_carried_out(served: Served) -> None:
    hook = Hook(reply={"method": "sendMessage", "chat_id": ANA, "text": "At once"})
    async with hook.listening() as url:
        await served.call("setWebhook", url=url)
        served.telegram.say(ANA, "/start")
        await until(lambda: served.telegram.history(ANA)[-1]["text"] == "At once")


async def test_nobody_listening_is_tried_again_later(served: Served) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/hook"
    await served.call("setWebhook", url=url)
    served.telegram.say(ANA, "/start")
    await until(lambda: served.telegram.pending == 1)
    await asyncio.sleep(0.1)
    info = (await served.call("getWebhookInfo"))["result"]
    assert info["last_error_message"] == "Connection refused"
