"""No line is slow to read: twice as long a line takes at most about twice as long."""

import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from whenever import Date, Instant

from bot.typed import (
    dates,
    diary_line,
    durations,
    lengths,
    local_time,
    pains,
    reminder_line,
    repeats,
    times,
    weekdays,
)

TODAY = Date(2026, 3, 4)
NOW = Instant.from_utc(2026, 3, 4, 12)
_SHORT = 1000  # letters
_NOISE = 0.002  # seconds that a busy machine may add


def _everywhere(read: Callable[[str, int], object]) -> Callable[[str], object]:
    """Return a reader of every place of a line."""
    return lambda line: [read(line, at) for at in range(0, len(line), 4)]


# The readers by themselves, without the cut that the lines have.
READERS: dict[str, Callable[[str], object]] = {
    "times": times.read,
    "weekdays": lambda line: weekdays.read(weekdays.spelt(line)),
    "dates": _everywhere(lambda line, at: dates.read(line, at, TODAY)),
    "dates ahead": _everywhere(lambda line, at: dates.ahead(line, at, TODAY)),
    "repeats": repeats.read,
    "durations": _everywhere(durations.read),
    "lengths": _everywhere(lengths.read),
    "pains": lambda line: [*pains.named(line, 0)],
    "pains at a place": _everywhere(pains.read),
}
LINES: dict[str, Callable[[str], object]] = {
    "reminder": lambda line: reminder_line.read(line, NOW.to_tz("UTC")),
    "reminder's time": reminder_line.read_time,
    "diary": lambda line: diary_line.read(line, TODAY, "km"),
    "days off": durations.days_meant,
    "local time": lambda line: local_time.by_local_time(line, NOW),
}
PARTS = st.sampled_from(
    ["pain ", "worst ", "xday ", "mon", "mon,", "m-", "at ", "7", "7:30 ", "half ", "past ", " to ",
     "every ", "a ", "and ", "two ", "hours ", "3 ", "km ", "run ", "-", "/", ".", ",", " ", "h",
     "twenty ", "of ", "today ", "in the ", "1.", "00", "yesterday ", "ago ", "next ", "x", "\t"]
)  # fmt: skip
SLOW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize("name", READERS)
@SLOW
@given(parts=st.lists(PARTS, min_size=1, max_size=4))
@example(parts=["xday "])
@example(parts=["pain "])
@example(parts=["mon,"])
@example(parts=[" "])
def test_twice_the_line_is_twice_the_time(name: str, parts: list[str]) -> None:
    line = "".join(parts) * _SHORT
    short, long = line[:_SHORT], line[: 2 * _SHORT]
    assert _seconds(READERS[name], long) <= 3 * _seconds(READERS[name], short) + _NOISE


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize(
    "part", ["xday ", "pain ", "mon,wed ", "7:30 at ", "a couple of ", "1", " "]
)
def test_the_longest_message_is_read_within_a_few_milliseconds(name: str, part: str) -> None:
    line = (part * 4096)[:4096]
    assert _seconds(LINES[name], line) < 0.02


def _seconds(read: Callable[[str], object], line: str) -> float:
    """Return the processor time of the quickest of three readings."""
    took = []
    for _ in range(3):
        started = time.process_time()
        read(line)
        took.append(time.process_time() - started)
    return min(took)
