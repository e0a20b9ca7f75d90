"""Ten kinds of faults of Telegram, an hour of virtual time each: nobody lost, nobody twice."""

import asyncio
from collections.abc import Callable, Mapping
from random import Random

from bot.sandbox.fake.calls import Fault
from tests.attacks.figures import Figures
from tests.domain.broadcast.house import House, confirmed, house, run, until_ended
from tests.gateway import virtual_time

PEOPLE = 200
_HOUR_S = 3600
_SHARE = 0.3  # of the calls go wrong in that hour

KINDS: Mapping[str, Callable[[Random], Fault]] = {
    "no connection": lambda _: Fault("refused"),
    "dropped before": lambda _: Fault("dropped"),
    "dropped after": lambda _: Fault("dropped", after=True),
    "no answer, before": lambda _: Fault("timed_out", delay_s=15),
    "no answer, after": lambda _: Fault("timed_out", after=True, delay_s=15),
    "500": lambda _: Fault(status=500),
    "502": lambda _: Fault(status=502, description="Bad Gateway"),
    "429": lambda random: Fault(status=429, retry_after=random.randint(1, 30)),
    "slow": lambda _: Fault("dropped", after=True, delay_s=5),
    "conflict": lambda _: Fault(status=409, description="Conflict"),
}


def faults(seed: int) -> Figures:
    """Send a broadcast an hour long through each kind."""
    found = Figures(f"faults: {len(KINDS)} kinds, {PEOPLE} people, an hour each, seed {seed}")
    for name, make in KINDS.items():
        lost, doubled, unsure = _hour(make, Random(seed))  # noqa: S311
        found.at_most(f"{name}: lost", lost, 0)
        found.at_most(f"{name}: doubled", doubled, 0)
        if unsure:
            found.tell(f"{name}: {unsure} have it not, and are reported as not known")
    return found


def _hour(make: Callable[[Random], Fault], random: Random) -> tuple[int, int, int]:
    result: list[tuple[int, int, int]] = []

    async def transcript() -> None:
        built = house(PEOPLE)
        built.faults = lambda _: _weather(make, random)
        async with built.life() as process:
            await confirmed(process.services.db)
            await asyncio.sleep(_HOUR_S)
            await until_ended(process.services.db)
        result.append(_counted(built))

    run(transcript())
    return result[0]


def _weather(make: Callable[[Random], Fault], random: Random) -> Fault | None:
    wrong = virtual_time.now() < _HOUR_S and random.random() < _SHARE
    return make(random) if wrong else None


def _counted(built: House) -> tuple[int, int, int]:
    """Count who is said to have it and has it not, who has it twice, and of whom it is not known.

    A broadcast comes rather never than twice: what may have arrived is not sent again.
    """
    lost = doubled = unsure = 0
    for person, fate in built.fates().items():
        copies = built.copies(person)
        doubled += copies > 1
        lost += copies == 0 and fate != "unknown"
        unsure += copies == 0 and fate == "unknown"
    return lost, doubled, unsure
