"""When a reminder comes, against a slow oracle and as laws."""

from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whenever import Date, Instant, Time

from bot.domain.plan.model import days_between
from bot.domain.reminders import rules
from bot.domain.reminders.model import EVERY_DAY, Quiet, Schedule, Snooze
from bot.domain.reminders.rules import NUDGE_HOURS
from tests.domain.reminders import oracle
from tests.domain.reminders.zones import TWELVE

zones = st.sampled_from((*TWELVE, "America/Havana", "Asia/Pyongyang", "Pacific/Kwajalein"))
times = st.builds(Time, st.integers(0, 23), st.integers(0, 59))
schedules = st.builds(Schedule, times, st.frozensets(st.integers(1, 7), min_size=1))
instants = st.integers(631_152_000, 2_145_916_800).map(Instant.from_timestamp)  # 1990 to 2037
quiets = st.builds(Quiet, times, times)


@pytest.mark.parametrize("zone", TWELVE)
def test_a_year_of_reminders_comes_when_the_clock_on_the_wall_says(zone: str) -> None:
    for at, expected in oracle.year(zone).items():
        assert len(expected) >= 364
        assert _fires(Schedule(Time(at.hour, at.minute)), zone) == expected


def next_fire(
    schedule: Schedule, zone: str, after: Instant, taken: Collection[Date] = ()
) -> tuple[Instant, Date]:
    found = rules.next_fire(schedule, zone, after, taken)
    assert found is not None
    return found


def _fires(schedule: Schedule, zone: str) -> list[oracle.Fire]:
    since, until = oracle.span(zone)
    found = []
    after, on = next_fire(schedule, zone, Instant(since))
    while after.to_stdlib() < until:
        found.append((after.to_stdlib(), on.to_stdlib()))
        after, on = next_fire(schedule, zone, after)
    return found


@given(schedules, zones, instants, st.frozensets(st.integers(0, 20)))
def test_the_next_is_later_on_a_wanted_day_and_nothing_between_is_left_out(
    schedule: Schedule, zone: str, after: Instant, skipped: frozenset[int]
) -> None:
    today = after.to_tz(zone).date()
    taken = {today.add(days=ahead) for ahead in skipped}
    instant, on = next_fire(schedule, zone, after, taken)
    assert instant > after
    assert on.day_of_week().value in schedule.weekdays
    assert on not in taken
    date = today
    while date < on:
        if date.day_of_week().value in schedule.weekdays and date not in taken:
            passed = rules.occurrence(date, schedule.at, zone)
            assert passed is None or passed <= after
        date = date.add(days=1)


@given(times, zones, instants)
def test_clocks_show_the_time_or_have_just_skipped_it(at: Time, zone: str, moment: Instant) -> None:
    date = moment.to_tz(zone).date()
    found = rules.occurrence(date, at, zone)
    assert found is not None
    local = found.to_tz(zone)
    if local.to_plain() == date.at(at):
        assert not _shown_before(found, zone)
    else:
        assert local.to_plain() > date.at(at)
        assert found.subtract(seconds=1).to_tz(zone).to_plain() < date.at(at)


def _shown_before(instant: Instant, zone: str) -> bool:
    """Say whether clocks showed the same within the last two days."""
    local = instant.to_tz(zone).to_plain()
    return local.assume_tz(zone, disambiguation="earlier").to_instant() < instant


@given(schedules, zones, instants)
def test_a_date_has_one(schedule: Schedule, zone: str, after: Instant) -> None:
    found = []
    for _ in range(10):
        after, on = next_fire(schedule, zone, after)
        found.append((after, on))
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(found))


_dates = st.integers(0, 400).map(lambda ahead: Date(2026, 1, 1).add(days=ahead))
_moments = st.integers(1_767_225_600, 1_800_000_000).map(Instant.from_timestamp)  # 2026


@given(times, zones, _dates, _moments)
def test_once_is_once(at: Time, zone: str, on: Date, after: Instant) -> None:
    schedule = Schedule(at, EVERY_DAY, on)
    comes = rules.occurrence(on, at, zone)
    assert comes is not None
    expected = (comes, on) if comes > after else None
    assert rules.next_fire(schedule, zone, after) == expected
    assert rules.next_fire(schedule, zone, after, {on}) is None


@given(times, zones, _dates, _moments, st.integers(1, 90))
def test_every_so_many_days_leaves_out_none_and_adds_none(
    at: Time, zone: str, first: Date, after: Instant, every: int
) -> None:
    schedule = Schedule(at, EVERY_DAY, first, every)
    found = []
    for _ in range(6):
        after, on = next_fire(schedule, zone, after)
        found.append(on)
    assert all(days_between(on, first) % every == 0 and on >= first for on in found)
    assert all(days_between(later, earlier) == every for earlier, later in pairwise(found))


_fewer = st.frozensets(st.integers(1, 7), min_size=1, max_size=6)


