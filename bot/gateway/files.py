"""Files that people send: who takes one, and how it comes."""

from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from bot.chat.actions import decode
from bot.chat.incoming import SentFile
from bot.chat.screen import Reply, Screen
from bot.domain.people.model import Person
from bot.gateway.bodies import expected
from bot.routes import Handler, Routes

_MEDIA = ("photo", "video", "animation", "document", "audio", "voice", "poll")
_ALBUMS = 64


@dataclass(frozen=True, slots=True)
class Attached:
    """A file in a message: Telegram's id of it, and what is told of it."""

    file_id: str
    name: str
    size: int | None

    def as_sent(self, fetch: Callable[[str, int], Awaitable[bytes | None]]) -> SentFile:
        """Return the file as features see it."""
        return SentFile(self.name, self.size, partial(fetch, self.file_id))


def attached(document: Mapping[str, Any] | None) -> Attached | None:
    """Read what is told of a file."""
    if not document:
        return None
    size, name = document.get("file_size"), expected(document.get("file_name") or "", str)
    return Attached(expected(document["file_id"], str), name, expected(size, int) if size else None)


@dataclass(frozen=True, slots=True)
class Media:
    """That a message is a picture, a film, a file, a sound or a poll; `album`: of several."""

    album: str


def media(message: Mapping[str, Any]) -> Media | None:
    """Read whether a message is something that can be sent on and is no text."""
    album = expected(message.get("media_group_id") or "", str)
    return Media(album) if any(kind in message for kind in _MEDIA) else None


class Albums:
    """Remembers which albums were answered: each comes as several messages."""

    def __init__(self) -> None:
        self._answered: deque[str] = deque(maxlen=_ALBUMS)

    def take(self, album: str) -> bool:
        """Say whether a message is to be answered: the first of its album, or of none."""
        if album in self._answered:
            return False
        if album:
            self._answered.append(album)
        return True


def taker(routes: Routes, file: Attached | None, person: Person) -> Handler | None:
    """Return who takes a file; nobody where an admin drafts, whose file it is then."""
    wanted = decode(person.expects)
    drafts = wanted and (wanted.feature, wanted.verb) in routes.admin_taps
    return None if drafts or file is None else routes.takes_file(file.name)


def below(alarm: Screen | None, reply: Reply | None) -> Reply | None:
    """Return an answer with what must be said of a caption before it."""
    return replace(alarm, then=reply) if alarm and isinstance(reply, Screen) else alarm or reply
