"""Writes one document for the clinician who reads everything that the bot says."""

import base64
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bot.chat.markup import Markup, fill, lines
from bot.domain.check.model import Clause, Line, QuestionSet
from bot.library import signoff
from bot.library.content import Content
from bot.library.topics import Source, Topic

_NAME = "review-pack.html"
_READ: Mapping[str, str] = {
    "abstract": "abstract read",
    "page": "page read",
    "second_hand": "read in a page that quotes it",
    "not_reread": "from memory, not read again",
    "own_judgement": "our own judgement",
}
_STYLE = (
    "body{font:15px/1.45 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
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
        ("The check", _check(content)),
        ("Pages and exercises", _topics(content)),
        ("Plan", _listed(content, ("stage", "gate", "level", "workout", "plan phrase"))),
        ("Diary", _listed(content, ("zone", "diary phrase", "reopening", "weekly question"))),
        ("Reminders, tips, quiz", _listed(content, ("reminder", "tip", "quiz", "phrase"))),
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
            head=_head(f"threshold {one.id}", one, content),
            value=one.value,
            text=one.text,
            cited=_cited(one.sources, content),
        )
        for one in content.thresholds.values()
    )
    yield fill("<table>{rows}</table>", rows=lines(rows))


def _check(content: Content) -> Iterator[Markup]:
    triage = content.triage
    yield _head("check", signoff.records(content)["check"], content)
    for rule in sorted(triage.rules, key=lambda rule: -rule.urgency):
        yield fill(
            "<article><h4>{id}: {urgency}</h4><p>When {when}</p><p>{sentence}</p>{cited}</article>",
            id=rule.id,
            urgency=rule.urgency.name.lower(),
            when=in_words(rule.when, triage),
            sentence=rule.sentence,
            cited=_cited(rule.sources, content),
        )
    for outcome in (*triage.outcomes.values(), *triage.special):
        told = (_line(line, triage) for line in (*outcome.run, *outcome.exercise, *outcome.lines))
        meant = f"Where {in_words(outcome.when, triage)}." if outcome.when else ""
        leads = (meant, outcome.lead, outcome.time, *told, outcome.whom)
        said = _paragraphs(text for text in leads if text)
        cited = _cited(outcome.sources, content)
        yield fill("<h4>{title}</h4>{said}{cited}", title=outcome.title, said=said, cited=cited)


def _line(line: Line, triage: QuestionSet) -> str:
    """Return a line of advice, with what it asks for."""
    asks = (
        f"where {in_words(line.when, triage)}" if line.when else "",
        f"with {', '.join(sorted(line.rules))}" if line.rules else "",
        f"without {', '.join(sorted(line.unless_rules))}" if line.unless_rules else "",
        f"where the plan is {line.plan}" if line.plan else "",
    )
    told = "; ".join(ask for ask in asks if ask)
    return f"{line.text} [{told}]" if told else line.text


def in_words(when: Iterable[Clause], triage: QuestionSet) -> str:
    """Return a condition as a sentence: the questions and the answers that it asks for."""
    asked = {question.id: question for question in triage.questions}

    def part(name: str, wanted: frozenset[str]) -> str:
        texts = (option.text for option in asked[name].options if option.id in wanted)
        return f"“{asked[name].text}” is {' or '.join(texts)}"

    return "; or ".join(
        " and ".join(part(name, wanted) for name, wanted in clause.items()) for clause in when
    )


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
            head=_head(f"topic {name}", content.written["topics"][name], content, topic.title),
            shown=shown,
            said=_paragraphs(_said(topic)),
            cited=_cited(topic.cited(), content),
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
            head=_head(name, record, content),
            said=_paragraphs(said),
            cited=_cited(cited, content),
        )


def _head(name: str, record: object, content: Content, title: str = "") -> Markup:
    signed = signoff.signature(content, name)
    state = f"signed by {signed.name}, {signed.date}" if signed else "not reviewed"
    return fill(
        "<h4>{title} <small>{name}</small> <code>{mark}</code> <small>{state}</small></h4>",
        title=title,
        name=name,
        mark=signoff.mark(record),
        state=state,
    )


def _paragraphs(texts: Iterable[str]) -> Markup:
    return lines(fill("<p>{text}</p>", text=text) for text in texts if text)


def _cited(sources: Iterable[str], content: Content) -> Markup:
    found = (content.sources[source] for source in dict.fromkeys(sources))
    named = "; ".join(f"{source.id} ({_READ[source.read]})" for source in found)
    return fill("<p><small>Sources: {named}</small></p>", named=named)


def _sources(sources: Iterable[Source]) -> Iterator[Markup]:
    for source in sources:
        words = ", ".join(str(part) for part in (source.title, source.where, source.year) if part)
        link = fill(' <a href="{url}">{url}</a>', url=source.url) if source.url else Markup("")
        read = _READ[source.read]
        yield fill(
            "<p><b>{id}</b> {words}, {read}{link}</p>",
            id=source.id,
            words=words,
            read=read,
            link=link,
        )
