"""What holds exercises, and what frees them."""

from tests.conversations.conftest import Chat


async def test_exercises_wait_after_an_emergency_until_somebody_has_looked(ana: Chat) -> None:
    await ana.say("/check")
    await ana.tap("Can't stand on it")
    assert "on hold" in await ana.say("/remedies kneeling stretch")
    assert "Half-kneel" not in ana.text
    assert "999" in ana.text
    assert "Has nobody examined you since?" in await ana.tap("I have been seen")
    ana.clock.forward(3 * 3600)
    await ana.say("/remedies kneeling stretch")
    await ana.tap("I have been seen")
    assert "examine you for this" in await ana.tap("I may exercise")
    await ana.tap("Yes, and I may exercise")
    assert "Half-kneel" in await ana.say("/remedies kneeling stretch")


async def test_nobody_is_cleared_by_an_old_button_minutes_after_an_emergency(ana: Chat) -> None:
    await ana.say("/check")
    await ana.tap("Can't stand on it")
    for verb in ("seen", "free", "cleared"):
        assert "999" in await ana.forge(f"check:{verb}")
    assert "on hold" in await ana.say("/remedies kneeling stretch")


async def test_a_grave_result_is_said_at_home_until_somebody_has_looked(ana: Chat) -> None:
    await ana.say("/check")
    await ana.tap("Can't stand on it")
    assert (await ana.say("/start")).startswith("🔴 Call an ambulance now\n\n☎️ your local")
    assert "Call an ambulance now" in await ana.tap("What did the check say?")


async def test_a_typed_warning_sign_is_remembered(ana: Chat) -> None:
    assert "999" in await ana.say("my hip gave way and i cannot put weight on it")
    assert "on hold" in await ana.say("kneeling stretch")
    assert "check" in (await ana.say("/plan")).lower()
    assert "Start" not in ana.buttons
    await ana.say("/start")
    assert ana.text.startswith("🔴 Call an ambulance now")
    assert "check" in ana.buttons[0].lower()


async def test_a_warning_sign_takes_the_place_of_what_was_asked(ana: Chat) -> None:
    await ana.say("/settings")
    await ana.tap("Time zone")
    before = len(ana.messages)
    assert "999" in await ana.say("my leg is cold and numb and I can't pee")
    assert len(ana.messages) == before + 1
