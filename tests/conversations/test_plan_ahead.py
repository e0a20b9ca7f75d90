"""The whole plan ahead, and a race of one's own."""

import pytest

from bot.domain.plan.ahead import chance, first_run, outcomes
from tests.conversations.conftest import Chat
from tests.conversations.planning import given_plan, later, plan_of


async def test_the_whole_plan_has_a_range_of_dates(ana: Chat) -> None:
    await given_plan(ana)
    text = await ana.tap("The whole plan")
    plan = await plan_of(ana)
    found, first = outcomes(plan, plan.begun_on), first_run(plan, plan.begun_on)
    assert found.best.run == first, "the same rules as everywhere"
    assert first is not None
    assert f"First run: about {first.format('D')}" in text
    assert "if every morning is fine" in text
    for step in ("run", "steady", "half_hour"):
        best, repeated = getattr(found.best, step), getattr(found.repeated, step)
        assert plan.begun_on < best <= repeated
    assert found.best.steady is not None
    assert found.best.half_hour is not None
    assert first < found.best.steady < found.best.half_hour


@pytest.mark.parametrize(
    ("typed", "said"),
    [("14 march", "Too close"), ("race on 2027-02-20", "Enough time"), ("2026-07-14", "")],
)
async def test_a_race_is_enough_or_too_close_and_why(ana: Chat, typed: str, said: str) -> None:
    await given_plan(ana)
    await ana.tap("The whole plan")
    assert "When is your race?" in await ana.tap("I have a race")
    text = await ana.say(typed)
    assert text.startswith(said)
    assert "30 minutes without a break: about" in text
    assert "longer than the longest" in text


async def test_a_race_is_kept_shown_changed_and_forgotten(ana: Chat) -> None:
    await given_plan(ana)
    await ana.forge("plan:race")
    await ana.say("14 march")
    for room in ("/plan", "/start"):
        assert "Race on 14 March: too close. 30 minutes without a break: about" in (
            await ana.say(room)
        )
    await ana.say("/plan")
    await ana.tap("The whole plan")
    assert "Saturday 14 March 2026" in await ana.tap("My race on 14 March")
    assert "When is your race?" in await ana.tap("Another date")
    assert (await ana.say("2027-02-20")).startswith("Enough time")
    assert "Race on 20 February: enough time." in await ana.say("/start")
    await ana.forge("plan:race")
    await ana.tap("No race")
    assert "I have a race" in ana.buttons
    assert "Race on" not in await ana.say("/start")


async def test_a_race_that_is_over_is_told_no_more(ana: Chat) -> None:
    await given_plan(ana)
    await ana.forge("plan:race")
    await ana.say("4 march")
    assert "Race on 4 March" in await ana.say("/plan")
    later(ana, 2)
    assert "Race on" not in await ana.say("/plan")
    assert "When is your race?" in await ana.forge("plan:race")


async def test_between_the_two_dates_it_is_close(ana: Chat) -> None:
    await given_plan(ana)
    plan = await plan_of(ana)
    found = outcomes(plan, plan.begun_on)
    assert found.best.half_hour is not None
    assert chance(found, found.best.half_hour.add(days=1)) == "close"


@pytest.mark.parametrize("typed", ["soon", "yesterday", "2020-01-01", "3/4/2027"])
async def test_what_is_no_coming_date_is_asked_again(ana: Chat, typed: str) -> None:
    await given_plan(ana)
    await ana.forge("plan:race")
    assert "I did not get that date." in await ana.say(typed)


async def test_without_a_plan_there_is_nothing_ahead(ana: Chat) -> None:
    await ana.say("/help")
    assert (await ana.forge("plan:ahead")).startswith("First the check")
