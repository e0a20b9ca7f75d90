"""The tip of the week: off until it is wanted, then by the person's clock, plan and hold."""

from dataclasses import replace

import pytest

from bot.domain.broadcast import store_tips as tips
from bot.domain.broadcast.rules_tips import SAFETY
from bot.domain.check import store as checks
from bot.domain.check.model import Urgency
from tests.conversations.broadcasting import got, until
from tests.conversations.conftest import START, Chat

DAY_S = 24 * 3600
FIRST_MORNING = START.add(hours=23)  # Tuesday, 8:30


async def wants(ana: Chat, often: str) -> None:
    """Set the clock and how often tips come: it is Monday, 9:30 in London."""
    await ana.say("/timezone Europe/London")
    await ana.say("/tips")
    assert "Tips: off" in ana.text
    await ana.tap(often)


async def days_with_tips(ana: Chat, days: int) -> list[int]:
    """Live through some days; return those that brought a tip."""
    found, before = [], len(got(ana, "Tip · "))
    for day in range(1, days + 1):
        ana.clock.forward(DAY_S if ana.clock() > FIRST_MORNING else DAY_S - 1800)
        count = await _count(ana, before)
        if count > before:
            found.append(day)
        before = count
    return found


async def _count(ana: Chat, before: int) -> int:
    try:
        await until(lambda: len(got(ana, "Tip · ")) > before, turns=75)
    except AssertionError:
        return before
    return len(got(ana, "Tip · "))


async def test_a_tip_comes_in_the_week_after_it_was_wanted(ana: Chat) -> None:
    await wants(ana, "Weekly")
    assert "Tips: weekly" in ana.text
    ana.clock.forward(7 * DAY_S - 1800)
    await until(lambda: bool(got(ana, "Tip · ")))
    (message,) = got(ana, "Tip · ")
    tip_id = next(iter(await ana.services.db.run(tips.had, ana.person_id)))
    tip = ana.services.content.tips[tip_id]
    assert message["text"].endswith(tip.text)
    assert tip.stages == (), "without a plan only what is for everybody"
    await ana.tap("Read more", message)
    assert "Open the page" in ana.buttons
    assert got(ana, "Tip · ")


async def test_on_hold_it_is_a_warning(ana: Chat) -> None:
    await wants(ana, "Weekly")
    session = await ana.services.db.run(checks.begin, ana.person_id, ana.clock())
    grave = replace(session, is_open=False, plan="full", urgency=Urgency.URGENT_SAME_DAY)
    await ana.services.db.run(checks.save, grave)
    ana.clock.forward(7 * DAY_S - 1800)
    await until(lambda: bool(got(ana, "Tip · ")))
    content = ana.services.content
    tip_id = next(iter(await ana.services.db.run(tips.had, ana.person_id)))
    assert content.topics[content.tips[tip_id].topic].group == SAFETY


@pytest.mark.slow
async def test_every_other_day_has_a_day_between(ana: Chat) -> None:
    await wants(ana, "Every other day")
    assert await days_with_tips(ana, 5) == [1, 3, 5]


@pytest.mark.slow
@pytest.mark.parametrize("button", ["No tips, news", "for 30 days"])
async def test_what_is_said_under_a_tip_ends_it(ana: Chat, button: str) -> None:
    await wants(ana, "Every other day")
    ana.clock.forward(DAY_S - 1800)
    await until(lambda: bool(got(ana, "Tip · ")))
    await ana.tap(button, got(ana, "Tip · ")[0])
    assert await days_with_tips(ana, 3) == []
    text = await ana.say("/tips")
    assert ("Tips: off" in text) == (button == "No tips, news")
    assert ("Paused until" in text) == (button != "No tips, news")
    if button != "No tips, news":
        assert "Paused" not in await ana.tap("End the pause")


async def test_without_a_clock_it_says_what_is_missing(ana: Chat) -> None:
    await ana.say("/tips")
    assert "/timezone sets it" in await ana.tap("Weekly")


async def test_topics_and_news_are_chosen(ana: Chat) -> None:
    await ana.say("/tips")
    assert "About everything." in ana.text
    await ana.tap("Topics")
    await ana.tap("Strength")
    assert "✓ Strength" in ana.buttons
    await ana.tap("Warming up")
    await ana.tap("✓ Strength")
    assert "About warming up, and warning signs." in await ana.tap("Back")
    await ana.tap("News")
    assert "News from whoever runs me: one a week." in await ana.tap("One a week")


async def test_odd_taps_on_the_page_do_no_harm(ana: Chat) -> None:
    await ana.say("/tips")
    for odd in ("often", "often:hourly", "subject", "subject:x", "news:loud", "more", "read",
                "read:nothing", "wake", "topics:1"):  # fmt: skip
        await ana.forge(f"broadcast:{odd}")
        assert "went wrong" not in ana.text, odd
    assert "Tips: off" in await ana.say("/tips")


async def test_tips_are_in_the_help(ana: Chat) -> None:
    assert "/tips" in await ana.say("/help")
