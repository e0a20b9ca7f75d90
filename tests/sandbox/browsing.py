"""The chat page in a real browser, on a sandbox of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright

from bot.sandbox.fake.calls import Json
from tests.sandbox.serving import ANA, Served, serving

CHROMIUM = Path("/usr/bin/chromium")
_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

needs_chromium = pytest.mark.skipif(
    not CHROMIUM.exists(), reason="There is no /usr/bin/chromium to show the page in."
)


@dataclass(frozen=True, slots=True)
class Visit:
    """An open page, and the sandbox behind it; `complaints` are the browser's own."""

    served: Served
    page: Page
    complaints: list[str]

    @property
    def log(self) -> Locator:
        """The list of messages."""
        return self.page.get_by_role("log")

    @property
    def entry(self) -> Locator:
        """The message box."""
        return self.page.locator("#entry")

    def button(self, name: str) -> Locator:
        """Return the newest visible button of that name."""
        return self.page.get_by_role("button", name=name, exact=True).last

    async def says(self, text: str, **more: object) -> Json:
        """Let the bot write to Ana; returns the message."""
        sent = await self.served.call("sendMessage", chat_id=ANA, text=text, **more)
        assert sent["ok"], sent
        message: Json = sent["result"]
        await self.page.locator(f"#message-{message['message_id']}").wait_for()
        return message

    async def at_rest(self) -> None:
        """Wait until nothing moves: a message that still arrives is drawn smaller than it is."""
        await self.page.evaluate("Promise.all(document.getAnimations().map((a) => a.finished))")

    async def updates(self) -> list[Json]:
        """Fetch and confirm the updates that wait for the bot."""
        found: list[Json] = (await self.served.call("getUpdates"))["result"]
        if found:
            await self.served.call("getUpdates", offset=found[-1]["update_id"] + 1)
        return found


@asynccontextmanager
async def browsing() -> AsyncIterator[Browser]:
    """Start the browser."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=str(CHROMIUM), args=_ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def visiting(
    browser: Browser, *, started: bool = True, phone: bool = False, dark: bool = False
) -> AsyncIterator[Visit]:
    """Open the page as Ana; whatever the browser complains about fails the test."""
    async with serving() as served:
        if started:
            served.telegram.say(ANA, "/start")
        context = await browser.new_context(
            viewport={"width": 390, "height": 844} if phone else {"width": 1280, "height": 800},
            has_touch=phone,
            is_mobile=phone,
            color_scheme="dark" if dark else "light",
            timezone_id="Europe/Berlin",
        )
        context.set_default_timeout(5000)
        page = await context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        try:
            await page.goto(f"{served.url}/")
            await page.locator("#entry" if started else "#start").wait_for()
            yield Visit(served, page, complaints)
        finally:
            await context.close()
        assert complaints == []
