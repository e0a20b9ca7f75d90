"""How many taps lead from /start to a first session, and to reminders that truly come."""

from collections.abc import AsyncIterator

import pytest

from bot.library.content import Content
from tests.conversations.conftest import fast_settings, pretended_telegram
from tests.conversations.planning import SETTLING
from tests.conversations.reminding import Reminded, reminding
from tests.conversations.test_check import answer_all

MOST_TO_A_SESSION, MOST_TO_REMINDERS = 20, 24


@pytest.fixture
async def ana(content: Content) -> AsyncIterator[Reminded]:
    telegram, clock = pretended_telegram()
    async with reminding(telegram, clock, content, fast_settings(telegram)) as chat:
        yield chat


def taps(chat: Reminded) -> int:
    """Return how many buttons were tapped: each tap is answered once."""
    return sum(call.method == "answerCallbackQuery" for call in chat.telegram.calls)


async def to_a_plan(chat: Reminded, content: Content) -> None:
    """Walk from the first word to a plan, by taps alone."""
    await chat.say("/start")
    await chat.tap("Check my pain")
    await answer_all(chat, content, SETTLING)
    await chat.tap("Make my plan")
    await chat.tap("Left")
    await chat.tap("Make my plan")


async def test_a_first_session_is_near(ana: Reminded, content: Content) -> None:
    await to_a_plan(ana, content)
    assert (await ana.tap("Start")).startswith("1 of 3")
    assert taps(ana) <= MOST_TO_A_SESSION


async def test_reminders_that_truly_come_are_near(ana: Reminded, content: Content) -> None:
    await to_a_plan(ana, content)
    await ana.tap("Remind me")
    await ana.tap("Yes, remind me")
    assert "Next: " in await ana.tap("09:30 London")
    assert taps(ana) <= MOST_TO_REMINDERS
    came = await ana.until("2026-03-04T07:30", "Europe/London")
    assert came[-1].startswith("Your session today")
