"""The bot's own screens on a phone of 390 x 844: each fits at one look, its buttons included."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace

import pytest_asyncio
from playwright.async_api import Page

from bot.domain.plan import store
from bot.library import loading
from bot.sandbox import server
from tests.conversations.conftest import (
    Chat,
    conversation,
    fast_settings,
    pretended_telegram,
)
from tests.conversations.planning import given_plan, plan_of
from tests.sandbox.browsing import browsing, needs_chromium

pytestmark = needs_chromium
MOST_PX = 700


@dataclass(frozen=True, slots=True)
class Phone:
    """The page on a phone, and the chat that it shows."""

    chat: Chat
    page: Page

    async def height(self) -> float:
        """Return how high the newest message is, with its buttons."""
        node = self.page.locator(f"#message-{self.chat.messages[-1]['message_id']}")
        await node.wait_for()
        await self.page.wait_for_function(
            "[...document.images].every((one) => one.complete)", timeout=5000
        )
        box = await node.bounding_box()
        assert box is not None
        return box["height"]


@pytest_asyncio.fixture
async def phone() -> AsyncIterator[Phone]:
    telegram, clock = pretended_telegram()
    async with (
        conversation(telegram, clock, loading.load(), fast_settings(telegram)) as chat,
        browsing() as browser,
    ):
        runner = await server.start(server.build(telegram, clock), 0)
        host, port = runner.addresses[0][:2]
        page = await browser.new_page(viewport={"width": 390, "height": 844})
        await page.goto(f"http://{host}:{port}/")
        yield Phone(chat, page)
        await runner.cleanup()


async def test_screens_fit_a_phone(phone: Phone) -> None:
    ana = phone.chat
    await given_plan(ana)

    async def of_the_run() -> str:
        on = ana.clock().to_tz("UTC").date()
        plan = replace(await plan_of(ana), stage=2, level=1, session_days=frozenset({2}))
        run_days = frozenset({on.day_of_week().value})
        await ana.services.db.run(store.save, replace(plan, run_days=run_days))
        return await ana.forge("plan:start")

    screens: dict[str, Callable[[], Awaitable[str]]] = {
        "today": lambda: ana.say("/plan"),
        "the whole plan": lambda: ana.tap("The whole plan"),
        "home": lambda: ana.say("/start"),
        "more": lambda: ana.tap("More"),
        "an exercise of the session": lambda: ana.forge("plan:start"),
        "rest between sets": lambda: ana.tap("Set 1 done"),
        "after a session": lambda: ana.forge("diary:effort:session:2"),
        "progress": lambda: ana.say("/progress"),
        "an exercise's page": lambda: ana.say("kneeling stretch"),
        "its evidence": lambda: ana.tap("Evidence"),
        "the clock": lambda: ana.forge("reminders:accept"),
        "settings": lambda: ana.say("/settings"),
        "the pain of now": lambda: ana.say("/log"),
        "a run": of_the_run,
        **_rooms(ana),
    }
    too_high = {}
    for name, show in screens.items():
        await show()
        if (height := await phone.height()) > MOST_PX:
            too_high[name] = height
    assert too_high == {}


def _rooms(ana: Chat) -> dict[str, Callable[[], Awaitable[str]]]:
    return {
        "the groups of remedies": lambda: ana.say("/remedies"),
        "exercises": lambda: ana.say("/exercises"),
        "a group's topics": lambda: ana.forge("remedies:group:strength:0"),
        "what I can do": lambda: ana.say("/help"),
        "privacy": lambda: ana.say("/privacy"),
        "countries": lambda: ana.forge("account:choose:country"),
        "the clock by region": lambda: ana.forge("account:cities:Europe:0"),
        "reminders": lambda: ana.say("/reminders"),
        "a new reminder": lambda: ana.forge("reminders:add"),
        "days of a reminder": lambda: ana.forge("reminders:week:12345"),
        "tips": lambda: ana.say("/tips"),
        "the calendar": lambda: ana.say("/calendar"),
        "the quiz": lambda: ana.forge("quiz:home"),
        "how long a run was": lambda: ana.say("/log run"),
        "an entry": lambda: ana.say("/log run 5k pain 3 tight after the hills"),
        "a red entry": lambda: ana.say("/log run 5k pain 7"),
        "a grave entry": lambda: ana.tap("Deep pain on landing"),
        "home that is held": lambda: ana.say("/start"),
        "a plan that is held": lambda: ana.say("/plan"),
        "remedies that are held": lambda: ana.say("/remedies"),
        "progress that is held": lambda: ana.say("/progress"),
        "an emergency that was typed": lambda: ana.say("I lost control of my bladder"),
    }
