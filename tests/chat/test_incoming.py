"""The numbers that buttons carry."""

import pytest
from whenever import Instant

from bot.chat.incoming import Incoming


@pytest.mark.parametrize("text", ["", "-1", "1.0", "x", "9" * 19, "9" * 30, "\u0661"])
def test_a_number_of_a_button_is_read_with_care(text: str) -> None:
    assert _tapped(text).number() == 0
    assert _tapped(text).number(0, -1) == -1


def test_a_number_is_read_where_it_stands() -> None:
    assert _tapped("7", "12").number() == 7
    assert _tapped("7", "12").number(1) == 12
    assert _tapped("7").number(1, -1) == -1
    assert _tapped("1" * 18).number() == int("1" * 18)


def _tapped(*args: str) -> Incoming:
    return Incoming(1, "Ana", "en", Instant.from_utc(2026, 3, 2), args=args)
