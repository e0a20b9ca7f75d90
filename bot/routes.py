"""What a feature offers, and which handler takes what comes in."""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from whenever import Time

from bot.chat.actions import Action
from bot.chat.incoming import Incoming
from bot.chat.screen import Card, Document, Reply
from bot.chat.sending import Outbox
from bot.services import Services
from bot.storage.transaction import Transaction

_K = TypeVar("_K")
_V = TypeVar("_V")


Handler = Callable[[Incoming, Services], Awaitable[Reply | None]]
Move = Callable[[Transaction, int, int], None]
"""Takes what is stored of a group along to the chat that it has become; twice is harmless."""
Feed = Callable[[str, Services], Awaitable[Document | None]]
"""Returns what stands behind an address with a key of its own, None where nothing does."""
Inline = Callable[[Incoming, Services], Awaitable[Sequence[Card]]]


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command, with the line that Telegram's menu shows; aliases are not in the menu.

    `in_groups` answers it there; without, the person is asked to talk in private. What follows is
    heeded as typed words are, unless the handler does that itself, as `heeds_words` says.
    `takes_edits`: edited, the message corrects what it did.
    `plain` is a pattern of the beginning of words that do the same without a slash.
    """

    name: str
    description: str
    handler: Handler
    aliases: tuple[str, ...] = ()
    admins_only: bool = False
    heeds_words: bool = False
    takes_edits: bool = False
    plain: str = ""
    in_groups: Handler | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """What the clock starts: with the bot, and `again` so many seconds after it has ended.

    Where `again` is a time of day, in UTC, it is started each day at that time. A `long` one is
    cancelled as soon as the bot stops, and may then end what it has begun.
    """

    name: str
    again: float | Time
    run: Callable[[Services, Outbox], Awaitable[None]]
    long: bool = False


@dataclass(frozen=True, slots=True)
class Feature:
    """A room of the house: its name is the first word of its buttons' data.

    `taps` work in the private chat, `admin_taps` there for admins alone, `public_taps` anywhere,
    `group_admin_taps` in groups for the admins of each.
    `links` are the taps that a link into the private chat may carry: they must change nothing.
    `typed` takes words that nobody expected; `heeds` looks at all others that a person wrote, and
    answers in place of whom they were for where that cannot be left. `moved` is for what is stored
    of groups. `filed` takes files whose names match its pattern, `media` what else than text an
    admin sends; `feeds` are served over HTTP, each below its name.
    """

    name: str
    commands: tuple[Command, ...] = ()
    taps: Mapping[str, Handler] = field(default_factory=dict)
    admin_taps: Mapping[str, Handler] = field(default_factory=dict)
    public_taps: Mapping[str, Handler] = field(default_factory=dict)
    group_admin_taps: Mapping[str, Handler] = field(default_factory=dict)
    votes: Mapping[str, Handler] = field(default_factory=dict)
    links: frozenset[str] = frozenset()
    inline: Inline | None = None
    typed: Handler | None = None
    heeds: Handler | None = None
    placed: Handler | None = None
    moved: Move | None = None
    filed: tuple[str, Handler] | None = None
    media: Handler | None = None
    feeds: Mapping[str, Feed] = field(default_factory=dict)
    jobs: tuple[Job, ...] = ()


Route = tuple[str, str]
"""A feature and one of its verbs."""


@dataclass(frozen=True, slots=True)
class Routes:
    """All routes of all features, ready to look up."""

    commands: Mapping[str, Command]
    taps: Mapping[Route, Handler]
    admin_taps: frozenset[Route]
    public_taps: frozenset[Route]
    group_admin_taps: frozenset[Route]
    links: frozenset[Route]
    votes: Mapping[Route, Handler]
    inline: tuple[Inline, ...]
    typed: Handler
    heeds: tuple[Handler, ...]
    placed: Handler | None
    moved: tuple[Move, ...]
    filed: tuple[str, Handler] | None
    media: Handler | None
    plain: tuple[tuple[str, Command], ...] = ()

    def takes_file(self, name: str) -> Handler | None:
        """Return who takes a file of this name."""
        pattern, handler = self.filed or ("", None)
        return handler if pattern and re.search(pattern, name, re.IGNORECASE) else None

    def in_plain_words(self, text: str, expected: Action | None) -> Command | None:
        """Return the command that words without a slash ask for; no room asks that of itself."""
        room = expected.feature if expected else ""
        asked = (command for name, command in self.plain if name != room)
        return next((c for c in asked if re.match(c.plain, text, re.IGNORECASE)), None)


def routes(features: Iterable[Feature]) -> Routes:
    """Join the features' routes; ValueError where two claim one, or nobody takes typed words."""
    rooms = tuple(features)
    commands: dict[str, Command] = {}
    taps: dict[Route, Handler] = {}
    for room in rooms:
        for command in room.commands:
            for name in (command.name, *command.aliases):
                _claim(commands, name, command)
        for table in _tables(room):
            for verb, handler in table.items():
                _claim(taps, (room.name, verb), handler)
    typed = [room.typed for room in rooms if room.typed]
    placed = [room.placed for room in rooms if room.placed]
    filed = [room.filed for room in rooms if room.filed]
    media = [room.media for room in rooms if room.media]
    if len(typed) != 1:
        raise ValueError(f"{len(typed)} features take typed words; exactly one must")
    for what, takers in (("places", placed), ("files", filed), ("pictures of admins", media)):
        if len(takers) > 1:
            raise ValueError(f"{len(takers)} features take {what}; at most one may")
    return Routes(
        commands=commands,
        taps=taps,
        admin_taps=frozenset((room.name, verb) for room in rooms for verb in room.admin_taps),
        group_admin_taps=frozenset(
            (room.name, verb) for room in rooms for verb in room.group_admin_taps
        ),
        public_taps=frozenset((room.name, verb) for room in rooms for verb in room.public_taps),
        links=frozenset((room.name, verb) for room in rooms for verb in room.links),
        votes={(room.name, verb): vote for room in rooms for verb, vote in room.votes.items()},
        inline=tuple(room.inline for room in rooms if room.inline),
        typed=typed[0],
        heeds=tuple(room.heeds for room in rooms if room.heeds),
        placed=placed[0] if placed else None,
        moved=tuple(room.moved for room in rooms if room.moved),
        filed=filed[0] if filed else None,
        plain=tuple((room.name, c) for room in rooms for c in room.commands if c.plain),
        media=media[0] if media else None,
    )


def _tables(room: Feature) -> tuple[Mapping[str, Handler], ...]:
    return (room.taps, room.admin_taps, room.public_taps, room.group_admin_taps)


def _claim(table: dict[_K, _V], key: _K, value: _V) -> None:
    if key in table:
        raise ValueError(f"two features claim the route {key!r}")
    table[key] = value
