"""The first minute."""

from bot.domain.check.model import Urgency
from bot.domain.plan.model import Zone
from tests.conversations.conftest import Chat
from tests.conversations.planning import SETTLING, given_plan, later, put_check


async def test_a_newcomer_is_one_screen_from_the_check(ana: Chat) -> None:
    assert "Sore at the front of the hip, Ana?" in await ana.say("/start")
    assert "no diagnosis" in ana.text
    assert ana.buttons == ["Check my pain", "Remedies", "More"]
    assert "1 of about" in await ana.tap("Check my pain")
    assert len(ana.messages) == 1, "each screen replaces the one before"


async def test_home_says_first_what_today_is_and_begins_it(ana: Chat) -> None:
    await given_plan(ana)
    text = await ana.say("/start")
    assert text.startswith("Today: session, about 10 minutes")
    assert ana.buttons[0] == "Start the session"
    assert ana.buttons[-4:] == ["Check my pain", "Log pain", "Remedies", "More"]
    assert (await ana.tap("Start the session")).startswith("1 of 3")
    await ana.say("/start")
    assert ana.buttons[0] == "Go on with the session"


async def test_home_of_a_run_day_begins_the_run(ana: Chat) -> None:
    await given_plan(ana, stage=2, level=1)
    later(ana, 1)
    assert (await ana.say("/start")).startswith("Today: run level 1, about 30 minutes")
    assert "Run, level 1" in await ana.tap("Start the run")


async def test_home_of_a_rest_day_says_what_is_next(ana: Chat) -> None:
    on = ana.clock().to_tz("UTC").date()
    await given_plan(ana, last_session=on, zone=Zone.GREEN)
    later(ana, 1)
    assert (await ana.say("/start")).startswith("Today: rest day\n\nNext: session on Wednesday.")


async def test_home_asks_for_the_morning_first(ana: Chat) -> None:
    on = ana.clock().to_tz("UTC").date()
    await given_plan(ana, last_session=on)
    later(ana, 1)
    assert (await ana.say("/start")).startswith("First: how is the hip this morning?")
    assert ana.buttons[0] == "How is it this morning?"


async def test_home_says_be_seen_before_anything_else(ana: Chat) -> None:
    await ana.say("/help")
    await put_check(ana, Urgency.URGENT_SAME_DAY, SETTLING)
    assert (await ana.say("/start")).startswith("🟠 Speak to a doctor today")
    assert ana.buttons[0] == "What did the check say?"
    assert ana.buttons[-4:] == ["Check my pain", "Log pain", "Remedies", "More"]


async def test_a_check_that_allows_a_plan_leads_to_it(ana: Chat) -> None:
    await ana.say("/help")
    await put_check(ana, Urgency.SELF_CARE, SETTLING)
    assert (await ana.say("/start")).startswith("Your check allows a plan.")
    assert "Which side hurts?" in await ana.tap("Make my plan")


async def test_everything_else_is_one_tap_away(ana: Chat) -> None:
    await ana.say("/start")
    await ana.tap("More")
    assert ana.buttons == [
        "My plan", "Progress", "Reminders", "Quiz", "Settings", "What I can do", "Home",
    ]  # fmt: skip


async def test_a_returning_person_is_not_introduced_again(ana: Chat) -> None:
    await ana.say("/help")
    await put_check(ana, Urgency.SELF_CARE, SETTLING)
    assert "no diagnosis" not in await ana.say("/start")


async def test_the_zone_that_one_tap_sets_is_named(ana: Chat) -> None:
    await given_plan(ana)
    await ana.say("/start")
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


async def test_what_must_not_wait_stands_above_a_check_that_is_not_finished(ana: Chat) -> None:
    await ana.say("/help")
    await put_check(ana, Urgency.URGENT_SAME_DAY, SETTLING)
    await ana.tap("Home")
    await ana.tap("Check my pain")
    text = await ana.say("/start")
    assert text.startswith("🟠 Speak to a doctor today")
    assert text.index("🟠") < text.index("Your check is not finished yet.")
    assert ana.buttons.count("Go on with my check") == 1


async def test_an_unfinished_check_that_a_note_asks_for_is_asked_for_once(ana: Chat) -> None:
    await ana.say("/check")
    await ana.say("/log 3 numb foot")
    text = await ana.say("/start")
    assert text.startswith("🟠 Speak to a doctor today")
    assert "not finished" not in text
    begins = [b for b in ana.buttons if b in {"Do the check", "Go on with my check"}]
    assert begins == ["Do the check"]
