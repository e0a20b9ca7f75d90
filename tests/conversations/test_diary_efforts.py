"""Sessions and runs in the diary: the morning after, and the plan that it moves."""

from bot.domain.diary import store
from bot.domain.diary.model import Compared
from bot.domain.plan.model import Zone
from tests.conversations.conftest import Chat
from tests.conversations.planning import given_plan, plan_of
from tests.conversations.test_diary import checked, diary, later, newest


async def test_the_plans_finish_is_noted_and_the_next_morning_moves_the_plan(ana: Chat) -> None:
    await given_plan(ana, stage=2, level=3)
    later(ana, minutes=1)
    text = await ana.forge("diary:effort:run:2")
    assert text.startswith("🟢 Green: 2 of 10. Go on as planned.")
    assert "Tomorrow morning the question is" in text
    assert (await newest(ana)).minutes == 12, "the plan knows how long it was"
    later(ana, days=1)
    assert "Yesterday's run: how is the hip this morning" in await ana.say("/log")
    text = await ana.tap("The same")
    assert text.startswith("🟢 Green: 2 of 10. The hip took it.")
    assert "one good day more" in text
    assert len((await plan_of(ana)).green_runs) == 1
    assert "Yesterday's run" not in await ana.say("/log")


async def test_two_green_runs_lead_to_the_next_level(ana: Chat) -> None:
    await given_plan(ana, stage=2, level=3)
    for _ in range(2):
        await ana.forge("diary:effort:run:1")
        later(ana, days=1)
        await ana.forge("diary:morning")
        await ana.tap("Better")
        later(ana, days=1)
    assert "Your plan: on to “Standing”, running level 4." in ana.text


async def test_a_second_tap_on_the_finish_corrects_the_first(ana: Chat) -> None:
    await given_plan(ana)
    await ana.forge("diary:effort:session:5")
    assert "Green: 1 of 10" in await ana.forge("diary:effort:session:1")
    assert [entry.peak for entry in await diary(ana)] == [1]


async def test_worse_the_next_morning_is_amber_once_and_red_twice(ana: Chat) -> None:
    await given_plan(ana, stage=2, level=3)
    await ana.say("/log run 12 min 1")
    later(ana, days=1)
    await ana.say("/log")
    text = await ana.tap("Worse")
    assert text.startswith("🟡 Amber: 1 of 10, worse the next morning. Not more yet.")
    assert "Worse on 2 mornings in a row is red" in text
    later(ana, days=1)
    await ana.say("/log run 12 min 1")
    later(ana, days=1)
    await ana.say("/log")
    text = await ana.tap("Worse")
    assert text.startswith("🔴 Red: 1 of 10, worse the next morning.")
    assert "I opened the check" in text
    assert (await plan_of(ana)).level == 2


async def test_red_moves_the_plan_back_at_once(ana: Chat) -> None:
    await given_plan(ana, stage=2, level=3)
    text = await ana.say("/log run 12 min 6")
    assert text.startswith("🔴 Red: 6 of 10. Stop for today.")
    assert "Your plan: rest until Wednesday, then “Standing”, running level 2." in text
    later(ana, days=1)
    assert "Yesterday's run" not in await ana.say("/log"), "it is judged already"


async def test_any_red_offers_the_check(ana: Chat) -> None:
    await given_plan(ana, stage=2, level=3)
    assert "Do the check." in await ana.say("/log run 12 min 6")
    assert ana.buttons[0] == "Check again"
    assert "Any of these in your hip or leg" in await ana.tap("Check again")


async def test_red_pain_without_an_effort_lets_the_plan_rest(ana: Chat) -> None:
    await given_plan(ana)
    assert ana.text.startswith("Today: session")
    assert "Your plan: rest until Wednesday." in await ana.say("/log 6")
    assert (await ana.say("/plan")).startswith("Today: rest day\n\nToday's pain was 6 of 10.")
    later(ana, days=1)
    assert "Yesterday's pain was 6 of 10." in await ana.say("/plan")
    text = await ana.forge("diary:how_long")
    assert text.startswith("No run for now.\n\nYesterday's pain was 6 of 10. No running")
    assert "Check again" in ana.buttons


