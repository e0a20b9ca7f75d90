"""One bot's figures, and the table of all."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from statistics import median

from tests.benchmarks.contenders import AIOGRAM, FLEXOR, PTB, PTB_CONCURRENT

_COLUMNS = (
    ("updates_per_s", "updates/s", 0),
    ("p50_ms", "p50 ms", 1),
    ("p99_ms", "p99 ms", 1),
    ("bot_cpu_ms", "CPU ms", 2),
    ("fake_cpu_ms", "fake ms", 2),
    ("start_s", "start s", 2),
    ("idle_mb", "idle MB", 1),
    ("end_mb", "end MB", 1),
)
_NAME = 36
_WIDTH = 11


@dataclass(frozen=True, slots=True)
class Figures:
    """What one bot did; processor times are per update, that of the fake includes the people's.

    `start_s` is from the start of the process to its first getUpdates.
    """

    updates_per_s: float
    p50_ms: float
    p99_ms: float
    bot_cpu_ms: float
    fake_cpu_ms: float
    start_s: float
    idle_mb: float
    end_mb: float


def middle(rounds: Sequence[Figures]) -> Figures:
    """Return the median of each figure over the rounds."""
    names = [field.name for field in fields(Figures)]
    return Figures(**{name: median(getattr(each, name) for each in rounds) for name in names})


def table(rows: dict[str, Figures]) -> str:
    """Return the rows by name, and Flexor's speed beside the faster of each library's echoes."""
    head = " " * _NAME + "".join(title.rjust(_WIDTH) for _, title, _ in _COLUMNS)
    lines = [
        name.ljust(_NAME)
        + "".join(f"{getattr(row, column):{_WIDTH}.{digits}f}" for column, _, digits in _COLUMNS)
        for name, row in rows.items()
    ]
    speed = {name: row.updates_per_s for name, row in rows.items()}
    ptb = max(speed[PTB.name], speed[PTB_CONCURRENT.name])
    ratios = (
        f"Flexor / python-telegram-bot echo (the faster): {speed[FLEXOR.name] / ptb:.2f}",
        f"Flexor / aiogram echo: {speed[FLEXOR.name] / speed[AIOGRAM.name]:.2f}",
    )
    return "\n".join([head, *lines, "", *ratios])
