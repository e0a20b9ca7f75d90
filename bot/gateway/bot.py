"""python-telegram-bot's bot, with calls whose answers stay plain JSON."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import structlog
from telegram import Update
from telegram.ext import ExtBot
from telegram.request import BaseRequest, RequestData

from bot.chat.sending import Lane
from bot.gateway.pacing import Pacer
from bot.gateway.transport import Parameters, Upload

_log = structlog.get_logger()

TELEGRAM = "https://api.telegram.org"
Lines = tuple[BaseRequest, BaseRequest]
"""What calls go through, and what long polling has for itself."""

_ANSWER_S = 10.0  # over the time of the long poll itself
# What the inbox reads of a message that was tapped; its buttons and entities come with every tap.
_TAPPED = ("message_id", "date", "chat", "text", "photo", "animation")


class Bot(ExtBot[Lane]):
    """A bot for screens: nobody reads the message that a call returns, only what became of it.

    The typed methods build an object for every button and entity on the way out and back,
    which costs more than the rest of a call.
    """

    def __init__(self, token: str, lines: Lines, pacer: Pacer, url: str = TELEGRAM) -> None:
        super().__init__(
            token,
            base_url=f"{url}/bot",
            request=lines[0],
            get_updates_request=lines[1],
            rate_limiter=pacer,
        )
        self._lines = lines
        self._pacer = pacer

    async def call(
        self,
        endpoint: str,
        data: Mapping[str, Any],
        lane: Lane = "people",
        files: Mapping[str, Upload] | None = None,
    ) -> Any:
        """Make a call with the Bot API's own parameters; return its result as parsed JSON.

        Raises TelegramError as every method does, after the pacer's retries.
        """
        given = {name: value for name, value in data.items() if value is not None}
        return await self._pacer.process_request(
            callback=self._ask,
            args=(endpoint, Parameters(given, files or {})),
            kwargs={},
            endpoint=endpoint,
            data=given,
            rate_limit_args=lane,
        )

    async def updates(
        self, offset: int | None, timeout_s: int, allowed: Sequence[str]
    ) -> list[dict[str, Any]]:
        """Wait for updates; return them unparsed, so that one that is odd spoils no other."""
        asked = {"timeout": timeout_s, "allowed_updates": list(allowed)}
        given = Parameters(asked if offset is None else asked | {"offset": offset})
        found: Any = await self._lines[1].post(
            f"{self.base_url}/getUpdates",
            cast("RequestData", given),
            read_timeout=timeout_s + _ANSWER_S,
        )
        return list(found)

    async def _ask(self, endpoint: str, given: Parameters) -> Any:
        return await self._lines[0].post(f"{self.base_url}/{endpoint}", cast("RequestData", given))

    def parse(self, raw: object) -> Update | None:
        """Return an update, or None where it is none that this library knows."""
        try:
            return Update.de_json(_lightened(raw), self)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError, OSError) as error:
            _log.warning("update_unreadable", error=type(error).__name__)
            return None


def _lightened(raw: Any) -> Any:
    query = raw.get("callback_query")
    if not query or "message" not in query:
        return raw
    message = {name: query["message"][name] for name in _TAPPED if name in query["message"]}
    return {**raw, "callback_query": {**query, "message": message}}