async def test_the_morning_can_be_told_later_and_told_anew(ana: Chat) -> None:
    await checked(ana)
    assert "how was the hip the morning after" in await ana.say("/log 3 days ago run 5k 2")
    assert (await ana.tap("Worse")).startswith("🟡 Amber: 2 of 10, worse the next morning.")
    await ana.tap("Change it")
    assert "✓ Worse" in ana.buttons
    assert (await ana.tap("Better")).startswith("🟢 Green: 2 of 10.")


async def test_undo_gives_the_plan_back(ana: Chat) -> None:
    await given_plan(ana, stage=2, level=3)
    before = await plan_of(ana)
    await ana.say("/log run 12 min 6")
    assert await ana.tap("Undo") == "Deleted."
    assert await plan_of(ana) == before


async def test_a_correction_judges_anew(ana: Chat) -> None:
    await given_plan(ana, stage=2, level=3)
    await ana.say("/log run 12 min 6")
    await ana.tap("Worst in the run")
    assert (await ana.tap("2")).startswith("🟢 Green: 2 of 10.")
    found = await plan_of(ana)
    assert (found.level, found.zone, found.rest_until) == (3, None, None)
    later(ana, days=1)
    await ana.say("/log")
    assert "one good day more" in await ana.tap("Better")


async def test_a_deleted_entry_says_what_stays(ana: Chat) -> None:
    await given_plan(ana, stage=2, level=3)
    await ana.say("/log run 12 min 6")
    later(ana, days=4)
    await ana.say("/log run 12 min 2")
    await ana.say("/log")
    await ana.tap("Earlier entries")
    await ana.tap("6 of 10")
    await ana.tap("Delete")
    assert "Your plan stays where it is" in await ana.tap("Yes")
    assert (await plan_of(ana)).level == 2


async def test_an_unanswered_morning_counts_as_amber_when_the_next_effort_comes(ana: Chat) -> None:
    await given_plan(ana, stage=2, level=3)
    await ana.say("/log run 12 min 1")
    later(ana, days=2)
    assert "so it counts as amber: no step up" in await ana.say("/log run 12 min 1")
    first, second = sorted(await diary(ana), key=lambda entry: entry.on)
    assert (first.settled, second.settled) == (Zone.AMBER, None)
    assert (await plan_of(ana)).green_runs == frozenset()


async def test_the_morning_is_asked_for_what_was_noted_of_yesterday(ana: Chat) -> None:
    await checked(ana)
    await ana.say("/log yesterday run 5k 2")
    await ana.say("/log")
    assert "Yesterday's run" in ana.text
    assert (await ana.tap("Better")).startswith("🟢 Green: 2 of 10.")
    assert (await newest(ana)).compared is Compared.BETTER
    assert "no run or session waiting" in await ana.forge("diary:morning")


async def test_todays_effort_cannot_be_compared_yet(ana: Chat) -> None:
    await checked(ana)
    await ana.say("/log run 5k 2")
    entry = await newest(ana)
    await ana.forge(f"diary:compare:{entry.entry_id}:better")
    assert (await newest(ana)).compared is None


async def test_two_efforts_of_a_day_share_their_morning(ana: Chat) -> None:
    await given_plan(ana, stage=2, level=3)
    await ana.say("/log session 1")
    await ana.say("/log run 12 min 1")
    later(ana, days=1)
    await ana.say("/log")
    await ana.tap("The same")
    assert {entry.settled for entry in await diary(ana)} == {Zone.GREEN}
    found = await plan_of(ana)
    assert (len(found.greens), len(found.green_runs)) == (1, 1)
    assert await ana.services.db.run(store.open_effort, ana.person_id, found.begun_on) is None
