"""Plain words that ask for what a command does."""

import pytest

from bot.typed.wishes import Wish, read


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("log 4", Wish("pain", 4)),
        ("pain 5 today", Wish("pain", 5)),
        ("4/10", Wish("pain", 4)),
        ("7", Wish("pain", 7)),
        ("11", None),
        ("ran 8 km easy, pain 2", Wish("diary")),
        ("stop the reminders", Wish("reminders")),
        ("set timezone to Berlin", Wish("settings")),
        ("Delete my account!", Wish("delete")),
        ("what can you do?", Wish("help")),
        ("hi", Wish("home")),
        ("thanks", Wish("home")),
        ("skip today", Wish("plan")),
        ("can I run tomorrow?", Wish("run")),
        ("what do I do today", Wish("today")),
        ("how long do I ice it", None),
        ("", None),
    ],
)
def test_wishes(words: str, wish: Wish | None) -> None:
    assert read(words) == wish