@given(
    st.builds(Schedule, times, _fewer, _dates, st.integers(2, 12).map(lambda n: 7 * n)),
    zones,
    _moments,
)
def test_every_so_many_weeks_has_its_weekdays_in_one_week_of_them(
    schedule: Schedule, zone: str, after: Instant
) -> None:
    first, weekdays, weeks = schedule.first, schedule.weekdays, schedule.every_days // 7
    assert first is not None
    while first.day_of_week().value not in weekdays:
        first = first.add(days=1)
    schedule = replace(schedule, first=first)
    monday = first.subtract(days=first.day_of_week().value - 1)
    found = []
    for _ in range(2 * len(weekdays) + 1):
        after, on = next_fire(schedule, zone, after)
        found.append(on)
    assert all(on.day_of_week().value in weekdays and on >= first for on in found)
    assert all(days_between(on, monday) // 7 % weeks == 0 for on in found)
    assert len({days_between(on, monday) // 7 for on in found[-len(weekdays) - 1 :]}) == 2
    assert found == sorted(set(found))


def test_every_other_day_has_two_clocks_a_year_and_no_date_twice() -> None:
    schedule = Schedule(Time(2, 30), EVERY_DAY, Date(2026, 3, 27), 2)
    after, on = next_fire(schedule, "Europe/Berlin", Instant.from_utc(2026, 3, 27, 12))
    assert (after, on) == (Instant.from_utc(2026, 3, 29, 1), Date(2026, 3, 29))  # in the gap
    assert next_fire(schedule, "Europe/Berlin", after)[1] == Date(2026, 3, 31)
    moved = next_fire(schedule, "Pacific/Honolulu", after, {on})  # it is the 28th there
    assert moved[1] == Date(2026, 3, 31)


@pytest.mark.parametrize(
    ("zone", "local", "comes"),
    [
        ("Europe/Berlin", "2026-03-29T02:00", "2026-03-29T01:00:00Z"),  # a gap's first minute
        ("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:00:00Z"),
        ("Europe/Berlin", "2026-03-29T03:00", "2026-03-29T01:00:00Z"),
        ("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30:00Z"),  # the first of two
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:30:00Z"),
        ("America/Santiago", "2026-09-06T00:10", "2026-09-06T04:00:00Z"),  # no midnight
        ("Africa/Cairo", "2026-04-24T00:00", "2026-04-23T22:00:00Z"),
        ("America/Toronto", "1919-03-30T23:45", "1919-03-31T04:30:00Z"),  # a gap over midnight
    ],
)
def test_where_clocks_change(zone: str, local: str, comes: str) -> None:
    date, at = local.split("T")
    found = rules.occurrence(Date.parse_iso(date), Time.parse_iso(at), zone)
    assert found == Instant.parse_iso(comes)


def test_a_date_that_clocks_skip_has_none() -> None:
    assert rules.occurrence(Date(2011, 12, 30), Time(7, 30), "Pacific/Apia") is None
    eve = rules.occurrence(Date(2011, 12, 29), Time(7, 30), "Pacific/Apia")
    assert eve is not None
    assert next_fire(Schedule(Time(7, 30)), "Pacific/Apia", eve)[1] == Date(2011, 12, 31)


def test_without_weekdays_any_day_may_be_the_plans() -> None:
    moment = Instant.from_utc(2026, 3, 2)
    assert next_fire(Schedule(Time(7), frozenset()), "UTC", moment) == next_fire(
        Schedule(Time(7), EVERY_DAY), "UTC", moment
    )


@given(instants, quiets, zones)
def test_what_waits_for_the_end_of_quiet_hours_comes_as_they_end(
    now: Instant, quiet: Quiet, zone: str
) -> None:
    at = rules.undisturbed(now, quiet, zone)
    assert at >= now
    if at > now:
        before = at.subtract(seconds=1)
        assert quiet.holds(now.to_tz(zone).time())
        assert not quiet.holds(at.to_tz(zone).time())
        assert quiet.holds(before.to_tz(zone).time()) or before.to_tz(zone).time() > quiet.ends


def test_quiet_hours_may_span_midnight_or_be_none() -> None:
    night, noon, none = Quiet(Time(22), Time(7)), Quiet(Time(12), Time(14)), Quiet(Time(7), Time(7))
    assert [night.holds(Time(hour)) for hour in (21, 22, 0, 6, 7)] == [0, 1, 1, 1, 0]
    assert [noon.holds(Time(hour)) for hour in (11, 12, 13, 14)] == [0, 1, 1, 0]
    assert not any(none.holds(Time(hour)) for hour in range(24))


@given(instants, quiets, zones)
def test_a_nudge_comes_two_hours_later_or_more_the_same_day_and_not_in_quiet_hours(
    sent_at: Instant, quiet: Quiet, zone: str
) -> None:
    date = sent_at.to_tz(zone).date()
    at = rules.nudge_at(sent_at, date, quiet, zone)
    if at is not None:
        assert at >= sent_at.add(hours=NUDGE_HOURS)
        local = at.to_tz(zone)
        assert local.date() == date
        # Where the end of the quiet hours comes twice, the first counts.
        assert not quiet.holds(local.time()) or local.is_repeated()


@given(instants, zones, st.sampled_from(Snooze))
def test_a_snooze_ends_later_the_same_day_or_in_two_hours(
    now: Instant, zone: str, snooze: Snooze
) -> None:
    until = rules.snoozed_until(snooze, now, zone)
    assert until > now
    soon = until <= now.add(hours=2)
    assert soon or until.to_tz(zone).date() == now.to_tz(zone).date()
    if snooze is Snooze.TONIGHT and snooze in rules.snoozes(now, zone):
        assert until.to_tz(zone).time() == Time(20)
