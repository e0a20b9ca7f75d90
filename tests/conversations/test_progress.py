"""How it is going: diary and quiz as pictures with their words."""

import io

from PIL import Image

from bot.domain.check.model import Urgency
from bot.library.content import Content
from tests.conversations.conftest import Chat
from tests.conversations.planning import given_plan
from tests.conversations.test_diary import checked, later

CAPTION = 1024  # Bot API, characters of a photo's caption
BETTER = (6, 5, 5, 4, 3, 2, 2, 1)


async def noted(chat: Chat, *pains: int) -> None:
    """Note pain on so many days in a row, two days apart, until today."""
    for place, pain in enumerate(pains):
        ago = (len(pains) - 1 - place) * 2
        await chat.say(f"/log {ago} days ago {pain}" if ago else f"/log {pain}")


async def played(chat: Chat, rounds: int = 1) -> None:
    """Answer rounds of five, each as wrong as right."""
    for _ in range(rounds):
        await chat.say("/quiz")
        for number in range(5):
            await chat.answer(right=number % 2 == 0)
            await chat.tap("Next question" if number < 4 else "Stop")


def picture(chat: Chat) -> Image.Image:
    """Return the picture that the newest message shows."""
    photo = chat.messages[-1]["photo"][-1]
    return Image.open(io.BytesIO(chat.telegram.file(photo["file_id"])))


async def test_with_nothing_noted_it_says_how_to_begin(ana: Chat) -> None:
    assert (await ana.say("/progress")).startswith("Nothing to show yet.")
    assert ana.buttons == ["Log pain", "Start a round", "Check my pain", "Home"]
    assert "How much does it hurt now?" in await ana.tap("Log pain")
    await ana.say("/progress")
    assert "Quiz: what do you know about hip flexors?" in await ana.tap("Start a round")


async def test_the_diary_is_a_picture_whose_words_say_it_all(ana: Chat) -> None:
    await checked(ana)
    await noted(ana, *BETTER)
    text = await ana.say("/progress")
    assert text.startswith("Pain is going down: 4.7 to 2.0 on average in two weeks.")
    assert "17 Feb – 2 Mar" in text
    assert "Pain: 3.1 on average, worst 5 (20 Feb), noted on 7 of 14 days" in text
    assert len(text) <= CAPTION
    assert picture(ana).width == 1080
    assert ana.buttons == [
        "✓ 14 days", "30 days", "90 days", "Quiz", "For my clinician", "Log pain", "Home",
    ]  # fmt: skip


async def test_the_days_are_changed_in_place(ana: Chat) -> None:
    await checked(ana)
    await noted(ana, *BETTER)
    await ana.say("/progress")
    before = len(ana.messages)
    assert "noted on 8 of 30 days" in await ana.tap("30 days")
    assert "✓ 30 days" in ana.buttons
    assert "noted on 8 of 90 days" in await ana.tap("90 days")
    assert "of 90 days" in await ana.say("/progress 90")
    assert len(ana.messages) == before + 1


async def test_one_entry_is_too_little_to_say_anything_of_a_trend(ana: Chat) -> None:
    await checked(ana)
    await ana.say("/log 4")
    assert (await ana.say("/progress")).startswith("Too few entries to say where pain is going:")
    assert picture(ana).width == 1080


async def test_old_entries_are_found_in_the_longer_spans(ana: Chat) -> None:
    await checked(ana)
    await ana.say("/log 4")
    later(ana, days=40)
    await ana.say("/progress")
    assert "✓ 90 days" in ana.buttons
    later(ana, days=60)
    assert "Nothing to show yet." in await ana.say("/progress")
    assert "Nothing was noted in the last 90 days." in await ana.forge("progress:diary:14")


async def test_days_are_the_persons_own(ana: Chat) -> None:
    await checked(ana)
    await ana.say("/timezone Pacific/Auckland")
    later(ana, minutes=4 * 60)
    await ana.say("/log 4")
    assert "worst 4 (3 Mar)" in await ana.say("/progress")


async def test_a_warning_sign_stands_above_the_numbers(ana: Chat) -> None:
    await checked(ana)
    await noted(ana, *BETTER)
    await ana.tap("☐ Night pain")
    text = await ana.say("/progress")
    assert "⚠️ Noted: night pain on 1 day." in text
    assert text.index("Noted:") < text.index("on average, worst")
    assert "Do the check" in ana.buttons


async def test_a_falling_curve_does_not_cancel_what_the_check_found(ana: Chat) -> None:
    await checked(ana, Urgency.URGENT_SAME_DAY)
    await noted(ana, *BETTER)
    text = await ana.say("/progress")
    assert "on hold until somebody who examined you agrees" in text
    assert "What did the check say?" in ana.buttons


async def test_an_emergency_comes_before_every_picture(ana: Chat, content: Content) -> None:
    await checked(ana, Urgency.EMERGENCY)
    await ana.say("/log 4")
    title = content.triage.outcomes[Urgency.EMERGENCY].title
    for text in (
        await ana.say("/progress"),
        await ana.forge("progress:diary:30"),
        await ana.forge("progress:quiz"),
    ):
        assert title in text.split("\n")[0]
        assert "photo" not in ana.messages[-1]
    assert "For my clinician" in ana.buttons


async def test_the_plan_runs_and_scores_are_told_too(ana: Chat) -> None:
    await given_plan(ana, stage=2, level=3)
    await ana.say("/log run 20 min pain 2")
    await ana.say("/log yesterday run 25 min pain 3")
    text = await ana.say("/progress")
    assert "Runs: 2, 45 min; longest 25 min" in text
    assert "Plan: Standing (step 3 of 4), walk-run level 3 of 9" in text


async def test_only_the_quiz_is_shown_at_once(ana: Chat) -> None:
    await played(ana)
    text = await ana.say("/progress")
    assert text.startswith("5 of 9")
    assert "questions answered, 0% well known so far." in text
    assert "• The muscles: " in text
    assert "• Not met yet: " in text
    assert "Right at the first try: first round 3 of 5." in text
    assert "Streak: 1 day." in text
    assert "Next review: tomorrow" in text
    assert len(text) <= CAPTION
    assert picture(ana).width == 1080
    assert ana.buttons == ["Start a round", "Home"]


async def test_the_first_and_the_latest_round_are_compared(ana: Chat) -> None:
    await played(ana, rounds=2)
    assert "first round 3 of 5, latest round 3 of 5." in await ana.say("/progress")


async def test_diary_and_quiz_lead_to_each_other(ana: Chat) -> None:
    await checked(ana)
    await played(ana)
    await ana.say("/log 4")
    assert (await ana.say("/progress")).startswith("Too few entries")
    before = len(ana.messages)
    assert "well known" in await ana.tap("Quiz")
    assert (await ana.tap("Diary")).startswith("Too few entries")
    assert len(ana.messages) == before


async def test_without_answers_the_quiz_page_says_so(ana: Chat) -> None:
    await checked(ana)
    await ana.say("/log 4")
    await ana.say("/progress")
    assert "No quiz answers yet." in await ana.tap("Quiz")
    assert ana.buttons == ["Start a round", "Diary", "Home"]
    assert (await ana.tap("Diary")).startswith("Too few entries")


async def test_forged_spans_show_the_usual_one(ana: Chat) -> None:
    await checked(ana)
    await ana.say("/log 4")
    for forged in ("progress:diary:0", "progress:diary:99999999999", "progress:diary:x:y"):
        assert (await ana.forge(forged)).startswith("Too few entries")
