"""Bad entries open the check again, with what is known filled in."""

import pytest

from bot.domain.check import store as checks
from bot.domain.check.model import Check, Urgency
from bot.domain.check.rules import assess, next_question, problem
from bot.domain.diary.work import MOST_A_DAY
from bot.library.content import Content
from tests.conversations.conftest import Chat
from tests.conversations.planning import SETTLING, given_plan
from tests.conversations.test_check import SORE_AFTER_A_LONG_RUN, answer_all
from tests.conversations.test_diary import checked, diary, later


async def _answered(chat: Chat, content: Content) -> Check:
    """Do the check that is open as if all were well; return it."""
    opened = await chat.services.db.run(checks.latest, chat.person_id)
    assert opened is not None
    await chat.tap("Do the check")
    asked = set()
    while opened.is_open:
        question = next_question(content.triage, opened.answers)
        assert question is not None
        asked.add(question.id)
        option = next(o for o in question.options if o.id == SORE_AFTER_A_LONG_RUN[question.id])
        if not opened.marked:
            await chat.tap(option.text)
        if question.kind == "many" and (opened.marked or not option.exclusive):
            await chat.tap("Done")
        found = await chat.services.db.run(checks.latest, chat.person_id)
        assert found is not None
        opened = found
    filled = {question for question in opened.answers if question not in asked}
    assert filled or opened.ticks, "something was known"
    return opened


@pytest.mark.parametrize(
    ("button", "reason", "known"),
    [
        ("Limp", "A limp means more than a sore muscle.", ("walking", "limping")),
        ("Night pain", "Pain at night is not what a tired muscle does.", ("pattern", "night")),
        ("Deep pain", "Deep pain on landing can come from the bone.", ("impact", "yes")),
    ],
)
async def test_a_sign_opens_the_check_and_says_why_first(
    ana: Chat, content: Content, button: str, reason: str, known: tuple[str, str]
) -> None:
    await given_plan(ana)
    later(ana, minutes=1)
    await ana.say("/log 1")
    later(ana, minutes=1)
    text = await ana.tap(button)
    assert text.split("\n")[0].endswith(reason)
    assert text.startswith("🔴 Red: 1 of 10, with")
    assert "\n\nWhom to call: a doctor's same-day line" in text
    assert ana.buttons[0] == "Do the check"
    assert not await ana.may_exercise()
    done = await _answered(ana, content)
    question, option = known
    assert done.answers[question] == frozenset({option})
    assert problem(content.triage, done.answers) is None
    assert done.urgency is not None
    assert done.urgency >= assess(content.triage, {question: frozenset({option})}).urgency
    assert done.urgency >= Urgency.CLINICIAN_SOON


async def test_strong_pain_asks_for_warning_signs_at_once(ana: Chat, content: Content) -> None:
    await checked(ana)
    text = await ana.say("/log 9 sudden")
    assert text.startswith("🔴 Red: 9 of 10. With pain this strong, warning signs come first.")
    assert "Any of these in your hip or leg, now or" in await ana.tap("Do the check")
    await ana.say("/log")
    done = await _answered(ana, content)
    assert done.answers["pain"] == frozenset({"9"})
    assert done.urgency is Urgency.CLINICIAN_SOON


async def test_what_the_diary_filled_in_can_be_taken_back(ana: Chat) -> None:
    await checked(ana)
    await ana.say("/log 9")
    await ana.tap("Do the check")
    await ana.tap("Back")
    check = await ana.services.db.run(checks.latest, ana.person_id)
    assert check is not None
    assert check.answers == {}
    assert not await ana.may_exercise(), "until it is done"


async def test_pain_over_five_on_two_days_opens_it_once(ana: Chat, content: Content) -> None:
    await given_plan(ana)
    later(ana, minutes=1)
    assert "I opened the check" not in await ana.say("/log 6")
    later(ana, days=1)
    assert "Pain was over 5 on two days." in await ana.say("/log 7")
    assert "First the check: runs and exercises are on hold" in await ana.say("/plan")
    assert (await ana.say("/remedies kneeling stretch")).startswith("First the check: ")
    await ana.say("/log")
    await _answered(ana, content)
    later(ana, minutes=1)
    text = await ana.say("/log 6")
    assert "I opened the check" not in text, "the days before the check count no more"


async def test_a_rising_week_opens_it(ana: Chat) -> None:
    await checked(ana)
    for pain in (1, 1, 1, 1, 1, 1, 1, 2, 2):
        assert "I opened the check" not in await ana.say(f"/log {pain}")
        later(ana, days=1)
    for pain in (3, 3):
        await ana.say(f"/log {pain}")
        later(ana, days=1)
    assert "Your pain is higher than the week before." in await ana.say("/log 3")


