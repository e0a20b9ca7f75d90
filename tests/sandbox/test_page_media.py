"""The chat page's pictures, animations, files and links, in Chromium."""

import asyncio
import base64
from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from bot.sandbox.fake.calls import Json
from tests.sandbox.browsing import Visit, browsing, needs_chromium, visiting
from tests.sandbox.serving import ANA, png

pytestmark = [needs_chromium, pytest.mark.asyncio(loop_scope="module")]

GIF = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with browsing() as found:
        yield found


@pytest_asyncio.fixture(loop_scope="module")
async def visit(browser: Browser) -> AsyncIterator[Visit]:
    async with visiting(browser) as found:
        yield found


async def upload(visit: Visit, kind: str, name: str, content: bytes) -> Json:
    """Let the bot send a file to Ana."""
    form = aiohttp.FormData({"chat_id": str(ANA), "caption": "See here"}, quote_fields=False)
    form.add_field(kind, content, filename=name)
    url = f"{visit.served.url}/bot{visit.served.telegram.token}/send{kind.capitalize()}"
    async with visit.served.http.post(url, data=form) as answer:
        body: Json = await answer.json()
    assert body["ok"], body
    return body


async def test_a_picture_is_shown_and_enlarged(visit: Visit) -> None:
    await upload(visit, "photo", "a.png", png(300, 200))
    image = visit.log.get_by_role("img", name="Picture from the bot: See here")
    await expect(image).to_be_visible()
    width = "async image => { await image.decode(); return image.naturalWidth }"
    assert await image.evaluate(width) == 300
    await visit.button("Picture from the bot: See here: enlarge").click()
    await expect(visit.page.get_by_role("dialog", name="Picture")).to_be_visible()
    await visit.page.keyboard.press("Escape")
    await expect(visit.page.get_by_role("dialog")).to_be_hidden()


async def test_a_picture_has_its_room_before_it_arrives(browser: Browser) -> None:
    async with visiting(browser) as visit:
        photo = visit.served.telegram.send_photo(ANA, png(300, 200))["photo"][-1]["file_id"]
        await visit.page.emulate_media(reduced_motion="reduce")
        await visit.page.route("**/api/file?*", lambda route: route.abort())
        await visit.served.call("sendPhoto", chat_id=ANA, photo=photo, caption="The stretch")
        room = visit.log.locator(".picture").last
        before = await room.bounding_box()
        assert before is not None
        assert round(before["width"] / before["height"], 1) == 1.5
        await visit.page.unroute("**/api/file?*")
        await visit.page.reload()
        loaded = "async node => { await node.querySelector('img').decode() }"
        await room.evaluate(loaded)
        after = await room.bounding_box()
        assert after is not None
        assert (after["width"], after["height"]) == (before["width"], before["height"])
        visit.complaints.clear()  # of the picture that was held back


async def test_an_animation_moves_only_for_those_who_want_it(visit: Visit) -> None:
    await upload(visit, "animation", "a.gif", GIF)
    await expect(visit.log.locator("img[alt='Picture from the bot: See here']")).to_be_visible()
    await visit.page.emulate_media(reduced_motion="reduce")
    await visit.page.reload()
    still = visit.log.locator("canvas")
    await expect(still).to_be_visible()
    await visit.button("Play").click()
    await expect(still).to_have_count(0)
    await expect(visit.log.locator("img[alt='Picture from the bot: See here']")).to_be_visible()


async def test_a_file_is_downloaded_under_its_name(visit: Visit) -> None:
    content = b"<script>alert(1)</script>"
    await upload(visit, "document", "my data.html", content)
    link = visit.page.get_by_role("link", name="Download my data.html")
    async with visit.page.expect_download() as started:
        await link.click()
    download = await started.value
    assert download.suggested_filename == "my data.html"
    assert await asyncio.to_thread((await download.path()).read_bytes) == content


async def test_only_harmless_links_are_links(visit: Visit) -> None:
    addresses = {
        "https://example.org/a b": "https://example.org/a%20b",
        "example.org": "https://example.org/",
        "mailto:a@example.org": "mailto:a@example.org",
        "javascript:alert(1)": None,
        "JavaScript:alert(1)": None,
        "data:text/html,x": None,
        "https://": None,
    }
    read = """async addresses => {
      const { safeUrl } = await import("/page/entities.js");
      return addresses.map((address) => safeUrl(address)?.href ?? null);
    }"""
    assert await visit.page.evaluate(read, list(addresses)) == list(addresses.values())


async def test_a_link_that_starts_the_bot_starts_it_here(visit: Visit) -> None:
    name = visit.served.telegram.bot.username
    button = {"text": "Begin", "url": f"https://t.me/{name}?start=from_friend"}
    await visit.says("Well?", reply_markup={"inline_keyboard": [[button]]})
    await visit.button("Begin").click()
    await expect(visit.log.locator(".own").last).to_contain_text("/start from_friend")
