"""A session, one exercise a screen: done, too sore, left out, paused."""

import pytest

from bot.domain.plan import store_session as store
from bot.domain.plan.model import Zone
from bot.library.content import Content
from tests.conversations.conftest import Chat
from tests.conversations.planning import given_plan, later, plan_of, put


async def begin(chat: Chat) -> str:
    """Start the first session of a plan."""
    await given_plan(chat)
    return await chat.tap("Start")


async def test_a_session_is_walked_through_under_one_picture(ana: Chat) -> None:
    text = await begin(ana)
    assert text.startswith("1 of 3 · Hip-flexor raise (lying) · set 1 of 2\n2 sets of 10 to 12")
    assert "over 5 out of 10" in text
    shown = ana.messages
    assert "animation" in shown[-1]
    assert (await ana.tap("Done")).startswith("2 of 3")
    assert (await ana.tap("Done")).startswith("3 of 3")
    assert len(ana.messages) == len(shown), "one exercise takes the place of the other"
    assert "Hold 30 seconds, twice each side, left first" in ana.text
    assert "How much does it hurt now?" in await ana.tap("Done")
    assert ana.buttons == [*(str(pain) for pain in range(11)), "Not now"]
    text = await ana.say("/plan")
    assert text.startswith("Today: session done")
    assert "Next: session on Wednesday." in text
    assert "Start" not in ana.buttons


async def test_the_pain_goes_to_the_diary(ana: Chat) -> None:
    await begin(ana)
    for _ in range(3):
        await ana.tap("Done")
    row = ana.with_buttons()["reply_markup"]["inline_keyboard"][0]
    assert [button["callback_data"] for button in row[:3]] == [
        f"diary:effort:session:{pain}" for pain in range(3)
    ]


async def test_too_sore_offers_the_easier_form_first(ana: Chat) -> None:
    await begin(ana)
    await ana.tap("Too sore")
    text = await ana.tap("Just sore")
    assert "An easier form of Hip-flexor raise (lying):" in text
    text = await ana.tap("Try the easier form")
    assert text.startswith("1 of 3 · Heel slide")
    assert (await ana.tap("Done")).startswith("2 of 3")


async def test_an_easier_form_that_is_not_wanted_is_left_out(ana: Chat) -> None:
    await begin(ana)
    await ana.tap("Too sore")
    await ana.tap("Just sore")
    assert (await ana.tap("Leave it out")).startswith("2 of 3")


async def test_where_there_is_no_easier_form_it_is_left_out(ana: Chat) -> None:
    await begin(ana)
    await ana.tap("Done")
    assert "Glute bridge" in ana.text
    await ana.tap("Too sore")
    assert (await ana.tap("Just sore")).startswith("3 of 3")


async def test_twice_too_sore_ends_it_kindly_and_is_never_green(ana: Chat) -> None:
    await begin(ana)
    await ana.tap("Too sore")
    await ana.tap("Just sore")
    await ana.tap("Try the easier form")
    await ana.tap("Too sore")
    text = await ana.tap("Just sore")
    assert text.startswith("That is enough: rest now.")
    assert "How much does it hurt now" in text
    plan = await plan_of(ana)
    assert plan.stopped_on == plan.last_session
    assert (await ana.say("/plan")).startswith("Today: session done")


async def test_leaving_everything_out_is_no_session(ana: Chat) -> None:
    await begin(ana)
    await ana.tap("Skip")
    await ana.tap("Skip")
    assert "Nothing today: that is fine." in await ana.tap("Skip")
    assert (await plan_of(ana)).last_session is None


async def test_a_pause_keeps_the_place(ana: Chat) -> None:
    await begin(ana)
    second = await ana.tap("Done")
    assert "Paused." in await ana.tap("Pause")
    assert await ana.tap("Go on") == second
    await ana.say("/plan")
    assert await ana.tap("Go on with the session") == second


async def test_steps_are_written_for_the_sore_side_and_lead_back(ana: Chat) -> None:
    first = await begin(ana)
    text = await ana.tap("Steps")
    assert "1. Lie on your back" in text
    assert "Lift your left foot" in text
    assert "Not with:" in text
    assert await ana.tap("‹ Exercise") == first


