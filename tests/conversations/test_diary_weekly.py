"""The weekly impact score: four questions, one a screen."""

from pathlib import Path

from bot.domain.diary import store_weekly as store
from bot.library.content import Content
from tests.conversations.conftest import (
    Chat,
    conversation,
    fast_settings,
    pretended_telegram,
)
from tests.conversations.test_diary import checked, later

A_LITTLE = ("No, but I felt it", "A little shorter", "A little", "A little")


async def _answer(chat: Chat, *options: str) -> str:
    for option in options:
        await chat.tap(option)
    return chat.text


async def test_four_taps_make_a_score_and_it_is_offered_once_a_week(ana: Chat) -> None:
    await checked(ana)
    await ana.say("/log")
    assert "1 of 4" in await ana.tap("Weekly score")
    text = await _answer(ana, *A_LITTLE)
    assert text.startswith("Weekly impact score: 32 of 100.")
    assert "took little from your running" in text
    assert "not a validated score" in text
    await ana.say("/log")
    assert not any("Weekly" in button for button in ana.buttons)
    assert "This week's score is there: 32 of 100, today" in await ana.forge("diary:weekly")
    later(ana, days=7)
    await ana.say("/log")
    await ana.tap("Weekly score")
    text = await _answer(ana, "No, I never", "No shorter", "Not at all", "Not at all")
    assert text.startswith("Weekly impact score: 0 of 100.\n\nThe hip did not get in the way")
    assert "The time before: 32, so 32 less now." in text
    found = await ana.services.db.run(store.last_weekly, ana.person_id)
    assert found is not None
    assert found.score == 0


async def test_answers_are_taken_back_and_changed(ana: Chat) -> None:
    await checked(ana)
    await ana.forge("diary:weekly")
    await ana.tap("No, but I felt it")
    assert "1 of 4" in await ana.tap("Back")
    await _answer(ana, *A_LITTLE)
    assert "4 of 4" in await ana.tap("Change an answer")
    assert "of 100" not in ana.text
    assert "49 of 100" in await ana.tap("Very much")


async def test_a_double_tap_answers_once(ana: Chat) -> None:
    await checked(ana)
    await ana.forge("diary:weekly")
    await ana.forge("diary:impact:1:0:1")
    assert "2 of 4" in await ana.forge("diary:impact:1:0:1")


async def test_it_is_resumed_after_a_restart(content: Content, tmp_path: Path) -> None:
    telegram, clock = pretended_telegram()
    settings = fast_settings(telegram, database_url=f"sqlite:///{tmp_path}/flexor.db")
    async with conversation(telegram, clock, content, settings) as before:
        await checked(before)
        await before.forge("diary:weekly")
        await before.tap("No, but I felt it")
    async with conversation(telegram, clock, content, settings) as after:
        assert "2 of 4" in await after.forge("diary:weekly")
        later(after, days=8)
        assert "1 of 4" in await after.forge("diary:weekly"), "that was another week"


async def test_nobody_answers_for_somebody_else(ana: Chat, ben: Chat) -> None:
    await checked(ana)
    await ana.forge("diary:weekly")
    await ben.say("/start")
    await ben.forge("diary:impact:1:0:3")
    found = await ana.services.db.run(store.under_way, ana.person_id)
    assert found is not None
    assert found.answers == ()
