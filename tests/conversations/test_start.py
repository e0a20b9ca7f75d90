"""The first minute."""

from tests.conversations.conftest import Chat


async def test_a_newcomer_is_three_screens_from_the_check(ana: Chat) -> None:
    assert "Sore at the front of the hip, Ana?" in await ana.say("/start")
    assert "no diagnosis" in ana.text
    assert "Which side hurts?" in await ana.tap("Next")
    assert "What do you need?" in await ana.tap("Left")
    assert len(ana.messages) == 1, "each screen replaces the one before"
    assert "1 of about" in await ana.tap("Check my pain")


async def test_the_side_can_be_skipped(ana: Chat) -> None:
    await ana.say("/start")
    await ana.tap("Next")
    assert "What do you need?" in await ana.tap("Skip")


async def test_a_returning_person_is_not_introduced_again(ana: Chat) -> None:
    await ana.say("/start")
    await ana.tap("Next")
    await ana.tap("Right")
    assert "What do you need?" in await ana.say("/start")


async def test_the_zone_that_one_tap_sets_is_named(ana: Chat) -> None:
    await ana.say("/start")
    await ana.tap("Next")
    await ana.tap("Skip")
    assert "Your time zone is Europe/London, where it is 09:30." in await ana.tap("It is 09:30")
    assert "Your time zone" not in await ana.say("/start")


async def test_a_check_under_way_is_offered_first(ana: Chat) -> None:
    await ana.say("/check")
    await ana.say("/start")
    assert ana.buttons[0] == "Go on with my check"


async def test_help_lists_every_command(ana: Chat) -> None:
    text = await ana.say("/help")
    for command, description in ana.services.commands:
        assert f"/{command} {description}" in text


async def test_an_unknown_command_is_answered(ana: Chat) -> None:
    assert "/help" in await ana.say("/frobnicate now")


async def test_a_command_may_name_the_bot(ana: Chat) -> None:
    assert "Tap, or type" in await ana.say(f"/help@{ana.telegram.bot.username}")