async def test_a_double_tap_counts_once(ana: Chat) -> None:
    await begin(ana)
    data = ana.with_buttons()["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await ana.tap("Done")
    assert (await ana.forge(data)).startswith("2 of 3")


async def test_yesterdays_session_is_over(ana: Chat) -> None:
    await begin(ana)
    old = ana.with_buttons()
    later(ana, 1)
    await ana.tap("Done", old)
    assert "over" in ana.toast
    assert "Go on" not in " ".join(ana.buttons)


@pytest.mark.parametrize(
    "data", ["plan:done", "plan:sore:1", "plan:easier:x:y", "plan:steps:99:0", "plan:skip:1:99"]
)
async def test_forged_buttons_are_harmless(ana: Chat, data: str) -> None:
    first = await begin(ana)
    await ana.forge(data)
    assert ana.text == first


async def test_nobody_walks_on_in_somebody_elses_session(ana: Chat, ben: Chat) -> None:
    await begin(ana)
    await ben.say("/start")
    await ben.forge("plan:done:1:0")
    session = await ana.services.db.run(store.under_way, ana.person_id)
    assert session is not None
    assert session.position == 0


async def test_a_bad_sign_in_between_ends_the_session(ana: Chat) -> None:
    await begin(ana)
    old = ana.with_buttons()
    await ana.say("/check")
    await ana.tap("Can't stand on it")
    await ana.tap("Done", old)
    assert "somebody who examined you agrees" in ana.text


async def test_who_has_no_band_gets_the_form_without(ana: Chat) -> None:
    await given_plan(ana, stage=3)
    assert "You need: band, chair." in await ana.tap("Start")
    text = await ana.tap("I have no band")
    assert text.startswith("1 of 3 · Standing knee raise")


async def test_a_session_has_more_sets_after_the_first_green_one(ana: Chat) -> None:
    await given_plan(ana)
    plan = await plan_of(ana)
    await put(ana, greens=frozenset({plan.begun_on}), zone=Zone.GREEN)
    later(ana, 2)
    await ana.say("/plan")
    assert "3 sets of 10 to 12" in await ana.tap("Start")


async def test_the_first_days_have_a_walk(ana: Chat) -> None:
    await given_plan(ana, stage=0)
    await ana.tap("Start")
    text = await ana.tap("Done")
    assert "5 minutes" in text
    assert "over 2 out of 10" in text


async def test_every_exercise_fits_under_a_picture(ana: Chat, content: Content) -> None:
    await given_plan(ana)
    for workout in content.plan.records:
        plan = await plan_of(ana)
        session = await ana.services.db.run(
            store.begin, ana.person_id, plan.begun_on, workout.exercises, ana.clock()
        )
        for _ in workout.exercises:
            await ana.forge("plan:start")
            assert len(ana.text) <= 1024, session
            await ana.tap("Steps")
            assert len(ana.text) <= 1024, session
            await ana.tap("‹ Exercise")
            await ana.tap("Skip")


async def test_a_pause_of_the_plan_ends_the_session_for_today(ana: Chat) -> None:
    await begin(ana)
    await ana.forge("plan:pause:3")
    assert ana.text.startswith("Today: rest")
    assert "Go on with the session" not in ana.buttons
    assert (await ana.forge("plan:start")).startswith("Today: rest")


async def test_a_session_goes_on_past_midnight(ana: Chat) -> None:
    ana.clock.forward(14 * 3600)
    ana.telegram.moved()
    await begin(ana)
    second = await ana.tap("Done")
    later(ana, 1 / 24)
    assert second.startswith("2 of 3")
    assert (await ana.tap("Done")).startswith("3 of 3")


async def test_what_is_done_is_not_moved(ana: Chat) -> None:
    await begin(ana)
    for _ in range(3):
        await ana.tap("Done")
    await ana.forge("plan:move:2026-03-02")
    assert ana.text.startswith("Today: session done")
