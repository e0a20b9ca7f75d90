"""The symptom check, from the first tap to the outcome."""

from pathlib import Path

import pytest

from bot.domain.check import store
from bot.domain.check.rules import next_question
from bot.library.content import Content
from tests.conversations.conftest import (
    Chat,
    conversation,
    fast_settings,
    pretended_telegram,
)

SORE_AFTER_A_LONG_RUN = {
    "leg_signs": "none",
    "body_signs": "none",
    "age": "25_44",
    "about_you": "none",
    "where": "groin",
    "onset": "next_day",
    "duration": "days_3",
    "walking": "sore",
    "impact": "muscle",
    "pattern": "none",
    "pain": "2",
    "pain_now": "1",
    "trend": "better",
    "in_runs": "eases",
    "recent": "longer_run",
}


async def answer_all(chat: Chat, content: Content, wanted: dict[str, str]) -> int:
    """Tap the wanted option on every question that comes; return the number of taps."""
    taps = 0
    session = await chat.services.db.run(store.latest, chat.person_id)
    while session is not None and session.is_open:
        asked = next_question(content.triage, session.answers)
        assert asked is not None
        option = next(o for o in asked.options if o.id == wanted[asked.id])
        while option.exclusive and session.marked:  # ticked in advance, and not so
            ticked = next(o for o in asked.options if o.id in session.marked)
            await chat.tap(ticked.text)
            session = await chat.services.db.run(store.latest, chat.person_id)
            assert session is not None
        await chat.tap(option.text)
        taps += 1
        if asked.kind == "many" and not option.exclusive and "Done" in " ".join(chat.buttons):
            await chat.tap("Done")
            taps += 1
        session = await chat.services.db.run(store.latest, chat.person_id)
    return taps


async def test_a_clear_case_is_short_and_ends_with_what_to_do(ana: Chat, content: Content) -> None:
    await ana.say("/check")
    taps = await answer_all(ana, content, SORE_AFTER_A_LONG_RUN)
    assert taps <= 13
    assert "\n\n🟢 You can look after this at home" in ana.text
    assert "What may have contributed" in ana.text
    assert "Today:" in ana.text
    assert "This week:" in ana.text
    assert "Answers, sources" in ana.text
    assert "Not a diagnosis" in ana.text
    assert "Relative rest" in ana.buttons
    assert len(ana.messages) == 1, "everything happens in one message"


async def test_progress_is_shown_and_back_goes_back(ana: Chat) -> None:
    assert "1 of about" in await ana.say("/check")
    assert "2 of about" in await ana.tap("None of these")
    assert "1 of about" in await ana.tap("Back")


async def test_an_emergency_ends_the_questions_with_one_tap(ana: Chat) -> None:
    await ana.say("/check")
    await ana.tap("Can't stand on it")
    assert ana.text.startswith("🔴 Call an ambulance now")
    assert "999" in ana.text
    assert "112" in ana.text
    assert "911" in ana.text
    assert ana.buttons[-2:] == ["Other country", "I made a mistake: go back"]


async def test_the_emergency_number_is_that_of_the_country(ana: Chat) -> None:
    await ana.say("/settings")
    await ana.tap("Country")
    while "USA" not in ana.buttons:
        await ana.tap("More")
    await ana.tap("USA")
    await ana.say("/check")
    await ana.tap("Can't stand on it")
    assert "☎️ 911\n" in ana.text
    assert "999" not in ana.text


async def test_going_back_does_not_free_the_exercises(ana: Chat) -> None:
    await ana.say("/check")
    await ana.tap("Can't stand on it")
    await ana.tap("I made a mistake")
    assert "☐ Can't stand" in " ".join(ana.buttons), "the mistake is not made twice"
    assert "on hold" in await ana.say("/remedies kneeling stretch")


async def test_a_check_that_was_left_shows_no_result(ana: Chat) -> None:
    await ana.say("/check")
    question = ana.with_buttons()
    await ana.say("/cancel")
    await ana.forge("check:mark:1:leg_signs:cannot_stand", question["message_id"])
    assert "over" in ana.toast
    assert not any("look after this at home" in m["text"] for m in ana.messages)


async def test_leaving_does_not_hush_a_grave_answer(ana: Chat) -> None:
    await ana.say("/check")
    await ana.tap("Not sure")
    assert "must not wait" in await ana.tap("Stop")
    assert "on hold" in await ana.say("/remedies kneeling stretch")


