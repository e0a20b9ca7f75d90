"""Mixed updates for as long as one likes: memory, descriptors and threads must stay level."""

import time
from pathlib import Path
from random import Random

from tests.attacks.figures import Figures
from tests.attacks.process import Held, held
from tests.attacks.town import Town, town

_PEOPLE = 200
_ROOMS = ("/start", "/check", "/quiz", "/plan", "/log", "/reminders", "/settings", "ice", "lunge")
_SHARE = 0.3  # of the updates are words
_WARM = 0.4  # of the time, in which caches and pages fill up
MOST_SLOPE_MB = 1.0  # in 100,000 updates


async def soak(folder: Path, seed: int, seconds: float) -> Figures:
    """Keep everybody busy for so many seconds."""
    found = Figures(f"soak: {seconds:.0f} s of mixed updates by {_PEOPLE} people, seed {seed}")
    looks: list[tuple[int, Held]] = []
    async with town(folder / "soak.db", Random(seed), _PEOPLE) as there, there.bot() as bot:  # noqa: S311
        begun, updates = time.monotonic(), 0
        while time.monotonic() - begun < seconds:
            for person in there.people:
                _act(there, person)
            updates += len(there.people)
            await there.rest()
            if time.monotonic() - begun > _WARM * seconds:
                looks.append((updates, held(bot.pid)))
    found.tell(f"{updates} updates, {len(looks)} looks after warm-up")
    if len(looks) > 1:
        found.tell(f"memory {looks[0][1].mb:.1f} MB to {looks[-1][1].mb:.1f} MB")
        slope = 100_000 * _slope([(each, at.mb) for each, at in looks])
        found.at_most("slope in 100,000 updates", round(slope, 2), MOST_SLOPE_MB, " MB")
        grown = looks[-1][1].descriptors - looks[0][1].descriptors
        found.at_most("descriptors more", grown, 8)
        found.at_most("threads more", looks[-1][1].threads - looks[0][1].threads, 2)
    return found


def _act(there: Town, person: int) -> None:
    if there.random.random() < _SHARE or not there.tap(person):
        there.telegram.say(person, there.random.choice(_ROOMS))


def _slope(points: list[tuple[int, float]]) -> float:
    """Return the slope of the straight line that fits best."""
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    over = sum((x - mean_x) * (y - mean_y) for x, y in points)
    return over / sum((x - mean_x) ** 2 for x, _ in points)
