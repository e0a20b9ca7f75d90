"""Typed words: signs are asked about, and plain words lead where a command does."""

import pytest

from bot.library.content import Content
from tests.conversations.conftest import Chat
from tests.conversations.planning import SETTLING, check, given_plan

GRAVE = "I have chest pain. How long do I ice sore hip flexors?"
TODAY = "my hip hurts at night and I limp, how long do I ice it"
EXERCISE = "/remedies kneeling stretch"
STORY = "three weeks now, left groin sore, since I upped my mileage, aches on stairs. What helps?"


async def test_an_emergency_holds_until_the_answer(ana: Chat) -> None:
    text = await ana.say(GRAVE)
    assert text.splitlines()[0].startswith("Happening now? Call")
    assert "You wrote “chest pain”. Is this happening now?" in text
    assert "on hold" in await ana.say(EXERCISE)
    await ana.say(GRAVE)
    assert (await ana.tap("Yes, now")).startswith("🔴 Call an ambulance now")
    assert "on hold" in await ana.say(EXERCISE)


async def test_an_emergency_that_is_over_is_noted_in_the_check(ana: Chat) -> None:
    await ana.say(GRAVE)
    await ana.tap("It is over")
    for label in ("None of these", "Done"):
        if label in ana.buttons:
            await ana.tap(label)
    assert any("Chest pain" in label and "☑" in label for label in ana.buttons), ana.buttons


async def test_said_to_be_over_it_holds_until_the_check_is_done(
    ana: Chat, content: Content
) -> None:
    # "Over" is one tap, and a check that was left has looked at nothing.
    await ana.say(GRAVE)
    await ana.tap("It is over")
    assert "on hold" in await ana.say(EXERCISE)
    await ana.say("/cancel")
    assert "on hold" in await ana.say(EXERCISE)
    assert "Is this happening now?" in await ana.say(GRAVE), "said again, it is asked again"
    await ana.tap("It is over")
    await ana.say("/cancel")
    await check(ana, content, SETTLING)
    assert "Half-kneel" in await ana.say(EXERCISE)


async def test_what_was_not_meant_shows_the_page_and_holds_nothing(ana: Chat) -> None:
    await ana.say(GRAVE)
    assert (await ana.tap("Not me, or not that")).startswith("Ice")
    assert "Half-kneel" in await ana.say(EXERCISE)


async def test_a_sign_of_today_is_asked_above_the_page(ana: Chat) -> None:
    text = await ana.say(TODAY)
    assert text.startswith("You wrote “")
    assert "Whom to call" in text
    assert "\nIce" in text
    assert "Half-kneel" in await ana.say(EXERCISE), "a guess holds nothing"
    await ana.say(TODAY)
    assert (await ana.tap("Yes, now")).startswith("🟠")
    assert "on hold" in await ana.say(EXERCISE)


async def test_a_yes_is_not_outdone_by_calm_answers(ana: Chat, content: Content) -> None:
    await ana.say(TODAY)
    await ana.tap("Yes, now")
    assert (await check(ana, content, SETTLING)).startswith("Is that over?")
    assert "Make my plan" not in ana.buttons
    await ana.tap("Yes, it is over")
    assert "Make my plan" in ana.buttons


async def test_unanswered_it_is_known_to_the_check(ana: Chat, content: Content) -> None:
    await ana.say(TODAY)
    assert (await check(ana, content, SETTLING)).startswith("Is that over?")
    assert "on hold" in await ana.say(EXERCISE)


async def test_denied_it_is_ticked_nowhere(ana: Chat, content: Content) -> None:
    await ana.say("/check")
    await ana.say(TODAY)
    await ana.tap("Not me, or not that")
    assert "🟢" in await check(ana, content, SETTLING)
    shown = " ".join(str(call.params) for call in ana.telegram.calls)
    assert "☑ Wakes me at night" not in shown


async def test_a_second_tap_on_an_answer_changes_nothing(ana: Chat) -> None:
    await ana.say(TODAY)
    answers = [
        button["callback_data"]
        for row in ana.messages[-1]["reply_markup"]["inline_keyboard"]
        for button in row
    ]
    yes, over, no = answers[:3]
    await ana.forge(yes)
    for late in (yes, no, over, no):
        await ana.forge(late)
    assert "on hold" in await ana.say(EXERCISE), "only a check or a clinician ends it now"


async def test_forged_answers_do_no_harm(ana: Chat) -> None:
    await ana.say("/start")
    for data in ("remedies:yes", "remedies:yes:x", "remedies:no:99:ice", "check:past:99"):
        await ana.forge(data)
        assert "went wrong" not in ana.text


