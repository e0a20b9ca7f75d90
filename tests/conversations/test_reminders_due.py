"""What comes when reminders are due, and what answers do to it."""

from collections.abc import AsyncIterator

import pytest
from whenever import Date

from bot.domain.plan.model import Zone
from bot.features.reminders import jobs
from bot.library.content import Content
from bot.sandbox.fake.calls import Fault
from tests.conversations.conftest import fast_settings, pretended_telegram
from tests.conversations.planning import TO_BE_SEEN, check, given_plan, plan_of, put
from tests.conversations.reminding import Reminded, accept_proposal, reminding

SESSION = "Your session today: about "


@pytest.fixture
async def ana(content: Content) -> AsyncIterator[Reminded]:
    telegram, clock = pretended_telegram()
    async with reminding(telegram, clock, content, fast_settings(telegram)) as chat:
        await chat.live_in()
        yield chat


async def test_a_session_comes_with_its_exercises_and_a_button_to_start(ana: Reminded) -> None:
    await accept_proposal(ana)
    text = (await ana.until("2026-03-04T07:30"))[-1]
    assert text.startswith(SESSION)
    assert "• Glute bridge: 2 sets of 10 to 12\n" in text
    assert "photo" in ana.messages[-1], "a picture of the first of them"
    assert ana.buttons[:3] == ["Start", "Done", "Not today"]
    assert "1 of " in await ana.tap("Start")


