"""Reminders that reach people: the clock is asked for first, and rest is told rarely."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.domain.people import store as people
from bot.features.reminders.jobs import ask_clocks
from bot.library.content import Content
from tests.conversations.conftest import fast_settings, pretended_telegram
from tests.conversations.planning import given_plan
from tests.conversations.reminding import Reminded, accept_proposal, reminding

HOUR_S = 3600


@pytest.fixture
async def ana(content: Content) -> AsyncIterator[Reminded]:
    telegram, clock = pretended_telegram()
    async with reminding(telegram, clock, content, fast_settings(telegram)) as chat:
        yield chat


async def asked(chat: Reminded, hours: float) -> list[str]:
    """Let hours go by, and return what the job that asks for clocks sends."""
    chat.clock.forward(hours * HOUR_S)
    chat.telegram.moved()
    before = len(chat.messages)
    assert chat.outbox is not None
    await ask_clocks(chat.services, chat.outbox)
    await chat.read()
    return [str(m["text"]) for m in chat.messages[before:]]


async def test_a_yes_without_a_clock_asks_for_it_before_it_says_done(ana: Reminded) -> None:
    await accept_proposal(ana)
    assert "What time is it where you are?" in ana.text
    assert "Done" not in ana.text
    text = await ana.tap("09:30 London")
    assert text.startswith("Your clock: London, 09:30.")
    assert "Next: " in text
    came = await ana.until("2026-03-04T07:30", "Europe/London")
    assert [text.split(":")[0].split(".")[0] for text in came] == [
        "Rest today",
        "Your session today",
    ]


async def test_who_left_the_clock_open_is_asked_once_more_the_next_day(ana: Reminded) -> None:
    await accept_proposal(ana)
    await ana.tap("Not now")
    assert await asked(ana, 23) == []
    (text,) = await asked(ana, 1)
    assert text.startswith("Your reminders still wait for your clock.")
    assert await asked(ana, 48) == [], "once"
    assert "Next: " in await ana.tap("London")


async def test_nobody_is_asked_whose_clock_is_known_or_who_has_switched_all_off(
    ana: Reminded,
) -> None:
    await accept_proposal(ana)
    await ana.forge("reminders:stop")
    assert await asked(ana, 25) == []
    await ana.forge("reminders:all_on")
    person = await ana.services.db.run(people.get, ana.person_id)
    await ana.services.db.run(people.save, replace(person, zone="Europe/Paris"))
    assert await asked(ana, 1) == []


async def test_a_forged_clock_is_asked_for_again(ana: Reminded) -> None:
    await accept_proposal(ana)
    assert "What time is it where you are?" in await ana.forge("reminders:clock:Mars/Olympus")


async def test_a_day_of_rest_is_told_once_a_week(ana: Reminded) -> None:
    await ana.live_in()
    await accept_proposal(ana)
    came = await ana.until("2026-03-16T23:00")
    assert [text.startswith("Rest today.") for text in came].count(True) == 2


async def test_who_wishes_to_hear_of_every_day_of_rest_does(ana: Reminded) -> None:
    await ana.live_in()
    await given_plan(ana)
    await ana.say("/remind rest 07:30")
    came = await ana.until("2026-03-08T23:00")
    assert [text.startswith("Rest today.") for text in came].count(True) >= 4
