"""python-telegram-bot's bot, with calls whose answers stay plain JSON."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast
from urllib.parse import quote

from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot
from telegram.request import BaseRequest, RequestData

from bot.chat.sending import Lane, Outcome
from bot.gateway.outcomes import Answer, outcome_of
from bot.gateway.pacing import Pacer
from bot.gateway.reading import is_update
from bot.gateway.tally import Tally
from bot.gateway.transport import Parameters, UnknownError, Upload

TELEGRAM = "https://api.telegram.org"
Lines = tuple[BaseRequest, BaseRequest]
"""What calls go through, and what long polling has for itself."""

_UNHEARD = frozenset({Outcome.RETRY, Outcome.UNKNOWN, Outcome.TURNED_AWAY})
_FILE_S = 60.0  # so long a file may take to come
_ANSWER_S = 10.0  # over the time of the long poll itself


class Bot(ExtBot[Lane]):
    """A bot for screens: nobody reads the message that a call returns, only what became of it.

    The typed methods build an object for every button and entity on the way out and back,
    which costs more than the rest of a call.
    """

    def __init__(self, token: str, lines: Lines, pacer: Pacer, url: str = TELEGRAM) -> None:
        super().__init__(
            token,
            base_url=f"{url}/bot",
            base_file_url=f"{url}/file/bot",
            request=lines[0],
            get_updates_request=lines[1],
            rate_limiter=pacer,
        )
        self._lines = lines
        self._pacer = pacer
        self._tally = Tally()

    @property
    def tally(self) -> Tally:
        """What the bot has done so far."""
        return self._tally

    @property
    def waiting(self) -> dict[Lane, int]:
        """How many calls wait for their turn."""
        return self._pacer.waiting

    async def attempt(
        self,
        endpoint: str,
        data: Mapping[str, Any],
        lane: Lane = "people",
        files: Mapping[str, Upload] | None = None,
    ) -> Answer:
        """Make a call as `call` does; what became of it is a value, and is counted."""
        return self._counted(endpoint, await outcome_of(self.call(endpoint, data, lane, files)))

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

    async def edit(
        self, place: tuple[int, int], latest: Callable[[], Mapping[str, Any] | None]
    ) -> Answer:
        """Edit the text of a message in a chat; what it shall show is asked for as it goes out.

        None is what it shows already.
        """
        where = {"chat_id": place[0], "message_id": place[1]}

        async def ask() -> Any:
            data = latest()
            if data is None:
                raise BadRequest("message is not modified")  # as Telegram would say
            given = where | {name: v for name, v in data.items() if v is not None}
            return await self._ask("editMessageText", Parameters(given))

        call = self._pacer.process_request(
            callback=ask,
            args=(),
            kwargs={},
            endpoint="editMessageText",
            data=where,
            rate_limit_args="people",
        )
        return self._counted("editMessageText", await outcome_of(call))

    async def download(self, file_id: str, most_bytes: int) -> bytes | None:
        """Return what is in a file that a person sent; None where it cannot be had."""
        _, told = await self.attempt("getFile", {"file_id": file_id})
        path, size = (told or {}).get("file_path"), (told or {}).get("file_size")
        if not isinstance(path, str) or (isinstance(size, int) and size > most_bytes):
            return None
        try:
            content = await self._lines[0].retrieve(
                f"{self.base_file_url}/{quote(path)}", read_timeout=_FILE_S
            )
        except TelegramError:
            return None
        return content if len(content) <= most_bytes else None

    async def updates(
        self, offset: int | None, timeout_s: int, allowed: Sequence[str]
    ) -> list[dict[str, Any]]:
        """Wait for updates; return them unparsed, so that one that is odd spoils no other.

        UnknownError where what came are no updates.
        """
        asked = {"timeout": timeout_s, "allowed_updates": list(allowed)}
        given = Parameters(asked if offset is None else asked | {"offset": offset})
        found: Any = await self._lines[1].post(
            f"{self.base_url}/getUpdates",
            cast("RequestData", given),
            read_timeout=timeout_s + _ANSWER_S,
        )
        if not isinstance(found, list) or not all(is_update(raw) for raw in found):
            raise UnknownError("the Bot API's answer is no list of updates")
        self._tally.polled_at = self._tally.reached_at = asyncio.get_running_loop().time()
        return found

    def _counted(self, endpoint: str, answer: Answer) -> Answer:
        outcome = answer[0]
        self._tally.calls[endpoint, outcome.name.lower()] += 1
        if outcome not in _UNHEARD:
            self._tally.reached_at = asyncio.get_running_loop().time()
        return answer

    async def _ask(self, endpoint: str, given: Parameters) -> Any:
        return await self._lines[0].post(f"{self.base_url}/{endpoint}", cast("RequestData", given))
