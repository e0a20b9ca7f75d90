"""Text for people: templates in Telegram's HTML, filled with escaped values."""

import html
import re
from collections.abc import Iterable, Sequence

# Marks that would hold on beyond the text they stand in, and those that end what isolates it.
_DIRECTIONS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])

_TAG = re.compile(r"<[^>]*>")


class Markup(str):
    """Text that is safe to send with `parse_mode=HTML`."""

    __slots__ = ()


def plain(text: str) -> Markup:
    """Return any text as markup that shows exactly that text."""
    return Markup(html.escape(text, quote=False))


def fill(template: str, **values: object) -> Markup:
    """Fill a trusted template; every value that is no markup is escaped."""
    return Markup(template.format(**{name: _safe(value) for name, value in values.items()}))


def isolated(name: str) -> str:
    """Return a name that turns nothing around it: it may hold marks for writing to the left."""
    return f"\u2068{name.translate(_DIRECTIONS)}\u2069"


def bold(text: str) -> Markup:
    """Return text in bold."""
    return fill("<b>{text}</b>", text=text)


def italic(text: str) -> Markup:
    """Return text in italics."""
    return fill("<i>{text}</i>", text=text)


def paragraphs(*parts: str | None) -> Markup:
    """Join markup with an empty line between; parts that are empty or None fall out."""
    return Markup("\n\n".join(part for part in parts if part))


def fitting(parts: Iterable[Markup], most: int) -> list[Markup]:
    """Return the first parts, whole, that together show at most so many characters."""
    kept: list[Markup] = []
    for part in parts:
        most -= len(_TAG.sub("", part))
        if most < 0:
            break
        kept.append(part)
    return kept


def lines(parts: Iterable[str]) -> Markup:
    """Join markup with line feeds."""
    return Markup("\n".join(parts))


def bullets(texts: Iterable[str]) -> Markup:
    """Return plain texts as a list, one a line."""
    return lines(fill("• {text}", text=text) for text in texts)


def numbered(texts: Iterable[str]) -> list[Markup]:
    """Return plain texts as the lines of a numbered list."""
    return [fill("{n}. {text}", n=n, text=text) for n, text in enumerate(texts, start=1)]


def opening(parts: Sequence[Markup], most: int) -> tuple[Markup | None, Markup | None]:
    """Return the first parts, a line each, that show at most so many characters; the rest folded.

    What begins a screen is read at one look; the rest is one tap away, under the same picture.
    """
    first = fitting(parts, most)
    rest = parts[len(first) :]
    return lines(first) or None, folded(lines(rest)) if rest else None


def folded(content: Markup) -> Markup:
    """Return markup in a quotation that Telegram shows folded until it is tapped."""
    return Markup(f"<blockquote expandable>{content}</blockquote>")


def _safe(value: object) -> str:
    if isinstance(value, Markup):
        return value
    # Double quotes too, for a value may stand in an attribute; apostrophes end nothing of ours.
    return html.escape(str(value), quote=False).replace('"', "&quot;")
