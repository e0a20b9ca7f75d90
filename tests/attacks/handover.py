"""One process after the other, the next begun before the last has ended: who is answered twice."""

import asyncio
import signal
from collections import Counter
from pathlib import Path
from random import Random

from tests.attacks.figures import Figures
from tests.attacks.town import Town, town
from tests.gateway.test_killed import effects

_PEOPLE = 50
_SIGNALS = (signal.SIGTERM, signal.SIGKILL)


async def handover(folder: Path, seed: int, times: int) -> Figures:
    """Hand over so many times while everybody writes: each answer comes once, or once more."""
    found = Figures(f"handover: {times} under load of {_PEOPLE} people, seed {seed}")
    answers: Counter[tuple[str, int]] = Counter()
    async with town(folder / "handover.db", Random(seed), _PEOPLE) as there:  # noqa: S311
        async with there.bot():
            for person in there.people:
                there.say(person, "/start")
            await there.rest()
        for _ in range(times):
            how = there.random.choice(_SIGNALS)
            for count in await _handed_over(there, how):
                answers[how.name, count] += 1
        stored = await effects(there.path)
        pending = there.telegram.pending
        faults = there.faults()
    for how in _SIGNALS:
        counts = {
            count: answers[name, count] for name, count in sorted(answers) if name == how.name
        }
        found.tell(f"{how.name}: messages by how often they were answered: {counts}")
    found.at_most("never answered", sum(n for (_, count), n in answers.items() if not count), 0)
    found.at_most("more than once more", sum(n for (_, c), n in answers.items() if c > 2), 0)
    found.at_most("lost notes", times * _PEOPLE - len(stored), 0)
    found.at_most("doubled notes", stored.total() - len(stored), 0)
    found.at_most("updates left waiting", pending, 0)
    found.none("faults in the log", faults)
    return found


async def _handed_over(there: Town, how: signal.Signals) -> list[int]:
    """Let everybody write, end one process and begin the next; return everybody's answers."""
    before = {person: len(there.got(person)) for person in there.people}
    async with there.bot() as last:
        for person in there.people:
            there.say(person, f"/log 2 thing{len(there.said[person])}")
        await asyncio.sleep(there.random.uniform(0.0, 1.5))
        last.send_signal(how)
        async with there.bot():
            await there.rest()
    return [len(there.got(person)) - before[person] for person in there.people]
