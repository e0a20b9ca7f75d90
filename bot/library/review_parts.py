"""What the parts of the clinician's document are made of."""

from collections.abc import Iterable, Mapping

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


def basis(sources: Iterable[str], content: Content) -> Markup:
    """Return the sources by id, each with how far it was read."""
    found = (content.sources[source] for source in dict.fromkeys(sources))
    named = "; ".join(f"{source.id} ({READ[source.read]})" for source in found)
    return fill("<p><small>Sources: {named}</small></p>", named=named)
