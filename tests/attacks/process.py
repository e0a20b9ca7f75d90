"""What a process holds and has used, as Linux tells it."""

import os
from dataclasses import dataclass
from pathlib import Path

_PAGE = 4096


@dataclass(frozen=True, slots=True)
class Held:
    """Resident memory in MB, open descriptors and threads."""

    mb: float
    descriptors: int
    threads: int


def held(pid: int) -> Held:
    """Look at a process."""
    home = Path("/proc") / str(pid)
    pages = int((home / "statm").read_text().split()[1])
    descriptors = sum(1 for _ in (home / "fd").iterdir())
    threads = sum(1 for _ in (home / "task").iterdir())
    return Held(pages * _PAGE / 1e6, descriptors, threads)


def cpu_s(pid: int) -> float:
    """Return how many seconds of processor time a process has used."""
    fields = (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
