"""HTML as Telegram reads it: text, entities in UTF-16 units, and refusals."""

import pytest

from bot.sandbox.fake.calls import Json
from tests.sandbox.conftest import ANA, Desk


def _entity(kind: str, offset: int, length: int, **more: object) -> Json:
    return {"type": kind, "offset": offset, "length": length, **more}


async def _shown(desk: Desk, html: str) -> tuple[str, list[Json]]:
    sent = await desk.send(html, parse_mode="HTML")
    return sent["text"], sent.get("entities", [])


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("plain", "plain", []),
        ("<b>b</b> <strong>s</strong>", "b s", [_entity("bold", 0, 1), _entity("bold", 2, 1)]),
        ("<i>i</i> <em>e</em>", "i e", [_entity("italic", 0, 1), _entity("italic", 2, 1)]),
        ("<u>u</u> <ins>i</ins>", "u i", [_entity("underline", 0, 1), _entity("underline", 2, 1)]),
        ("<s>s</s>", "s", [_entity("strikethrough", 0, 1)]),
        ("<strike>s</strike>", "s", [_entity("strikethrough", 0, 1)]),
        ("<del>s</del>", "s", [_entity("strikethrough", 0, 1)]),
        ('<span class="tg-spoiler">s</span>', "s", [_entity("spoiler", 0, 1)]),
        ("<tg-spoiler>s</tg-spoiler>", "s", [_entity("spoiler", 0, 1)]),
        ("<code>c</code>", "c", [_entity("code", 0, 1)]),
        ("<pre>p</pre>", "p", [_entity("pre", 0, 1)]),
        (
            '<pre><code class="language-python">p</code></pre>',
            "p",
            [_entity("pre", 0, 1, language="python")],
        ),
        ("<blockquote>q</blockquote>", "q", [_entity("blockquote", 0, 1)]),
        (
            "<blockquote expandable>q</blockquote>",
            "q",
            [_entity("expandable_blockquote", 0, 1)],
        ),
        (
            '<a href="https://doi.org">link</a>',
            "link",
            [_entity("text_link", 0, 4, url="https://doi.org/")],
        ),
        (
            '<a class="x" href="https://doi.org?a=1&amp;b=2">link</a>',
            "link",
            [_entity("text_link", 0, 4, url="https://doi.org/?a=1&b=2")],
        ),
        ("<a href=nowhere>link</a>", "link", []),
        (
            '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
            "👍",
            [_entity("custom_emoji", 0, 2, custom_emoji_id="5368324170671202286")],
        ),
        (
            '<tg-time unix="1772452800" format="wDT">Monday noon</tg-time>',
            "Monday noon",
            [_entity("date_time", 0, 11, unix_time=1772452800, date_time_format="wDT")],
        ),
        (
            "<tg-time unix='1772452800'>noon</tg-time>",
            "noon",
            [
                _entity("date_time", 0, 4, unix_time=1772452800),
            ],
        ),
        ("&lt;&gt;&amp;&quot;&#33;&#x21;", '<>&"!!', []),
        ("&nbsp; & &copy; &amper", "&nbsp; & &copy; &amper", []),
        ("&#0; &#x110000; &#0000000033;", "&#0; &#x110000; &#0000000033;", []),
        ("😀<b>😀x</b>", "😀😀x", [_entity("bold", 2, 3)]),
        ("<B>b</B >", "b", [_entity("bold", 0, 1)]),
        ("<b></b>x", "x", []),
        ("<b>a</>", "a", [_entity("bold", 0, 1)]),
    ],
)
async def test_what_is_shown(desk: Desk, html: str, text: str, entities: list[Json]) -> None:
    assert await _shown(desk, html) == (text, entities)


async def test_a_mention_of_a_person_by_link_has_the_person(desk: Desk) -> None:
    text, entities = await _shown(desk, f'<a href="tg://user?id={ANA}">you</a>')
    assert text == "you"
    assert entities[0]["user"]["first_name"] == "Ana"


