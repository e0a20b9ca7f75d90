"""The answer's first lines say whether to run and to exercise, and the plan says the same."""

from bot.library.content import Content
from tests.conversations.conftest import Chat
from tests.conversations.planning import SETTLING, TO_BE_SEEN, check


async def test_it_says_first_whether_to_run_and_to_exercise(ana: Chat, content: Content) -> None:
    text = await check(ana, content, SETTLING)
    headline, answers, *_ = text.split("\n\n")
    assert headline == "🟢 You can look after this at home"
    run, exercise = answers.split("\n")
    assert run.startswith("Run: not yet.")
    assert exercise.startswith("Exercise: yes, gently")


async def test_to_be_seen_soon_says_so_too(ana: Chat, content: Content) -> None:
    text = await check(ana, content, TO_BE_SEEN)
    assert "Run: no, not until somebody has examined you." in text
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