@pytest.mark.parametrize(("arrived", "copies"), [(False, 1), (True, 2)])
async def test_what_may_have_been_lost_is_sent_once_more(
    arrived: bool,  # noqa: FBT001  # a parameter of the test
    copies: int,
    ana: Reminded,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(jobs, "_AGAIN_S", 0.01)
    await ana.say("/remind breathe 12:00 daily")
    await ana.tap("No nudge")
    faults = [Fault("timed_out", after=arrived)]
    ana.telegram.faults = lambda _, __: faults.pop() if faults else None
    assert await ana.until("2026-03-02T12:00") == ["⏰ breathe"] * copies
    assert await ana.until("2026-03-02T23:00") == []


async def test_a_rest_day_says_why(ana: Reminded) -> None:
    await accept_proposal(ana)
    (text,) = await ana.until("2026-03-03T07:30")
    assert text.startswith("Rest today.\n\n")
    assert "running opens later" in text
    assert ana.buttons == ["OK", "My plan"]


async def test_a_rest_day_replaces_the_stretch(ana: Reminded) -> None:
    await given_plan(ana)
    await ana.say("/remind stretch 07:30 daily")
    assert (await ana.until("2026-03-03T07:30"))[0].startswith("Rest today.")
    assert (await ana.until("2026-03-04T07:30"))[0].startswith(SESSION)


async def test_a_run_day_has_its_level(ana: Reminded) -> None:
    await accept_proposal(ana)
    await put(ana, stage=2, level=3)
    assert await ana.until("2026-03-03T08:00") == []
    (text,) = await ana.until("2026-03-03T17:30")
    assert text.startswith("Run today, level 3: ")


async def test_a_running_day_asks_the_questions_that_are_missing(ana: Reminded) -> None:
    await accept_proposal(ana)
    two = frozenset({Date(2026, 2, 26), Date(2026, 2, 28)})
    await put(ana, stage=2, zone=Zone.GREEN, greens=two)
    assert "You may be ready to run: four questions." in await ana.until("2026-03-03T17:30")
    assert "1 of 4" in await ana.tap("Am I ready to run?")


async def test_what_is_done_or_paused_is_not_called_for(ana: Reminded) -> None:
    await accept_proposal(ana)
    await put(ana, last_session=(await plan_of(ana)).begun_on.add(days=2))
    assert len(await ana.until("2026-03-03T07:30")) == 1  # rest
    assert await ana.until("2026-03-04T07:30") == []
    await put(ana, paused_until=(await plan_of(ana)).begun_on.add(days=9))
    assert await ana.until("2026-03-05T07:30") == []


async def test_done_is_noted_and_no_nudge_comes(ana: Reminded) -> None:
    await ana.say("/remind stretch 12:00 daily")
    await ana.until("2026-03-02T12:00")
    assert "Stretch session: noted." in await ana.tap("Done")
    assert await ana.until("2026-03-02T23:00") == []


async def test_one_nudge_comes_two_hours_later_the_same_day(ana: Reminded) -> None:
    await ana.say("/remind stretch 12:00 daily")
    await ana.until("2026-03-02T12:00")
    assert await ana.until("2026-03-02T13:59") == []
    (text,) = await ana.until("2026-03-02T14:00")
    assert text.startswith("Once more, then I am quiet for today.")
    assert await ana.until("2026-03-02T23:59") == []


async def test_a_diary_entry_of_the_day_is_an_answer(ana: Reminded) -> None:
    await ana.say("/remind stretch 12:00 daily")
    await ana.until("2026-03-02T12:00")
    await ana.say("/log 2")
    assert await ana.until("2026-03-02T14:00") == []


async def test_no_nudge_in_quiet_hours_nor_on_the_next_day_nor_where_none_is_wanted(
    ana: Reminded,
) -> None:
    await ana.say("/remind stretch 21:00 daily")
    await ana.say("/remind breathe 12:00 daily")
    await ana.tap("No nudge")
    assert len(await ana.until("2026-03-02T12:00")) == 1
    assert await ana.until("2026-03-02T20:59") == []
    assert len(await ana.until("2026-03-02T21:00")) == 1
    assert await ana.until("2026-03-03T09:00") == []


async def test_a_time_that_the_person_set_comes_in_quiet_hours(ana: Reminded) -> None:
    await ana.say("/remind stretch 05:00 daily")
    assert len(await ana.until("2026-03-03T05:00")) == 1
    assert len(await ana.until("2026-03-03T07:00")) == 1, "and its nudge when they are over"


async def test_a_time_that_the_bot_chose_waits_for_the_end_of_quiet_hours(ana: Reminded) -> None:
    await accept_proposal(ana)
    await ana.tap("Quiet hours")
    await ana.tap("21:00 to 08:00")
    await ana.until("2026-03-03T12:00")
    assert await ana.until("2026-03-04T07:59") == []
    (text,) = await ana.until("2026-03-04T08:00")
    assert text.startswith(SESSION), "and nothing calls it late"


@pytest.mark.parametrize(
    ("button", "again"), [("In 30 min", "12:30"), ("In 2 hours", "14:00"), ("Tonight", "20:00")]
)
async def test_a_snooze_comes_once_and_the_series_does_not_move(
    ana: Reminded, button: str, again: str
) -> None:
    await ana.say("/remind stretch 12:00 daily")
    await ana.until("2026-03-02T12:00")
    assert f"again at {again}" in await ana.tap(button)
    assert "Next: Stretch session, tomorrow at 12:00." in await ana.say("/reminders")
    assert len(await ana.until(f"2026-03-02T{again}")) == 1
    assert await ana.until("2026-03-02T23:59") == []
    assert len(await ana.until("2026-03-03T12:00")) == 1


@pytest.mark.parametrize(
    ("reason", "leads_to"),
    [("Too sore", "Log pain"), ("No time", "Reminders"), ("Ill or away", "Pause my plan")],
)
async def test_skipping_asks_why_and_leads_on(ana: Reminded, reason: str, leads_to: str) -> None:
    await ana.say("/remind stretch 12:00 daily")
    await ana.until("2026-03-02T12:00")
    assert "Why not today?" in await ana.tap("Not today")
    assert "Not today: noted." in await ana.tap(reason)
    assert leads_to in ana.buttons
    assert await ana.until("2026-03-02T20:00") == []


async def test_the_morning_after_is_asked_once_there_was_an_effort(ana: Reminded) -> None:
    await accept_proposal(ana)
    await ana.say("/log session 2")
    came = await ana.until("2026-03-03T08:00")
    assert came[-1].startswith("Yesterday's session: how is the hip this morning")
    await ana.tap("The same")
    assert await ana.until("2026-03-03T12:00") == []
    assert not any("this morning" in text for text in await ana.until("2026-03-04T08:00"))


async def test_the_weekly_score_is_asked_on_sunday_unless_it_is_there(ana: Reminded) -> None:
    await ana.say("/remind weekly score sunday 19:00")
    (text,) = await ana.until("2026-03-08T19:00")
    assert text == "Your week in four questions."
    await ana.tap("Start")
    for _ in range(4):
        await ana.forge(await _first_option(ana))
    assert await ana.until("2026-03-08T21:30") == []


async def _first_option(ana: Reminded) -> str:
    rows = ana.with_buttons()["reply_markup"]["inline_keyboard"]
    return str(rows[0][0]["callback_data"])


async def test_a_red_flag_stops_exercises_and_starts_the_follow_up(
    ana: Reminded, content: Content
) -> None:
    await accept_proposal(ana)
    await check(ana, content, TO_BE_SEEN)
    (text,) = await ana.until("2026-03-02T17:30")
    assert text.startswith("Have you been seen?")
    await ana.tap("Not yet")
    came = await ana.until("2026-03-09T17:00")
    assert all("Your week in four questions." in text for text in came), "and nothing else"
    (text,) = await ana.until("2026-03-09T17:30")
    assert text.startswith("Have you been seen?")
    await ana.tap("I have been seen")
    await ana.tap("I may exercise")
    await ana.tap("Yes, and I may exercise")
    assert (await ana.until("2026-03-11T07:30"))[-1].startswith(SESSION)


async def test_nobody_who_must_be_seen_is_told_to_stretch(ana: Reminded, content: Content) -> None:
    await check(ana, content, TO_BE_SEEN)
    await ana.say("/remind stretch 12:00 daily")
    (text,) = await ana.until("2026-03-02T12:00")
    assert text.startswith("Have you been seen?")
    assert "stretch" not in text.lower()


async def test_a_run_is_not_called_for_after_a_sign_was_typed_and_the_words_are_everybodys(
    ana: Reminded,
) -> None:
    sign = "my hip hurts at night and I limp"
    await ana.say("/remind run 12:00 daily")
    await ana.say(sign)
    await ana.tap("Yes, now")
    (text,) = await ana.until("2026-03-02T12:00")
    assert text.startswith("Your check waits.")
    assert f"You wrote: “{sign}”" in text
    assert "Whom to call today" in text
    assert "Time for your run" not in text
    assert "runs and exercises are on hold until it is done" in text
