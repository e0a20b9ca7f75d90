"""Mixed updates, as many as one likes: memory, descriptors and threads must stay level."""

from pathlib import Path
from random import Random

from tests.attacks.figures import Figures
from tests.attacks.process import Held, held
from tests.attacks.town import Town, town

_PEOPLE = 1000
_ROOMS = (
    "/start", "/check", "/quiz", "/plan", "/log", "/log 2 run 20 min", "/remind stretch 07:30",
    "/reminders", "/settings", "/progress", "/tips", "ice", "lunge", "my groin is sore",
)  # fmt: skip
_SHARE = 0.3  # of the updates are words
_WARM = 0.25  # of the updates, in which caches and pages fill up
_LOOK_EVERY = 5000  # updates: at rest, so that nobody's waiting is measured
_MESSAGES = 20  # that stay in a chat, so that the town itself stays level
MOST_SLOPE_MB = 1.0  # in 100,000 updates


async def soak(folder: Path, seed: int, times: int) -> Figures:
    """Keep everybody busy with so many updates, as fast as they are dealt with."""
    found = Figures(f"soak: {times} mixed updates by {_PEOPLE} people, seed {seed}")
    looks: list[tuple[int, Held]] = []
    tasks: list[int] = []
    place = town(folder / "soak.db", Random(seed), _PEOPLE, is_paced=False)  # noqa: S311
    async with place as there, there.bot() as bot:
        for updates in range(0, times, _PEOPLE):
            for person in there.people:
                _act(there, person)
            await there.served()
            _forget(there)
            if updates >= _WARM * times and updates % _LOOK_EVERY == 0:
                await there.rest()
                looks.append((updates, held(bot.pid)))
                tasks.append(await there.tasks())
    levels = " ".join(f"{at.mb:.0f}" for _, at in looks)
    found.tell(f"memory at rest, every {_LOOK_EVERY} updates after warm-up, in MB: {levels}")
    if len(looks) > 1:
        slope = 100_000 * _slope([(each, at.mb) for each, at in looks])
        found.at_most("slope in 100,000 updates", round(slope, 2), MOST_SLOPE_MB, " MB")
        grown = looks[-1][1].descriptors - looks[0][1].descriptors
        found.at_most("descriptors more", grown, 8)
        found.at_most("tasks more", tasks[-1] - tasks[0], 2)
        found.at_most("threads more", looks[-1][1].threads - looks[0][1].threads, 2)
    found.none("faults in the log", there.faults())
    return found


def _forget(there: Town) -> None:
    """Take the oldest messages out of the chats."""
    for chat in there.telegram.chats.values():
        for message_id in list(chat.messages)[:-_MESSAGES]:
            del chat.messages[message_id]


def _act(there: Town, person: int) -> None:
    if there.random.random() < _SHARE or not there.tap(person):
        there.telegram.say(person, there.random.choice(_ROOMS))


def _slope(points: list[tuple[int, float]]) -> float:
    """Return the slope of the straight line that fits best."""
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    over = sum((x - mean_x) * (y - mean_y) for x, y in points)
    return over / sum((x - mean_x) ** 2 for x, _ in points)