async def test_under_16_gets_no_exercises(ana: Chat, content: Content) -> None:
    await ana.say("/check")
    young = {**SORE_AFTER_A_LONG_RUN, "age": "under_16", "where": "thigh", "young_signs": "none"}
    await answer_all(ana, content, young)
    assert "tell a parent" in ana.text
    assert "on hold" in await ana.say("/remedies kneeling stretch")


async def test_words_typed_during_a_check_lead_back_to_it(ana: Chat) -> None:
    question = await ana.say("/check")
    await ana.say("kneeling stretch")
    assert await ana.tap("Go on with my check") == question


async def test_ticks_come_and_go(ana: Chat) -> None:
    await ana.say("/check")
    await ana.tap("Hip hot")
    assert "☑ Hip hot" in " ".join(ana.buttons)
    assert "Done (1 ticked)" in ana.buttons
    await ana.tap("Hip hot")
    assert "☐ Hip hot" in " ".join(ana.buttons)
    assert "Done" not in " ".join(ana.buttons)


async def test_a_double_tap_changes_nothing(ana: Chat) -> None:
    await ana.say("/check")
    first = ana.with_buttons()
    await ana.tap("None of these", first)
    before = ana.text
    await ana.forge("check:pick:1:leg_signs:none", first["message_id"])
    assert ana.text == before


@pytest.mark.parametrize(
    "data",
    [
        "check:pick:1:leg_signs:no_such_option",
        "check:pick:1:no_such_question:none",
        "check:pick:1",
        "check:pick:999999999999999999999:leg_signs:none",
        "check:pick:-1:leg_signs:none",
        "check:mark:1:leg_signs:",
        "check:done:1:leg_signs",
        "check:back:1",
        "check:nonsense",
        "nonsense",
        "a:" * 31,
    ],
)
async def test_forged_buttons_are_harmless(ana: Chat, data: str) -> None:
    await ana.say("/check")
    await ana.forge(data)
    assert "1 of about" in ana.text
    assert "went wrong" not in ana.text


async def test_nobody_can_answer_for_somebody_else(ana: Chat, ben: Chat) -> None:
    await ana.say("/check")
    await ben.say("/start")
    await ben.forge("check:pick:1:leg_signs:cannot_stand")
    assert "over" in ben.toast
    session = await ana.services.db.run(store.latest, ana.person_id)
    assert session is not None
    assert session.answers == {}


async def test_an_old_button_of_a_finished_check_shows_its_outcome(
    ana: Chat, content: Content
) -> None:
    await ana.say("/check")
    await answer_all(ana, content, SORE_AFTER_A_LONG_RUN)
    await ana.forge("check:pick:1:leg_signs:cannot_stand")
    assert "🟢" in ana.text


async def test_it_is_resumed_days_later(ana: Chat) -> None:
    await ana.say("/check")
    await ana.tap("None of these")
    question = ana.text
    ana.clock.forward(75 * 3600)
    ana.telegram.moved()
    assert await ana.say("/check") == question


async def test_it_is_resumed_after_a_restart_of_the_bot(content: Content, tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/flexor.db"
    telegram, clock = pretended_telegram()
    settings = fast_settings(telegram, database_url=database)
    async with conversation(telegram, clock, content, settings) as before:
        await before.say("/check")
        question = await before.tap("None of these")
    async with conversation(telegram, clock, content, settings) as after:
        assert await after.say("/check") == question


async def test_restart_and_cancel(ana: Chat) -> None:
    await ana.say("/check")
    await ana.tap("None of these")
    assert "1 of about" in await ana.tap("Start again")
    assert "without a result" in await ana.tap("Stop")
    assert "no check under way" in await ana.say("/cancel")


async def test_every_question_fits_a_phone(content: Content) -> None:
    for question in content.triage.questions:
        for option in question.options:
            assert len(option.text) <= 40, f"{question.id}.{option.id} would be cut on a phone"


async def test_nobody_is_asked_to_hop(content: Content) -> None:
    for question in content.triage.questions:
        words = f"{question.text} {question.hint}".lower()
        if "hop" in words:
            assert "do not hop" in words or "has landing, hopping" in words, question.id
