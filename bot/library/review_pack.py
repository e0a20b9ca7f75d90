"""Writes one document for the clinician who reads everything that the bot says."""

import base64
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.chat.markup import Markup, fill, lines
from bot.library import review_check, signoff
from bot.library.content import Content
from bot.library.review_parts import READ, basis, heading, prose
from bot.library.topics import Source, Topic

_NAME = "review-pack.html"
_STYLE = (
    "body{font:15px/1.45 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
    "body{overflow-wrap:anywhere}"
    "table{border-collapse:collapse;width:100%}td,th{border:1px solid #bbb;padding:.3em;"
    "text-align:left;vertical-align:top}article{border-top:1px solid #bbb;break-inside:avoid}"
    "img{max-width:22em}code{background:#eee}small{color:#555}h2{break-before:page}"
)


def write(content: Content, folder: Path) -> Path:
    """Write the document into a folder, which is made if need be; return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / _NAME
    path.write_text(document(content), "utf-8")
    return path


def document(content: Content) -> str:
    """Return the whole document; it needs no other file and no network."""
    sections = (
        ("How to sign", _how(content)),
        ("Thresholds", _thresholds(content)),
        ("The check", review_check.check(content)),
        ("Signs in typed words", review_check.signs(content)),
        ("Vignettes", review_check.told(content)),
        ("Pages and exercises", _topics(content)),
        (
            "Plan",
            _listed(content, ("stage", "gate", "level", "workout", "stop sign", "plan phrase")),
        ),
        ("Diary", _listed(content, ("zone", "diary phrase", "reopening", "weekly question"))),
        ("Reminders, tips, quiz", _listed(content, ("reminder", "tip", "quiz", "phrase"))),
        ("Other languages", _listed(content, ("language",))),
        ("Whom to call", _listed(content, ("country",))),
        ("Sources", _sources(content.sources.values())),
    )
    body = lines(
        fill("<h2>{title}</h2>{text}", title=title, text=lines(t)) for title, t in sections
    )
    return fill(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Flexor: review</title>'
        "<style>{style}</style><h1>Flexor: what it says, for review</h1>{body}</html>\n",
        style=Markup(_STYLE),
        body=body,
    )


def _how(content: Content) -> Iterator[Markup]:
    reviewed, every = signoff.counts(content)
    yield fill(
        "<p>{reviewed} of {every} records are signed off as they stand. Each record shows its name "
        "and a hash. To sign it, send both with your name, your registration, the date and what "
        "you looked at; the makers put them into <code>signoff.toml</code>. A record that changes "
        "has another hash and counts as unreviewed again. The check is signed as a whole, because "
        "its rules act on one another.</p>",
        reviewed=reviewed,
        every=every,
    )


def _thresholds(content: Content) -> Iterator[Markup]:
    rows = (
        fill(
            "<tr><td>{head}</td><td>{value}</td><td>{text}</td><td>{cited}</td></tr>",
            head=heading(f"threshold {one.id}", one, content),
            value=one.value,
            text=one.text,
            cited=basis(one.sources, content),
        )
        for one in content.thresholds.values()
    )
    yield fill("<table>{rows}</table>", rows=lines(rows))


def _topics(content: Content) -> Iterator[Markup]:
    for name, topic in content.topics.items():
        picture = content.illustration(topic)
        shown = Markup("")
        if picture:
            data = base64.b64encode(picture.draw()).decode()
            shown = fill(
                '<img src="data:image/png;base64,{data}" alt="{alt}">', data=data, alt=picture.alt
            )
        yield fill(
            "<article>{head}{shown}{said}{cited}</article>",
            head=heading(f"topic {name}", content.written["topics"][name], content, topic.title),
            shown=shown,
            said=prose(_said(topic)),
            cited=basis(topic.cited(), content),
        )


def _said(topic: Topic) -> Iterator[str]:
    yield topic.answer
    yield from (text for text in (topic.works, topic.dose, topic.care) if text)
    yield from (*topic.body, *topic.steps)
    yield from (f"Not for: {each}" for each in topic.not_for)
    yield from (f"Myth: {myth.said} {myth.fact}" for myth in topic.myths)


def _listed(content: Content, kinds: Iterable[str]) -> Iterator[Markup]:
    """Yield the records of some kinds, field by field."""
    every = signoff.records(content)
    for name in signoff.names(content, *kinds):
        record = every[name]
        fields = signoff.plain(record)
        cited = fields.pop("sources", ())
        said = (f"{field}: {value}" for field, value in fields.items() if value and field != "id")
        yield fill(
            "<article>{head}{said}{cited}</article>",
            head=heading(name, record, content),
            said=prose(said),
            cited=basis(cited, content),
        )


def _sources(sources: Iterable[Source]) -> Iterator[Markup]:
    for source in sources:
        words = ", ".join(str(part) for part in (source.title, source.where, source.year) if part)
        link = fill(' <a href="{url}">{url}</a>', url=source.url) if source.url else Markup("")
        read = READ[source.read]
        yield fill(
            "<p><b>{id}</b> {words}, {read}{link}</p>",
            id=source.id,
            words=words,
            read=read,
            link=link,
        )
