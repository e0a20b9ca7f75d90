"""The morning after an effort comes before the next one."""

from tests.conversations.conftest import Chat
from tests.conversations.planning import later, plan_of
from tests.conversations.test_plan_session import begin


async def test_the_morning_after_comes_before_the_next_session(ana: Chat) -> None:
    await begin(ana)
    for _ in range(3):
        await ana.tap("Done")
    await ana.tap("1")
    assert "How is it this morning?" not in (await ana.say("/plan"), *ana.buttons)
    later(ana, 2)
    text = await ana.say("/plan")
    first, second, *_ = text.split("\n\n")
    assert first.startswith("Today: session")
    assert second == "First: is the hip better, the same or worse than before?"
    assert ana.buttons[0] == "How is it this morning?"
    assert "Start" not in ana.buttons
    assert (await ana.forge("plan:start")).startswith("Today: session"), "an old button waits too"
    assert "how was the hip the morning after" in await ana.tap("How is it this morning?")
    assert "one good day more" in await ana.tap("The same")
    await ana.tap("My plan")
    assert ana.buttons[0] == "Start"


async def test_a_session_that_was_not_noted_does_not_block_the_next(ana: Chat) -> None:
    await begin(ana)
    for _ in range(3):
        await ana.tap("Done")
    await ana.tap("Not now")
    later(ana, 2)
    await ana.say("/plan")
    assert "counts as amber: no step up" in await ana.tap("How is it this morning?")
    await ana.tap("My plan")
    assert ana.buttons[0] == "Start"
    assert (await plan_of(ana)).greens == frozenset()


async def test_after_a_worse_morning_today_is_rest_or_a_walk_and_then_the_same_again(
    ana: Chat,
) -> None:
    await begin(ana)
    for _ in range(3):
        await ana.tap("Done")
    await ana.tap("1")
    later(ana, 2)
    await ana.say("/plan")
    await ana.tap("How is it this morning?")
    await ana.tap("Worse")
    text = await ana.say("/plan")
    assert text.startswith("Today: rest")
    assert "It was worse this morning, so today is rest, or an easy walk" in text
    later(ana, 2)
    assert (await ana.say("/plan")).startswith("Today: session")
    assert (await plan_of(ana)).greens == frozenset()


async def test_any_red_offers_the_check(ana: Chat) -> None:
    await begin(ana)
    for _ in range(3):
        await ana.tap("Done")
    await ana.tap("6")
    assert (await ana.say("/plan")).startswith("Today: rest")
    assert "Check my pain" in ana.buttons
