"""A number of days, as people type it."""

import pytest

from bot.typed.durations import days_meant


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("10", 10),
        ("10 days", 10),
        ("4", 4),
        ("four", 4),
        ("a week", 7),
        ("two weeks", 14),
        ("2 wks", 14),
        ("3w", 21),
        ("about 5 days please", 5),
        ("Seven Days", 7),
        ("90", 90),
    ],
)
def test_it_is_read(words: str, days: int) -> None:
    assert days_meant(words) == days


@pytest.mark.parametrize(
    "words", ["", "0", "-3", "91", "13 weeks", "until I am back", "some days", "99999999999999"]
)
def test_what_cannot_be_meant_is_not_guessed(words: str) -> None:
    assert days_meant(words) is None
