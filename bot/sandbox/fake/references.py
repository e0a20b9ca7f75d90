"""Character references in Telegram's HTML: four names, and numbers."""

import re

from bot.sandbox.fake.calls import RefusalError

_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(lt|gt|amp|quot)(?![A-Za-z]));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_LONGEST_NUMBER = 9  # characters of "&#..." that are still read as a reference
_LAST_CODE = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


def dereference(source: str, position: int) -> tuple[str, int]:
    """Read the reference at `position` and where it ends; a bare ampersand stands for itself."""
    found = _REFERENCE.match(source, position)
    if not found:
        return "&", position + 1
    if found[3]:
        return _NAMED[found[3]], found.end()
    code = int(found[1], 16) if found[1] else int(found[2])
    if code == 0 or code >= _LAST_CODE or len(found[0].rstrip(";")) > _LONGEST_NUMBER:
        return "&", position + 1
    if code in _SURROGATES:
        raise RefusalError(
            "can't parse entities: Text contains invalid Unicode characters after decoding HTML"
            " entities, check for unmatched surrogate code units"
        )
    return chr(code), found.end()


def dereferenced(value: str) -> str:
    """Replace every reference in an attribute's value."""
    parts, position = [], 0
    while (stop := value.find("&", position)) >= 0:
        character, after = dereference(value, stop)
        parts += [value[position:stop], character]
        position = after
    return "".join(parts) + value[position:]
