"""One exercise of a session: how it moves, its timer, and pain that is more than soreness."""

from dataclasses import replace

import pytest

from bot.domain.check import store as checks
from bot.domain.people import store as people
from bot.domain.plan import store_session as store
from bot.domain.plan.model import Zone
from tests.conversations.conftest import Chat
from tests.conversations.planning import given_plan, plan_of
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
    assert ana.buttons[:4] == [
        "Just sore", "Sharp or pinching", "Numb or tingling", "It makes me limp",
    ]  # fmt: skip
    text = await ana.tap("Sharp or pinching")
    assert text.startswith("Stop here: no more exercises today.")
    assert ana.buttons == ["Check my pain", "My plan"]
    await ana.forge("plan:sharp:1:0", question["message_id"])
    assert "First the check" in ana.text
    plan = await plan_of(ana)
    assert plan.stopped_on == plan.last_session == plan.begun_on
    assert await ana.services.db.run(store.under_way, ana.person_id) is None
    assert (plan.zone, plan.stage) == (Zone.RED, 0), "as a sign in the diary"
    text = await ana.say("/plan")
    assert text.startswith("Your plan waits.\n\nFirst the check")
    assert "Pain in an exercise was sharp or pinching." in text


@pytest.mark.parametrize(
    ("sign", "question", "option"),
    [("Numb or tingling", "leg_signs", "weak_numb"), ("It makes me limp", "walking", "limping")],
)
async def test_a_sign_in_a_session_is_filled_in_in_the_check(
    ana: Chat, sign: str, question: str, option: str
) -> None:
    await begin(ana)
    await ana.tap("Too sore")
    await ana.tap(sign)
    check = await ana.services.db.run(checks.under_way, ana.person_id)
    assert check is not None
    assert option in {**check.ticks, **check.answers}[question]


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
