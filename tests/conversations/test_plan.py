"""The plan: from the check to today's session, and what holds it."""

from pathlib import Path

import pytest

from bot.domain.check import store_holds as holds
from bot.domain.plan import store
from bot.library.content import Content
from tests.conversations.conftest import (
    Chat,
    conversation,
    fast_settings,
    pretended_telegram,
)
from tests.conversations.planning import (
    SETTLING,
    TO_BE_SEEN,
    check,
    given_plan,
    later,
    make_plan,
    marks,
    plan_of,
    put,
)
from tests.conversations.test_check import SORE_AFTER_A_LONG_RUN, answer_all
from tests.domain.diary.noted import OPENED_BY_THE_DIARY


async def test_three_taps_lead_from_the_outcome_to_a_plan(ana: Chat, content: Content) -> None:
    text = await make_plan(ana, content)
    assert text.startswith("Today: session, about ")
    assert "So it begins with stretches and exercises lying down." in text
    assert "Hip-flexor raise" in text
    assert "Mo● Tu○ We● Th○ Fr● Sa○ Su○" in marks(text)
    assert "● session" in text
    assert "Running: not yet" in text
    assert len(ana.messages) == 1, "everything happens in one message"


async def test_fresh_pain_begins_with_the_first_days(ana: Chat, content: Content) -> None:
    text = await make_plan(ana, content, SORE_AFTER_A_LONG_RUN)
    assert "because your pain is 3 days old or less." in text
    assert "4 out of 10" not in text
    assert "First days. 2 more sessions with little pain to the next." in text
    assert "green" not in text
    assert "Seated push-and-hold" in text
    assert "Mo● Tu●" in marks(text), "the easy holds are for every day"


async def test_whoever_has_said_their_side_is_not_asked_again(ana: Chat, content: Content) -> None:
    await ana.say("/start")
    await ana.forge("account:set:side:both")
    await check(ana, content, SETTLING)
    assert "On which days do you want to exercise?" in await ana.tap("Make my plan")


async def test_a_plan_needs_a_check_first(ana: Chat, content: Content) -> None:
    assert (await ana.say("/plan")).startswith("First the check:")
    await ana.tap("Check my pain")
    await answer_all(ana, content, SETTLING)
    later(ana, 15)
    assert "more than two weeks old" in await ana.say("/plan")
    assert await ana.services.db.run(store.current, ana.person_id) is None


async def test_a_clinician_soon_gets_questions_to_bring_and_quiet_exercises_alone(
    ana: Chat, content: Content
) -> None:
    await check(ana, content, TO_BE_SEEN)
    assert "Make my plan" not in ana.buttons
    text = await ana.tap("What to ask them")
    assert "Have it examined first" in text
    assert "Which signs mean that I should come back at once?" in text
    text = await ana.say("/plan")
    assert text.startswith("Today: quiet exercises, no run")
    assert "Have it examined first" in text
    assert ana.buttons[:5] == [
        "Start", "Remind me to book", "What to ask them", "For my clinician", "Log pain",
    ]  # fmt: skip
    await ana.tap("I have been seen")
    await ana.tap("I may exercise")
    await ana.tap("Yes, and I may exercise")
    assert "Which side hurts" in await ana.say("/plan")


async def test_every_room_names_the_day_that_the_check_gave(ana: Chat, content: Content) -> None:
    assert "See one within 2 weeks" in await check(ana, content, TO_BE_SEEN)
    for words in ("/start", "/plan", "/log 2", "can I run tomorrow"):
        assert "Have it examined first, by Monday 16 March:" in await ana.say(words), words
    assert "just type" not in await ana.say("/start"), "it would name what waits"
    assert (await ana.say("/exercises")).startswith("Your check says: be seen first.")
    later(ana, 14)
    assert "by Monday 16 March:" in await ana.say("/plan")
    later(ana, 1)
    assert "that was to be by Monday 16 March, so book it now" in await ana.say("/plan")


async def test_a_check_that_is_done_again_does_not_put_the_day_off(
    ana: Chat, content: Content
) -> None:
    await check(ana, content, TO_BE_SEEN)
    later(ana, 4)
    await check(ana, content, TO_BE_SEEN)
    assert "by Monday 16 March:" in await ana.say("/plan")


@pytest.mark.parametrize("forged", ["plan:make:135:247", "plan:sessions:135:247:2"])
async def test_nothing_leads_round_the_check(ana: Chat, content: Content, forged: str) -> None:
    await check(ana, content, TO_BE_SEEN)
    await ana.forge(forged)
    assert "Have it examined first" in ana.text
    assert await ana.services.db.run(store.current, ana.person_id) is None


async def test_an_emergency_and_somebody_young_get_no_plan(
    ana: Chat, ben: Chat, content: Content
) -> None:
    await ana.say("/check")
    await ana.tap("Can't stand on it")
    assert "on hold until somebody who examined you agrees" in await ana.say("/plan")
    young = {**SORE_AFTER_A_LONG_RUN, "age": "under_16", "where": "thigh", "young_signs": "none"}
    await ben.say("/start")
    await check(ben, content, young)
    assert "Make my plan" not in ben.buttons
    assert "under 16" in await ben.say("/plan")


