"""Runs in the diary: how long they may be, and those that the plan has not opened."""

from tests.conversations.conftest import Chat
from tests.conversations.planning import given_plan, plan_of
from tests.conversations.test_diary import checked, later


async def test_a_longer_run_is_said_with_its_source(ana: Chat) -> None:
    await checked(ana)
    assert "longer" not in await ana.say("/log run 5k 1")
    later(ana, days=2)
    assert "longer" not in await ana.say("/log run 5.5k 1")
    later(ana, days=2)
    text = await ana.say("/log run 8k 1")
    assert "46% longer than your longest of the 30 days before (5.5 km)" in text
    assert "Keep the next ones to 6 km." in text
    assert "Frandsen" in text


async def test_how_long_the_next_run_may_be_is_said_before(ana: Chat) -> None:
    await checked(ana)
    await ana.say("/log")
    assert "no run with a length" in await ana.tap("How long")
    await ana.say("/log run 30 min 1")
    await ana.say("/log")
    text = await ana.tap("How long")
    assert text.startswith("Up to 33 min.")
    assert "30 min, 2 March" in text
    assert "Frandsen" in text
    later(ana, days=1)
    await ana.say("/log run 20 min 4")
    assert (await ana.forge("diary:how_long")).startswith("Up to 20 min.")
    later(ana, days=1)
    await ana.say("/log 6")
    assert (await ana.forge("diary:how_long")).startswith("No run for now.")


async def test_while_the_plan_builds_up_it_says_how_long(ana: Chat) -> None:
    await given_plan(ana, stage=2, level=3)
    await ana.say("/log run 8k 1")
    assert "12 min of running at level 3" in await ana.forge("diary:how_long")
    await given_plan(ana, stage=1)
    assert "Your plan opens running later" in await ana.forge("diary:how_long")


async def test_amber_after_a_session_does_not_speak_of_running_further(ana: Chat) -> None:
    await given_plan(ana, stage=1)
    text = await ana.forge("diary:effort:session:3")
    assert text.startswith("🟡 Amber: 3 of 10. A little high.\n\nThe same exercises again,")
    assert "hills" not in text
    assert "run" not in text.split("Session ·")[0], "it is not open yet"
    later(ana, days=1)
    assert "hills" not in await ana.say("/log 4"), "nor after pain alone"
    await given_plan(ana, stage=2, level=3)
    assert "No run today." in await ana.say("/log session 4")
    assert "No hills, no speed" in await ana.say("/log run 12 min 3")


async def test_a_run_before_running_is_open_is_not_told_to_be_repeated(ana: Chat) -> None:
    await given_plan(ana, stage=1)
    for pain in (1, 4):
        text = await ana.say(f"/log run 12 min {pain}")
        assert "Your plan opens running later" in text
        assert "again" not in text
    later(ana, days=1)
    await ana.say("/log")
    text = await ana.tap("The same")
    assert text.startswith("🟡 Amber: 4 of 10. Your plan opens running later")


async def test_a_green_run_before_running_is_open_opens_nothing(ana: Chat) -> None:
    await given_plan(ana, stage=1)
    await ana.say("/log run 12 min 1")
    later(ana, days=1)
    await ana.say("/log")
    text = await ana.tap("The same")
    assert text.startswith("🟢 Green: 1 of 10. It went well; your plan still opens running later.")
    assert (await plan_of(ana)).level == 0


async def test_who_follows_the_plan_is_not_told_that_it_was_too_long(ana: Chat) -> None:
    await given_plan(ana, stage=2, level=2)
    await ana.say("/log yesterday run 4 min 1")
    assert "longer" not in await ana.forge("diary:effort:run:1")
    assert "longer" not in await ana.say("/log run 8k 1"), "the plan says how long"
    await ana.say("/log yesterday run 5k 1")
    await given_plan(ana, stage=3, level=9)
    assert "longer than your longest" not in await ana.forge("diary:effort:run:1")
    later(ana, days=1)
    assert "longer than your longest" in await ana.say("/log run 12k 1")
