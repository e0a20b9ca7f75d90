"""Thousands of taps at random on a Telegram that is strict: it must refuse none of the answers."""

import asyncio
from collections import Counter
from pathlib import Path
from random import Random

from tests.attacks.figures import Figures
from tests.attacks.town import town

_PEOPLE = 25
_AT_A_TIME = 100  # taps between two looks at the calls, of which 5,000 are remembered
_PAUSE_S = 0.02
_ROOMS = ("/start", "/check", "/quiz", "/plan", "/log", "/reminders", "/settings", "/tips")


async def taps(folder: Path, seed: int, times: int) -> Figures:
    """Tap so many times, one person after the other, faster than anybody can read."""
    found = Figures(f"taps: {times} at random by {_PEOPLE} people, seed {seed}")
    async with town(folder / "taps.db", Random(seed), _PEOPLE) as there, there.bot():  # noqa: S311
        for number, person in enumerate(there.people):
            there.say(person, _ROOMS[number % len(_ROOMS)])
        await there.rest()
        there.note_refusals()
        there.refused.clear()
        for begun in range(0, times, _AT_A_TIME):
            for _ in range(min(_AT_A_TIME, times - begun)):
                person = there.random.choice(there.people)
                if not there.tap(person):
                    there.telegram.say(person, there.random.choice(_ROOMS))
                await asyncio.sleep(_PAUSE_S)
            await there.rest()
            there.note_refusals()
    found.at_most("calls refused", len(there.refused), 0)
    found.none("faults in the log", there.faults())
    found.tell(f"by kind: {dict(Counter(there.refused)) or 'none'}")
    found.at_most("calls outside the documentation", len(there.telegram.violations), 0)
    found.at_most("taps that were not answered", there.telegram.pending, 0)
    return found
