"""Whatever a person does happens wholly or not at all, also where the process ends in its midst."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.domain.check import store as checks
from bot.domain.check import store_holds as holds
from bot.domain.check.model import Hold, Urgency
from bot.domain.check.rules import facts_of, next_question
from bot.domain.people import store as people
from bot.domain.plan import store as plans
from bot.domain.plan.model import Plan
from bot.storage.transaction import Transaction
from tests.conftest import FIGURES, Record
from tests.conversations.conftest import whole_content
from tests.conversations.test_check import SORE_AFTER_A_LONG_RUN
from tests.domain.diary.mortal import Mortal, Story
from tests.domain.diary.noted import ANA, NOW

SETTLING = {**SORE_AFTER_A_LONG_RUN, "duration": "week_1", "walking": "normal"}


@pytest.fixture
async def ana(record_property: Record, request: pytest.FixtureRequest) -> AsyncIterator[Story]:
    db = await Mortal.open("sqlite://", "0f" * 32)
    await db.run(people.note, ANA, "en", NOW)
    story = Story(db, whole_content())
    yield story
    await db.close()
    record_property(
        FIGURES, (f"{request.node.name}", [f"{story.deaths} deaths in {story.taps} taps"])
    )


async def given_plan(story: Story, **changed: object) -> None:
    """Put a check that is done and a plan where taps would have put them."""
    given = {name: frozenset({option}) for name, option in SETTLING.items()}

    def work(tx: Transaction) -> None:
        check = checks.begin(tx, ANA, story.now, given)
        facts = facts_of(story.services.content.triage, given)
        checks.save(
            tx, replace(check, is_open=False, plan="full", urgency=Urgency.SELF_CARE, facts=facts)
        )
        person = people.get(tx, ANA)
        people.save(tx, replace(person, side="left"))
        plan = Plan(ANA, story.now, person.date(story.now), check.check_id, stage=1)
        plans.save(tx, replace(plan, **changed))  # type: ignore[arg-type]

    await story.db.run(work)


async def held(story: Story) -> tuple[Hold, ...]:
    """Return what holds."""
    found: tuple[Hold, ...] = await story.db.read(holds.of_person, ANA)
    return found


async def answer(story: Story, answers: dict[str, str]) -> None:
    """Do the check that is open."""
    triage = story.services.content.triage
    while (check := await story.db.read(checks.latest, ANA)) and check.is_open:
        asked = next_question(triage, check.answers)
        assert asked is not None
        option = next(o for o in asked.options if o.id == answers[asked.id])
        if option.exclusive and check.marked:  # ticked in advance, and not so
            await story.tap(next(o.text for o in asked.options if o.id in check.marked))
            continue
        if option.id not in check.marked:
            await story.tap(option.text)
        if asked.kind == "many" and not option.exclusive:
            await story.tap("Done")


async def test_a_check_a_plan_and_a_session(ana: Story) -> None:
    await ana.say("check")
    await answer(ana, SETTLING)
    await ana.tap("Make my plan")
    await ana.tap("Left")
    await ana.tap("Make my plan")
    assert "Start" in str(ana.screen.rows)
    await ana.tap("Start")
    for _ in range(20):
        if "How much does it hurt now?" in str(ana.screen.text):
            break
        await ana.tap("Done")
    assert "Green: 1 of 10" in await ana.tap("1")
    ana.later(days=1)
    await ana.say("log")
    assert "one good day more" in await ana.tap("Better")


async def test_notes_corrections_and_undo(ana: Story) -> None:
    await given_plan(ana, stage=2, level=3)
    await ana.say("log", "run 12 min 6")
    await ana.tap("Worst in the run")
    await ana.tap("2")
    await ana.tap("Minutes, distance")
    await ana.tap("10 min")
    ana.later(days=1)
    await ana.say("log")
    await ana.tap("The same")
    await ana.tap("Change it")
    await ana.tap("Worse")
    ana.later(days=1)
    await ana.say("log", "run 12 min 1")
    await ana.tap("Undo")
    await ana.say("log", "session 1")
    ana.later(days=2)
    assert "counts as amber" in await ana.say("log", "run 12 min 1")
    await ana.say("log", "7")
    await ana.tap("Undo")
    assert "green" not in await ana.say("log", "9 sudden"), "this is red"
    await ana.tap("Pain now")
    await ana.tap("1")


async def test_the_diary_opens_the_check_and_takes_it_back(ana: Story) -> None:
    await given_plan(ana)
    await ana.say("log", "2")
    await ana.tap("Limp")
    await ana.tap("Night pain")
    await ana.tap("Limp")
    await ana.tap("Night pain")
    await ana.tap("Deep pain")
    await ana.tap("Do the check")
    await answer(ana, {**SORE_AFTER_A_LONG_RUN, "impact": "yes"})
    assert "🟡" in str(ana.screen.text)
    await ana.say("log", "3")
    await ana.say("check")
    await answer(ana, SETTLING)


async def test_typed_signs_hold_until_they_are_over(ana: Story) -> None:
    await given_plan(ana)
    await ana.write("my hip hurts at night and I limp")
    await ana.say("log", "2 limping")
    await ana.tap("Do the check")
    await answer(ana, {**SETTLING, "walking": "limping", "pattern": "night"})
    await ana.say("check")
    await answer(ana, SETTLING)
    assert "Is all of that over?" in str(ana.screen.text)
    await ana.tap("Yes, ")
    assert await held(ana) == ()


async def test_a_clinician_ends_what_holds(ana: Story) -> None:
    await given_plan(ana)
    await ana.say("check")
    await ana.tap("Can't stand on it")
    assert await held(ana)
    ana.later(days=1)
    await ana.say("plan")
    await ana.tap("I have been seen")
    await ana.tap("I may exercise")
    await ana.tap("Yes, and I may exercise")
    assert await held(ana) == ()


async def test_the_weekly_score(ana: Story) -> None:
    await ana.say("log")
    await ana.tap("Weekly score")
    for option in ("No, but I felt it", "A little shorter", "A lot", "Clearly"):
        await ana.tap(option)
    assert "of 100" in str(ana.screen.text)
    await ana.tap("Change an answer")
    await ana.tap("Back")
