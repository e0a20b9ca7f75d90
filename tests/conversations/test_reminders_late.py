"""Outages, people who do not answer, and people who left: one message, then it goes on or ends."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.features.reminders.jobs import send_due
from bot.gateway.outbox import Outbox
from bot.library.content import Content
from tests.conversations.conftest import fast_settings, pretended_telegram
from tests.conversations.planning import TO_BE_SEEN, check
from tests.conversations.reminding import Reminded, accept_proposal, reminding


@pytest.fixture
async def ana(content: Content) -> AsyncIterator[Reminded]:
    telegram, clock = pretended_telegram()
    async with reminding(telegram, clock, content, fast_settings(telegram)) as chat:
        await chat.live_in()
        yield chat


async def test_fourteen_days_without_an_answer_are_asked_about_and_then_it_ends(
    ana: Reminded,
) -> None:
    await ana.say("/remind breathe 12:00 daily")
    await ana.tap("No nudge")
    for day in range(2, 16):
        assert await ana.until(f"2026-03-{day:02}T12:00") == ["⏰ breathe"]
    (text,) = await ana.until("2026-03-16T12:00")
    assert text.startswith("Shall I go on reminding you?")
    for day in range(17, 20):
        assert await ana.until(f"2026-03-{day}T12:00") == []
    assert "All reminders are off." in await ana.say("/reminders")


async def test_whoever_says_go_on_is_not_asked_again_soon(ana: Reminded) -> None:
    await ana.say("/remind breathe 12:00 daily")
    await ana.tap("No nudge")
    for day in range(2, 17):
        await ana.until(f"2026-03-{day:02}T12:00")
    assert "they go on" in await ana.tap("Yes, go on")
    assert await ana.until("2026-03-17T12:00") == ["⏰ breathe"]


async def test_the_diary_is_a_sign_of_life(ana: Reminded) -> None:
    await ana.say("/remind breathe 12:00 daily")
    await ana.tap("No nudge")
    for day in range(2, 15):
        await ana.until(f"2026-03-{day:02}T12:00")
    await ana.say("/log 2")
    for day in range(15, 25):
        assert await ana.until(f"2026-03-{day}T12:00") == ["⏰ breathe"]


async def test_weeks_of_silence_end_in_one_message(ana: Reminded) -> None:
    await accept_proposal(ana)
    await ana.say("/remind call mum 18:30 daily")
    await ana.say("/remind stretch 08:15 daily")
    (text,) = await ana.away_until("2026-03-25T10:00")
    assert text.startswith("Late: I could not reach you in time.")
    assert "call mum, 18:30 (since Monday 2 March)" in text
    assert "Weekly score, 19:00 (since Sunday 8 March)" in text
    assert "Morning check" not in text
    assert await ana.until("2026-03-25T18:00") == []
    assert await ana.until("2026-03-25T18:30") == ["⏰ call mum"]


async def test_what_was_missed_today_is_a_tap_away(ana: Reminded) -> None:
    await ana.say("/remind call mum 12:00 daily")
    await ana.say("/remind breathe 12:30 daily")
    await ana.away_until("2026-03-04T15:00")
    assert ana.buttons == ["call mum", "breathe", "Reminders", "Home"]
    assert await ana.tap("breathe") == "⏰ breathe"
    assert "noted" in await ana.tap("Done")
    assert await ana.until("2026-03-04T23:00") == []


async def test_a_single_one_that_is_late_comes_as_it_is(ana: Reminded) -> None:
    await ana.say("/remind stretch 12:00 daily")
    (text,) = await ana.away_until("2026-03-02T13:00")
    assert text.startswith("Late: this was for 12:00.\n\nTime to stretch.")
    assert "noted" in await ana.tap("Done")


async def test_half_an_hour_is_not_late(ana: Reminded) -> None:
    await ana.say("/remind stretch 12:00 daily")
    (text,) = await ana.away_until("2026-03-02T12:30")
    assert text.startswith("Time to stretch.")


async def test_what_is_late_waits_for_the_end_of_quiet_hours(ana: Reminded) -> None:
    await ana.say("/remind call mum 18:30 daily")
    await ana.say("/remind breathe 20:00 daily")
    assert await ana.away_until("2026-03-03T02:00") == []
    assert await ana.until("2026-03-03T06:59") == []
    (text,) = await ana.until("2026-03-03T07:00")
    assert text.startswith("Late: I could not reach you in time.")
    assert await ana.until("2026-03-03T18:30") == ["⏰ call mum"]


async def test_nothing_that_the_plan_did_not_have_is_called_late(ana: Reminded) -> None:
    await accept_proposal(ana)
    assert len(await ana.until("2026-03-03T07:40")) == 1
    assert await ana.away_until("2026-03-03T23:00") == []


async def test_late_exercises_are_not_called_for_while_they_wait(
    ana: Reminded, content: Content
) -> None:
    await accept_proposal(ana)
    await check(ana, content, TO_BE_SEEN)
    assert await ana.away_until("2026-03-06T12:00") == []


async def test_a_snooze_that_is_late_is_in_the_one_message(ana: Reminded) -> None:
    await ana.say("/remind call mum 12:00 daily")
    await ana.say("/remind breathe 14:00 daily")
    await ana.until("2026-03-02T12:00")
    await ana.tap("Tonight")
    (text,) = await ana.away_until("2026-03-02T21:00")
    assert "call mum" in text
    assert "breathe" in text


def lateness(ana: Reminded) -> dict[str, list[float]]:
    """Return what was counted of each kind: how many came by which bound, and seconds in all."""
    assert isinstance(ana.outbox, Outbox)
    late = ana.outbox.tally.late
    return {kind: [*times.counts, times.total_s] for kind, times in late.items()}


async def test_it_is_counted_how_late_reminders_come(ana: Reminded) -> None:
    await ana.say("/remind call mum 12:00 daily")
    await ana.tap("No nudge")
    await ana.until("2026-03-02T12:00")
    assert lateness(ana) == {"own": [1, 0, 0, 0, 0, 0, 0, 0, 0, 0]}
    await ana.away_until("2026-03-03T12:10")
    await ana.away_until("2026-03-04T15:00")
    assert lateness(ana) == {"own": [1, 0, 0, 0, 0, 1, 0, 1, 0, 600 + 3 * 3600]}


async def test_what_a_later_date_has_superseded_makes_no_second_message(ana: Reminded) -> None:
    await accept_proposal(ana)
    await ana.until("2026-03-04T07:30")
    await ana.tap("In 2 hours")
    (text,) = await ana.away_until("2026-03-05T10:00")
    assert "Stretch session, 07:30 (since Wednesday 4 March)" in text
    assert (await ana.until("2026-03-06T07:30"))[-1].startswith("Your session today")


async def test_a_stop_in_the_midst_loses_and_doubles_nothing(ana: Reminded) -> None:
    await ana.say("/remind call mum 12:00 daily")
    assert ana.outbox is not None
    for turns in range(30):
        ana.clock.forward(24 * 3600)
        sending = asyncio.create_task(send_due(ana.services, ana.outbox))
        for _ in range(turns):
            await asyncio.sleep(0)
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
        ana.clock.forward(121)
        await ana.tick()
    mums = [
        m for m in ana.messages if "call mum" in str(m.get("text")) and "Saved" not in m["text"]
    ]
    assert len(mums) == 30


async def test_whoever_comes_back_gets_one_late_message(ana: Reminded) -> None:
    await ana.say("/remind call mum 12:00 daily")
    await ana.say("/remind breathe 14:00 daily")
    ana.telegram.block(ana.person_id)
    assert await ana.until("2026-03-08T12:00") == []
    before = len(ana.messages)
    ana.telegram.unblock(ana.person_id)
    await ana.say("/start")
    await ana.tick()
    late = [m["text"] for m in ana.messages[before:] if m["text"].startswith("Late:")]
    assert len(late) == 1
    assert "call mum, 12:00 (since Monday 2 March)" in late[0]


async def test_a_late_notice_that_waits_swallows_no_reminder_chosen_in_quiet_hours(
    ana: Reminded,
) -> None:
    await ana.say("/remind breathe 02:30 daily")
    await ana.tap("No nudge")
    assert await ana.until("2026-03-03T02:30") == ["⏰ breathe"]
    assert await ana.away_until("2026-03-04T23:10") == []
    assert await ana.until("2026-03-05T02:30") == ["⏰ breathe"]
    (text,) = await ana.until("2026-03-05T07:00")
    assert "Late" in text
    assert await ana.until("2026-03-05T23:00") == []
    assert await ana.until("2026-03-06T07:30") == ["⏰ breathe"]


async def test_what_waits_is_told_with_its_first_date(ana: Reminded) -> None:
    await ana.say("/remind call mum 18:30 daily")
    await ana.say("/remind breathe 20:00 daily")
    assert await ana.away_until("2026-03-05T02:00") == []
    (text,) = await ana.until("2026-03-05T07:00")
    assert "call mum, 18:30 (since Monday 2 March)" in text
    assert await ana.until("2026-03-05T18:30") == ["⏰ call mum"]
