"""Links as Telegram checks them."""

import re
from urllib.parse import urlsplit, urlunsplit

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://|tg:|ton:")
_HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_][\w-]*|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-fA-F:]+\]")
_USER = re.compile(r"tg://user\?id=(\d+)", re.IGNORECASE)
_PLAIN = {"tg", "ton", "tonsite"}
_LAST_PORT = 65535


def checked_link(link: str) -> str | None:
    """Return the link in Telegram's normal form, or None where Telegram calls it a wrong one."""
    link = link.strip()
    if not link or any(character.isspace() for character in link):
        return None
    if not _SCHEME.match(link):
        link = "http://" + link
    scheme, host, path, query, fragment = urlsplit(link)
    if scheme in _PLAIN:
        return link if host or path else None
    name, _, port = host.rpartition(":") if re.search(r":\d*$", host) else (host, "", "")
    if scheme not in {"http", "https", "ftp"} or not _HOST.fullmatch(name.rpartition("@")[2]):
        return None
    if port and not 0 < int(port) <= _LAST_PORT:
        return None
    return urlunsplit((scheme, host.lower(), path or "/", query, fragment))


def mentioned_user(link: str) -> int | None:
    """Return the user's id where the link is tg://user?id=..., which mentions somebody."""
    found = _USER.fullmatch(link.strip())
    return int(found[1]) if found else None
