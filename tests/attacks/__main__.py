"""All attacks by one command: `python -m tests.attacks [--seed N] [--kills N] [...] [NAME ...]`."""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from tests.attacks.faults import faults
from tests.attacks.figures import Figures
from tests.attacks.floods import floods
from tests.attacks.handover import handover
from tests.attacks.kills import kills
from tests.attacks.locks import locks
from tests.attacks.memory import memory
from tests.attacks.soak import soak
from tests.attacks.taps import taps

Attack = Callable[[Path, argparse.Namespace], Awaitable[Figures]]
ATTACKS: Mapping[str, Attack] = {
    "memory": lambda folder, _: memory(folder),
    "taps": lambda folder, chosen: taps(folder, chosen.seed, chosen.taps),
    "floods": lambda folder, _: floods(folder),
    "faults": lambda _, chosen: asyncio.to_thread(faults, chosen.seed),
    "locks": lambda folder, _: locks(folder),
    "handover": lambda folder, chosen: handover(folder, chosen.seed, chosen.kills),
    "kills": lambda folder, chosen: kills(folder, chosen.seed, chosen.kills),
    "soak": lambda folder, chosen: soak(folder, chosen.seed, chosen.updates),
}


def main() -> int:
    """Run the attacks that were named, or all; 1 where a figure is not what it should be."""
    parser = argparse.ArgumentParser(prog="python -m tests.attacks", description=__doc__)
    parser.add_argument("attacks", nargs="*", metavar="NAME", help=f"of {', '.join(ATTACKS)}")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--taps", type=int, default=1000)
    parser.add_argument("--updates", type=int, default=50_000, help="of the soak")
    chosen = parser.parse_args()
    if unknown := set(chosen.attacks) - ATTACKS.keys():
        parser.error(f"no such attack: {', '.join(sorted(unknown))}")
    missed = 0
    for name in chosen.attacks or ATTACKS:
        begun = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            found = asyncio.run(_run(ATTACKS[name], Path(folder), chosen))
        sys.stdout.write(f"{found}\n  took {time.monotonic() - begun:.0f} s\n")
        sys.stdout.flush()
        missed += len(found.missed)
    return 1 if missed else 0


async def _run(attack: Attack, folder: Path, chosen: argparse.Namespace) -> Figures:
    return await attack(folder, chosen)


if __name__ == "__main__":
    sys.exit(main())