async def test_no_better_after_two_weeks_opens_it(ana: Chat) -> None:
    await checked(ana)
    for _ in range(14):
        assert "I opened the check" not in await ana.say("/log 2")
        later(ana, days=1)
    assert "After 2 weeks your pain is no better." in await ana.say("/log 2")


async def test_a_mistaken_tap_is_taken_back_with_its_check(ana: Chat) -> None:
    await checked(ana)
    await ana.say("/log")
    await ana.tap("10")
    assert not await ana.may_exercise()
    later(ana, minutes=1)
    assert await ana.tap("Undo") == "Deleted."
    assert await ana.may_exercise()
    await ana.say("/log")
    await ana.tap("10")
    later(ana, minutes=1)
    await ana.tap("Pain now")
    assert (await ana.tap("1")).startswith("🟢 Green: 1 of 10. You can go on.")


async def test_after_the_first_answer_the_check_stays(ana: Chat) -> None:
    await checked(ana)
    await ana.say("/log 9")
    entry = ana.with_buttons()
    later(ana, minutes=1)
    await ana.tap("Do the check")
    await ana.tap("None of these")
    assert "stays open" in await ana.forge("diary:undo:1", entry["message_id"])
    assert not await ana.may_exercise()


async def test_ones_own_check_is_not_lost(ana: Chat, content: Content) -> None:
    await ana.say("/check")
    await ana.tap("None of these")
    later(ana, minutes=1)
    await ana.say("/log 2")
    later(ana, minutes=1)
    await ana.tap("Limp")
    text = await ana.tap("Do the check")
    assert "Any of these in your hip or leg" not in text, "that was answered"
    known = {**SORE_AFTER_A_LONG_RUN, "walking": "limping"}
    await answer_all(ana, content, known)
    assert "🟡" in ana.text


async def test_an_old_tick_tapped_twice_changes_nothing(ana: Chat) -> None:
    await checked(ana)
    await ana.say("/log 1")
    later(ana, minutes=1)
    await ana.forge("diary:sign:1:limp:1")
    text = ana.text
    later(ana, minutes=1)
    again = await ana.forge("diary:sign:1:limp:1")
    assert "☑ Limp" in ana.buttons
    assert again.startswith(text.split(".", maxsplit=1)[0])


async def test_two_signs_together_are_for_today(ana: Chat) -> None:
    await given_plan(ana)
    later(ana, minutes=1)
    await ana.say("/log 1")
    later(ana, minutes=1)
    await ana.tap("Limp")
    assert "Speak to a doctor today" not in ana.text
    text = await ana.tap("Night pain")
    assert text.startswith("🟠 Speak to a doctor today\n\nWhom to call today: a doctor's")
    assert "Noted: 1 of 10, with" in text
    assert "Speak to a doctor today" in await ana.say("/plan")
    later(ana, minutes=1)
    text = await ana.forge("diary:sign:1:night:0")
    assert "Speak to a doctor today" not in text, "that was a mistake"
    assert "Speak to a doctor today" not in await ana.say("/plan")


async def test_what_an_earlier_check_said_of_the_bone_makes_a_sign_graver(ana: Chat) -> None:
    await checked(ana, about_you="stress_fracture")
    await ana.say("/log 1")
    assert "Speak to a doctor today" in await ana.tap("Limp")


async def test_a_check_without_the_noted_sign_asks_whether_it_is_over(
    ana: Chat, content: Content
) -> None:
    await checked(ana)
    await ana.say("/log 1")
    await ana.tap("Limp")
    await ana.forge("check:restart")
    await answer_all(ana, content, SETTLING)
    assert "Is that over?" in ana.text
    assert "A limp means more than a sore muscle." in ana.text
    assert "🟡" in await ana.tap("No, it is still so")
    assert "No run for now." in await ana.forge("diary:how_long")


async def test_so_many_entries_a_day_and_no_more(ana: Chat) -> None:
    await checked(ana)
    for number in range(MOST_A_DAY):
        await ana.say(f"/log 2 at {number} o'clock")
    assert f"you have {MOST_A_DAY} entries of the last 24 hours" in await ana.say("/log 2")
    assert len(await diary(ana)) == MOST_A_DAY
    await ana.forge("diary:set:1:pain:1")
    assert (await ana.forge("diary:open:1")).startswith("🟢 Green: 1 of 10")
    later(ana, days=1)
    assert "🟢 Green" in await ana.say("/log 2")
