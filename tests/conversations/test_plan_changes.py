"""Changing the plan: days, side, pauses, steps back, the way to running."""

import pytest
from whenever import Date

from bot.domain.plan import store
from bot.domain.plan.model import Zone
from bot.library.content import Content
from tests.conversations.conftest import Chat
from tests.conversations.planning import (
    SETTLING,
    check,
    given_plan,
    later,
    marks,
    plan_of,
    put,
)

TWO_GREENS = frozenset({Date(2026, 2, 26), Date(2026, 2, 28)})
YES = ("30 minutes", "stairs", "knee raises", "warning sign")


async def change(chat: Chat, **changed: object) -> str:
    """Open what can be changed of a plan."""
    await given_plan(chat, **changed)  # type: ignore[arg-type]
    return await chat.tap("Change plan")


async def test_it_says_what_is_set(ana: Chat) -> None:
    text = await change(ana)
    assert "Sessions: Mon, Wed, Fri" in text
    assert "Runs: Tue, Thu, Sun (not open yet)" in text
    assert "Sore side: left" in text


async def test_running_days_never_touch_before_level_8(ana: Chat) -> None:
    await change(ana, stage=2, level=4)
    await ana.tap("Days")
    await ana.tap("Running days")
    text = await ana.tap("Wed")
    assert (
        "Wednesday is now a run. Tuesday and Thursday are free of runs, "
        "Wednesday's session is off. Runs have a day between until level 8."
    ) in text
    assert [b[0] for b in ana.buttons[:7]] == ["☐", "☐", "☑", "☐", "☐", "☐", "☑"]
    text = await ana.tap("Mon")
    assert "Monday is now a run. Sunday is free of runs, Monday's session is off." in text
    assert "Monday's run is off." in await ana.tap("Mon")
    await ana.tap("Mon")
    await ana.tap("Save")
    plan = await plan_of(ana)
    assert plan.run_days == {1, 3}
    assert plan.session_days == {5}, "a day is one thing"


async def test_a_forged_button_cannot_bring_runs_together(ana: Chat) -> None:
    await change(ana, stage=2, level=4)
    await ana.forge("plan:make:24:1234567")
    assert (await plan_of(ana)).run_days == {1, 3, 5}


async def test_from_level_8_days_in_a_row_are_fine(ana: Chat) -> None:
    await change(ana, stage=3, level=8)
    await ana.tap("Days")
    await ana.tap("Running days")
    await ana.tap("Sat")
    await ana.tap("Save")
    assert (await plan_of(ana)).run_days == {2, 4, 6, 7}


async def test_sessions_need_a_day_between_and_one_stays(ana: Chat) -> None:
    await change(ana)
    await ana.tap("Days")
    text = await ana.tap("Tue")
    assert (
        "Tuesday is now a session. Monday and Wednesday are free of sessions, "
        "Tuesday's run is off. Strength work needs a day between."
    ) in text
    assert "\nFriday's session is off.\n" in await ana.tap("Fri")
    assert "One session day stays" in await ana.tap("Tue")
    await ana.tap("Running days")
    await ana.tap("Save")
    plan = await plan_of(ana)
    assert plan.session_days == {2}
    assert plan.run_days == {4, 7}


async def test_the_side_can_be_changed(ana: Chat) -> None:
    await change(ana)
    await ana.tap("Sore side")
    assert "Sore side: both sides" in await ana.tap("Both")


async def test_a_pause_is_chosen_and_ended(ana: Chat) -> None:
    await change(ana)
    await ana.tap("Pause")
    text = await ana.tap("7 days")
    assert text.startswith("Today: rest")
    assert "It goes on on Monday, 9 March." in text
    assert "○ rest" in text
    later(ana, 2)
    await ana.say("/plan")
    assert (await ana.tap("Go on now")).startswith("Today: session")


@pytest.mark.parametrize(
    ("typed", "until"),
    [("10", "2026-03-11"), ("two weeks", "2026-03-15"), ("4 days", "2026-03-05")],
)
async def test_a_pause_can_be_typed(ana: Chat, typed: str, until: str) -> None:
    await change(ana)
    await ana.tap("Pause")
    assert (await ana.say(typed)).startswith("Today: rest")
    paused = (await plan_of(ana)).paused_until
    assert paused is not None
    assert paused.format_iso() == until


async def test_what_is_no_number_is_asked_again(ana: Chat) -> None:
    await change(ana)
    await ana.tap("Pause")
    assert "such as 10" in await ana.say("until I am back")
    assert "such as 10" in await ana.say("400")
    assert (await ana.say("5")).startswith("Today: rest")


async def test_a_warning_sign_typed_there_comes_first(ana: Chat) -> None:
    await change(ana)
    await ana.tap("Pause")
    text = await ana.say("14 days, I can't put any weight on my leg")
    assert "999" in text
    assert "Yes, now" in ana.buttons


async def test_one_stage_and_one_level_back(ana: Chat) -> None:
    await change(ana, stage=3, level=5)
    assert "Stage 2" in await ana.tap("One stage back")
    await ana.forge("plan:back:stage:3")
    assert "Stage 2, running level 5" in ana.text, "an old button goes back no further"
    await ana.tap("One level back")
    assert (await plan_of(ana)).level == 4


