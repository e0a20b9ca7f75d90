"""The first session of a plan, and what follows a session."""

from bot.domain.plan.model import Zone
from tests.conversations.conftest import Chat
from tests.conversations.planning import given_plan, later, plan_of
from tests.conversations.test_plan_session import begin


async def test_the_first_session_can_begin_on_a_day_that_would_be_rest(ana: Chat) -> None:
    later(ana, 1)
    text = await given_plan(ana)
    assert text.startswith("Today: rest day")
    assert ana.buttons[0] == "First session today"
    assert "you can begin at once" in await ana.say("/start")
    assert (await ana.tap("First session today")).startswith("1 of 3")
    for _ in range(3):
        await ana.tap("Done")
    assert (await ana.say("/plan")).startswith("Today: session done")
    later(ana, 1)
    assert "First session today" not in await ana.say("/plan")
    assert "Mo" in ana.text
    assert (await plan_of(ana)).last_session is not None


async def test_a_day_after_the_first_session_is_rest_and_there_is_one_first(ana: Chat) -> None:
    later(ana, 1)
    await given_plan(ana, zone=Zone.GREEN, last_session=ana.clock().to_tz("UTC").date())
    later(ana, 1)
    assert (await ana.say("/plan")).startswith("Today: rest day")
    assert "Strength work needs a day between" in ana.text
    assert (await ana.forge("plan:first")).startswith("Today: rest day")


async def test_after_a_session_there_are_three_ways(ana: Chat) -> None:
    await begin(ana)
    for _ in range(3):
        await ana.tap("Done")
    assert "Green: 2 of 10" in await ana.tap("2")
    assert ana.buttons == ["Done", "How it felt", "Home"]
    await ana.tap("How it felt")
    assert "☐ Limp" in ana.buttons
    assert "Delete" in ana.buttons


async def test_a_stopped_session_is_amber_and_says_because_of_what(ana: Chat) -> None:
    await begin(ana)
    await ana.tap("Too sore")
    await ana.tap("Just sore")
    await ana.tap("Try the easier form")
    await ana.tap("Too sore")
    await ana.tap("Just sore")
    await ana.tap("1")
    later(ana, 1)
    await ana.forge("diary:morning")
    text = await ana.tap("The same")
    assert text.startswith("🟡 Amber: 1 of 10, but two exercises were too sore.")


async def test_sets_are_counted_with_a_timer_for_the_rest_between(ana: Chat) -> None:
    assert (await begin(ana)).startswith("1 of 3 · Hip-flexor raise (lying) · set 1 of 2")
    text = await ana.tap("Set 1 done: rest")
    assert text.startswith("1 of 3 · Hip-flexor raise (lying) · set 2 of 2\nRest while the ring")
    assert (await ana.tap("Set 2 ›")).startswith("1 of 3 · Hip-flexor raise (lying) · set 2 of 2")
    assert ana.buttons[0] == "Done"
    assert (await ana.tap("Done")).startswith("2 of 3 · Glute bridge")


async def test_a_set_that_there_is_not_is_the_exercise(ana: Chat) -> None:
    first = await begin(ana)
    session = ana.with_buttons()["reply_markup"]["inline_keyboard"][0][1]["callback_data"]
    number = session.split(":")[2]
    assert await ana.forge(f"plan:set:{number}:0:9") == first
    assert "set 2 of 2" in await ana.forge(f"plan:go:{number}:0:99")
