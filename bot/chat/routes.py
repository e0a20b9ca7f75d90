"""What comes in, and which handler it goes to."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from whenever import Instant

from bot.chat.screen import Reply

if TYPE_CHECKING:
    from bot.services import Services

_K = TypeVar("_K")
_V = TypeVar("_V")


@dataclass(frozen=True, slots=True)
class Incoming:
    """A command, tap or typed message of one person in a private chat.

    `words` is what follows a command, or the typed text; `args` are a tap's arguments.
    """

    person_id: int
    name: str
    language: str
    now: Instant
    words: str = ""
    args: tuple[str, ...] = ()


Handler = Callable[[Incoming, "Services"], Awaitable[Reply | None]]


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command, with the line that Telegram's menu shows; aliases are not in the menu."""

    name: str
    description: str
    handler: Handler
    aliases: tuple[str, ...] = ()
    admins_only: bool = False


@dataclass(frozen=True, slots=True)
class Feature:
    """A room of the house: its name is the first word of its buttons' data."""

    name: str
    commands: tuple[Command, ...] = ()
    taps: Mapping[str, Handler] = field(default_factory=dict)
    typed: Handler | None = None


@dataclass(frozen=True, slots=True)
class Routes:
    """All routes of all features, ready to look up."""

    commands: Mapping[str, Command]
    taps: Mapping[tuple[str, str], Handler]
    typed: Handler


def routes(features: Iterable[Feature]) -> Routes:
    """Join the features' routes; ValueError where two claim one, or nobody takes typed words."""
    commands: dict[str, Command] = {}
    taps: dict[tuple[str, str], Handler] = {}
    typed: list[Handler] = []
    for feature in features:
        for command in feature.commands:
            for name in (command.name, *command.aliases):
                _claim(commands, name, command)
        for verb, handler in feature.taps.items():
            _claim(taps, (feature.name, verb), handler)
        if feature.typed:
            typed.append(feature.typed)
    if len(typed) != 1:
        raise ValueError(f"{len(typed)} features take typed words; exactly one must")
    return Routes(commands, taps, typed[0])


def _claim(table: dict[_K, _V], key: _K, value: _V) -> None:
    if key in table:
        raise ValueError(f"two features claim the route {key!r}")
    table[key] = value
