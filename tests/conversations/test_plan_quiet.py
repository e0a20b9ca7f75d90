"""Until somebody has looked: quiet exercises for who is to be seen soon, and for nobody else."""

from bot.domain.plan import store
from bot.library.content import Content
from tests.conversations.conftest import Chat
from tests.conversations.planning import SETTLING, TO_BE_SEEN, check, given_plan, plan_of
from tests.conversations.test_plan_session import begin


async def test_holds_and_bridges_are_led_through_and_move_no_plan(
    ana: Chat, content: Content
) -> None:
    await check(ana, content, TO_BE_SEEN)
    await ana.say("/plan")
    assert "Which side hurts?" in await ana.tap("Start")
    await ana.tap("Left")
    text = await ana.tap("Start")
    assert text.startswith("1 of 3 · Seated push-and-hold")
    assert "over 2 out of 10" in text
    text = await ana.tap("Done")
    assert "Glute bridge" in text
    assert "over 2 out of 10" in text
    await ana.tap("Done")
    assert "How much does it hurt now?" in await ana.tap("Done")
    await ana.tap("1")
    assert await ana.services.db.run(store.current, ana.person_id) is None


async def test_a_session_from_before_does_not_go_on_in_place_of_the_quiet_one(
    ana: Chat, content: Content
) -> None:
    await begin(ana)
    old = ana.with_buttons()
    before = await plan_of(ana)
    ana.clock.forward(60)
    await check(ana, content, TO_BE_SEEN)
    await ana.tap("Done", old)
    assert ana.text.startswith("Today: quiet exercises")
    assert "Seated push-and-hold" in await ana.tap("Start")
    assert await plan_of(ana) == before


async def test_a_question_of_the_bone_or_a_typed_sign_leaves_no_room_for_them(
    ana: Chat, ben: Chat, content: Content
) -> None:
    await check(ana, content, {**SETTLING, "about_you": "stress_fracture"})
    assert "quiet exercises" not in await ana.say("/plan")
    assert "on hold" in await ana.forge("plan:start") or "Have it examined" in ana.text
    await ben.say("/start")
    await check(ben, content, TO_BE_SEEN)
    await ben.say("my hip hurts at night and I limp")
    await ben.tap("Yes, now")
    assert (await ben.say("/plan")).startswith("🟠")
    assert "Start" not in ben.buttons


async def test_a_visit_can_be_put_on_the_list_of_reminders(ana: Chat, content: Content) -> None:
    await given_plan(ana)
    await ana.say("/timezone Europe/London")
    await check(ana, content, TO_BE_SEEN)
    await ana.say("/plan")
    assert "Book a visit about my hip" in await ana.tap("Remind me to book")
