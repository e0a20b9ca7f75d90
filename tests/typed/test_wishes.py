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
        ("ran 8 km easy, pain 2", Wish("ran")),
        ("stop the reminders", Wish("reminders")),
        ("set timezone to Berlin", Wish("settings")),
        ("Delete my account!", Wish("delete")),
        ("what can you do?", Wish("help")),
        ("hi", Wish("home")),
        ("thanks", Wish("home")),
        ("skip today", Wish("plan")),
        ("can I run tomorrow?", Wish("run", on="tomorrow")),
        ("what do I do today", Wish("run")),
        ("should I rest today", Wish("run")),
        ("can i go for a jog on Saturday?", Wish("run", on=5)),
        ("what\u2019s on tomorrow", Wish("run", on="tomorrow")),
        ("when can I run again?", Wish("when")),
        ("i've got a half marathon in 3 weeks", Wish("race")),
        ("my marathon is on sunday, what should i do", Wish("race")),
        ("I have been seen", Wish("seen")),
        ("been to the physio, cleared to run", Wish("seen")),
        ("my physio said i can run", Wish("seen")),
        ("the doctor says I can't run", None),
        ("i saw the physio and it's a stress fracture", None),
        ("it is over now", Wish("over")),
        ("i only want some stretches", Wish("stretches")),
        ("hip flexor stretch", Wish("stretches")),
        ("should i stretch today", None),
        ("export my data", Wish("export")),
        ("check my pain", Wish("check")),
        ("quiz me", Wish("quiz")),
        ("my progress", Wish("progress")),
        ("hi there \U0001f44b", Wish("home")),
        ("how long do I ice it", None),
        ("can i run through it", None),
        ("", None),
    ],
)
def test_wishes(words: str, wish: Wish | None) -> None:
    assert read(words) == wish
