"""Floods of ten kinds by one person: how long everybody else waits."""

from collections.abc import Callable
from pathlib import Path

from bot.sandbox.telegram import Telegram
from tests.attacks.figures import Figures
from tests.gateway.test_floods import FLOODER, FLOODS, P99_S, city


def _long_words(telegram: Telegram) -> None:
    for _ in range(300):
        telegram.say(FLOODER, "/remind own " + "xday " * 800)


def _pains(telegram: Telegram) -> None:
    for _ in range(300):
        telegram.say(FLOODER, "/log " + "pain " * 800)


def _exports(telegram: Telegram) -> None:
    for _ in range(300):
        telegram.say(FLOODER, "/export")


def _stickers(telegram: Telegram) -> None:
    for _ in range(500):
        telegram.send_sticker(FLOODER)


KINDS: list[Callable[[Telegram], None]] = [*FLOODS, _long_words, _pains, _exports, _stickers]


async def floods(folder: Path) -> Figures:
    """Flood a new process with each kind."""
    found = Figures(f"floods: {len(KINDS)} kinds, how long others wait")
    for flood in KINDS:
        name = flood.__name__.strip("_").replace("_", " ")
        async with city(folder / f"{name}.db") as there:
            flood(there.telegram)
            waits = await there.waits()
        p99 = waits[int(0.99 * len(waits)) - 1]
        found.at_most(f"p99 in {name}", round(p99, 3), P99_S, " s")
    return found
