"""Every screen fits into what Telegram takes, and stays valid HTML."""

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.actions import action
from bot.chat.markup import Markup, bold, bullets, fill, folded, italic, paragraphs, plain
from bot.chat.screen import Button, Screen
from bot.gateway.render import (
    CAPTION_LIMIT,
    TEXT_LIMIT,
    caption_arguments,
    fit,
    keyboard,
    text_arguments,
    units,
    visible,
)

WORDS = st.text(max_size=60) | st.text("<>&\"'ab😀 \n", max_size=60)
MARKUP = st.recursive(
    WORDS.map(plain)
    | WORDS.map(bold)
    | WORDS.map(italic)
    | st.lists(WORDS, max_size=4).map(bullets),
    lambda inner: inner.map(folded) | st.lists(inner, max_size=4).map(lambda p: paragraphs(*p)),
    max_leaves=8,
)


class Checker(HTMLParser):
    """Reads HTML as Telegram does: tags must close in order, and be known."""

    KNOWN = frozenset({"b", "i", "a", "code", "blockquote"})

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words = ""
        self.feed(markup)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        assert tag in self.KNOWN
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(st.text())
def test_units_are_those_of_utf_16(text: str) -> None:
    assert units(text) == utf16(text)


@given(MARKUP)
def test_visible_is_what_a_reader_sees(markup: Markup) -> None:
    assert visible(markup) == Checker(markup).words


@given(MARKUP, st.integers(2, 120))
def test_what_fits_stays_and_the_rest_is_cut_to_valid_html(markup: Markup, limit: int) -> None:
    fitted = fit(markup, limit)
    before, after = visible(markup), Checker(fitted).words
    assert utf16(after) <= limit
    if utf16(before) <= limit:
        assert fitted == markup
    else:
        assert after.endswith("…")
        assert before.startswith(after[:-1])


@given(st.text("a😀é&<", min_size=50, max_size=300), st.integers(10, 50))
def test_no_more_is_cut_than_must_be(text: str, limit: int) -> None:
    fitted = visible(fit(plain(text), limit))
    assert fitted == text or utf16(fitted) >= limit - 1


def test_a_message_of_emoji_keeps_as_many_as_fit() -> None:
    assert visible(fit(plain("😀" * 4096), TEXT_LIMIT)) == "😀" * 2047 + "…"


@pytest.mark.parametrize("text", ["<" * 60_000, "<😀" * 60_000, "&lt;" * 60_000, "a<b " * 60_000])
def test_cutting_takes_no_longer_for_odd_text(text: str) -> None:
    begun = time.perf_counter()
    assert utf16(visible(fit(plain(text), TEXT_LIMIT))) <= TEXT_LIMIT
    fit(Markup(text), TEXT_LIMIT)
    assert time.perf_counter() - begun < 1  # a few hundredths; with the square of it minutes


def test_a_screen_becomes_a_message() -> None:
    rows = (
        (Button("Yes", action("quiz", "pick", 1)), Button("No", action("quiz", "pick", 2))),
        (Button("Source", "https://example.org/"),),
    )
    arguments = text_arguments(Screen(fill("<b>{q}</b>", q="a < b?"), rows))
    assert arguments["text"] == "<b>a &lt; b?</b>"
    assert arguments["parse_mode"] == "HTML"
    assert keyboard(rows) == {
        "inline_keyboard": [
            [
                {"text": "Yes", "callback_data": "quiz:pick:1"},
                {"text": "No", "callback_data": "quiz:pick:2"},
            ],
            [{"text": "Source", "url": "https://example.org/"}],
        ]
    }


def test_a_screen_without_buttons_takes_those_away_that_were_there() -> None:
    assert keyboard(()) is None


def test_a_caption_is_shorter_than_a_message() -> None:
    long = Screen(plain("x" * 5000))
    assert utf16(visible(text_arguments(long)["text"])) == TEXT_LIMIT
    assert utf16(visible(caption_arguments(long)["caption"])) == CAPTION_LIMIT


def test_a_button_that_would_not_come_back_is_refused() -> None:
    with pytest.raises(ValueError, match="a button cannot carry"):
        keyboard(((Button("x", action("quiz", "pick", "two words")),),))
