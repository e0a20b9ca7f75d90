"""Reminders as people say them: the whole way from the line to the message, or to the question."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.reminders import store
from bot.library.content import Content
from tests.conversations.conftest import fast_settings, pretended_telegram
from tests.conversations.planning import given_plan
from tests.conversations.reminding import Reminded, reminding

# It is Monday 2 March 2026, 10:30 in Berlin.
SAVED = [
    ("stretch in 2 hours", "Stretch session\n12:30, once, Mon 2 Mar"),
    ("stretch in 1h30m", "12:00, once, Mon 2 Mar"),
    ("stretch in half an hour", "11:00, once, Mon 2 Mar"),
    ("stretch tomorrow 8am", "08:00, once, Tue 3 Mar"),
    ("stretch 7:30 on 12 december", "07:30, once, Sat 12 Dec"),
    ("stretch tonight at 9", "21:00, once, Mon 2 Mar"),
    ("stretch every 2 days 7:30", "07:30, every 2 days"),
    ("stretch every other thurs at 7pm", "19:00, every 2 weeks: Thu"),
    ("stretch 19 h 30 daily", "19:30, every day"),
    ("stretch mwf 7:30", "07:30, Mon Wed Fri"),
    ("stretch m-f 7:30", "07:30, Mon to Fri"),
    ("stretch quarter past six daily", "06:15, every day"),
    ("stretch quarter to 8 daily", "07:45, every day"),
    ("stretch seven o'clock daily", "07:00, every day"),
    ("stretch 7 in the evening daily", "19:00, every day"),
    ("stretch half past six daily", "06:30, every day"),
    ("me to stretch tmrw at 8 pls", "08:00, once, Tue 3 Mar"),
    ("stretch every day except sunday at 7", "07:00, Mon Tue Wed Thu Fri Sat"),
    ("stretch once a week on monday 7am", "07:00, Mon"),
    ("stretch tuesday week at 7", "07:00, once, Tue 10 Mar"),
    ("call Jo in 20 minutes", "call Jo\n10:50, once, Mon 2 Mar"),
]
ASKED = [
    ("in 2 hours", "I understood: 12:30, once, Monday 2 March.", "What shall I remind you of?"),
    ("tomorrow 8am", "I understood: 08:00, once, Tuesday 3 March.", "What shall I remind you of?"),
    ("on 12 december", "I understood: once, Saturday 12 December.", "What shall I remind you of?"),
    ("every 2 days 7:30", "I understood: 07:30, every 2 days.", "What shall I remind you of?"),
    ("every other thurs at 7pm", "I understood: 19:00, every 2 weeks: Thu.", "remind you of?"),
    ("mon wed fri 18:30", "I understood: 18:30, Mon Wed Fri.", "What shall I remind you of?"),
    ("7:30pm weekdays", "I understood: 19:30, Mon to Fri.", "What shall I remind you of?"),
    ("every day at 7", "I understood: 07:00, every day.", "What shall I remind you of?"),
    ("mwf 7:30", "I understood: 07:30, Mon Wed Fri.", "What shall I remind you of?"),
    ("tu/th 7", "I understood: 07:00, Tue Thu.", "What shall I remind you of?"),
    ("half past six", "I understood: 06:30.", "What shall I remind you of?"),
    ("7am New York", "07:00 in New York is 13:00 on your clock now", "remind you of?"),
    ("07:30 utc", "07:30 in utc is 08:30 on your clock now", "What shall I remind you of?"),
    ("every 3rd Friday", "“every 3rd Friday” I cannot do.", "every so many days or weeks"),
    ("stretch first Monday of the month 8:00", "I cannot do.", "On which days?"),
    ("stretch 8:00 3 times a week", "“3 times a week” I cannot do.", "On which days?"),
    ("stretch 12/12 8:00", "“12/12” is no date that I can take.", "On which days?"),
    ("stretch funday 7:30", "“funday” is no weekday.", "On which days?"),
    ("stretch yesterday at 7", "“yesterday” has gone by.", "On which days?"),
    ("stretch before bed", "“before bed” is no time of day.", "at what time?"),
    ("stretch twice a day", "“twice a day” I cannot do.", "at what time?"),
    ("stretch today 8:00", "That time has gone by.", "at what time?"),
]
SHOWN_FIRST = [
    ("stretch tu/th 7", "Stretch or session, 07:00, Tue Thu"),
    ("stretch 7", "Stretch or session, 07:00, every day"),
    ("stretch 7am New York", "Stretch or session, 13:00, every day"),
    ("stretch 8am london", "Stretch or session, 09:00, every day"),
    ("stretch 7:30 for 2 weeks", "“stretch for 2 weeks”, 07:30, every day"),
    ("stretch 7am in Narnia", "“stretch in Narnia”, 07:00, every day"),
    ("stretch half 7", "Stretch or session, 07:30, every day"),
    ("call Jo on friday at 7", "“call Jo”, 07:00, every Fri"),
    ("stretch next friday 6pm", "Stretch or session, 18:00, once, Friday 6 March"),
    ("stretch 2000 7:30", "I left out “2000”."),
    ("stretch every second friday 7:30", "Stretch or session, 07:30, every 2 weeks: Fri"),
]


@pytest.fixture
async def ana(content: Content) -> AsyncIterator[Reminded]:
    telegram, clock = pretended_telegram()
    async with reminding(telegram, clock, content, fast_settings(telegram)) as chat:
        yield chat


@pytest.mark.parametrize(("line", "kept"), SAVED)
async def test_what_is_clear_is_kept_at_once(ana: Reminded, line: str, kept: str) -> None:
    await ana.live_in()
    assert kept in await ana.say(f"/remind {line}")
    assert "Saved." in ana.text


async def test_a_medicine_is_kept_with_whom_to_ask(ana: Reminded) -> None:
    await ana.live_in()
    text = await ana.say("/remind ibuprofen 08:00 daily")
    assert "Saved. I give no doses and cannot know whether a medicine is right for you" in text
    assert "ask a pharmacist or a doctor" in text
    await ana.say("/remind")
    await ana.tap("My own text")
    assert "ask a pharmacist or a doctor" in await ana.say("my tablets")
    assert "pharmacist" not in await ana.say("/remind drink water 08:00 daily")


@pytest.mark.parametrize(("line", "said", "asked"), ASKED)
async def test_what_is_missing_alone_is_asked_and_the_rest_is_said(
    ana: Reminded, line: str, said: str, asked: str
) -> None:
    await ana.live_in()
    text = await ana.say(f"/remind {line}")
    assert said in text
    assert asked in text
    assert await _number(ana) == 0


@pytest.mark.parametrize(("line", "said"), SHOWN_FIRST)
async def test_what_is_not_clear_is_shown_before_it_is_kept(
    ana: Reminded, line: str, said: str
) -> None:
    await ana.live_in()
    assert said in await ana.say(f"/remind {line}")
    assert await _number(ana) == 0
    assert "Saved." in await ana.tap("Yes, remind me")
    assert await _number(ana) == 1


async def test_plain_words_do_what_the_command_does(ana: Reminded) -> None:
    await ana.live_in()
    assert "12:30, once" in await ana.say("remind me to stretch in 2 hours")
    assert "07:00, every day" in await ana.say("Please remind me to run every day at 7")
    assert "I understood: 07:00" in await ana.say("set a reminder for 7am")
    number = await _number(ana)
    await ana.say("remind me how to do the couch stretch")
    assert "remind you of" not in ana.text
    assert await _number(ana) == number
    assert "Is this happening now?" in await ana.say("remind me at 7, I have chest pain")


async def test_on_friday_may_be_once(ana: Reminded) -> None:
    await ana.live_in()
    await ana.say("/remind call Jo on monday at 9")
    assert "once, Mon 9 Mar" in await ana.tap("Only once"), "today's nine o'clock has gone by"
    await ana.tap("No nudge")
    assert await ana.until("2026-03-09T09:00") == ["⏰ call Jo"]
    assert await ana.until("2026-03-23T09:00") == []
    await ana.say("/remind stretch 7")
    assert "Only once" not in ana.buttons
    await ana.forge("reminders:once")


async def test_what_was_shown_can_be_put_right(ana: Reminded) -> None:
    await ana.live_in()
    await ana.say("/remind stretch tu/th 7")
    assert "at what time?" in await ana.tap("Other time")
    assert "Stretch or session, 19:00, Tue Thu" in await ana.say("7pm")
    await ana.tap("Other days")
    assert "Stretch or session, 19:00, weekends" in await ana.tap("Weekends")
    assert "19:00, weekends" in await ana.tap("Yes, remind me")
    assert await _number(ana) == 1


async def test_the_kind_alone_is_asked_and_the_time_is_kept(ana: Reminded) -> None:
    await ana.live_in()
    await ana.say("/remind every day at 7")
    assert "Run\n07:00, every day" in await ana.tap("Run")
    await ana.say("/remind in 2 hours")
    assert "Rest day\n12:30, once, Mon 2 Mar" in await ana.tap("Rest day")


async def test_once_comes_once(ana: Reminded) -> None:
    await ana.live_in()
    await ana.say("/remind call Jo in 2 hours")
    await ana.tap("No nudge")
    assert await ana.until("2026-03-02T12:29") == []
    assert await ana.until("2026-03-02T12:30") == ["⏰ call Jo"]
    assert await ana.until("2026-04-02T12:30") == []
    await ana.say("/remind call Al in 2 hours")
    assert await _number(ana) == 1, "what is over makes room"


async def test_every_other_day_comes_every_other_day(ana: Reminded) -> None:
    await ana.live_in()
    await ana.say("/remind call Jo every 2 days 9:00")
    await ana.tap("No nudge")
    assert await ana.until("2026-03-02T23:00") == []
    for day, came in ((3, 1), (4, 0), (5, 1), (6, 0), (7, 1)):
        assert len(await ana.until(f"2026-03-0{day}T23:00")) == came, day


async def test_after_an_outage_what_came_once_is_told_late_and_once(ana: Reminded) -> None:
    await ana.live_in()
    await ana.say("/remind call Jo in 2 hours")
    (late,) = await ana.away_until("2026-03-03T09:00")
    assert "call Jo" in late
    assert await ana.until("2026-03-20T09:00") == []


async def test_far_ahead_is_not_forgotten(ana: Reminded) -> None:
    await ana.live_in()
    await ana.say("/remind call Jo 9:00 on 12 december")
    await ana.tap("No nudge")
    assert await ana.until("2026-12-12T08:59") == []
    assert await ana.until("2026-12-12T09:00") == ["⏰ call Jo"]


async def test_equal_ones_are_not_saved_twice(ana: Reminded) -> None:
    await ana.live_in()
    for first, again in (
        ("call Jo mon 9:00", "Call jo 9:00 mondays"),
        ("stretch every other day 7:30", "stretch every 2 days 07:30"),
        ("stretch tomorrow 8am", "stretch 08:00 tomorrow"),
    ):
        assert "Saved." in await ana.say(f"/remind {first}")
        number = await _number(ana)
        assert "You have this one already." in await ana.say(f"/remind {again}")
        assert await _number(ana) == number


async def test_what_ends_today_needs_a_time_zone(ana: Reminded) -> None:
    await ana.say("/start")
    asked = await ana.say("/remind stretch in 2 hours")
    assert "What time is it where you are?" in asked
    assert await _number(ana) == 0
    assert "type your reminder once more" in await ana.tap("09:30 London")
    assert "Saved." in await ana.say("/remind stretch in 2 hours")


async def test_the_quiz_comes_every_week_and_never_once(ana: Reminded) -> None:
    await ana.live_in()
    await ana.say("/remind quiz tomorrow 8am")
    assert "once" not in ana.text


async def test_own_words_about_exercise_wait_as_exercise_does(ana: Reminded) -> None:
    await given_plan(ana)
    await ana.live_in()
    await ana.say("/remind do squats 12:00 daily")
    await ana.say("/remind call Jo 12:05 daily")
    await ana.say("my hip hurts at night and I limp")
    await ana.tap("Yes")
    came = await ana.until("2026-03-02T12:06")
    assert "⏰ call Jo" in came
    assert not any("squats" in text for text in came)


async def _number(chat: Reminded) -> int:
    return len(await chat.services.db.read(store.of_person, chat.person_id))