async def test_starting_again_asks_first(ana: Chat) -> None:
    await change(ana, stage=3, level=5)
    assert "from the beginning?" in await ana.tap("Start again")
    assert "Stage 1" in await ana.tap("Yes, start again")
    assert (await plan_of(ana)).level == 0


async def test_ending_asks_first_and_a_new_plan_can_be_made(ana: Chat) -> None:
    await change(ana)
    await ana.tap("End the plan")
    assert "has ended" in await ana.tap("Yes, end it")
    assert await ana.services.db.run(store.current, ana.person_id) is None
    assert "On which days do you want to exercise?" in await ana.say("/plan")


async def test_four_yes_open_running(ana: Chat) -> None:
    await given_plan(ana, stage=2, zone=Zone.GREEN, greens=TWO_GREENS)
    await ana.tap("Am I ready to run?")
    for number, words in enumerate(YES, start=1):
        assert f"{number} of 4" in ana.text
        assert words in ana.text
        assert "hop" not in ana.text or "not hop" in ana.text
        await ana.tap("Yes")
    assert "Running is open, from level 1." in ana.text
    assert (await plan_of(ana)).level == 1
    later(ana, 1)
    assert (await ana.say("/plan")).startswith("Today: run level 1")


async def test_running_is_offered_as_soon_as_it_may_open(ana: Chat) -> None:
    await given_plan(ana, stage=2, greens=frozenset(TWO_GREENS - {Date(2026, 2, 28)}))
    await ana.forge("diary:effort:session:1")
    later(ana, 1)
    assert "running opens later" in await ana.say("/plan")
    await ana.tap("How is it this morning?")
    before = len(ana.messages)
    await ana.tap("The same")
    assert ana.text == "You may be ready to run: four questions."
    assert len(ana.messages) == before + 1, "a message of its own"
    assert "running opens with yes" in await ana.say("/plan")
    assert (await ana.say("/start")).startswith("Today: rest day\n\nYou may be ready to run")
    assert "1 of 4" in await ana.tap("Am I ready to run?")


async def test_one_no_keeps_it_shut_and_what_was_yes_is_kept(ana: Chat) -> None:
    await given_plan(ana, stage=2, zone=Zone.GREEN, greens=TWO_GREENS)
    await ana.tap("Am I ready to run?")
    await ana.tap("Yes")
    assert "Running waits a little." in await ana.tap("No")
    await ana.tap("My plan")
    assert "2 of 4" in await ana.tap("Am I ready to run?")
    assert "Try that first" in await ana.tap("Not tried yet")
    assert (await plan_of(ana)).level == 0


@pytest.mark.parametrize("changed", [{"stage": 1}, {"stage": 2, "zone": Zone.AMBER}])
async def test_the_questions_come_after_green_standing_work(
    ana: Chat, changed: dict[str, object]
) -> None:
    await given_plan(ana, **{"zone": Zone.GREEN, **changed})  # type: ignore[arg-type]
    assert "Am I ready to run?" not in ana.buttons
    for item in ("walk", "stairs", "raises", "no_signs"):
        await ana.forge(f"plan:gate:{item}:yes")
    assert (await plan_of(ana)).level == 0


async def test_bone_in_the_check_asks_for_clearance_too(ana: Chat, content: Content) -> None:
    await ana.say("/start")
    await ana.forge("account:set:side:left")
    await check(ana, content, {**SETTLING, "about_you": "stress_fracture"})
    await ana.forge("check:seen")
    await ana.tap("I may exercise")
    await ana.tap("Yes, and I may exercise")
    await ana.say("/plan")
    await ana.tap("Make my plan")
    await put(ana, stage=2, zone=Zone.GREEN, greens=TWO_GREENS)
    await ana.say("/plan")
    await ana.tap("Am I ready to run?")
    for _ in range(4):
        await ana.tap("Yes")
    assert "5 of 5" in ana.text
    assert "Has a doctor said that you may run?" in ana.text
    await ana.tap("Yes")
    assert (await plan_of(ana)).level == 1


async def test_the_first_days_are_daily_and_the_days_chosen_count_later(ana: Chat) -> None:
    text = await change(ana, stage=0)
    assert "Sessions: Mon, Wed, Fri (after the first days)" in text
    assert "the easy holds are daily; your days count after them" in await ana.tap("Days")
    assert "these days are rest" not in await ana.tap("Running days")
    text = await ana.tap("Save")
    assert "Your days are changed: they count after the first days." in text
    assert "Mo● Tu● We●" in marks(text)


async def test_where_running_is_open_the_days_do_not_say_that_it_opens_later(ana: Chat) -> None:
    await change(ana, stage=2, level=4)
    assert "daily" not in await ana.tap("Days")
    assert "later" not in await ana.tap("Running days")


async def test_who_is_65_is_asked_for_clearance_too(ana: Chat) -> None:
    await given_plan(ana, {**SETTLING, "age": "65_up"}, stage=2, zone=Zone.GREEN, greens=TWO_GREENS)
    assert "1 of 5" in await ana.tap("Am I ready to run?")
