"""The HTTP client against a real server: what arrives, and what each failure is called."""

import asyncio
import socket
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web
from telegram import InputFile
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import BaseRequest

from bot.gateway import transport
from bot.gateway.transport import AiohttpRequest, NotSentError, UnknownError
from tests.gateway.bot_api import BODIES, BotApi, url

WORDS = "".join(map(chr, range(32, 127))) + "\n\tÜnï & cödé = 50 % + %2B <b>&amp;😀"


async def test_parameters_arrive_as_they_are(api: BotApi) -> None:
    given: dict[str, object] = {}

    async def keep(request: web.Request) -> web.Response:
        given.update(await request.json())
        return web.json_response({"ok": True, "result": True})

    api.answers["sendMessage"] = keep
    keyboard = {"inline_keyboard": [[{"text": WORDS, "callback_data": "a:b"}]]}
    async with api.bot() as bot:
        await bot.send_message(7, WORDS, parse_mode="HTML", api_kwargs={"reply_markup": keyboard})
    text = {"chat_id": 7, "text": WORDS, "parse_mode": "HTML"}
    assert given == {**text, "reply_markup": keyboard}


async def test_files_arrive_with_their_names(api: BotApi) -> None:
    given: dict[str, object] = {}
    content = bytes(range(256)) * 400

    async def keep(request: web.Request) -> web.Response:
        form = await request.post()
        for name, value in form.items():
            if isinstance(value, web.FileField):
                given[name] = (value.filename, value.content_type, value.file.read())
            else:
                given[name] = value
        return web.json_response({"ok": True, "result": True})

    api.answers["setChatPhoto"] = keep
    async with api.bot() as bot:
        await bot.set_chat_photo(7, InputFile(content, filename="hip.png"))
    assert given == {"chat_id": "7", "photo": ("hip.png", "image/png", content)}


async def test_an_answer_that_does_not_come_is_unknown(api: BotApi, request_: BaseRequest) -> None:
    asked, never = asyncio.Event(), asyncio.Event()

    async def hang(_: web.Request) -> web.Response:
        asked.set()
        await never.wait()
        return web.Response()

    api.answers["getMe"] = hang
    with pytest.raises(UnknownError) as caught:
        await request_.post(url(api), read_timeout=0.1)
    never.set()
    assert asked.is_set()
    assert isinstance(caught.value, TimedOut)


async def test_a_connection_refused_sent_nothing(request_: BaseRequest) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and never listens
        port = taken.getsockname()[1]
        with pytest.raises(NotSentError):
            await request_.post(f"http://127.0.0.1:{port}/bot/getMe")


async def test_no_free_connection_sent_nothing(
    api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "_CONNECT_S", 0.1)
    asked, free = asyncio.Event(), asyncio.Event()

    async def busy(_: web.Request) -> web.Response:
        asked.set()
        await free.wait()
        return web.json_response({"ok": True, "result": 1})

    api.answers["getMe"] = busy
    async with AiohttpRequest(connections=1) as one:
        first = asyncio.create_task(one.post(url(api)))
        await asked.wait()
        with pytest.raises(NotSentError):
            await one.post(url(api))
        free.set()
        assert await first == 1
    assert api.calls == ["getMe"]


@pytest.mark.parametrize("begun", [False, True])
async def test_a_connection_that_breaks_is_unknown(
    begun: bool,  # noqa: FBT001  # a parameter of the test
    api: BotApi,
    request_: BaseRequest,
) -> None:
    async def drop(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "100"})
        if begun:
            await response.prepare(request)
            await response.write(b'{"ok":')
        assert request.transport is not None
        request.transport.close()
        return response

    api.answers["getMe"] = drop
    with pytest.raises(UnknownError):
        await request_.post(url(api))
    assert api.calls == ["getMe"]


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize(("status", "kind"), [(200, UnknownError), (502, NetworkError)])
async def test_a_page_of_a_proxys_says_nothing_of_what_became_of_the_call(
    status: int, kind: type[TelegramError], body: bytes, api: BotApi, request_: BaseRequest
) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status, body=body)

    api.answers["getMe"] = answer
    with pytest.raises(TelegramError) as caught:
        await request_.post(url(api))
    assert type(caught.value) is kind


@pytest.mark.parametrize("status", [402, 413, 418])
async def test_a_refusal_is_one_whatever_its_number(
    status: int, api: BotApi, request_: BaseRequest
) -> None:
    api.refuse("getMe", status, "too large")
    with pytest.raises(BadRequest):
        await request_.post(url(api))


@pytest.mark.filterwarnings("ignore:.*retry_after:DeprecationWarning")
@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, BadRequest),
        (401, InvalidToken),
        (403, Forbidden),
        (404, InvalidToken),
        (409, Conflict),
        (429, RetryAfter),
        (500, NetworkError),
        (502, NetworkError),
    ],
)
@pytest.mark.parametrize("method", ["sendMessage", "editMessageText", "answerCallbackQuery"])
async def test_refusals_get_their_types(
    method: str, status: int, kind: type[TelegramError], api: BotApi
) -> None:
    api.refuse(method, status, "so it is", **({"retry_after": 9} if status == 429 else {}))
    async with api.bot() as bot:
        calls: dict[str, Callable[[], Awaitable[object]]] = {
            "sendMessage": lambda: bot.send_message(7, "x"),
            "editMessageText": lambda: bot.edit_message_text("x", 7, 1),
            "answerCallbackQuery": lambda: bot.answer_callback_query("1"),
        }
        with pytest.raises(TelegramError) as caught:
            await calls[method]()
    assert type(caught.value) is kind
    if isinstance(caught.value, RetryAfter):
        assert caught.value.retry_after == 9


async def test_a_tap_keeps_what_the_inbox_reads_of_its_message(api: BotApi) -> None:
    chat = {"id": 7, "type": "private"}
    person = {"id": 7, "is_bot": False, "first_name": "Ana", "language_code": "en"}
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "a:b"}]]}
    message = {"message_id": 3, "date": 1, "chat": chat, "text": "?", "reply_markup": keyboard}
    query = {"id": "9", "from": person, "chat_instance": "1", "data": "a:b", "message": message}

    async def bring(_: web.Request) -> web.Response:
        update = {"update_id": 5, "callback_query": query}
        return web.json_response({"ok": True, "result": [update]})

    api.answers["getUpdates"] = bring
    async with api.bot() as bot:
        (update,) = await bot.get_updates()
    tapped = update.callback_query
    assert tapped is not None
    assert tapped.message is not None
    assert (tapped.data, tapped.from_user.id, tapped.message.message_id) == ("a:b", 7, 3)
    assert getattr(tapped.message, "text", None) == "?"


async def test_connections_are_kept(api: BotApi, request_: BaseRequest) -> None:
    peers = set()

    async def note(request: web.Request) -> web.Response:
        assert request.transport is not None
        peers.add(request.transport.get_extra_info("peername"))
        return web.json_response({"ok": True, "result": 1})

    api.answers["getMe"] = note
    for _ in range(5):
        await request_.post(url(api))
    assert len(peers) == 1