async def test_a_mention_of_a_stranger_is_dropped(desk: Desk) -> None:
    assert await _shown(desk, '<a href="tg://user?id=99">you</a>') == ("you", [])


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<b>b", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>b</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("b</b>", "Unexpected end tag at byte offset 1"),
        ("é<p>b</p>", 'Unsupported start tag "p" at byte offset 2'),
        ("a<br/>b", 'Unsupported start tag "br/" at byte offset 1'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("a <3", "Unclosed start tag at byte offset 2"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>b</b", "Unclosed end tag at byte offset 4"),
        ('<a href="x>b</a>', "Unclosed start tag at byte offset 0"),
        ("<a href ", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=x/y>b</a>", "Unexpected end of name token at byte offset 8"),
        ('<a "x">b</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<span>b</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<tg-emoji emoji-id="x">b</tg-emoji>', "Invalid custom emoji identifier specified"),
        ('<tg-time unix="soon">b</tg-time>', "Invalid Unix time specified"),
        ('<tg-time unix="1" format="z">b</tg-time>', "Invalid date-time format specified"),
        (
            "&#xD83D;",
            (
                "Text contains invalid Unicode characters after decoding HTML entities,"
                " check for unmatched surrogate code units"
            ),
        ),
    ],
)
async def test_what_cannot_be_read(desk: Desk, html: str, reason: str) -> None:
    refusal = await desk.refused("sendMessage", chat_id=ANA, text=html, parse_mode="HTML")
    assert refusal == f"Bad Request: can't parse entities: {reason}"


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("  \n text \n ", "text", []),
        (" <b> x </b> ", " x", [_entity("bold", 0, 2)]),
        ("a\r\nb\tc", "a\nb c", []),
        ("a\u202e<b>b\u2028c</b>", "abc", [_entity("bold", 1, 2)]),
    ],
)
async def test_blanks_at_the_ends_go(
    desk: Desk, html: str, text: str, entities: list[Json]
) -> None:
    assert await _shown(desk, html) == (text, entities)


@pytest.mark.parametrize(
    ("html", "entities"),
    [
        ("<b>a</b><b>b</b>", [_entity("bold", 0, 2)]),
        ("<b>a<b>b</b></b>", [_entity("bold", 0, 2)]),
        ("<b>a<i>b</i></b>", [_entity("bold", 0, 2), _entity("italic", 1, 1)]),
        ("<code><b>a</b></code>", [_entity("code", 0, 1)]),
        (
            "<b>a<code>b</code>c</b>",
            [
                _entity("bold", 0, 1),
                _entity("code", 1, 1),
                _entity("bold", 2, 1),
            ],
        ),
        (
            "<blockquote>a<blockquote>b</blockquote></blockquote>",
            [_entity("blockquote", 0, 2)],
        ),
        (
            '<blockquote>a <a href="https://doi.org">b</a></blockquote>',
            [_entity("blockquote", 0, 3), _entity("text_link", 2, 1, url="https://doi.org/")],
        ),
        ("<code>/start</code>", [_entity("code", 0, 6)]),
    ],
)
async def test_entities_are_apart_or_one_inside_the_other(
    desk: Desk, html: str, entities: list[Json]
) -> None:
    assert (await _shown(desk, html))[1] == entities


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Try /check now", "bot_command", "/check"),
        ("Try /check@flexor_sandbox_bot now", "bot_command", "/check@flexor_sandbox_bot"),
        ("See https://doi.org/10.1136/x-1.", "url", "https://doi.org/10.1136/x-1"),
        ("See doi.org today", "url", "doi.org"),
        ("Ask @ana_runs", "mention", "@ana_runs"),
        ("Write to ana@example.org", "email", "ana@example.org"),
        ("It is #run day", "hashtag", "#run"),
    ],
)
async def test_links_and_commands_are_found(desk: Desk, text: str, kind: str, words: str) -> None:
    sent = await desk.send(f"😀 {text}")
    offset = 3 + text.index(words)
    assert sent["entities"] == [_entity(kind, offset, len(words))]


@pytest.mark.parametrize("text", ["3/4 and/or", "5 > 4 / 2", "#1", "a@b", "3.5 km", "e.g. this"])
async def test_what_looks_like_a_link_and_is_none(desk: Desk, text: str) -> None:
    assert "entities" not in await desk.send(text)


async def test_other_parse_modes_are_refused_and_noted(desk: Desk) -> None:
    refusal = await desk.refused("sendMessage", chat_id=ANA, text="*b*", parse_mode="MarkdownV2")
    assert refusal == "Bad Request: unsupported parse_mode"
    assert desk.telegram.violations == ["parse_mode MarkdownV2: the sandbox reads HTML only"]
