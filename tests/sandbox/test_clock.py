"""The clock that can be moved."""

import pytest
from whenever import Instant

from bot.sandbox.clock import MovableClock
from tests.sandbox.conftest import NOON


def test_it_follows_the_other_clock_ahead_by_what_it_was_moved() -> None:
    times = [NOON, NOON.add(seconds=1), NOON.add(seconds=2), NOON.add(seconds=2)]
    clock = MovableClock(iter(times).__next__)
    assert clock() == NOON.add(seconds=1)
    assert clock.forward(3600) == NOON.add(seconds=3602)
    assert clock() == NOON.add(seconds=3602)


def test_it_never_goes_back() -> None:
    times = iter([NOON, NOON, NOON.subtract(seconds=5), NOON.add(seconds=5)])
    clock = MovableClock(lambda: next(times))
    seen: list[Instant] = [clock() for _ in range(3)]
    assert seen == [NOON, NOON, NOON.add(seconds=5)]
    with pytest.raises(ValueError, match="forward"):
        clock.forward(-1)
