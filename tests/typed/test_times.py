"""Times of day as people type them: the same wherever one can be typed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whenever import Instant, Time

from bot.typed.local_time import by_local_time
from bot.typed.reminder_line import read_time
from bot.typed.times import read

WRITTEN = {
    Time(7): ("at 7", "7 am", "seven o'clock", "7 o’clock", "at seven", "seven am",
              "7 in the morning", "07:00", "0700", "7h"),
    Time(7, 30): ("7:30", "7.30", "07:30", "half past 7", "half past seven", "at seven thirty",
                  "7:30am", "730am", "7.30 a.m.", "seven thirty am"),
    Time(6, 15): ("quarter past six", "a quarter past 6", "15 past 6", "6:15", "quarter after six"),
    Time(7, 45): ("quarter to 8", "quarter to eight", "15 minutes to 8", "07:45", "0745"),
    Time(6, 10): ("ten past six", "10 past six", "ten minutes past 6"),
    Time(7, 35): ("twenty-five to eight", "twenty five to 8"),
    Time(12): ("noon", "midday", "12 noon", "twelve noon", "12 pm"),
    Time(0): ("midnight", "12 midnight", "12 am", "12 at night", "0:00"),
    Time(19): ("7 in the evening", "seven in the evening", "7pm", "7 P.M.", "19 o'clock",
               "7 o'clock in the evening"),
    Time(19, 30): ("19h30", "19 h 30", "19:30", "7:30pm", "7.30 p.m.", "19 Uhr 30", "1930",
                   "half past 7 in the evening", "half past 7pm", "7:30 at night"),
    Time(15): ("3 in the afternoon", "three in the afternoon"),
}  # fmt: skip
EVERY = [(words, at) for at, ways in WRITTEN.items() for words in ways]
NOW = Instant.from_utc(2026, 7, 15, 12)


@pytest.mark.parametrize(("words", "at"), EVERY)
def test_a_time_is_read(words: str, at: Time) -> None:
    assert [reading.at for reading in read(words)] == [at]
    assert [reading.at for reading in read(f"stretch {words}, please")] == [at]


@pytest.mark.parametrize(("words", "at"), EVERY)
def test_it_is_the_same_wherever_a_time_can_be_typed(words: str, at: Time) -> None:
    assert read_time(words) == at
    clocks = by_local_time(f"it is {words}", NOW, ("Europe/London",))
    assert clocks is not None
    shown = {NOW.to_tz(clock.zone).time() for clock in clocks}
    hours = {at.hour, (at.hour + 12) % 24}
    assert all(min(abs(t.hour - h) % 23 for h in hours) <= 1 for t in shown)


@pytest.mark.parametrize(
    "words",
    ["", "7", "seven", "3.5 km", "2 days", "from 5 to 7", "half", "quarter", "a past", "12345",
     "+02:00", "-9:40", "2026-03-02", "ten squats", "to eight"],
)  # fmt: skip
def test_what_is_no_time_is_not_read_as_one(words: str) -> None:
    assert read(words) == ()


def test_a_number_of_something_is_no_time_where_a_time_is_said() -> None:
    (reading,) = read("five to eight squats 18:00")
    assert reading.at == Time(18)
    assert [r.at for r in read("five to eight")] == [Time(7, 55)]
    assert [r.wrong for r in read("99 minutes to 8")] == ["99 minutes to 8"]


@pytest.mark.parametrize("words", ["25:00", "24:00", "7:75", "13 am", "0:30 pm", "99pm", "7:5"])
def test_what_no_clock_shows_is_named(words: str) -> None:
    (reading,) = read(f"stretch {words}")
    assert (reading.at, reading.wrong) == (None, words)


def test_two_times_come_in_their_order_and_each_once() -> None:
    assert [r.at for r in read("quarter to 8 pm and at noon")] == [Time(19, 45), Time(12)]


@given(st.text(max_size=60))
def test_whatever_is_typed_spans_lie_in_the_line_and_apart(line: str) -> None:
    spans = [reading.span for reading in read(line)]
    assert spans == sorted(spans)
    assert all(0 <= first < last <= len(line) for first, last in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
