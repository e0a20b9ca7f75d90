"""Another program holds the database while everybody writes: all is kept once, and answered."""

import asyncio
from collections import Counter
from pathlib import Path
from random import Random

from tests.attacks.figures import Figures
from tests.attacks.town import Town, town
from tests.gateway.test_killed import effects
from tests.storage.another import another

_PEOPLE = 100
_HOLDS_S = {"exclusive": (5, 30), "dump": (30,), "backup": (30,)}
_NOTES = 3  # of each person while it is held
_LOOK_S = 0.1
_LONGEST_S = 4 + _PEOPLE / 30 + 1  # what the bot waits before it says so, and 30 messages a second


async def locks(folder: Path) -> Figures:
    """Hold the database in each way, with people who write all the while."""
    found = Figures(f"locks: another program holds the database, {_PEOPLE} people write")
    async with town(folder / "locks.db", Random(0), _PEOPLE) as there, there.bot():  # noqa: S311
        for person in there.people:
            there.say(person, "/start")
        await there.rest()
        for kind, holds in _HOLDS_S.items():
            for hold_s in holds:
                await _hold(there, found, kind, hold_s)
        wanted = Counter(
            (person, words.split()[2])
            for person, said in there.said.items()
            for words in said
            if words.startswith("/log")
        )
        stored = await effects(there.path)
        found.at_most("lost notes", (wanted - stored).total(), 0)
        found.at_most("doubled notes", (stored - wanted).total(), 0)
        unanswered = [p for p, said in there.said.items() if len(there.got(p)) < len(said)]
        found.at_most("people with an answer missing", len(unanswered), 0)
        found.at_most("updates left waiting", there.telegram.pending, 0)
        found.none("other faults in the log", [f for f in there.faults() if "_held" not in f])
    return found


async def _hold(there: Town, found: Figures, kind: str, hold_s: int) -> None:
    """Hold it so long; tell for how long people heard nothing, and that it went on after."""
    before = {person: len(there.got(person)) for person in there.people}
    waited_s = 0.0
    async with another(there.path, kind):
        for _ in range(_NOTES):
            for person in there.people:
                there.say(person, f"/log 2 thing{len(there.said[person])}")
            for _ in range(round(hold_s / _NOTES / _LOOK_S)):
                await asyncio.sleep(_LOOK_S)
                if any(len(there.got(person)) == before[person] for person in there.people):
                    waited_s += _LOOK_S
    await there.rest()
    found.at_most(
        f"{kind}, {hold_s} s: longest silence", round(waited_s, 1), round(_LONGEST_S, 1), " s"
    )
