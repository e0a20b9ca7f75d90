"""python-telegram-bot's bot, with calls whose answers stay plain JSON."""

from collections.abc import Sequence
from typing import Any

import structlog
from telegram import Update
from telegram.ext import ExtBot

from bot.chat.sending import Lane

_log = structlog.get_logger()

_ANSWER_S = 10.0  # over the time of the long poll itself
# What the inbox reads of a message that was tapped; its buttons and entities come with every tap.
_TAPPED = ("message_id", "date", "chat", "text", "photo", "animation")


class Bot(ExtBot[Lane]):
    """A bot for screens: nobody reads the message that a call returns, only what became of it.

    The typed methods build an object for every button and entity on the way out and back,
    which costs more than the rest of a call.
    """

    async def call(self, endpoint: str, data: dict[str, Any], lane: Lane = "people") -> Any:
        """Make a call with the Bot API's own parameters; return its result as parsed JSON.

        Raises TelegramError as every method does, after the pacer's retries.
        """
        return await self._post(endpoint, data, api_kwargs=self._merge_api_rl_kwargs(None, lane))

    async def updates(
        self, offset: int | None, timeout_s: int, allowed: Sequence[str]
    ) -> list[dict[str, Any]]:
        """Wait for updates; return them unparsed, so that one that is odd spoils no other."""
        data = {"offset": offset, "timeout": timeout_s, "allowed_updates": list(allowed)}
        found: list[dict[str, Any]] = await self._post(
            "getUpdates", data, read_timeout=timeout_s + _ANSWER_S
        )
        return found

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
