"""Claiming and settling against a real database, with a clock that is moved."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from whenever import Date, Instant, Time

from bot.domain.people import store as people
from bot.domain.people.model import Person
from bot.domain.reminders import store as reminders
from bot.domain.reminders import store_settings as settings
from bot.domain.reminders import work, work_answers, work_due
from bot.domain.reminders.model import MOST, Habits, NewReminder, ReminderKind, Schedule
from bot.domain.reminders.model_due import Occurrence
from bot.storage.transaction import Transaction
from tests.domain.reminders import oracle
from tests.domain.reminders.office import ALL, Office
from tests.domain.reminders.zones import FOUR
from tests.storage.conftest import opened

MONDAY = Instant.from_utc(2026, 3, 2, 9)  # 10:00 in Berlin


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with opened(":memory:") as db:
        office = Office(db, MONDAY)
        await office.join(1)
        yield office


async def claimed(office: Office, kinds: tuple[ReminderKind, ...], limit: int) -> list[int]:
    found = await office.db.run(work_due.claim, kinds, office.now, limit)
    return [due.reminder.reminder_id for due in found or ()]


@pytest.mark.parametrize("zone", FOUR)
async def test_a_year_in_the_table_is_the_year_on_the_wall(zone: str) -> None:
    since, until = oracle.span(zone)
    async with opened(":memory:") as db:
        office = Office(db, Instant(since))
        await office.join(1, zone)
        at = oracle.TIMES[0 if zone == "Africa/Cairo" else 5]
        await office.make(at=Time(at.hour, at.minute))
        while (wake := await office.next_wake()).to_stdlib() < until:
            office.now = wake
            await office.tick()
        found = [(sent.at.to_stdlib(), sent.on.to_stdlib()) for sent in office.sent]
        assert found == oracle.year(zone)[at]


async def test_what_is_due_comes_once_and_then_the_next_day(office: Office) -> None:
    made = await office.make(at=Time(18))
    office.now = MONDAY.add(hours=7, minutes=59)
    assert await office.tick() == []
    office.now = MONDAY.add(hours=8)
    assert [sent.on for sent in await office.tick()] == [Date(2026, 3, 2)]
    assert await office.tick() == []
    assert (await office.one(made)).next_on == Date(2026, 3, 3)


async def test_the_oldest_come_first_and_no_more_than_asked_for(office: Office) -> None:
    made = [await office.make(at=Time(12, minute)) for minute in (30, 10, 20)]
    office.now = Instant.from_utc(2026, 3, 2, 11, 35)
    assert await claimed(office, (ReminderKind.OWN,), 2) == [
        made[1].reminder_id,
        made[2].reminder_id,
    ]
    assert await claimed(office, (ReminderKind.OWN,), 2) == [made[0].reminder_id]


async def test_a_room_claims_its_own_kinds_alone(office: Office) -> None:
    await office.make(at=Time(12), kind=ReminderKind.QUIZ)
    own = await office.make(at=Time(12))
    office.now = Instant.from_utc(2026, 3, 2, 11)
    assert await claimed(office, (ReminderKind.OWN, ReminderKind.TIP), 9) == [own.reminder_id]
    assert len(await claimed(office, (ReminderKind.QUIZ,), 9)) == 1


async def test_what_is_late_is_left_to_the_one_message_about_it(office: Office) -> None:
    await office.make(at=Time(12), kind=ReminderKind.QUIZ)
    await office.make(at=Time(13))
    await office.join(2)
    await office.make(2, at=Time(13, 40))
    office.now = Instant.from_utc(2026, 3, 2, 13)
    assert await claimed(office, ALL, 9) == [3]
    late = await office.db.run(work_due.claim_late, office.now, 1) or []
    assert [due.reminder.reminder_id for due in late] == [1, 2], "with all else of that person"


async def test_weeks_of_silence_end_in_one_of_each_and_the_series_goes_on(office: Office) -> None:
    made = await office.make(at=Time(7, 30))
    office.now = MONDAY.add(hours=24 * 30)
    late = await office.tick()
    assert [sent.on for sent in late] == [Date(2026, 3, 3)]
    assert (await office.one(made)).next_on == Date(2026, 4, 2)


async def test_a_clock_set_back_repeats_nothing(office: Office) -> None:
    made = await office.make(at=Time(18))
    office.now = MONDAY.add(hours=8)
    assert len(await office.tick()) == 1
    office.now = MONDAY.subtract(hours=40)
    await office.db.run(work.save, await office.one(made), office.now)
    for _ in range(4):
        office.now = office.now.add(hours=24)
        await office.tick()
    dates = [sent.on for sent in office.sent]
    assert len(dates) == len(set(dates))
    assert Date(2026, 3, 3) in dates


async def test_a_clock_that_was_years_ahead_leaves_no_silence(office: Office) -> None:
    office.now = Instant.from_utc(2031, 1, 1)
    made = await office.make(at=Time(18))
    office.now = await office.next_wake()
    await office.tick()
    office.now = MONDAY
    await office.db.run(work_due.reaim, office.now, 10)
    assert (await office.one(made)).next_on == Date(2026, 3, 2)


async def test_an_answer_ends_what_is_still_on_its_way(office: Office) -> None:
    made = await office.make(at=Time(18))
    office.now = MONDAY.add(hours=8)
    (due,) = await office.claimed()
    which = Occurrence(1, made.reminder_id, due.on)
    assert await office.db.run(work_answers.answer, which, office.now, "done")
    await office.db.run(work_due.settle, due, office.now, nudge_at=office.now.add(hours=2))
    office.now = office.now.add(hours=3)
    assert await office.tick() == []


async def test_nothing_can_be_answered_before_it_is_due_or_by_somebody_else(office: Office) -> None:
    made = await office.make(at=Time(18))
    which = Occurrence(1, made.reminder_id, Date(2026, 3, 2))
    assert not await office.db.run(work_answers.answer, which, office.now, "done")
    office.now = MONDAY.add(hours=8)
    await office.tick()
    assert not await office.db.run(
        work_answers.answer, replace(which, person_id=2), office.now, "done"
    )
    earlier = replace(which, on=Date(2026, 3, 1))
    assert not await office.db.run(work_answers.answer, earlier, office.now, "done")
    assert await office.db.run(work_answers.answer, which, office.now, "done")


async def test_a_snooze_comes_once_more_and_moves_no_series(office: Office) -> None:
    made = await office.make(at=Time(18))
    office.now = MONDAY.add(hours=8)
    await office.tick()
    which = Occurrence(1, made.reminder_id, Date(2026, 3, 2))
    assert await office.db.run(work_answers.put_off, which, office.now, office.now.add(minutes=30))
    office.now = office.now.add(minutes=30)
    assert [(sent.on, sent.again) for sent in await office.tick()] == [(which.on, "snooze")]
    assert await office.tick() == []
    assert (await office.one(made)).next_on == Date(2026, 3, 3)


async def test_a_new_date_supersedes_what_was_put_off(office: Office) -> None:
    made = await office.make(at=Time(23, 50))
    office.now = Instant.from_utc(2026, 3, 2, 22, 50)
    await office.tick()
    which, until = Occurrence(1, made.reminder_id, Date(2026, 3, 2)), office.now.add(hours=24)
    await office.db.run(work_answers.put_off, which, office.now, until)
    office.now = until
    assert [sent.again for sent in await office.tick()] == [None]
    assert not await office.db.run(work_answers.put_off, which, office.now, office.now.add(hours=1))


async def test_a_date_without_a_word_ends_what_was_put_off_too(office: Office) -> None:
    made = await office.make(at=Time(18))
    office.now = MONDAY.add(hours=8)
    await office.tick()
    which = Occurrence(1, made.reminder_id, Date(2026, 3, 2))
    await office.db.run(work_answers.put_off, which, office.now, office.now.add(hours=2))
    office.now = MONDAY.add(hours=24 + 8)
    (due,) = await office.claimed()
    assert (due.on, due.put_off) == (Date(2026, 3, 3), which.on)
    await office.db.run(work_due.settle, due, office.now, None)
    assert await office.tick() == []


async def test_moving_keeps_local_times_and_a_date_has_one(office: Office) -> None:
    made = await office.make(at=Time(18))
    office.now = MONDAY.add(hours=8)
    await office.tick()
    await office.db.run(people.save, Person(1, zone="America/New_York"))
    await office.db.run(work.rezone, 1, office.now)
    moved = await office.one(made)
    assert moved.next_on == Date(2026, 3, 3)
    assert moved.next_at == Instant.from_utc(2026, 3, 3, 23)


async def test_without_a_zone_nothing_is_planned(office: Office) -> None:
    await office.join(2, None)
    made = await office.make(2)
    assert made.next_at is None
    await office.db.run(people.save, Person(2, zone="Asia/Kathmandu"))
    await office.db.run(work.rezone, 2, office.now)
    assert (await office.one(made)).next_at == Instant.from_utc(2026, 3, 3, 1, 45)


async def test_who_blocked_the_bot_is_not_looked_at_until_they_return(office: Office) -> None:
    await office.make(at=Time(18))
    await office.db.run(people.block, 1, office.now)
    office.now = MONDAY.add(hours=24 * 9)
    assert await office.tick() == []
    assert await office.db.run(Transaction.all, "SELECT * FROM reminder_queue") == []
    await office.db.run(people.note, 1, "en", office.now)
    assert [sent.on for sent in await office.tick()] == [Date(2026, 3, 2)]


async def test_a_pause_passes_over_and_ends_by_itself(office: Office) -> None:
    made = await office.make(at=Time(18))
    await office.db.run(settings.save_habits, 1, Habits(paused_until=Date(2026, 3, 4)))
    office.now = MONDAY.add(hours=8)
    assert await office.tick() == []
    office.now = MONDAY.add(hours=24 + 8)
    assert await office.tick() == []
    office.now = MONDAY.add(hours=48 + 8)
    assert [sent.on for sent in await office.tick()] == [Date(2026, 3, 4)]
    assert (await office.one(made)).next_on == Date(2026, 3, 5)


async def test_one_of_a_kind_is_made_once_and_moved_after_that(office: Office) -> None:
    for hour in (8, 9):
        await office.db.run(work.ensure, 1, ReminderKind.QUIZ, Schedule(Time(hour)), office.now)
    (quiz,) = await office.db.run(reminders.of_person, 1)
    assert quiz.schedule.at == Time(9)
    await office.db.run(reminders.remove_kind, 1, ReminderKind.QUIZ)
    assert await office.db.run(reminders.of_person, 1) == []


async def test_a_person_cannot_have_any_number(office: Office) -> None:
    for minute in range(MOST):
        await office.make(at=Time(12, minute))
    new = NewReminder(ReminderKind.OWN, Schedule(Time(13)), "one more")
    assert await office.db.run(work.make, 1, new, office.now) is None


async def test_the_queue_holds_each_reminder_that_is_on_once(office: Office) -> None:
    made = [await office.make(at=Time(hour)) for hour in (11, 12, 13)]
    await office.db.run(work.save, replace(made[0], is_on=False), office.now)
    await office.db.run(reminders.remove, 1, made[1].reminder_id)
    (row,) = await office.db.run(Transaction.all, "SELECT reminder_id FROM reminder_queue")
    assert row["reminder_id"] == made[2].reminder_id
    await office.db.run(people.delete, 1)
    assert await office.db.run(Transaction.all, "SELECT * FROM reminder_queue") == []
