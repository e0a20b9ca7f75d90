"""The HTTP side: how the Bot API takes calls, what is served, and who is kept out."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import orjson
import pytest

from bot.sandbox.fake.calls import Fault
from bot.sandbox.web.guard import is_local
from tests.sandbox.serving import ANA, KEYBOARD, Served, png, serving


@pytest.fixture
async def served() -> AsyncIterator[Served]:
    async with serving() as sandbox:
        yield sandbox


@pytest.mark.parametrize("way", ["query", "form", "multipart", "json"])
async def test_every_way_of_sending_parameters_means_the_same(served: Served, way: str) -> None:
    served.telegram.say(ANA, "/start")
    url = f"{served.url}/bot{served.telegram.token}/sendMessage"
    text = {
        "chat_id": str(ANA),
        "text": "é & 😀 = [1]",
        "disable_notification": "true",
        "reply_markup": orjson.dumps(KEYBOARD).decode(),
    }
    if way == "query":
        request = served.http.get(url, params=text)
    elif way == "form":
        request = served.http.post(url, data=text)
    elif way == "multipart":
        form = aiohttp.FormData(text)
        form.add_field("unused", b"x", filename="x.bin")
        request = served.http.post(url, data=form)
    else:
        values = {"chat_id": ANA, "disable_notification": True, "reply_markup": KEYBOARD}
        request = served.http.post(url, json={**text, **values})
    async with request as answer:
        body = await answer.json()
    assert body["ok"], body
    message = served.telegram.history(ANA)[-1]
    assert (message["text"], message["reply_markup"]) == ("é & 😀 = [1]", KEYBOARD)
    assert served.telegram.calls[-1].params["disable_notification"] is True


@pytest.mark.parametrize("name", ["photo", "elsewhere"])
async def test_uploads_and_downloads_a_picture(served: Served, name: str) -> None:
    served.telegram.say(ANA, "/start")
    form = aiohttp.FormData({"chat_id": str(ANA), "caption": "A picture"})
    if name == "elsewhere":
        form.add_field("photo", "attach://elsewhere")
    form.add_field(name, png(), filename="a.png", content_type="image/png")
    base = f"{served.url}/bot{served.telegram.token}"
    async with served.http.post(f"{base}/sendPhoto", data=form) as answer:
        body = await answer.json()
    assert body["ok"], body
    file_id = body["result"]["photo"][-1]["file_id"]
    path = (await served.call("getFile", file_id=file_id))["result"]["file_path"]
    url = f"{served.url}/file/bot{served.telegram.token}/{path}"
    async with served.http.get(url) as answer:
        assert await answer.read() == png()
    async with served.http.get(url.replace(served.telegram.token, "1:wrong")) as answer:
        assert answer.status == 401
    async with served.http.get(f"{served.url}/api/file", params={"id": file_id}) as answer:
        assert answer.content_type == "image/png"
        assert await answer.read() == png()


async def test_refusals_carry_telegrams_status_and_words(served: Served) -> None:
    url = f"{served.url}/bot{served.telegram.token}/sendMessage"
    async with served.http.post(url, json={"chat_id": 5, "text": "?"}) as answer:
        body = await answer.json()
        assert answer.status == body["error_code"] == 400
        assert body["description"] == "Bad Request: chat not found"
    for bad in (b"{", b"[]"):
        headers = {"Content-Type": "application/json"}
        async with served.http.post(url, data=bad, headers=headers) as answer:
            assert answer.status == 400
            assert (await answer.json())["ok"] is False
    async with served.http.get(f"{served.url}/bot1:wrong/getMe") as answer:
        assert answer.status in {401, 404}
        assert (await answer.json())["ok"] is False


async def test_too_many_requests_say_when_to_come_back(served: Served) -> None:
    served.telegram.say(ANA, "/start")
    served.telegram.faults = lambda method, _: (
        Fault(status=429, retry_after=7) if method == "sendMessage" else None
    )
    url = f"{served.url}/bot{served.telegram.token}/sendMessage"
    async with served.http.post(url, json={"chat_id": ANA, "text": "Hello"}) as answer:
        assert answer.status == 429
        assert answer.headers["Retry-After"] == "7"
        assert (await answer.json())["parameters"] == {"retry_after": 7}


async def test_a_dropped_connection_is_dropped(served: Served) -> None:
    served.telegram.say(ANA, "/start")
    served.telegram.faults = lambda *_: Fault("dropped", after=True)
    with pytest.raises(aiohttp.ClientError):
        await served.call("sendMessage", chat_id=ANA, text="Sent, but nobody hears of it")
    assert served.telegram.history(ANA)[-1]["text"] == "Sent, but nobody hears of it"


async def test_a_call_can_stay_without_an_answer(served: Served) -> None:
    served.telegram.faults = lambda *_: Fault("timed_out")
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(served.call("getMe"), 0.3)


async def test_web_pages_cannot_call_as_the_bot(served: Served) -> None:
    url = f"{served.url}/bot{served.telegram.token}/getMe"
    async with served.http.get(url, headers={"Origin": "https://example.org"}) as answer:
        assert answer.status == 403


async def test_the_page_and_its_parts_are_served_with_strict_headers(served: Served) -> None:
    for path in ("/", "/page/main.js", "/page/theme.css", "/page/icon.svg"):
        async with served.http.get(served.url + path) as answer:
            assert answer.status == 200, path
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'self'" in policy
            assert "unsafe" not in policy
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    ["/page/..%2Fserver.py", "/page/%2Fetc%2Fpasswd", "/page/none.js", "/page/", "/server.py"],
)
async def test_nothing_else_is_served(served: Served, path: str) -> None:
    host = served.url.removeprefix("http://")
    reader, writer = await asyncio.open_connection(*host.split(":"))
    writer.write(f"GET {path} HTTP/1.0\r\nHost: {host}\r\n\r\n".encode())
    assert (await reader.readline()).split()[1] == b"404"
    writer.close()
    await writer.wait_closed()


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "rebound.example"},
        {"Host": "127.0.0.1.example.org:80"},
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Origin": "http://localhost:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_other_sites_cannot_read_or_act(served: Served, headers: dict[str, str]) -> None:
    async with served.http.get(f"{served.url}/api/state", headers=headers) as answer:
        assert answer.status == 403
    body = {"person": ANA, "text": "/start"}
    async with served.http.post(f"{served.url}/api/say", json=body, headers=headers) as answer:
        assert answer.status == 403
        assert (await answer.json())["error"].endswith(".")
    assert ANA not in served.telegram.chats


async def test_its_own_page_may(served: Served) -> None:
    headers = {"Origin": served.url, "Sec-Fetch-Site": "same-origin"}
    async with served.http.get(f"{served.url}/api/state", headers=headers) as answer:
        assert answer.status == 200


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("localhost", True),
        ("LOCALHOST:8080", True),
        ("127.0.0.1:1", True),
        ("[::1]:8080", True),
        ("[::1]", True),
        ("", False),
        ("localhost.example.org", False),
        ("[::2]:80", False),
    ],
)
def test_knows_this_machines_names(host: str, *, local: bool) -> None:
    assert is_local(host) is local
