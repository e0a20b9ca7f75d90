"""The Bot API over HTTP: every way in which Telegram takes parameters, and the fake behind it."""

import asyncio
import contextlib
from collections.abc import Mapping
from typing import cast
from urllib.parse import parse_qsl

import orjson
from aiohttp import BodyPartReader, web
from aiohttp.multipart import MultipartReader

from bot.sandbox.fake.calls import Answer, ConnectionLostError, File, NoAnswerError
from bot.sandbox.telegram import Telegram

LARGEST_UPLOAD = 50 * 1024 * 1024 + 64 * 1024  # the Bot API's 50 MB, and room for the parameters

_POLLING = "getupdates"
_LOOK_FOR_CLIENT_S = 0.2


class BotApi:
    """Takes calls at /bot<token>/<method> and hands them to the fake."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._polls: set[asyncio.Task[Answer]] = set()
        self._closing = asyncio.Event()

    def routes(self) -> list[web.RouteDef]:
        """List what is served, to be added to an application."""
        call = "/bot{token}/{method}"
        return [
            web.post(call, self.call),
            web.get(call, self.call),
            web.get("/file/bot{token}/{path:.+}", self.file),
        ]

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Carry out one call of the bot."""
        if "Origin" in request.headers:
            return _answer(_refused(403, "Forbidden: web pages cannot call the sandbox as a bot"))
        try:
            params, files = await read_call(request)
        except ValueError as error:
            return _answer(_refused(400, f"Bad Request: {error}"))
        token, method = request.match_info["token"], request.match_info["method"]
        try:
            if method.lower() == _POLLING:
                return _answer(await self._poll(token, method, params))
            return _answer(await self._telegram.call(token, method, params, files))
        except ConnectionLostError:
            return _hang_up(request)
        except NoAnswerError:
            return await self._never_answer(request)

    async def file(self, request: web.Request) -> web.Response:
        """Answer with the bytes of a file whose path getFile told."""
        if request.match_info["token"] != self._telegram.token:
            return _answer(_refused(401, "Unauthorized"))
        try:
            content = self._telegram.path(request.match_info["path"])
        except KeyError:
            return _answer(_refused(404, "Not Found"))
        return web.Response(body=content, content_type="application/octet-stream")

    async def close(self, _app: web.Application) -> None:
        """End what would otherwise wait on: long polls, and calls that are never answered."""
        self._closing.set()
        for task in self._polls:
            task.cancel()

    async def _poll(self, token: str, method: str, params: Mapping[str, object]) -> Answer:
        task = asyncio.ensure_future(self._telegram.call(token, method, params, {}))
        self._polls.add(task)
        try:
            await asyncio.wait({task})
        finally:
            self._polls.discard(task)
            task.cancel()
        return _refused(502, "Bad Gateway") if task.cancelled() else task.result()

    async def _never_answer(self, request: web.Request) -> web.Response:
        """Say nothing until the client has given up, which only its transport shows."""
        while request.transport is not None and not request.transport.is_closing():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._closing.wait(), _LOOK_FOR_CLIENT_S)
                break
        return _hang_up(request)


async def read_call(request: web.Request) -> tuple[Mapping[str, object], dict[str, File]]:
    """Read parameters and files; a ValueError's text is why the body cannot be read.

    Values from a query, a form or a multipart body stay text; the fake knows their types.
    """
    params: dict[str, object] = dict(request.query) if request.query_string else {}
    files: dict[str, File] = {}
    kind = request.content_type
    if kind == "application/json":
        params.update(_json_object(await request.read()))
    elif kind == "application/x-www-form-urlencoded":
        body = (await request.read()).decode("utf-8", "replace")
        params.update(parse_qsl(body, keep_blank_values=True))
    elif kind == "multipart/form-data":
        await _read_parts(await request.multipart(), params, files)
    return params, files


def _json_object(body: bytes) -> dict[str, object]:
    if not body.strip():
        return {}
    try:
        parsed = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise ValueError("failed to parse JSON content") from error
    if not isinstance(parsed, dict):
        raise ValueError("parameters must be a JSON object")  # noqa: TRY004 - it is the bot's
    return cast("dict[str, object]", parsed)


async def _read_parts(
    reader: MultipartReader, params: dict[str, object], files: dict[str, File]
) -> None:
    """Sort the parts of a multipart body: those with a file name are files."""
    left = LARGEST_UPLOAD
    async for part in reader:
        if not isinstance(part, BodyPartReader) or not part.name:
            continue
        content = bytes(await part.read(decode=True))
        left -= len(content)
        if left < 0:
            raise ValueError("file is too big")
        if part.filename is None:
            params[part.name] = content.decode("utf-8", "replace")
        else:
            mime_type = part.headers.get("Content-Type", "application/octet-stream")
            files[part.name] = File(part.filename, content, mime_type)


def _refused(status: int, description: str) -> Answer:
    return Answer(status, {"ok": False, "error_code": status, "description": description})


def _answer(answer: Answer) -> web.Response:
    body = orjson.dumps(answer.body)
    response = web.Response(body=body, status=answer.status, content_type="application/json")
    parameters = answer.body.get("parameters")
    if answer.status == 429 and isinstance(parameters, dict):  # noqa: PLR2004
        response.headers["Retry-After"] = str(parameters.get("retry_after", 1))
    return response


def _hang_up(request: web.Request) -> web.Response:
    """Break the connection, as an injected fault asks."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
