"""Which zones show the time that somebody reads off their clock."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whenever import Instant

from bot.domain.places import zones
from bot.typed.local_time import by_local_time

SUMMER = Instant.from_utc(2026, 7, 15, 19, 40)
"""21:40 in Berlin."""


def offered(words: str, now: Instant = SUMMER, *likely: str) -> list[str]:
    found = by_local_time(words, now, likely)
    assert found is not None, words
    return [candidate.label for candidate in found]


@pytest.mark.parametrize(
    "words",
    [
        "21:40", "21.40", "2140", "21h40", "21 40", "21:40:30", "9:40 pm", "9.40 p.m.", "940pm",
        "9:40PM", "it is 21:40 here", "It’s 9:40 in the evening.", "now 21:40", "21 Uhr 40",
        "my clock says 21.40", "kl. 21.40", "\uff12\uff11:\uff14\uff10", "٢١:٤٠", "21:40 pm",
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(words: str) -> None:
    expected = ["Berlin", "Johannesburg", "Madrid", "Lubumbashi", "Rome", "Paris"]
    assert offered(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "", "25:00", "24:00", "21:60", "13:00 am", "0:30 pm", "12", "7.3", "7.305", "21:4",
        "UTC+2", "+02:00", "2026-07-15", "12345", "I ran 7.30", "7.30 km", "Berlin", "9", "-9:40",
        "21:40 or 22:40",
    ],
)  # fmt: skip
def test_what_is_no_time_of_day_gives_none(words: str) -> None:
    assert by_local_time(words, SUMMER) is None


@pytest.mark.parametrize(
    ("words", "utc", "first"),
    [
        ("21:40", (15, 55), "Kathmandu"),
        ("21:46", (16, 0), "Kathmandu"),
        ("21:25", (15, 55), "Kolkata"),
        ("19:25", (15, 55), "Tehran"),
        ("13:25", (15, 55), "St Johns"),
        ("03:55", (15, 55), "Auckland"),
        ("04:40", (15, 55), "Chatham"),
        ("05:55", (15, 55), "Honolulu"),
        ("7.30", (11, 30), "New York"),
        ("12:30 am", (17, 30), "Jakarta"),
        ("12:30 pm", (16, 30), "New York"),
        ("9pm", (20, 0), "Lagos"),
        ("0:00", (23, 0), "Lagos"),
    ],
)
def test_the_closest_clock_comes_first(words: str, utc: tuple[int, int], first: str) -> None:
    now = Instant.from_utc(2026, 7, 15, *utc)
    assert offered(words, now)[0] == first


def test_a_clock_that_is_minutes_off_is_still_found_but_not_one_of_half_an_hour() -> None:
    assert "Berlin" in offered("21:21")
    assert "Berlin" in offered("21:59")
    assert offered("21:10") == []


def test_without_morning_or_evening_both_have_their_share() -> None:
    either = ["Honolulu", "Tahiti", "Rarotonga", "Berlin", "Johannesburg", "Madrid"]
    assert offered("9:40") == either
    assert set(offered("09:40")) > set(either[:3])
    assert "Berlin" not in offered("09:40")


def test_places_that_part_at_the_next_change_of_clocks_are_all_offered() -> None:
    winter = Instant.from_utc(2026, 1, 15, 12)
    assert {"New York", "Bogota", "Lima", "Havana"} <= set(offered("07:00", winter))


def test_likely_zones_come_first() -> None:
    likely = ("Europe/Berlin", "Europe/Vienna", "Europe/Zurich")
    assert offered("21:40", SUMMER, *likely)[:3] == ["Berlin", "Vienna", "Zurich"]
    assert offered("9:40", SUMMER, *likely)[:3] == ["Berlin", "Vienna", "Zurich"]


@settings(deadline=None, max_examples=60)
@given(
    zone=st.sampled_from(zones.names()),
    minutes=st.integers(0, 400 * 24 * 60),
)
def test_a_clock_read_off_exactly_finds_it(zone: str, minutes: int) -> None:
    now = Instant.from_utc(2026, 1, 1).add(minutes=minutes)
    shown = now.to_tz(zone).time()
    found = by_local_time(shown.format("HH:mm"), now, (zone,))
    assert found
    assert found[0].zone == zone
    unaided = by_local_time(shown.format("HH:mm"), now)
    assert unaided
    assert now.to_tz(unaided[0].zone).time() == shown


@settings(deadline=None, max_examples=150)
@given(words=st.text(max_size=100) | st.from_regex(r"(it is )?\d{0,4}[:. h]?\d{0,3} ?([ap]m)?"))
def test_whatever_is_typed_gives_zones_that_exist(words: str) -> None:
    found = by_local_time(words, SUMMER) or ()
    assert len(found) <= 6
    assert {candidate.zone for candidate in found} <= {*zones.names()}
