"""Reminders: made by words and by buttons, changed, paused, switched off."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.library.content import Content
from tests.conversations.conftest import BEN, fast_settings, pretended_telegram
from tests.conversations.planning import given_plan
from tests.conversations.reminding import Reminded, reminding


@pytest.fixture
def ben(ana: Reminded) -> Reminded:
    return replace(ana, person_id=BEN)


@pytest.fixture
async def ana(content: Content) -> AsyncIterator[Reminded]:
    telegram, clock = pretended_telegram()
    async with reminding(telegram, clock, content, fast_settings(telegram)) as chat:
        yield chat


async def test_a_line_makes_a_reminder_and_says_when_it_comes(ana: Reminded) -> None:
    await ana.live_in()
    text = await ana.say("/remind stretch 18:00 mon,wed,fri")
    assert "Stretch session\n18:00, Mon Wed Fri" in text
    assert "Next: today at 18:00." in text
    entity = next(e for e in ana.messages[-1]["entities"] if e["type"] == "date_time")
    assert entity["unix_time"] == 1772470800  # 17:00 UTC
    assert entity["date_time_format"] == "wt"
    assert (await ana.until("2026-03-02T17:59")) == []
    assert (await ana.until("2026-03-02T18:00"))[0].startswith("Time to stretch.")


async def test_the_list_begins_with_what_comes_next(ana: Reminded) -> None:
    await ana.live_in()
    assert (await ana.say("/reminders")).startswith("No reminders yet.")
    await ana.say("/remind stretch 07:30 daily")
    await ana.say("/remind call mum sat 18:30")
    text = await ana.say("/reminders")
    assert text.startswith(
        "Next: Stretch session, tomorrow at 07:30.\nOn your phone that is Tue 07:30."
    )
    assert "✓ 18:30 call mum, Sat" in ana.buttons


async def test_without_a_zone_a_reminder_is_kept_and_waits_for_it(ana: Reminded) -> None:
    text = await ana.say("/remind rest 20:00 daily")
    assert "What time is it where you are?" in text
    assert await ana.until("2026-03-05T12:00") == []
    await ana.tap("Other place or time")
    await ana.say("Berlin")
    assert "Next: Rest day, today at 20:00." in await ana.say("/reminders")


async def test_a_reminder_is_made_by_buttons_alone(ana: Reminded) -> None:
    await ana.live_in()
    await ana.say("/reminders")
    await ana.tap("Add")
    assert "Stretch or session: at what time?" in await ana.tap("Stretch or session")
    assert "On which days?" in await ana.tap("18:00")
    await ana.tap("Mon")
    await ana.tap("Fri")
    assert "18:00, Mon Fri" in await ana.tap("Take: Mon Fri")
    assert len(ana.messages) == 2, "all happens in the list's message"


async def test_own_words_are_typed_and_shown_as_they_are(ana: Reminded) -> None:
    await ana.live_in()
    await ana.say("/remind")
    await ana.tap("My own text")
    assert "at what time?" in await ana.say("call <b>Jo</b> & Al")
    await ana.say("11")
    await ana.tap("Every day")
    assert await ana.until("2026-03-02T11:00") == ["⏰ call <b>Jo</b> & Al"]


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("stretch 25:00 mon", "“25:00” is no time of day."),
        ("stretch 07:30 mon,wen", "“wen” is no weekday."),
        ("stretch 07:30 blurday", "“blurday” is no weekday."),
        ("stretch", "Stretch or session: at what time?"),
        ("07:30", "What shall I remind you of?"),
        ("", "What shall I remind you of?"),
        ("x" * 201 + " 07:30", "That text has 201 letters, and I keep 200 at most."),
        ("stretch tomorrow", "I understood: Stretch or session, once, Tuesday 3 March."),
    ],
)
async def test_what_cannot_be_understood_gets_a_sentence(
    ana: Reminded, line: str, answer: str
) -> None:
    await ana.live_in()
    assert answer in await ana.say(f"/remind {line}")
    assert ana.buttons


async def test_what_was_understood_is_not_asked_for_again(ana: Reminded) -> None:
    await ana.live_in()
    await ana.say("/remind stretch 25:00 mon")
    assert "07:30, Mon" in await ana.tap("07:30")
    await ana.say("/remind 19:15 tue")
    assert "Rest day\n19:15, Tue" in await ana.tap("Rest day")
    await ana.say("/remind rest 20:00 mon,wen")
    assert "Take: Mon" in ana.buttons
    assert "Rest day\n20:00, weekends" in await ana.tap("Weekends")
    assert "at what time?" in await ana.say("/remind drink water mon")
    assert "“soon” is no time of day." in await ana.say("soon")
    assert "drink water\n20:00, Mon" in await ana.say("8 pm")


async def test_two_times_are_two_reminders(ana: Reminded) -> None:
    await ana.live_in()
    await ana.say("/remind breathe at 9 am and 9 pm")
    assert [b for b in ana.buttons if "breathe" in b] == [
        "✓ 09:00 breathe, every day",
        "✓ 21:00 breathe, every day",
    ]


async def test_of_what_other_rooms_send_there_is_one(ana: Reminded) -> None:
    await ana.live_in()
    await ana.say("/remind tips")
    await ana.tap("12:00")
    await ana.tap("Every day")
    await ana.say("/remind quiz 12:00")
    await ana.say("/remind quiz 18:00 mon")
    await ana.tap("Reminders")
    assert [b for b in ana.buttons if "Quiz" in b] == ["✓ 18:00 Quiz question, Mon"]


async def test_a_warning_sign_in_own_words_is_answered_and_the_words_are_kept(
    ana: Reminded,
) -> None:
    await ana.live_in()
    await ana.say("/remind chest pain and cannot breathe 12:00")
    assert "999" in ana.text
    assert "Next: chest pain and cannot breathe, today at 12:00." in await ana.say("/reminders")


async def test_time_days_and_nudge_are_changed_and_it_is_switched_and_deleted(
    ana: Reminded,
) -> None:
    await ana.live_in()
    await ana.say("/remind stretch 18:00 daily")
    await ana.tap("Change time")
    assert "“later” is no time of day." in await ana.say("later")
    assert "19:30, every day" in await ana.say("7.30 pm")
    await ana.tap("Change days")
    assert "19:30, Mon to Fri" in await ana.tap("Mon to Fri")
    assert "no nudge." in await ana.tap("No nudge")
    assert "It is off." in await ana.tap("Switch off")
    assert await ana.until("2026-03-02T19:30") == []
    await ana.tap("Switch on")
    assert "No reminders yet." in await ana.tap("Delete")
    assert "Deleted: Stretch session, 19:30, Mon to Fri." in ana.text


async def test_all_are_paused_for_typed_days_and_go_on_by_themselves(ana: Reminded) -> None:
    await ana.live_in()
    await ana.say("/remind walk the dog 18:00 daily")
    await ana.say("/reminders")
    await ana.tap("Pause")
    assert "cannot read “a while”" in await ana.say("a while")
    assert "Paused until Thursday 5 March." in await ana.say("3")
    assert "Next: walk the dog, on Thursday at 18:00." in await ana.say("/reminders")
    assert await ana.until("2026-03-04T18:00") == []
    assert await ana.until("2026-03-05T18:00") == ["⏰ walk the dog"]


async def test_all_are_switched_off_and_on_again(ana: Reminded) -> None:
    await ana.live_in()
    await ana.say("/remind walk the dog 18:00 daily")
    await ana.say("/reminders")
    assert "All reminders are off." in await ana.tap("All off")
    assert await ana.until("2026-03-03T18:00") == []
    await ana.tap("Switch all on")
    assert await ana.until("2026-03-04T18:00") == ["⏰ walk the dog"]


async def test_moving_keeps_local_times(ana: Reminded) -> None:
    await ana.live_in()
    await ana.say("/remind walk the dog 18:00 daily")
    await ana.say("/timezone New York")
    assert await ana.until("2026-03-02T18:00") == []
    assert await ana.until("2026-03-02T18:00", "America/New_York") == ["⏰ walk the dog"]


async def test_the_plan_makes_reminders_after_one_yes(ana: Reminded) -> None:
    await ana.live_in()
    await given_plan(ana)
    text = await ana.tap("Remind me")
    assert "Session: 07:30, your plan's session days" in text
    assert "Weekly score: 19:00, Sun" in text
    text = await ana.tap("Yes, remind me")
    assert "✓ 17:30 Run, by plan" in ana.buttons
    assert "Next: Rest day, tomorrow at 07:30." in text
    await ana.forge("reminders:accept")
    assert len([b for b in ana.buttons if b.startswith("✓")]) == 5


async def test_without_a_plan_nothing_is_proposed(ana: Reminded) -> None:
    await ana.live_in()
    await ana.say("/reminders")
    assert "no plan to go by" in await ana.tap("From my plan")


async def test_with_a_plan_a_stretch_without_days_follows_it(ana: Reminded) -> None:
    await ana.live_in()
    await given_plan(ana)
    text = await ana.say("/remind stretch 18:00")
    assert "18:00, your plan's session days" in text
    assert "Next: today at 18:00." in text


@pytest.mark.parametrize(
    "forged",
    [
        "reminders:open:1", "reminders:open:x", "reminders:open", "reminders:time:1:0730",
        "reminders:time:99999999999999999999", "reminders:days:1:135:ok", "reminders:days:1:0",
        "reminders:delete:1", "reminders:switch:1", "reminders:nudge:1", "reminders:kind:x",
        "reminders:at:9999", "reminders:week:888:ok", "reminders:text", "reminders:pause:9999",
        "reminders:pause:-1", "reminders:quiet:99-99", "reminders:quiet:7-7",
        "reminders:done:1:2026-03-02", "reminders:done:1:2026-99-99", "reminders:done",
        "reminders:later:1:2026-03-02:tonight", "reminders:later:1:2026-03-02",
        "reminders:skip:1:2026-03-02:sore", "reminders:now:1:2026-03-02",
    ],
)  # fmt: skip
async def test_a_forged_button_of_anothers_is_harmless(
    ana: Reminded, ben: Reminded, forged: str
) -> None:
    await ben.live_in()
    await ben.say("/remind walk the dog 10:40 daily")
    await ana.live_in()
    await ana.say("/reminders")
    await ana.until("2026-03-02T10:40")
    await ana.forge(forged)
    await ben.say("/reminders")
    assert "✓ 10:40 walk the dog, every day" in ben.buttons
