"""A number of days, as people type it."""

import pytest

from bot.typed.durations import Duration, days_meant, read


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
        ("twelve days", 12),
        ("a fortnight", 14),
        ("two and a half weeks", 18),
        ("1 month", 30),
        ("48 hours", 2),
    ],
)
def test_it_is_read(words: str, days: int) -> None:
    assert days_meant(words) == days


@pytest.mark.parametrize(
    "words",
    [
        "",
        "0",
        "-3",
        "91",
        "13 weeks",
        "until I am back",
        "some days",
        "2 hours",
        "a",
        "99999999999999",
    ],
)
def test_what_cannot_be_meant_is_not_guessed(words: str) -> None:
    assert days_meant(words) is None


@pytest.mark.parametrize(
    ("words", "days", "minutes"),
    [
        ("2 hours", 0, 120),
        ("two hours", 0, 120),
        ("1h30m", 0, 90),
        ("1h30", 0, 90),
        ("1 hour and 30 minutes", 0, 90),
        ("an hour and a half", 0, 90),
        ("two and a half hours", 0, 150),
        ("half an hour", 0, 30),
        ("half hour", 0, 30),
        ("1.5 hours", 0, 90),
        ("90 min", 0, 90),
        ("twenty-five minutes", 0, 25),
        ("a couple of days", 2, 0),
        ("a fortnight", 14, 0),
        ("two weeks", 14, 0),
        ("3w", 21, 0),
        ("1 month", 30, 0),
    ],
)
def test_a_duration_is_read_to_its_end(words: str, days: float, minutes: float) -> None:
    assert read(f"{words} later", 0) == Duration(len(words), days, minutes)


@pytest.mark.parametrize("words", ["", "2", "a", "ah well", "half", "hours", "two sides"])
def test_what_is_no_duration_is_not_read_as_one(words: str) -> None:
    assert read(words, 0) is None
