"""The bot asks everybody whether they were seen: once, and each answer ends in what holds."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from whenever import Instant

from bot.domain.check import store as checks
from bot.domain.check.work_holds import SOON_MINUTES
from bot.domain.people import store as people
from bot.domain.reminders import work_seen
from bot.domain.standing import of_person
from bot.features.check.jobs import ask
from bot.library.content import Content
from tests.conversations.conftest import START, fast_settings, pretended_telegram
from tests.conversations.planning import TO_BE_SEEN, check, later
from tests.conversations.reminding import Reminded, reminding
from tests.conversations.test_check import SORE_AFTER_A_LONG_RUN

TODAY = {**SORE_AFTER_A_LONG_RUN, "duration": "week_2", "walking": "limping", "impact": "yes"}
ASKED = "Have you been seen?"


@pytest.fixture
async def ana(content: Content) -> AsyncIterator[Reminded]:
    telegram, clock = pretended_telegram()
    async with reminding(telegram, clock, content, fast_settings(telegram)) as chat:
        await chat.say("/start")
        yield chat


async def came(ana: Reminded, days: float = 0) -> list[str]:
    """Let time go by and the clock start the job; return what came."""
    later(ana, days)
    before = len(ana.messages)
    assert ana.outbox is not None
    await ask(ana.services, ana.outbox)
    await ana.read()
    return [str(m["text"]) for m in ana.messages[before:]]


async def set_up(ana: Reminded, **changed: object) -> None:
    person = await ana.services.db.read(people.get, ana.person_id)
    await ana.services.db.run(people.save, replace(person, **changed))  # type: ignore[arg-type]


async def test_the_day_after_today_it_asks_once_whoever_set_nothing_up(
    ana: Reminded, content: Content
) -> None:
    assert "🟠" in await check(ana, content, TODAY)
    assert await came(ana, 0.99) == []
    (text,) = await came(ana, 0.02)
    assert text.startswith(f"{ASKED}\n\n🟠 Speak to a doctor today\n\nWhom to call today:")
    assert ana.buttons == ["Yes, and I may exercise", "Yes, and I must wait", "Not yet"]
    for days in (0, 1, 30):
        assert await came(ana, days) == []


async def test_the_day_after_an_emergency_the_number_comes_with_it(ana: Reminded) -> None:
    await ana.say("/check")
    await ana.tap("Can't stand on it")
    (text,) = await came(ana, 1)
    assert text.startswith(f"{ASKED}\n\n🔴 Call an ambulance now\n\n☎️ your local emergency number")


async def test_ten_days_after_soon(ana: Reminded, content: Content) -> None:
    await check(ana, content, TO_BE_SEEN)
    assert await came(ana, 9.9) == []
    (text,) = await came(ana, 0.2)
    assert text.startswith(ASKED)
    assert await came(ana, 20) == []


async def test_nothing_is_asked_where_nothing_holds(ana: Reminded, content: Content) -> None:
    await check(ana, content, SORE_AFTER_A_LONG_RUN)
    assert await came(ana, 30) == []


async def test_seen_and_may_exercise_frees_them(ana: Reminded, content: Content) -> None:
    await check(ana, content, TODAY)
    await came(ana, 1)
    await ana.tap("Yes, and I may exercise")
    await ana.tap("Yes, and I may exercise")
    assert ana.text.startswith("You may exercise again.")
    assert await ana.may_exercise()


async def test_answers_that_are_given_again_after_it_was_cleared_are_seen_by_nobody_yet(
    ana: Reminded, content: Content
) -> None:
    await check(ana, content, TODAY)
    result = ana.with_buttons()
    await came(ana, 1)
    await ana.tap("Yes, and I may exercise")
    await ana.tap("Yes, and I may exercise")
    assert await cleared(ana)
    (row,) = [row for row in result["reply_markup"]["inline_keyboard"] if len(row) == 3]
    await ana.forge(row[0]["callback_data"])
    await ana.tap("Yes, deep inside")
    assert not await ana.may_exercise()
    assert not await cleared(ana)


async def cleared(ana: Reminded) -> bool:
    done = await ana.services.db.read(checks.latest, ana.person_id)
    return done is not None and done.cleared_at is not None


async def test_seen_and_must_wait_calls_for_nobody_any_more(
    ana: Reminded, content: Content
) -> None:
    await check(ana, content, TODAY)
    await came(ana, 1)
    assert (await ana.tap("Yes, and I must wait")).startswith("You were seen, and must wait:")
    assert not await ana.may_exercise()
    assert "Whom to call" not in await ana.say("/start")
    assert "on hold" in await ana.say("/remedies kneeling stretch")
    found = await ana.services.db.read(of_person, ana.person_id, ana.clock())
    assert not found.must_call
    await check(ana, content, TODAY)  # what comes after it stands by itself
    found = await ana.services.db.read(of_person, ana.person_id, ana.clock())
    assert found.must_call


async def test_quiet_exercises_wait_as_well_where_whoever_looked_said_so(
    ana: Reminded, content: Content
) -> None:
    await check(ana, content, TO_BE_SEEN)
    await came(ana, 10)
    await ana.tap("Yes, and I must wait")
    assert not await ana.may_exercise()
    assert "Today: quiet exercises" not in await ana.say("/plan")


async def test_not_yet_says_whom_to_call(ana: Reminded, content: Content) -> None:
    await check(ana, content, TODAY)
    await came(ana, 1)
    assert (await ana.tap("Not yet")).startswith("🟠 Speak to a doctor today")
    assert not await ana.may_exercise()


async def test_who_was_seen_before_is_not_asked(ana: Reminded, content: Content) -> None:
    await check(ana, content, TODAY)
    await ana.tap("Home")
    await ana.tap("I have been seen")
    await ana.tap("I may exercise")
    await ana.tap("Yes, and I may exercise")
    assert await came(ana, 30) == []


async def test_a_check_done_again_is_asked_about_in_place_of_the_first(
    ana: Reminded, content: Content
) -> None:
    await check(ana, content, TODAY)
    later(ana, 0.75)
    await check(ana, content, TODAY)
    assert await came(ana, 0.5) == []
    assert len(await came(ana, 0.5)) == 1
    assert await came(ana, 30) == []


async def test_who_was_deleted_is_not_asked(ana: Reminded, content: Content) -> None:
    await check(ana, content, TODAY)
    await ana.say("/delete")
    await ana.tap("Yes, delete everything")
    assert await came(ana, 30) == []


async def test_a_typed_sign_that_was_confirmed_counts_too(ana: Reminded) -> None:
    await ana.say("my leg is cold and numb and I can't pee")
    assert await came(ana, 2) == []
    await ana.tap("Yes, now")
    assert await came(ana, 0.9) == []
    (text,) = await came(ana, 0.2)
    assert text.startswith(ASKED)


async def test_a_grave_answer_of_a_check_that_was_left_counts_too(ana: Reminded) -> None:
    await ana.say("/check")
    await ana.tap("Hip hot, red or swollen")
    await ana.tap("Done")
    assert len(await came(ana, 1)) == 1


@pytest.mark.parametrize(
    ("setting", "waits"),
    [
        ({"zone": "Asia/Tokyo"}, True),  # where it is quiet from 22:00 to 7:00
        ({"country": "jp"}, True),
        ({"country": "us"}, False),  # somewhere in it nobody sleeps
        ({}, False),
    ],
)
async def test_quiet_hours_hold_it_as_far_as_the_place_is_known(
    ana: Reminded, content: Content, setting: dict[str, str], waits: object
) -> None:
    ana.clock.forward(5 * 3600)  # 14:30 UTC is 23:30 in Tokyo, and morning in America
    ana.telegram.moved()
    await set_up(ana, **setting)
    await check(ana, content, TODAY)
    assert bool(await came(ana, 1)) is not bool(waits)
    if waits:
        assert await came(ana, 7 / 24) == []
        assert len(await came(ana, 1 / 24)) == 1  # 7:30 in Tokyo


async def test_it_survives_a_crash_and_comes_once(ana: Reminded, content: Content) -> None:
    await check(ana, content, TODAY)
    later(ana, 1)
    claimed = await ana.services.db.run(work_seen.claim, lambda *_: (), ana.clock(), 10)
    assert claimed is not None  # and the bot dies before it sends
    assert [found.person.person_id for found in claimed] == [ana.person_id]
    assert await came(ana) == []
    assert len(await came(ana, 3 / (24 * 60))) == 1
    assert await came(ana, 1) == []


async def test_a_reminder_that_has_asked_spares_it_and_it_spares_the_reminder(
    ana: Reminded, content: Content
) -> None:
    await ana.live_in("UTC")
    await ana.say("/remind stretch 08:00 daily")
    await check(ana, content, TODAY)
    (text,) = await ana.until("2026-03-03T08:00", "UTC")
    assert text.startswith("Have you been seen?")
    assert await came(ana, 1) == []


async def test_nobody_must_wait_by_an_old_button_minutes_after_an_emergency(
    ana: Reminded,
) -> None:
    await ana.say("/check")
    await ana.tap("Can't stand on it")
    at = Instant.timestamp(START, unit="millisecond") + SOON_MINUTES * 1000
    assert "Has nobody examined you since?" in await ana.forge(f"check:waits:{at}")
    found = await ana.services.db.read(of_person, ana.person_id, ana.clock())
    assert found.must_call
