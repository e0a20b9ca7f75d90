"""The chat page: being several people, blocking, editing, the clock, and a restart."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, FilePayload, expect

from bot.sandbox.server import build, start
from tests.sandbox.browsing import Visit, browsing, needs_chromium, visiting
from tests.sandbox.serving import ANA, BEN, png, serving

pytestmark = [needs_chromium, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with browsing() as found:
        yield found


@pytest_asyncio.fixture(loop_scope="module")
async def visit(browser: Browser) -> AsyncIterator[Visit]:
    async with visiting(browser) as found:
        yield found


async def test_everybody_has_a_chat_of_their_own_and_unread_messages(visit: Visit) -> None:
    visit.served.telegram.say(BEN, "/start")
    for text in ("For Ben", "Again"):
        await visit.served.call("sendMessage", chat_id=BEN, text=text)
    ben = visit.page.get_by_role("button", name="Ben")
    await expect(ben).to_contain_text("2 unread")
    await expect(visit.log).not_to_contain_text("For Ben")
    await visit.entry.fill("Ana's draft")
    await ben.click()
    await expect(visit.log).to_contain_text("For Ben")
    await expect(ben).to_have_attribute("aria-current", "true")
    await expect(ben).not_to_contain_text("unread")
    await expect(visit.entry).to_have_value("")
    await visit.entry.fill("I am Ben")
    await visit.entry.press("Enter")
    await expect(visit.log.locator(".own").last).to_contain_text("I am Ben")
    assert visit.served.telegram.history(BEN)[-1]["from"]["first_name"] == "Ben"
    await visit.page.get_by_role("button", name="Ana").first.click()
    await expect(visit.entry).to_have_value("Ana's draft")


async def test_the_chosen_person_stays_chosen(visit: Visit) -> None:
    await visit.page.get_by_role("button", name="Ben").click()
    await expect(visit.button("Start")).to_be_visible()
    await visit.page.reload()
    await expect(visit.page.locator("[aria-current]")).to_contain_text("Ben")


async def test_blocks_and_unblocks_the_bot(visit: Visit) -> None:
    await visit.button("More").click()
    await visit.button("Block bot").click()
    await expect(visit.button("Unblock bot")).to_be_visible()
    await expect(visit.entry).to_be_hidden()
    refused = await visit.served.call("sendMessage", chat_id=ANA, text="Hello?")
    assert refused["error_code"] == 403
    await visit.button("Unblock bot").click()
    await expect(visit.entry).to_be_visible()
    kinds = [list(update)[-1] for update in await visit.updates()]
    assert kinds == ["message", "my_chat_member", "my_chat_member"]


async def test_edits_ones_own_message_with_the_arrow_key(visit: Visit) -> None:
    await visit.entry.fill("Pian 4")
    await visit.entry.press("Enter")
    await expect(visit.log).to_contain_text("Pian 4")
    await visit.entry.press("ArrowUp")
    await expect(visit.entry).to_have_value("Pian 4")
    await visit.entry.fill("Pain 4")
    await visit.entry.press("Enter")
    await expect(visit.log).to_contain_text("Pain 4edited")
    await expect(visit.log).not_to_contain_text("Pian")
    assert (await visit.updates())[-1]["edited_message"]["text"] == "Pain 4"


async def test_replies_to_a_message(visit: Visit) -> None:
    message = await visit.says("How far?")
    bubble = visit.page.locator(f"#message-{message['message_id']} .bubble")
    await bubble.click(button="right")
    await visit.button("Reply").click()
    await visit.entry.fill("10 km")
    await visit.entry.press("Enter")
    await expect(visit.log.locator(".own").last).to_contain_text("FlexorHow far?")
    said = (await visit.updates())[-1]["message"]
    assert said["reply_to_message"]["message_id"] == message["message_id"]


async def test_sends_what_is_not_text(visit: Visit) -> None:
    for name in ("Voice message", "Location", "Send the sticker 💪"):
        await visit.button("Attach").click()
        await visit.button(name).click()
    await expect(visit.log.get_by_role("img", name="Sticker 💪")).to_be_visible()
    picture = FilePayload(name="hip.png", mimeType="image/png", buffer=png(40, 30))
    await visit.page.locator("#photo").set_input_files(picture)
    await expect(visit.log.get_by_role("img", name="Your picture")).to_be_visible()
    run = FilePayload(name="run.gpx", mimeType="application/gpx+xml", buffer=b"<gpx/>")
    await visit.page.locator("#document").set_input_files(run)
    await expect(visit.log.get_by_role("link", name="Download run.gpx")).to_be_visible()
    sent = [update["message"] for update in await visit.updates()][1:]
    kinds = ("voice", "location", "sticker", "photo", "document")
    assert [next(kind for kind in kinds if kind in message) for message in sent] == list(kinds)


async def test_moves_the_clock(visit: Visit) -> None:
    before = visit.served.clock()
    clock = visit.page.locator("#clock")
    await expect(clock).to_have_text("13:00")
    await clock.click()
    for name in ("Forward 1 hour", "Forward 1 day", "Forward 1 week"):
        await visit.button(name).click()
    await visit.page.get_by_label("How many").fill("30")
    await visit.page.get_by_label("Unit").select_option("minutes")
    await visit.button("Go").click()
    await expect(clock).to_have_text("14:30")
    await expect(visit.page.locator("#clock-panel")).to_contain_text("Tue, 10 Mar 2026, 14:30")
    assert (visit.served.clock() - before).total("hours") == 8 * 24 + 1.5
    await expect(visit.log.locator(".day")).to_have_text("2 March")


async def test_shows_that_the_bot_is_typing(visit: Visit) -> None:
    await visit.served.call("sendChatAction", chat_id=ANA, action="typing")
    await expect(visit.page.locator("#bot-status")).to_have_text("typing…")
    await visit.says("Here")
    await expect(visit.page.locator("#bot-status")).to_have_text("bot")


async def test_lists_the_bots_calls(visit: Visit) -> None:
    await visit.says("Here")
    await visit.served.call("sendMessage", chat_id=5, text="Nobody")
    await visit.button("More").click()
    await visit.button("API log").click()
    items = visit.page.get_by_role("complementary").get_by_role("listitem")
    await expect(items).to_have_text(["sendMessage200", "sendMessage400"])
    await visit.page.keyboard.press("Escape")
    await expect(visit.page.get_by_role("complementary")).to_be_hidden()


async def test_a_mistake_is_told_in_a_sentence(visit: Visit) -> None:
    await visit.entry.evaluate("entry => entry.removeAttribute('maxlength')")
    await visit.entry.fill("x" * 4097)
    await visit.entry.press("Enter")
    await expect(visit.page.locator("#toast")).to_contain_text("4096")
    await expect(visit.entry).to_have_value("x" * 4097)
    assert "400 (Bad Request)" in visit.complaints.pop()


async def test_finds_everything_again_after_the_server_was_away(browser: Browser) -> None:
    async with serving() as served:
        served.telegram.say(ANA, "/start")
        runner = await start(build(served.telegram, served.clock), 0)
        port = runner.addresses[0][1]
        page = await browser.new_page()
        await page.goto(f"http://127.0.0.1:{port}/")
        await expect(page.get_by_role("log")).to_contain_text("/start")
        await runner.cleanup()
        await expect(page.get_by_text("Connection lost")).to_be_visible()
        served.telegram.say(ANA, "Said meanwhile")
        runner = await start(build(served.telegram, served.clock), port)
        try:
            await expect(page.get_by_role("log")).to_contain_text("Said meanwhile", timeout=15000)
            await expect(page.get_by_text("Connection lost")).to_be_hidden()
            await page.close()
        finally:
            await runner.cleanup()
