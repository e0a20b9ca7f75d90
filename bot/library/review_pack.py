"""Writes one document for the clinician who reads everything that the bot says."""

import base64
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.chat.markup import Markup, fill, lines
from bot.library import review_check, signoff
from bot.library.content import Content
from bot.library.doses import in_words
from bot.library.review_parts import READ, basis, heading, in_plain, named, prose
from bot.library.topics import Source, Topic

_NAME = "review-pack.html"
_STYLE = (
    "body{font:15px/1.45 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
    "body{overflow-wrap:anywhere}"
    "table{border-collapse:collapse;width:100%;overflow-wrap:break-word}"
    "td,th{border:1px solid #bbb;padding:.3em;"
    "text-align:left;vertical-align:top}article{border-top:1px solid #bbb;break-inside:avoid}"
    "td h4,td p{margin:.2em 0}nav a{margin-right:1em;white-space:nowrap}"
    "th{background:#eee}"
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
        ("Reminders, tips, sentences", _listed(content, ("reminder", "tip", "phrase"))),
        ("Quiz", _quiz(content)),
        ("Other languages", _listed(content, ("language",))),
        ("Whom to call", _countries(content)),
        ("Sources", _sources(content.sources.values())),
    )
    ways = (
        fill('<a href="#part-{n}">{title}</a>', n=n, title=title)
        for n, (title, _) in enumerate(sections)
    )
    body = lines(
        fill('<h2 id="part-{n}">{title}</h2>{text}', n=n, title=title, text=lines(text))
        for n, (title, text) in enumerate(sections)
    )
    return fill(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Flexor: review</title>'
        "<style>{style}</style><h1>Flexor: what it says, for review</h1>"
        "<nav>{ways}</nav>{body}</html>\n",
        style=Markup(_STYLE),
        ways=lines(ways),
        body=body,
    )


def _how(content: Content) -> Iterator[Markup]:
    reviewed, every = signoff.counts(content)
    yield fill(
        "<p>{reviewed} of {every} records are signed off as they stand. Each record shows its name "
        "and a hash. To sign it, send both with your name, your registration, the date and what "
        "you looked at; the makers put them into <code>signoff.toml</code>. A record that changes "
        "has another hash and counts as unreviewed again. The check is signed as a whole, because "
        "its rules act on one another, and so are the signs in words.</p>"
        "<p>{{emergency}} and {{advice}} stand where the numbers of the person's country are said, "
        "{{side}} and {{other}} for the sore leg and the other one. Behind each source stands how "
        "far it was read: most are abstracts, and none was checked by a clinician.</p>",
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
    labelled = {"Evidence": topic.evidence, "Works": topic.works, "Dose": topic.dose}
    yield from (f"{label}: {text}" for label, text in labelled.items() if text)
    yield from topic.body
    yield from (f"{n}. {step}" for n, step in enumerate(topic.steps, start=1))
    yield from (f"Not for: {each}" for each in topic.not_for)
    yield from (f"Care: {topic.care}",) if topic.care else ()
    variants = {"Easier": topic.easier, "Harder": topic.harder}
    yield from (f"{label}: {form.text}" for label, form in variants.items() if form)
    if move := topic.movement:
        stop = f"stop above {move.stop_at} out of 10"
        yield f"In the plan: from stage {move.stage}; {in_words(move, fewer=False)}; {stop}."
    yield from (f"Myth: “{myth.said}” In truth: {myth.fact}" for myth in topic.myths)


def _quiz(content: Content) -> Iterator[Markup]:
    """Yield the questions, with the right answers marked."""
    for name, item in content.written["quiz"].items():
        answers = (
            f"{'✓' if letter in item.key else '–'} {option}"
            for letter, option in zip(item.letters, item.options, strict=True)
        )
        yield fill(
            "<article>{head}{said}{cited}</article>",
            head=heading(f"quiz {name}", item, content),
            said=prose((item.question, *answers, item.explanation)),
            cited=basis(item.sources, content),
        )


def _countries(content: Content) -> Iterator[Markup]:
    rows = (
        fill(
            "<tr><td>{head}</td><td>{emergency}</td><td>{advice}</td><td>{crisis}</td></tr>",
            head=heading(f"country {name}", country, content, country.name),
            emergency=country.emergency,
            advice=country.advice,
            crisis=country.crisis,
        )
        for name, country in content.countries.items()
    )
    yield fill(
        "<p>Emergency numbers are compared with libphonenumber; nobody has dialled any.</p>"
        "<table><tr><th>Country</th><th>Emergency</th><th>The same day</th><th>Crisis line</th>"
        "</tr>{rows}</table>",
        rows=lines(rows),
    )


def _listed(content: Content, kinds: Iterable[str]) -> Iterator[Markup]:
    """Yield the records of some kinds, field by field."""
    every = signoff.records(content)
    for name in signoff.names(content, *kinds):
        record = every[name]
        fields = signoff.plain(record)
        cited = fields.pop("sources", ())
        told = (fields.pop("text", ""), *(fields.pop("lines", None) or ()))
        rest = {field: value for field, value in fields.items() if value and field != "id"}
        said = (*told, *(f"{named(field)}: {in_plain(value)}" for field, value in rest.items()))
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
            '<p id="source-{id}"><b>{id}</b> {words}, {read}{link}</p>',
            id=source.id,
            words=words,
            read=read,
            link=link,
        )
