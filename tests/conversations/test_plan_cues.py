"""A run that is told of: each change in its minute, through pauses, restarts and warning signs."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.check import store_holds as holds
from bot.domain.plan import store_cue, work_cue
from bot.domain.plan.model import Zone
from bot.features.plan.jobs import tell_runs
from bot.library.content import Content
from tests.conversations.conftest import fast_settings, labels, pretended_telegram
from tests.conversations.planning import given_plan, later, plan_of
from tests.conversations.reminding import Reminded, reminding
from tests.domain.diary.noted import OPENED_BY_THE_DIARY


@pytest.fixture
async def ana(content: Content) -> AsyncIterator[Reminded]:
    telegram, clock = pretended_telegram()
    async with reminding(telegram, clock, content, fast_settings(telegram)) as chat:
        yield chat


async def after(chat: Reminded, seconds: float = 0) -> str:
    """Let seconds go by and the job look; return the newest text."""
    chat.clock.forward(seconds)
    chat.telegram.moved()
    assert chat.outbox is not None
    await tell_runs(chat.services, chat.outbox)
    return await chat.read()


async def begin(chat: Reminded, how: str = "Tell me when to run") -> str:
    """Begin the run of a plan at level 1: walk 5, four times run 1 and walk 4, walk 5."""
    await given_plan(chat, stage=2, level=1)
    later(chat, 1)
    await chat.say("/plan")
    await chat.tap("Start")
    assert "Your run has begun." in await chat.tap(how)
    return await after(chat)


async def test_one_message_changes_each_minute_and_ends_with_the_question(ana: Reminded) -> None:
    assert (await begin(ana)).startswith("🚶 Walk: 5 min left\n\nPart 1 of 9. Then: run 1 min.")
    number = len(ana.messages)
    assert (await after(ana, 60)).startswith("🚶 Walk: 4 min left")
    assert (await after(ana, 240)).startswith("🏃 Run: 1 min left\n\nPart 2 of 9. Then: walk 4")
    assert (await after(ana, 60)).startswith("🚶 Walk: 4 min left\n\nPart 3 of 9")
    assert len(ana.messages) == number, "one message"
    assert "Stop and walk home at sharp pain" in ana.text, "it says when to stop"
    edits = sum(call.method == "editMessageText" for call in ana.telegram.calls)
    await after(ana, 20)
    assert sum(call.method == "editMessageText" for call in ana.telegram.calls) == edits
    assert "What was the worst pain in it?" in await after(ana, 1500)
    assert len(ana.messages) == number + 1, "the end is heard"
    assert "Green: 1 of 10" in await ana.tap("1")
    plan = await plan_of(ana)
    assert plan.last_run == plan.begun_on.add(days=1)
    assert (await after(ana, 60)).startswith("🟢"), "nothing more comes"


async def test_with_sound_each_change_is_a_message_and_the_old_ones_lose_their_buttons(
    ana: Reminded,
) -> None:
    await begin(ana, "With sound")
    number = len(ana.messages)
    await after(ana, 60)
    assert len(ana.messages) == number, "minutes make no sound"
    assert (await after(ana, 240)).startswith("🏃 Run: 1 min left")
    assert len(ana.messages) == number + 1
    assert labels(ana.messages[-2]) == []
    assert "walk 5 min: done." in ana.messages[-2]["text"].lower()


async def test_a_pause_stops_the_clock(ana: Reminded) -> None:
    await begin(ana)
    await after(ana, 120)
    assert (await ana.tap("Pause")).startswith("Paused. Walk, 3 min left.")
    assert (await after(ana, 900)).startswith("Paused.")
    assert (await ana.tap("Go on")).startswith("🚶 Walk: 3 min left")
    assert (await after(ana, 60)).startswith("🚶 Walk: 2 min left")


async def test_to_stop_before_any_running_notes_nothing(ana: Reminded) -> None:
    await begin(ana)
    assert "nothing is noted" in await ana.tap("Stop")
    assert (await plan_of(ana)).last_run is None
    assert "nothing is noted" in await after(ana, 400)


async def test_to_stop_after_some_running_asks_for_the_pain(ana: Reminded) -> None:
    await begin(ana)
    await after(ana, 330)
    assert "What was the worst pain in it?" in await ana.tap("Stop")
    assert (await ana.say("/plan")).startswith("Today: run done")


async def test_a_warning_sign_ends_the_run_and_opens_the_check(ana: Reminded) -> None:
    await begin(ana)
    await after(ana, 330)
    assert "What is it like?" in await ana.tap("It hurts")
    assert (await after(ana, 120)).startswith("What is it like?"), "the run waits"
    assert "Stop here: no more exercises today." in await ana.tap("Sharp or pinching")
    assert not await ana.may_exercise()
    assert (await plan_of(ana)).zone is Zone.RED
    assert "Stop here" in await after(ana, 600)


async def test_what_is_nothing_goes_on(ana: Reminded) -> None:
    await begin(ana)
    await ana.tap("It hurts")
    assert (await ana.tap("It is nothing")).startswith("🚶 Walk: 5 min left")


async def test_a_hold_that_is_placed_meanwhile_ends_the_run_at_once(ana: Reminded) -> None:
    await begin(ana)
    await ana.services.db.run(holds.place, OPENED_BY_THE_DIARY)
    assert (await after(ana, 1)).startswith("Stop here and walk home")
    assert await ana.services.db.read(store_cue.under_way, ana.person_id) is None
    assert (await plan_of(ana)).last_run is None


@pytest.mark.parametrize("data", ["plan:cue_pause:99", "plan:cue_on", "plan:cue_sign:7:x"])
async def test_buttons_of_another_run_do_nothing(ana: Reminded, data: str) -> None:
    text = await begin(ana)
    await ana.forge(data)
    assert "over" in ana.toast
    assert ana.text == text


async def test_no_run_begins_where_the_day_has_none(ana: Reminded) -> None:
    await given_plan(ana)
    assert (await ana.forge("plan:cue:silent")).startswith("Today: session")
    assert await ana.services.db.read(store_cue.under_way, ana.person_id) is None


async def test_begun_again_it_goes_on_in_a_new_message(ana: Reminded) -> None:
    await begin(ana)
    await after(ana, 120)
    await ana.say("/plan")
    await ana.forge("plan:cue:silent")
    number = len(ana.messages)
    assert (await after(ana, 1)).startswith("🚶 Walk: 3 min left")
    assert len(ana.messages) == number + 1


async def test_a_run_goes_on_by_the_wall_clock_after_the_process_was_killed(
    content: Content, tmp_path: Path
) -> None:
    telegram, clock = pretended_telegram()
    settings = fast_settings(telegram, database_url=f"sqlite:///{tmp_path}/flexor.db")
    async with reminding(telegram, clock, content, settings) as before:
        await begin(before)
        clock.forward(300)
        await before.services.db.run(work_cue.claim, clock(), 9)  # killed before it was sent
    async with reminding(telegram, clock, content, settings) as again:
        assert (await after(again, 25)).startswith("🏃 Run: 1 min left")
        assert (await after(again, 36)).startswith("🚶 Walk: 4 min left\n\nPart 3 of 9")
        assert "What was the worst pain" in await after(again, 3600)
