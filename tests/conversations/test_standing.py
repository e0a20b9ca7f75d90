"""What is grave stands until it is settled, whatever calm answers come after it."""

from bot.library.content import Content
from tests.conversations.conftest import Chat
from tests.conversations.planning import SETTLING, check

SIGN = "my hip hurts at night and I limp"


async def test_a_calm_check_does_not_wipe_out_what_was_typed(ana: Chat, content: Content) -> None:
    assert "Whom to call" in await ana.say(SIGN)
    text = await check(ana, content, SETTLING)
    assert text.startswith("Is that over?")
    assert f"You wrote: “{SIGN}”" in text
    assert "Make my plan" not in ana.buttons
    text = await ana.tap("No, it is still so")
    assert text.startswith("🟠 Speak to a doctor today")
    assert f"You wrote: “{SIGN}”" in text
    assert "on hold" in await ana.say("/remedies kneeling stretch")
    assert "Start" not in await ana.say("/plan")


async def test_unanswered_the_higher_level_stays(ana: Chat, content: Content) -> None:
    await ana.say(SIGN)
    await check(ana, content, SETTLING)
    assert (await ana.say("/start")).startswith("🟠 Speak to a doctor today")
    assert "on hold" in await ana.say("/remedies kneeling stretch")


async def test_what_is_over_frees_the_exercises(ana: Chat, content: Content) -> None:
    await ana.say(SIGN)
    await check(ana, content, SETTLING)
    assert "🟢" in await ana.tap("Yes, it is over")
    assert "Make my plan" in ana.buttons
    assert "Half-kneel" in await ana.say("/remedies kneeling stretch")


async def test_the_outcome_asks_again_whether_it_is_over(ana: Chat, content: Content) -> None:
    await ana.say(SIGN)
    await check(ana, content, SETTLING)
    await ana.tap("No, it is still so")
    assert (await ana.tap("Is that over?")).startswith("Is that over?")
    assert "🟢" in await ana.tap("Yes, it is over")


async def test_what_was_typed_is_ticked_in_the_check(ana: Chat, content: Content) -> None:
    await ana.say(SIGN)
    await check(ana, content, SETTLING)
    shown = " ".join(str(call.params) for call in ana.telegram.calls)
    assert "✓ I limp" in shown
    assert "☑ Wakes me at night" in shown


async def test_an_emergency_is_not_over_within_the_hour(ana: Chat, content: Content) -> None:
    await ana.say("my hip gave way and i cannot put weight on it")
    assert (await check(ana, content, SETTLING)).startswith("Is that over?")
    assert "Has nobody examined you since?" in await ana.tap("Yes, it is over")
    assert (await ana.say("/start")).startswith("🔴 Call an ambulance now")


async def test_a_calm_check_does_not_wipe_out_a_grave_one(ana: Chat, content: Content) -> None:
    await ana.say("/check")
    await ana.tap("Hip hot, red or swollen")
    await ana.tap("Done")
    await ana.say("/cancel")
    assert "on hold" in await ana.say("/remedies kneeling stretch")
    text = await check(ana, content, SETTLING)
    assert text.startswith("Is that over?")
    assert "your check:" in text


async def test_a_clinician_ends_it_all(ana: Chat, content: Content) -> None:
    await ana.say(SIGN)
    await check(ana, content, SETTLING)
    ana.clock.forward(3 * 3600)
    await ana.tap("I have been seen")
    await ana.tap("I may exercise")
    await ana.tap("Yes, and I may exercise")
    assert "Half-kneel" in await ana.say("/remedies kneeling stretch")


async def test_a_grave_answer_holds_before_the_check_is_done(ana: Chat, content: Content) -> None:
    await ana.say("/check")
    await ana.tap("Hip hot, red or swollen")
    await ana.tap("Done")
    assert not await ana.may_exercise()
    await ana.tap("Start again")
    assert (await check(ana, content, SETTLING)).startswith("Is that over?")
    assert not await ana.may_exercise()


async def test_a_tick_counts_when_the_check_is_left(ana: Chat) -> None:
    await ana.say("/check")
    await ana.tap("Hip hot, red or swollen")
    await ana.say("/cancel")
    assert not await ana.may_exercise()


async def test_an_old_button_clears_nothing_that_came_after_it(ana: Chat, content: Content) -> None:
    await ana.say("my leg is swollen and my calf is hot and sore")
    await ana.tap("Yes")
    await check(ana, content, SETTLING)
    await ana.tap("I have been seen")
    await ana.tap("I may exercise")
    old = ana.with_buttons()
    ana.clock.forward(60)
    await ana.say("my hip hurts at night and I limp")
    await ana.tap("Yes")
    await ana.tap("Yes, and I may exercise", old)
    assert not await ana.may_exercise()


async def test_correcting_one_entry_ends_no_other(ana: Chat) -> None:
    await ana.say("/log 1")
    await ana.tap("Limp")
    await ana.say("/cancel")
    ana.clock.forward(60)
    await ana.say("/log 2")
    await ana.tap("Night pain")
    await ana.tap("Night pain")
    assert not await ana.may_exercise()


async def test_an_emergency_answered_by_mistake_has_a_way_out(ana: Chat, content: Content) -> None:
    await ana.say("/check")
    await ana.tap("Can't stand on it")
    await check(ana, content, SETTLING)
    await ana.tap("Yes, it is over")
    assert "Make my plan" not in ana.buttons
    await ana.tap("I answered wrongly")
    assert await ana.may_exercise()


async def test_lists_of_remedies_say_first_that_they_wait(ana: Chat) -> None:
    await ana.say(SIGN)
    await ana.tap("Yes, now")
    for command in ("/remedies", "/exercises"):
        text = await ana.say(command)
        assert text.startswith("🟠 Speak to a doctor today")
        assert f"You wrote: “{SIGN}”" in text
    assert (await ana.tap("Strength")).startswith("🟠 Speak to a doctor today")
