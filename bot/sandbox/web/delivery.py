"""Carries updates to the bot's webhook, in order, and tries again when it does not answer."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import orjson
from aiohttp import ClientError, ClientSession, ClientTimeout, web

from bot.sandbox.fake.webhook import Delivery
from bot.sandbox.telegram import Telegram

_ANSWER_WITHIN_S = 60.0
_FIRST_PAUSE_S = 0.25
_LONGEST_PAUSE_S = 30.0
_SUCCESS = range(200, 300)


class Courier:
    """Delivers the fake's updates while the server runs."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram

    async def lifetime(self, _app: web.Application) -> AsyncIterator[None]:
        """Deliver from the application's start to its end."""
        task = asyncio.create_task(self._deliver())
        yield
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    async def _deliver(self) -> None:
        failures = 0
        async with ClientSession(timeout=ClientTimeout(total=_ANSWER_WITHIN_S)) as session:
            while True:
                delivery = await self._telegram.webhook_due()
                error = await self._post(session, delivery)
                self._telegram.webhook_done(delivery, error)
                failures = failures + 1 if error else 0
                if error:
                    pause = _FIRST_PAUSE_S * 2 ** min(failures, 10)
                    await asyncio.sleep(min(pause, _LONGEST_PAUSE_S))

    async def _post(self, session: ClientSession, delivery: Delivery) -> str | None:
        """Post one update; returns what went wrong in Telegram's words, or None."""
        headers = {"Content-Type": "application/json"}
        if delivery.secret_token:
            headers["X-Telegram-Bot-Api-Secret-Token"] = delivery.secret_token
        body = orjson.dumps(delivery.update)
        try:
            async with session.post(
                delivery.url, data=body, headers=headers, allow_redirects=False
            ) as answer:
                content = await answer.read()
        except TimeoutError:
            return "Read timeout expired"
        except (ClientError, OSError):
            return "Connection refused"
        if answer.status not in _SUCCESS:
            return f"Wrong response from the webhook: {answer.status} {answer.reason}"
        await self._carry_out(content)
        return None

    async def _carry_out(self, content: bytes) -> None:
        """Call the method that a webhook may put into its answer; its result goes nowhere."""
        with contextlib.suppress(orjson.JSONDecodeError):
            params = orjson.loads(content)
            if isinstance(params, dict) and isinstance(params.get("method"), str):
                method = params.pop("method")
                await self._telegram.call(self._telegram.token, method, params, {})
