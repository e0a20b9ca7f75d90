"""Whatever a person's words are, they stand in a message as words and never as markup."""

import html
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.markup import (
    Markup,
    bold,
    bullets,
    fill,
    folded,
    isolated,
    italic,
    numbered,
    opening,
    paragraphs,
    plain,
)


class Reader(HTMLParser):
    """Collects the tags and the text that a reader of HTML finds."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str | None] = []
        self.words = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for _, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words += data


NASTY = st.text() | st.text("<>&\"'/abi;#{}=\n ", max_size=40)


@given(NASTY)
def test_fill_shows_a_value_as_it_is(words: str) -> None:
    read = Reader(fill("<b>{words}</b>", words=words))
    assert read.tags == ["b"]
    assert read.words == words


@given(NASTY)
def test_a_value_cannot_leave_its_attribute(words: str) -> None:
    read = Reader(fill('<a href="{url}">here</a>', url=words))
    assert read.tags == ["a"]
    assert read.links == [words]
    assert read.words == "here"


@given(st.lists(NASTY, max_size=4))
def test_every_builder_escapes(texts: list[str]) -> None:
    for built in (bullets(texts), *numbered(texts), *map(plain, texts)):
        assert Reader(built).tags == []
    for built in (*map(bold, texts), *map(italic, texts)):
        assert Reader(built).tags in (["b"], ["i"])


@given(NASTY)
def test_plain_shows_exactly_the_text(text: str) -> None:
    assert html.unescape(plain(text)) == text


def test_braces_in_a_value_are_no_template() -> None:
    assert fill("{words}", words="{words} {0} {") == "{words} {0} {"


def test_values_need_not_be_text() -> None:
    assert fill("{n} of {all}", n=3, all=None) == "3 of None"


def test_only_a_fragment_is_put_in_as_markup() -> None:
    assert fill("{a}{b}", a="<i>x</i>", b=bold("y")) == "&lt;i&gt;x&lt;/i&gt;<b>y</b>"


def test_empty_parts_leave_no_gap() -> None:
    assert paragraphs("one", None, "", "two") == "one\n\ntwo"


def test_lists_and_folds() -> None:
    assert numbered(["a", "<b>"]) == ["1. a", "2. &lt;b&gt;"]
    assert bullets(["a", "b"]) == "• a\n• b"
    assert folded(Markup("<b>x</b>")) == "<blockquote expandable><b>x</b></blockquote>"


def test_what_does_not_fit_a_look_is_folded() -> None:
    parts = [Markup("<b>one</b>"), Markup("two"), Markup("three")]
    assert opening(parts, 6) == ("<b>one</b>\ntwo", "<blockquote expandable>three</blockquote>")
    assert opening(parts, 99) == ("<b>one</b>\ntwo\nthree", None)
    assert opening(parts, 2)[0] is None


@pytest.mark.parametrize("name", ["Ana", "\u202eanA", "\u2067Ana\u2069\u2069", "\u05d3"])
def test_a_name_turns_nothing_around_it(name: str) -> None:
    shown = isolated(name)
    assert (shown[0], shown[-1]) == ("\u2068", "\u2069")
    turning = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert not set(shown[1:-1]) & turning
