"""Puts python-telegram-bot onto the fake directly, without sockets."""

import json
from typing import Any
from urllib.parse import unquote, urlsplit

import orjson
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.sandbox.fake.calls import (
    Answer,
    ConnectionLostError,
    File,
    NoAnswerError,
    RefusalError,
    refusal,
)
from bot.sandbox.telegram import Telegram


class SandboxRequest(BaseRequest):
    """Calls of the Bot API that go straight to the fake.

    The errors tell the caller what an injected fault did: `refused` that the call never went out,
    `lost` that the connection broke after it did, `silent` that no answer came.
    """

    def __init__(
        self,
        telegram: Telegram,
        *,
        refused: type[TelegramError] = NetworkError,
        lost: type[TelegramError] = NetworkError,
        silent: type[TelegramError] = TimedOut,
    ) -> None:
        self._telegram = telegram
        self._refused = refused
        self._lost = lost
        self._silent = silent

    @property
    def read_timeout(self) -> float:
        """Seconds that an answer may take, as far as the library asks."""
        return 5.0

    async def initialize(self) -> None:
        """Open nothing: there is no connection."""

    async def shutdown(self) -> None:
        """Close nothing: there is no connection."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """Read an answer; like the library's own, but faster."""
        return orjson.loads(payload)

    async def do_request(  # noqa: PLR0913, PLR0917  # the signature is python-telegram-bot's
        self,
        url: str,
        method: str,  # noqa: ARG002
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Carry out a call, or fetch a file."""
        path = unquote(urlsplit(url).path)
        if path.startswith("/file/bot"):
            return self._file(path.removeprefix("/file/bot"))
        token, _, name = path.removeprefix("/bot").rpartition("/")
        params = request_data.parameters if request_data else {}
        files = _files(request_data) if request_data and request_data.contains_files else {}
        try:
            answer = await self._telegram.call(token, name, params, files)
        except ConnectionLostError as error:
            raise (self._lost if error.sent else self._refused)("connection lost") from error
        except NoAnswerError as error:
            raise self._silent("no answer") from error
        return _payload(answer)

    def _file(self, path: str) -> tuple[int, bytes]:
        token, _, file_path = path.partition("/")
        if token != self._telegram.token:
            return _payload(refusal(RefusalError("", 401)))
        try:
            return 200, self._telegram.path(file_path)
        except KeyError:
            return _payload(refusal(RefusalError("", 404)))


def _payload(answer: Answer) -> tuple[int, bytes]:
    try:
        return answer.status, orjson.dumps(answer.body)
    except TypeError:
        # A pushed update may hold anything, such as numbers of more than 64 bits.
        return answer.status, json.dumps(answer.body).encode()


def _files(data: RequestData) -> dict[str, File]:
    files = {}
    for name, part in (data.multipart_data or {}).items():
        given, content, mime_type = part
        body = content if isinstance(content, bytes) else content.read()
        files[name] = File(given, body, mime_type)
    return files
