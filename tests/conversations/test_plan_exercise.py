"""One exercise of a session: how it moves, its timer, and pain that is more than soreness."""

from dataclasses import replace

from bot.domain.people import store as people
from bot.domain.plan import store_session as store
from tests.conversations.conftest import Chat
from tests.conversations.planning import given_plan, later, plan_of
from tests.conversations.test_plan_session import begin

SAME = ["Done", "Too sore", "Skip"]


async def test_what_is_held_has_a_timer_in_its_place(ana: Chat) -> None:
    await begin(ana)
    assert "Timer" not in ana.buttons
    await ana.tap("Skip")
    stretch = await ana.tap("Skip")
    assert ana.buttons == [*SAME, "Timer", "Steps", "Pause"]
    shown = len(ana.messages)
    text = await ana.tap("Timer")
    assert text.startswith("Kneeling hip-flexor stretch\nHold 30 seconds")
    assert "Hold while the ring empties.\n" in text
    assert ana.buttons == [*SAME, "‹ Exercise", "Pause"]
    assert "animation" in ana.messages[-1]
    assert len(ana.messages) == shown
    assert await ana.tap("‹ Exercise") == stretch
    await ana.tap("Timer")
    assert "How much does it hurt now?" in await ana.tap("Done")


async def test_a_shorter_hold_says_when_to_let_go_and_a_walk_has_no_timer(ana: Chat) -> None:
    await given_plan(ana, stage=0)
    await ana.tap("Start")
    assert "Let go after 20: the ring runs for 30." in await ana.tap("Timer")
    walk = await ana.tap("Done")
    assert "Timer" not in ana.buttons
    assert await ana.forge("plan:timer:1:1") == walk


async def test_the_steps_have_the_way_onward_too(ana: Chat) -> None:
    await begin(ana)
    await ana.tap("Steps")
    assert ana.buttons == [*SAME, "‹ Exercise", "All about it"]
    assert (await ana.tap("Done")).startswith("2 of 3")


async def test_sharp_pain_ends_the_session_and_leads_to_the_check(ana: Chat) -> None:
    first = await begin(ana)
    shown = len(ana.messages)
    assert "What is it like?" in await ana.tap("Too sore")
    assert len(ana.messages) == shown, "it is asked in place"
    assert await ana.tap("‹ Exercise") == first
    await ana.tap("Too sore")
    question = ana.with_buttons()
    text = await ana.tap("Sharp, pinching, numb or limping")
    assert text.startswith("Stop here: no more exercises today.")
    assert ana.buttons == ["Check my pain", "My plan"]
    await ana.forge("plan:sharp:1:0", question["message_id"])
    assert "over" in ana.toast
    plan = await plan_of(ana)
    assert plan.stopped_on == plan.last_session == plan.begun_on
    assert await ana.services.db.run(store.under_way, ana.person_id) is None
    assert (await ana.say("/plan")).startswith("Today: session done")
    later(ana, 2)
    await ana.say("/plan")
    await ana.tap("How is it this morning?")
    assert (await plan_of(ana)).greens == frozenset(), "it never counts as green"


async def test_a_second_tap_on_just_sore_counts_once(ana: Chat) -> None:
    await begin(ana)
    await ana.tap("Too sore")
    easier = await ana.tap("Just sore")
    assert "An easier form" in easier
    assert await ana.forge("plan:just_sore:1:0") == easier
    assert await ana.forge("plan:sore:1:1") == easier


async def test_the_end_says_how_much_of_it_was_done(ana: Chat) -> None:
    await begin(ana)
    await ana.tap("Done")
    await ana.tap("Skip")
    assert (await ana.tap("Done")).startswith("2 of 3 exercises done. How much does it hurt now?")


async def test_both_sides_are_worked_one_after_the_other(ana: Chat) -> None:
    await given_plan(ana)
    person = await ana.services.db.run(people.get, ana.person_id)
    await ana.services.db.run(people.save, replace(person, side="both"))
    assert "each side, right first" in await ana.tap("Start")
    text = await ana.tap("Steps")
    assert "Lift your right foot and draw the right knee" in text
    assert "The left foot stays flat." in text
    assert "first" not in text
    assert "swap" in text
