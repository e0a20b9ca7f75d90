"""Answers that were found already are given again, and their number is bounded."""

from bot.search.ranking import Found, Hit
from bot.search.remembered import Remembered


class Counting:
    """Answers every text with itself, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def find(self, text: str) -> Found:
        self.asked.append(text)
        return Found((Hit(text, 1.0),))


def test_the_same_words_are_searched_once() -> None:
    finder = Counting()
    search = Remembered(finder)
    assert search.find("ice") == search.find("ice") == Found((Hit("ice", 1.0),))
    assert search.find("Ice") == Found((Hit("Ice", 1.0),))
    assert finder.asked == ["ice", "Ice"]


def test_the_oldest_is_forgotten_first() -> None:
    finder = Counting()
    search = Remembered(finder, most=2)
    for text in ("one", "two", "one", "three", "one", "two"):
        search.find(text)
    assert finder.asked == ["one", "two", "three", "two"]


def test_words_that_no_encoding_has_are_searched() -> None:
    assert Remembered(Counting()).find("\ud800").hits
