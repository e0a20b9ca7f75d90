"""The answer's first lines say whether to run and to exercise, and the plan says the same."""

from bot.library.content import Content
from tests.conversations.conftest import Chat
from tests.conversations.planning import SETTLING, TO_BE_SEEN, check, make_plan


async def test_it_says_first_whether_to_run_and_to_exercise(ana: Chat, content: Content) -> None:
    text = await check(ana, content, SETTLING)
    answers, headline, *_ = text.split("\n\n")
    assert headline == "🟢 You can look after this at home"
    run, exercise = answers.split("\n")
    assert run.startswith("Run: not today. Earliest: Thursday 12 March, if ")
    assert exercise.startswith("Exercise: yes, gently")


async def test_the_plan_says_the_same_day_on_the_next_screen(ana: Chat, content: Content) -> None:
    text = await make_plan(ana, content)
    assert "Running: not yet. Earliest: Thursday 12 March" in text


async def test_the_country_is_one_tap_below_the_answer(ana: Chat, content: Content) -> None:
    await check(ana, content, SETTLING)
    assert "In United Kingdom?" in ana.buttons
    await ana.tap("In United Kingdom?")
    assert ana.text.startswith("Run: not today.")
    assert not [label for label in ana.buttons if "country" in label.lower()]
    assert "Emergency number: 999" in await ana.say("/settings")
    assert "In an emergency call 999." in await ana.say("/help")


async def test_the_country_of_ones_clock_is_the_only_guess(ana: Chat, content: Content) -> None:
    await ana.say("/timezone Tokyo")
    await check(ana, content, SETTLING)
    assert [b for b in ana.buttons if "ountry" in b or "?" in b] == ["In Japan?", "Other country"]


async def test_an_emergency_says_the_number_first_and_asks_for_the_country_below(
    ana: Chat,
) -> None:
    await ana.say("/check")
    await ana.tap("Can't stand on it")
    number = "your local emergency number (112, 911 or 999)"
    assert ana.text.split("\n\n")[1] == f"☎️ {number}"
    await ana.tap("In United Kingdom?")
    assert ana.text.split("\n\n")[1] == "☎️ 999"


async def test_another_country_is_chosen_without_losing_what_holds(ana: Chat) -> None:
    await ana.say("/check")
    await ana.tap("Can't stand on it")
    await ana.tap("Other country")
    assert (await ana.tap("Austria")).split("\n\n")[1].startswith("☎️ 112")


async def test_a_country_that_is_not_there_changes_nothing(ana: Chat) -> None:
    await ana.say("/check")
    await ana.forge("check:country:1:zz")
    assert "your local emergency number" in await ana.say("/settings")


async def test_to_be_seen_soon_says_so_too(ana: Chat, content: Content) -> None:
    text = await check(ana, content, TO_BE_SEEN)
    assert "Run: no, not until you are examined." in text
    assert "Whom to see:" in text


async def test_elsewhere_there_is_no_plan(ana: Chat, content: Content) -> None:
    text = await check(ana, content, {**SETTLING, "where": "knee"})
    assert "This is not what this bot is for" in text
    assert "Make my plan" not in ana.buttons
    assert (await ana.say("/plan")).startswith("No plan for this one.")


async def test_what_was_denied_is_named_for_whoever_examines(ana: Chat, content: Content) -> None:
    assert "Asked and denied:" in await check(ana, content, SETTLING)


async def test_a_check_that_was_left_offers_no_way_back_into_it(ana: Chat) -> None:
    await ana.say("/check")
    await ana.tap("Hip hot, red or swollen")
    await ana.tap("Done")
    await ana.say("/cancel")
    await ana.tap("What did the check say?")
    assert not [label for label in ana.buttons if "back" in label or "Change last" in label]
    assert "Check again" in ana.buttons