@pytest.mark.parametrize(
    ("words", "said", "button"),
    [
        ("log 4", "Note 4 of 10 for today?", "Note 4 of 10"),
        ("pain 5 today", "Note 5 of 10 for today?", "Note 5 of 10"),
        ("4/10", "Note 4 of 10 for today?", "Note 4 of 10"),
        ("7", "Note 7 of 10 for today?", "Note 7 of 10"),
        ("ran 8 km easy, pain 2", "Note it for today?", "Note it"),
        ("stop the reminders", "Pause, change or switch off", "Reminders"),
        ("set timezone to Berlin", "Time zone: Europe/Berlin", "Home"),
        ("delete my account", "Nothing is deleted yet", "Delete everything"),
        ("what can you do", "I check sore hips", "What I can do"),
        ("hi", "Good to hear from you", "Check my pain"),
        ("thanks", "Good to hear from you", "Check my pain"),
        ("/stop", "No reminders yet", "Add"),
        ("skip today", "Move or skip it", "My plan"),
        ("remind me every day at 7", "I understood: 07:00, every day.", "My own text"),
        ("remind me to stretch in 2 hours", "Saved.", "Delete"),
        ("my knee hurts", "That sounds like “my knee hurts”, not the hip.", "Remedies"),
    ],
)
async def test_plain_words_do_what_a_command_does(
    ana: Chat, words: str, said: str, button: str
) -> None:
    await ana.say("/timezone London")
    assert (await ana.say(words)).startswith(said)
    assert button in ana.buttons
    for label in {"Note it", button} & set(ana.buttons):
        if label.startswith("Note"):
            assert "of 10" in await ana.tap(label)


async def test_what_to_do_is_answered_from_plan_and_standing(ana: Chat) -> None:
    assert "First the check" in await ana.say("can I run tomorrow?")
    await given_plan(ana)
    assert (await ana.say("can I run tomorrow?")).startswith("Tomorrow: ")
    assert (await ana.say("what do I do today")).startswith("Today: ")
    assert (await ana.say("should I rest on Sunday")).startswith("Sunday: ")
    assert "Next run" in await ana.say("when can I run again") or "No run" in ana.text
    assert (await ana.say("I have a race in 3 weeks")).startswith("Too close: Monday 23 March")
    assert "Next run" in ana.text or "No run" in ana.text
    assert "plan" in (await ana.say("I have a race soon")).splitlines()[0]
    await ana.say(TODAY)
    await ana.tap("Yes, now")
    for words in ("can I run tomorrow?", "when can I run again", "I have a race in 3 weeks"):
        assert "on hold" in await ana.say(words)


async def test_seen_and_over_in_words_are_asked_by_one_tap(ana: Chat) -> None:
    assert "Nothing is on hold" in await ana.say("I have been seen")
    await ana.say(GRAVE)
    assert (await ana.say("it is over now")).startswith("You wrote")
    await ana.tap("It is over")
    assert not await ana.may_exercise()
    await ana.say("/cancel")
    await ana.say(TODAY)
    await ana.tap("Yes, now")
    assert "Have you been seen?" in await ana.say("been to the physio, cleared to run")
    assert not await ana.may_exercise()
    assert "I have been seen" in ana.buttons


async def test_a_story_offers_the_check_with_what_was_read_ticked(ana: Chat) -> None:
    await ana.say("/start")
    text = await ana.say(STORY)
    assert text.startswith("I read: front of hip, groin crease · over 2 weeks · more or harder")
    assert ana.buttons[0] == "Check my pain with that"
    await ana.tap("Check my pain with that")
    ticked: list[str] = []
    for _ in range(25):
        ticked += [label for label in ana.buttons if label[:1] in "✓☑"]
        known = next((label for label in ana.buttons if label[0] == "✓"), "")
        calm = ("None of these", "None that I know of", "Done", "25 to 44", "Bit by bit", "Normal")
        more = ("No", "Same", "The same", "2", "Better", "One side")
        choice = next((c for c in (known, *calm, *more) if c and c in str(ana.buttons)), "")
        if not choice or "Check again" in ana.buttons:
            break
        await ana.tap(choice)
    assert "✓ Front of hip, groin crease" in ticked
    assert "✓ Over 2 weeks" in ticked


async def test_a_story_told_in_the_middle_of_a_check_ticks_it(ana: Chat) -> None:
    await ana.say("/check")
    await ana.tap("None of these")
    await ana.say(STORY)
    assert (await ana.tap("Check my pain with that")).startswith("2 of about")


async def test_forged_stories_do_no_harm(ana: Chat) -> None:
    await ana.say("/start")
    for data in ("check:told", "check:told:zzzz", "check:told:0:1:2"):
        assert "1 of about" in await ana.forge(data)


async def test_stretches_alone_are_three_buttons_and_a_picture(ana: Chat) -> None:
    await ana.say("i only want some stretches")
    assert "photo" in ana.with_buttons()
    assert len([label for label in ana.buttons if "tretch" in label]) == 3
    await ana.tap("Half-kneel" if "Half-kneel" in str(ana.buttons) else "tretch")
    assert "went wrong" not in ana.text