async def test_a_worse_check_holds_the_plan_and_a_good_one_brings_it_back(
    ana: Chat, content: Content
) -> None:
    await given_plan(ana)
    await check(ana, content, TO_BE_SEEN)
    assert "Have it examined first" in await ana.say("/plan")
    assert (await check(ana, content, SETTLING)).startswith("Is that over?")
    assert "Have it examined first" in await ana.say("/plan")
    await check(ana, content, SETTLING)
    await ana.tap("Yes, it is over")
    assert (await ana.say("/plan")).startswith("Today: session")


async def test_clearance_brings_a_held_plan_back(ana: Chat) -> None:
    await given_plan(ana)
    await ana.say("/check")
    await ana.tap("Can't stand on it")
    assert "Your plan waits." in await ana.say("/plan")
    later(ana, 0.5)
    await ana.tap("I have been seen")
    await ana.tap("I may exercise")
    await ana.tap("Yes, and I may exercise")
    assert (await ana.say("/plan")).startswith("Today: session")


async def test_a_check_that_the_bot_opened_again_holds_the_plan(
    ana: Chat, content: Content
) -> None:
    await given_plan(ana)
    await ana.services.db.run(holds.place, OPENED_BY_THE_DIARY)
    assert "First the check: runs and exercises are on hold" in await ana.say("/plan")
    await ana.tap("Do the check")
    await answer_all(ana, content, SETTLING)
    assert (await ana.say("/plan")).startswith("Today: session")


async def test_fresh_pain_in_a_new_check_sends_the_plan_back(ana: Chat, content: Content) -> None:
    await given_plan(ana)
    await put(ana, stage=3, level=5, running_from=(await plan_of(ana)).begun_on)
    await check(ana, content, SORE_AFTER_A_LONG_RUN)
    text = await ana.say("/plan")
    assert "back at the first days" in text
    assert "\nFirst days. 2 more sessions" in text
    assert "Running: not yet" in text
    assert "back at the first days" not in await ana.say("/plan"), "it is said once"


async def test_a_day_of_rest_says_why_and_what_is_next(ana: Chat) -> None:
    await given_plan(ana)
    later(ana, 1)
    text = await ana.say("/plan")
    assert text.startswith("Today: rest")
    assert "running opens later" in text
    assert "Next: session on Wednesday." in text
    assert "Start" not in ana.buttons


async def test_today_can_be_moved_and_an_old_button_moves_nothing(ana: Chat) -> None:
    await given_plan(ana)
    old = ana.with_buttons()
    text = await ana.tap("Move to Tuesday")
    assert text.startswith("Today: rest")
    assert "Moved to Tuesday." in text
    assert "Mo○ Tu● We○" in marks(text), "no two sessions in a row"
    later(ana, 4)
    await ana.forge("plan:move:2026-03-02", old["message_id"])
    assert ana.text.startswith("Today: session")


async def test_a_run_day_shows_what_it_is_made_of(ana: Chat) -> None:
    await given_plan(ana, stage=2, level=3)
    later(ana, 1)
    text = await ana.say("/plan")
    assert text.startswith("Today: run level 3, about 30 minutes\n\nRun 3 min, walk 2, four times.")
    text = await ana.tap("Start")
    assert "About 30 minutes" in text
    assert "Run 3 min, walk 2, four times." in text
    assert "worst pain" in await ana.tap("I ran it")
    assert (await ana.say("/plan")).startswith("Today: run done")


async def test_after_two_weeks_off_it_goes_on_lower_and_says_so(ana: Chat) -> None:
    await given_plan(ana)
    await put(ana, stage=3, level=7, running_from=(await plan_of(ana)).begun_on)
    later(ana, 14)
    text = await ana.say("/plan")
    assert "After 2 weeks or more" in text
    assert "Stage 2" in text
    assert "level 5 of 9" in text
    assert "After 2 weeks or more" not in await ana.say("/plan")


async def test_the_day_is_the_persons_own(ana: Chat) -> None:
    await given_plan(ana)
    await ana.say("/timezone Pacific/Auckland")
    later(ana, 2 / 24)  # 11:30 in London is past midnight there
    assert (await ana.say("/plan")).startswith("Today: rest")


async def test_how_it_works_names_its_sources(ana: Chat) -> None:
    await given_plan(ana)
    await ana.tap("Change plan")
    text = await ana.tap("How it works")
    assert "Level 9" in text
    assert "Silbernagel" in text
    assert "No doctor or physiotherapist" in text


async def test_a_session_survives_a_restart_of_the_bot(content: Content, tmp_path: Path) -> None:
    telegram, clock = pretended_telegram()
    settings = fast_settings(telegram, database_url=f"sqlite:///{tmp_path}/flexor.db")
    async with conversation(telegram, clock, content, settings) as before:
        await make_plan(before, content)
        await before.tap("Start")
        second = await before.tap("Done")
        await before.tap("Pause")
    async with conversation(telegram, clock, content, settings) as after:
        await after.say("/plan")
        assert await after.tap("Go on with the session") == second
