"""What stands between the bot and Telegram may answer with anything: no person is lost by it."""

import asyncio
import contextlib
import socket
import struct
from typing import Any

import pytest
from aiohttp import web
from telegram.error import BadRequest, NetworkError, RetryAfter
from telegram.request import BaseRequest

from bot.gateway import bodies
from bot.gateway.bodies import UnreadableError, parsed
from bot.gateway.bot import Bot
from bot.gateway.pacing import Pacer
from bot.gateway.transport import AiohttpRequest, NotSentError, Parameters, UnknownError
from tests.gateway.bot_api import BODIES, TOKEN, BotApi, url

NO_JSON = (b"", b"{", b"\xff", b"[" * 100_000, b'{"a": NaN}', b"<html>" * 9999)


@pytest.mark.parametrize("body", NO_JSON, ids=range(len(NO_JSON)))
def test_what_is_no_json_is_refused_whatever_it_is(body: bytes) -> None:
    with pytest.raises(UnreadableError):
        parsed(body)


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 429])
async def test_a_proxy_that_refuses_says_nothing_of_token_and_person(
    status: int, body: bytes, api: BotApi, request_: BaseRequest
) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status, body=body)

    api.answers["sendMessage"] = answer
    with pytest.raises(NotSentError):
        await request_.post(url(api, "sendMessage"))


@pytest.mark.parametrize("is_told", [True, False], ids=["length", "chunks"])
async def test_an_answer_without_end_is_unknown(
    is_told: bool,  # noqa: FBT001  # a parameter of the test
    api: BotApi,
    request_: BaseRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bodies, "_LARGEST", 10_000)

    async def page(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "500000"} if is_told else {})
        await response.prepare(request)
        with contextlib.suppress(ConnectionError):
            for _ in range(500):
                await response.write(b"<p>wait</p>".ljust(1000))
        return response

    api.answers["getMe"] = page
    with pytest.raises(UnknownError):
        await request_.post(url(api))


async def test_half_a_pair_of_utf_16_spoils_nothing(api: BotApi, request_: BaseRequest) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=b'{"ok":true,"result":["Ana \\ud83d", "\\ud83e\\uddb5", "Ben"]}')

    api.answers["getUpdates"] = answer
    found: object = await request_.post(url(api, "getUpdates"))
    assert found == ["Ana \ufffd", "\U0001f9b5", "Ben"]


@pytest.mark.filterwarnings("ignore:.*retry_after:DeprecationWarning")
@pytest.mark.parametrize(
    ("parameters", "seconds"),
    [
        ({"retry_after": 9}, 9),
        ({"retry_after": -5}, 1),
        ({"retry_after": 0}, 1),
        ({"retry_after": 10**18}, 86_400),
        ({"retry_after": 1e300}, 86_400),
        ({"retry_after": "soon"}, 1),
        ({}, 1),
        ([], 1),
        (None, 1),
    ],
)
async def test_any_retry_after_can_be_obeyed(
    parameters: object, seconds: int, api: BotApi, request_: BaseRequest
) -> None:
    body = {"ok": False, "error_code": 429, "description": "Too Many Requests"}
    if parameters is not None:
        body["parameters"] = parameters

    async def answer(_: web.Request) -> web.Response:
        return web.json_response(body, status=429)

    api.answers["sendMessage"] = answer
    with pytest.raises(RetryAfter) as caught:
        await request_.post(url(api, "sendMessage"))
    assert caught.value.retry_after == seconds


@pytest.mark.parametrize("result", [True, {}, "x", [1], [{}], [{"update_id": "1"}], None])
async def test_what_are_no_updates_is_unknown(result: object, api: BotApi) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.json_response({"ok": True, "result": result})

    api.answers["getUpdates"] = answer
    lines = AiohttpRequest(), AiohttpRequest()
    bot = Bot(TOKEN, lines, Pacer(0), api.url)
    async with lines[1]:
        with pytest.raises(UnknownError):
            await bot.updates(None, 0, ())


_OK = b"HTTP/1.1 200 OK\r\n"
_WORDS: Any = Parameters({"chat_id": 7, "text": "hello"})
BROKEN = {
    "nothing": b"",
    "no HTTP": b"220 mail.example ESMTP\r\n",
    "a TLS alert": bytes.fromhex("15030100020228"),
    "a head without end": _OK + b"X-Junk: " + b"x" * 200_000,
    "many heads": _OK + b"X-Junk: x\r\n" * 20_000,
    "a length that is none": _OK + b"Content-Length: many\r\n\r\n{}",
    "a length too long": _OK + b'Content-Length: 500\r\n\r\n{"ok":true,"result":1}',
    "a chunk that is none": _OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n",
    "broken gzip": _OK + b"Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nzzzz",
    "an unknown status": b"HTTP/1.1 999 Odd\r\nContent-Length: 2\r\n\r\n{}",
    "a way round in circles": b"HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n",
}


@pytest.mark.parametrize("resets", [False, True], ids=["closed", "reset"])
@pytest.mark.parametrize("kind", BROKEN)
async def test_whatever_breaks_on_the_way_is_a_fault_of_telegrams(
    kind: str,
    resets: bool,  # noqa: FBT001  # a parameter of the test
    request_: BaseRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            await reader.readuntil(b"}")
            writer.write(BROKEN[kind])
            await writer.drain()
        if resets:
            linger = struct.pack("ii", 1, 0)
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        call = request_.post(f"http://127.0.0.1:{port}/bot", _WORDS, read_timeout=5)
        with pytest.raises(NetworkError) as caught:
            await call
    assert not isinstance(caught.value, NotSentError | BadRequest)
