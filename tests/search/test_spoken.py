"""Other languages: heard as what they are, English never taken for one, emergencies asked about."""

import sys
from pathlib import Path

import pytest

from bot.library.content import Content
from bot.search.spoken import Listener
from tests.source import ROOT

HANDS = Path(__file__).with_name("hands")
ALIKE = {"id": "ms", "ms": "id"}
# What stands among the English messages and is not English.
NOT_ENGLISH = {
    "je voudrais un croissant", "como estas", "ça va", "привет", "wie spät ist es",
    "mein Bein ist taub, my leg is numb",
}  # fmt: skip


@pytest.fixture(scope="module")
def listener(content: Content) -> Listener:
    return content.finder()


def _lines(name: str) -> list[list[str]]:
    return [line.split("|") for line in (HANDS / name).read_text("utf-8").splitlines()]


def test_english_is_not_taken_for_another_language(listener: Listener, content: Content) -> None:
    every = {example.text for example in content.examples}
    for name in ("aside_grave.txt", "aside_harmless.txt", "aside_wait.txt"):
        every.update((HANDS / name).read_text("utf-8").splitlines())
    wrong = {text for text in every - NOT_ENGLISH if listener.heard(text)}
    assert len(wrong) <= 0.003 * len(every), wrong


def test_most_languages_are_heard(listener: Listener) -> None:
    told = _lines("foreign.txt")
    wrong = [
        (language, heard, text)
        for language, text in told
        if (heard := listener.heard(text)) not in {language, ALIKE.get(language)}
    ]
    assert len(wrong) <= 0.1 * len(told), wrong


def test_emergencies_are_asked_about(listener: Listener) -> None:
    missed = [
        (language, sign, text)
        for language, text, sign in _lines("foreign_grave.txt")
        if not (found := listener.find(text)).red_flag
        or sign not in [asked.id for asked in found.asks]
        or found.language not in {language, ALIKE.get(language)}
    ]
    assert not missed


def test_without_cld2_emergencies_are_asked_about_too(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not there for every machine; it tells languages that have no folder."""
    czech = "k\u010del m\u011b bol\u00ed p\u0159i b\u011bhu u\u017e t\u0159i t\u00fddny"
    assert listener.heard(czech)
    monkeypatch.setitem(sys.modules, "pycld2", None)
    assert listener.heard(czech) is None
    test_emergencies_are_asked_about(listener)
    test_most_languages_are_heard(listener)


def test_harmless_words_of_another_language_are_asked_nothing(listener: Listener) -> None:
    asked = [text for _, text in _lines("foreign.txt") if listener.find(text).asks]
    assert not asked


def test_half_of_it_in_english_is_heeded(listener: Listener) -> None:
    assert listener.find("mein Bein tut weh und I have chest pain").red_flag


@pytest.mark.parametrize("text", ["", "7", "🏃🦵", "5/10", "\ud800", "hip боль sore", "a" * 5000])
def test_whatever_is_typed_something_comes_back(listener: Listener, text: str) -> None:
    assert listener.find(text).language is None


def test_every_language_has_a_folder() -> None:
    folders = {path.name for path in (ROOT / "content").iterdir() if path.is_dir()} - {"en"}
    assert len(folders) == 20
