"""The HTTP client under python-telegram-bot, over aiohttp."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import orjson
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.gateway.bodies import LARGEST_FILE, UnreadableError, parsed, whole

_CONNECT_S = 5.0
_ANSWER_S = 15.0  # without a time of the caller's own, such as long polling gives
# Shorter than servers keep an idle connection, so that ours is not found closed by the next call.
_KEEP_ALIVE_S = 15.0
_REFUSALS = frozenset({401, 403, 404, 409, 429})  # those that say what is the matter
_LONGEST_HOLD_S = 86_400  # what is longer must be an error
_JSON = {"Content-Type": "application/json"}

Upload = tuple[str, bytes, str]
"""A file to send: its name, what is in it, and its media type."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a call carries, read by a transport as python-telegram-bot's RequestData is.

    That one looks into every value for files; here it is known where they are.
    """

    parameters: Mapping[str, Any]
    multipart_data: Mapping[str, Upload] = field(default_factory=dict)

    @property
    def contains_files(self) -> bool:
        """Say whether there are files."""
        return bool(self.multipart_data)

    @property
    def json_parameters(self) -> dict[str, str]:
        """Return the parameters as fields of a form, which stand beside files."""
        return {name: _field(value) for name, value in self.parameters.items()}


class NotSentError(NetworkError):
    """The server was not reached: the call had no effect and may be made again."""


class UnknownError(TimedOut):
    """The call was sent and no answer came: whether it had an effect is not known."""


class AiohttpRequest(BaseRequest):
    """Calls to the Bot API over a pool of kept connections."""

    def __init__(self, connections: int = 100) -> None:
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None
        self._proxies: dict[tuple[str, str], str | None] = {}  # by scheme and host

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer."""
        return _ANSWER_S

    async def initialize(self) -> None:
        """Open the pool."""
        if self._session is None:
            connector = aiohttp.TCPConnector(
                limit=self._connections, keepalive_timeout=_KEEP_ALIVE_S
            )
            # The Bot API sets no cookie; to look for some is a twentieth of a call.
            jar = aiohttp.DummyCookieJar()
            self._session = aiohttp.ClientSession(connector=connector, cookie_jar=jar)

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(  # noqa: PLR0913, PLR0917  # the signature is python-telegram-bot's
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Make one call; return the HTTP status and body."""
        if self._session is None:
            raise RuntimeError("the transport is not open")
        wait = _seconds(read_timeout) + (
            _seconds(write_timeout) if request_data and request_data.contains_files else 0
        )
        timeout = aiohttp.ClientTimeout(total=wait, connect=_CONNECT_S)
        try:
            async with self._session.request(
                method, url, timeout=timeout, proxy=self._proxy(url), **_body(request_data)
            ) as response:
                if response.status == HTTPStatus.GATEWAY_TIMEOUT:
                    raise UnknownError("the Bot API's gateway timed out")
                body = await whole(response, LARGEST_FILE if method == "GET" else None)
                return _known(response.status), _genuine(response.status, body)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSentError(f"cannot reach the Bot API: {type(error).__name__}") from error
        except (OSError, aiohttp.ClientError) as error:  # a time-out is an OSError
            raise UnknownError(f"no answer from the Bot API: {type(error).__name__}") from error
        except UnreadableError as error:
            raise UnknownError("the Bot API's answer is too large") from error

    def _proxy(self, url: str) -> str | None:
        """Return the operator's proxy, set in the environment as for every client.

        Looked up once: aiohttp's `trust_env` reads it on a thread, twice for every call.
        """
        parts = urlsplit(url)
        server = parts.scheme, parts.netloc
        if server not in self._proxies:
            bypassed = proxy_bypass(parts.hostname or "")
            self._proxies[server] = None if bypassed else getproxies().get(parts.scheme)
        return self._proxies[server]

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Parse an answer's JSON; UnknownError where it is none.

        A proxy's page says nothing of what became of the call.
        """
        try:
            answer = parsed(payload)
        except UnreadableError as error:
            raise UnknownError("the Bot API's answer is not JSON") from error
        if not _is_answer(answer):
            raise UnknownError("the Bot API's answer is not one of its objects")
        if "parameters" in answer or answer.get("error_code") == HTTPStatus.TOO_MANY_REQUESTS:
            answer["parameters"] = _parameters(answer)
        return dict(answer)


def _is_answer(answer: object) -> bool:
    return isinstance(answer, dict) and not answer.keys().isdisjoint({"result", "error_code"})


def _parameters(answer: Mapping[str, Any]) -> dict[str, int]:
    """Return what a refusal says beside its words, as far as it can be obeyed."""
    given = answer.get("parameters")
    given = given if isinstance(given, dict) else {}
    if answer.get("error_code") == HTTPStatus.TOO_MANY_REQUESTS:
        after = given.get("retry_after")
        seconds = after if isinstance(after, int | float) else 1
        return {"retry_after": int(min(max(seconds, 1), _LONGEST_HOLD_S))}
    chat = given.get("migrate_to_chat_id")
    return {"migrate_to_chat_id": chat} if isinstance(chat, int) else {}


def _genuine(status: int, body: bytes) -> bytes:
    """Return the body of an answer; NotSentError where it is a refusal, and none of the Bot API's.

    What stands before it refuses in its own name, and knows nothing of token and person.
    """
    if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
        try:
            genuine = _is_answer(parsed(body))
        except UnreadableError:
            genuine = False
        if not genuine:
            raise NotSentError(f"refused before the Bot API: {status}")
    return body


def _known(status: int) -> int:
    """Return a status that the library has an error for: a refusal is one, whatever its number.

    It would take a 413, for instance, for a fault of the network, to be tried again.
    """
    refused = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
    return HTTPStatus.BAD_REQUEST if refused and status not in _REFUSALS else status


def _seconds(given: ODVInput[float]) -> float:
    return float(given) if isinstance(given, int | float) else _ANSWER_S


def _body(data: RequestData | None) -> dict[str, Any]:
    if data is None:
        return {}
    if not data.contains_files:
        return {"data": orjson.dumps(data.parameters), "headers": _JSON}
    parts = aiohttp.FormData(data.json_parameters)
    for part, (name, content, mime) in data.multipart_data.items():
        parts.add_field(part, content, filename=name, content_type=mime)
    return {"data": parts}


def _field(value: object) -> str:
    return value if isinstance(value, str) else orjson.dumps(value).decode()
