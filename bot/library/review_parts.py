"""What the parts of the clinician's document are made of."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.chat.markup import Markup, fill, lines
from bot.library import signoff
from bot.library.content import Content

READ: Mapping[str, str] = {
    "abstract": "abstract read",
    "page": "page read",
    "second_hand": "read in a page that quotes it",
    "not_reread": "from memory, not read again",
    "own_judgement": "our own judgement",
}


def heading(name: str, record: object, content: Content, title: str = "") -> Markup:
    """Return a record's name with its hash and whether it is signed."""
    signed = signoff.signature(content, name)
    state = f"signed by {signed.name}, {signed.date}" if signed else "not reviewed"
    return fill(
        "<h4>{title} <small>{name}</small> <code>{mark}</code> <small>{state}</small></h4>",
        title=title,
        name=name,
        mark=signoff.mark(record),
        state=state,
    )


def prose(texts: Iterable[str]) -> Markup:
    """Return texts as paragraphs; those that are empty fall out."""
    return lines(fill("<p>{text}</p>", text=text) for text in texts if text)


def in_plain(value: Any) -> str:
    """Return a field's value as people write it: lists with semicolons, no brackets."""
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {in_plain(held)}" for name, held in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(in_plain(each) for each in value)
    return "yes" if value is True else str(value)


def named(word: str) -> str:
    """Return an id or a name of the code as words."""
    return word.replace("_", " ").lower()


def basis(sources: Iterable[str], content: Content) -> Markup:
    """Return the sources by id, each with how far it was read, leading to its place in the list."""
    found = (content.sources[source] for source in dict.fromkeys(sources))
    cited = (
        fill('<a href="#source-{id}">{id}</a> ({read})', id=source.id, read=READ[source.read])
        for source in found
    )
    return fill("<p><small>Sources: {cited}</small></p>", cited=Markup("; ".join(cited)))
