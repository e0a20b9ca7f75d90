"""A broadcast that waits for its time: said on its button, changed, moved, warned of at night."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.conversations.broadcasting import DORA, admin, begun, got, until
from tests.conversations.conftest import (
    Chat,
    conversation,
    fast_settings,
    pretended_telegram,
    whole_content,
)


@pytest.fixture
async def ana() -> AsyncIterator[Chat]:
    telegram, clock = pretended_telegram()
    settings = fast_settings(telegram, admin_ids=frozenset({DORA}))
    async with conversation(telegram, clock, whole_content(), settings) as chat:
        yield chat


@pytest.fixture
async def dora(ana: Chat, ben: Chat) -> Chat:
    return await admin(ana, ben)


async def scheduled(dora: Chat, words: str, at: str = "tomorrow 9:00") -> None:
    await dora.say(f"/broadcast {words}")
    await dora.tap("When")
    await dora.say(at)


async def test_the_button_says_when(dora: Chat) -> None:
    await dora.say("/broadcast Hello")
    assert "Send to 3 people" in dora.buttons
    await dora.tap("When")
    await dora.say("tomorrow 9:00")
    assert "Send to 3 people, Tue 3 Mar 09:00" in dora.buttons
    await dora.tap("When")
    await dora.tap("On their clocks")
    await dora.say("tomorrow 9:00")
    assert "Send to 3 people, Tue 3 Mar 09:00 their clocks" in dora.buttons


async def test_whose_clock_it_goes_by_survives_back(dora: Chat) -> None:
    await dora.say("/broadcast Hello")
    await dora.tap("When")
    await dora.tap("On their clocks")
    await dora.tap("Back")
    assert "each person's own clock" in await dora.tap("When")
    await dora.tap("Tomorrow 9:00")
    assert "each person's own clock" in await dora.tap("When")


async def test_what_waits_is_changed_and_moved(dora: Chat, ana: Chat) -> None:
    await scheduled(dora, "Hello one")
    await dora.tap("Send to 3")
    assert "nobody gets it until you send it" in await dora.tap("Change or move")
    await dora.tap("New text")
    await dora.say("Hello two")
    await dora.tap("When")
    await dora.say("tomorrow 12:00")
    await dora.tap("Send to 3 people, Tue 3 Mar 12:00")
    dora.clock.forward(25 * 3600)
    await asyncio.sleep(1)
    assert not got(ana, "Hello")
    dora.clock.forward(2 * 3600)
    await until(lambda: bool(got(ana, "Hello two")))
    await dora.read()
    assert len(got(ana, "Hello")) == 1


async def test_what_was_taken_back_is_sent_to_nobody(dora: Chat, ana: Chat) -> None:
    await scheduled(dora, "Hello")
    await dora.tap("Send to 3")
    await dora.tap("Progress")
    await dora.tap("Change or move")
    dora.clock.forward(48 * 3600)
    await asyncio.sleep(1)
    assert not got(ana, "Hello")


async def test_what_has_begun_is_not_changed_and_its_cancel_goes(dora: Chat, ana: Chat) -> None:
    await scheduled(dora, "Hello")
    await dora.tap("Send to 3")
    confirmed = dora.with_buttons()
    dora.clock.forward(25 * 3600)
    await until(lambda: bool(got(dora, "Done:")))
    await dora.tap("Change or move", confirmed)
    assert "cannot be changed" in dora.toast
    await dora.tap("Cancel", confirmed)
    now = next(m for m in dora.messages if m["message_id"] == confirmed["message_id"])
    assert now["text"].startswith("Done: sent to 3 of 3")
    assert "Cancel" not in str(now["reply_markup"])
    assert len(got(ana, "Hello")) == 1


async def test_what_goes_at_once_has_nothing_to_cancel_under_its_confirmation(dora: Chat) -> None:
    await dora.say("/broadcast Hello")
    await dora.tap("Send to 3")
    begun(dora)
    await until(lambda: bool(got(dora, "Done:")))
    assert "Cancel" not in str(got(dora, "Confirmed for")[0]["reply_markup"])


@pytest.mark.parametrize(
    ("at", "warned"), [("tomorrow 9:00", "for 1 person"), ("tomorrow 18:00", None)]
)
async def test_an_admin_is_warned_of_the_night(
    dora: Chat, ana: Chat, at: str, warned: str | None
) -> None:
    await ana.say("/timezone America/Los_Angeles")
    await scheduled(dora, "Hello", at)
    assert ("Night then (22:00 to 7:00) for 1 person" in dora.text) == bool(warned)
    await dora.tap("When")
    await dora.tap("On their clocks")
    await dora.say(at)
    assert "Night" not in dora.text
