"""Where a check leaves no plan every room knows, and what was cleared does not outlive a change."""

from bot.domain.check import store as checks
from bot.domain.check.model import Check
from bot.library.content import Content
from tests.conversations.conftest import ANA, Chat
from tests.conversations.planning import (
    SETTLING,
    TO_BE_SEEN,
    check,
    given_plan,
    make_plan,
    plan_of,
)
from tests.conversations.test_check import answer_all

KNEE = {**SETTLING, "where": "knee"}
NOT_THESE = "Exercise: none from here. These exercises are for the front of the hip."
BONE = {**SETTLING, "impact": "yes"}


async def newest(ana: Chat) -> Check:
    found = await ana.services.db.read(checks.last_assessed, ANA)
    assert found is not None
    return found


async def test_remedies_say_that_they_are_not_for_this_pain(ana: Chat, content: Content) -> None:
    await check(ana, content, KNEE)
    assert (await ana.say("/remedies")).startswith(NOT_THESE)
    assert (await ana.say("/exercises")).startswith(NOT_THESE)
    assert (await ana.say("/remedies kneeling stretch")).startswith(NOT_THESE)
    assert NOT_THESE not in await ana.say("what is a hip flexor")


async def test_a_plan_from_before_is_no_plan_for_this_pain(ana: Chat, content: Content) -> None:
    await given_plan(ana, stage=2, level=3)
    await check(ana, content, KNEE)
    assert (await ana.say("/plan")).startswith("No plan for this one.")
    assert (await ana.say("can I run tomorrow")).startswith("Run: not today.")
    await ana.say("/log")
    assert (await ana.forge("diary:how_long")).startswith("Run: not today.")
    await check(ana, content, SETTLING)
    assert "Running: level" in await ana.say("/plan"), "it is there again for the hip"


async def test_a_click_without_pain_needs_no_plan(ana: Chat, content: Content) -> None:
    text = await check(ana, content, {**SETTLING, "onset": "painless_snap"})
    assert text.startswith("Run: yes.\nExercise: yes, what does not hurt.")
    assert "Make my plan" not in ana.buttons
    assert (await ana.say("/plan")).startswith("No plan for this one.")


async def test_a_click_without_pain_takes_no_plan_away(ana: Chat, content: Content) -> None:
    await given_plan(ana, stage=2, level=3)
    await check(ana, content, {**SETTLING, "onset": "painless_snap"})
    assert "Running: level 3" in await ana.say("/plan")
    assert not (await ana.say("/start")).startswith("No plan")


async def test_a_plan_made_after_a_red_day_rests_first(ana: Chat, content: Content) -> None:
    await ana.say("/start")
    await ana.say("/log 6")
    text = await check(ana, content, SETTLING)
    named = text.partition("Earliest: ")[2].partition(",")[0]
    await ana.tap("Make my plan")
    await ana.tap("Left")
    shown = await ana.tap("Make my plan")
    plan = await plan_of(ana)
    assert plan.rests(plan.begun_on)
    assert shown.startswith("Today: rest")
    assert f"Earliest: {named}." in shown


async def cleared(ana: Chat, content: Content, answers: dict[str, str]) -> None:
    await check(ana, content, answers)
    await ana.tap("Home")
    await ana.tap("I have been seen")
    await ana.tap("I may exercise")
    await ana.tap("Yes, and I may exercise")
    assert (await newest(ana)).cleared_at is not None


async def test_what_was_cleared_does_not_outlive_a_bone_that_comes_anew(
    ana: Chat, content: Content
) -> None:
    await cleared(ana, content, TO_BE_SEEN)
    one = await newest(ana)
    assert "bone" not in one.facts
    for left in range(len(one.answers), 0, -1):
        await ana.forge(f"check:back:{one.check_id}:{left}")
    await answer_all(ana, content, {**TO_BE_SEEN, **BONE})
    assert (await newest(ana)).check_id == one.check_id
    assert (await newest(ana)).cleared_at is None


async def test_reminders_of_exercises_are_not_listed_as_on_while_they_wait(
    ana: Chat, content: Content
) -> None:
    await make_plan(ana, content)
    await ana.say("/timezone Berlin")
    await ana.say("/remind stretch 07:30 daily")
    assert "Next: " in await ana.say("/reminders")
    await check(ana, content, TO_BE_SEEN)
    text = await ana.say("/reminders")
    assert text.startswith("Your reminders wait.")
    assert [label for label in ana.buttons if label.startswith("waits · 07:30")]
    assert not [label for label in ana.buttons if label.startswith("✓")]
    assert "It waits." in await ana.tap("waits · 07:30")


async def test_cards_for_other_chats_have_no_dose_while_exercises_wait(ana: Chat) -> None:
    assert "How much:" in await card(ana)
    await ana.say("/check")
    await ana.tap("Can't stand on it")
    assert "How much:" not in await card(ana)
    assert "on hold" not in await card(ana), "nobody else is told"


async def card(ana: Chat) -> str:
    query_id = ana.telegram.inline(ana.person_id, "kneeling")
    await ana.read()
    (shown,) = [c for c in ana.telegram.calls if c.params.get("inline_query_id") == query_id]
    return str(shown.params["results"])
