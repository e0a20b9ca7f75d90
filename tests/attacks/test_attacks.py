"""Each attack in small, so that the command keeps working and the worst is seen at once."""

from pathlib import Path

import pytest

from tests.attacks.faults import faults
from tests.attacks.figures import Figures
from tests.attacks.handover import handover
from tests.attacks.kills import kills
from tests.attacks.memory import memory
from tests.attacks.soak import soak
from tests.attacks.taps import taps

pytestmark = pytest.mark.slow


def held(found: Figures) -> None:
    assert not found.missed, f"\n{found}"


async def test_kills(tmp_path: Path) -> None:
    held(await kills(tmp_path, seed=1, times=3, people=30))


async def test_handover(tmp_path: Path) -> None:
    held(await handover(tmp_path, seed=1, times=2))


async def test_taps(tmp_path: Path) -> None:
    held(await taps(tmp_path, seed=1, times=200))


async def test_soak_runs(tmp_path: Path) -> None:
    found = await soak(tmp_path, seed=1, times=5000)
    assert "memory at rest" in found.told[0]


async def test_memory(tmp_path: Path) -> None:
    held(await memory(tmp_path))


def test_faults() -> None:
    held(faults(seed=1))
