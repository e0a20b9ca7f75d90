"""How much memory the process holds: idle, and after a mixed load with every picture."""

import asyncio
from pathlib import Path
from random import Random

from bot.library import loading
from tests.attacks.figures import Figures
from tests.attacks.process import held
from tests.attacks.town import Town, town

MOST_MB = 200
_PEOPLE = 40


async def memory(folder: Path) -> Figures:
    """Measure before anybody comes, and after everybody has seen every room and picture."""
    found = Figures("memory of the process")
    content = loading.load()
    async with town(folder / "memory.db", Random(0), _PEOPLE) as there, there.bot() as bot:  # noqa: S311
        await there.rest()
        await asyncio.sleep(3)
        found.tell(f"idle: {held(bot.pid).mb:.0f} MB")
        for side in ("left", "right"):
            await _pictures(there, list(content.topics), side)
            found.tell(f"after all pictures, {side}: {held(bot.pid).mb:.0f} MB")
        await _rooms(there)
        found.at_most("after a mixed load", round(held(bot.pid).mb), MOST_MB, " MB")
        await asyncio.sleep(10)
        found.at_most("ten seconds later", round(held(bot.pid).mb), MOST_MB, " MB")
        found.none("faults in the log", there.faults())
        found.tell(f"{sum('Animation' in c.method for c in there.telegram.calls)} movements shown")
    return found


async def _pictures(there: Town, topics: list[str], side: str) -> None:
    """Let people look at every page, its card and its movement, each at some of the topics."""
    for person in there.people:
        there.say(person, "/start")
    await there.rest()
    _all_tap(there, [f"account:set:side:{side}"] * len(there.people))
    await there.rest()
    for verb in ("open", "card", "moves"):
        for begun in range(0, len(topics), len(there.people)):
            some = topics[begun : begun + len(there.people)]
            _all_tap(there, [f"remedies:{verb}:{topic}" for topic in some])
            await there.rest()


def _all_tap(there: Town, data: list[str]) -> None:
    """Let one person after the other tap, each something else."""
    for person, tapped in zip(there.people, data, strict=False):
        there.telegram.tap(person, there.got(person)[-1]["message_id"], tapped)


async def _rooms(there: Town) -> None:
    """Let everybody write in their diary, plot it, and take it with them."""
    for words in (
        "/log 2 run 20 min",
        "/log 4",
        "/progress",
        "/quiz",
        "/check",
        "/export",
        "ice",
        "/timezone Chelmsford",
    ):
        for person in there.people:
            there.say(person, words)
        await there.rest()
    for person in there.people:
        number = there.got(person)[-1]["message_id"]
        for data in ("progress:page", "progress:table", "progress:diary:90", "progress:quiz"):
            there.telegram.tap(person, number, data)
    await there.rest()
