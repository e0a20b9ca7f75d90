"""One bot's figures, and the README's tables of all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from statistics import median

from tests.benchmarks.contenders import AIOGRAM, FLEXOR, PTB, PTB_CONCURRENT

_COLUMNS = (
    ("updates_per_s", "updates/s", 0),
    ("p50_ms", "p50 ms", 0),
    ("p99_ms", "p99 ms", 0),
    ("bot_cpu_ms", "CPU ms an update", 2),
    ("start_cpu_s", "CPU s to the first poll", 2),
    ("idle_mb", "idle MB", 0),
    ("end_mb", "MB in the end", 0),
)


@dataclass(frozen=True, slots=True)
class Figures:
    """What one bot did; processor times are per update, that of the fake includes the people's."""

    updates_per_s: float
    p50_ms: float
    p99_ms: float
    bot_cpu_ms: float
    fake_cpu_ms: float
    start_cpu_s: float
    idle_mb: float
    end_mb: float


Rounds = Mapping[tuple[str, str], Sequence[Figures]]
"""Each round's figures by what people do and the bot's name."""


def middle(rounds: Sequence[Figures]) -> Figures:
    """Return the median of each figure over the rounds."""
    names = [field.name for field in fields(Figures)]
    return Figures(**{name: median(getattr(each, name) for each in rounds) for name in names})


def table(rounds: Rounds) -> str:
    """Return the medians in Markdown, and Flexor's speed beside the others', round by round."""
    titles = ("people send", "bot", *(title for _, title, _ in _COLUMNS))
    lines = [_row(titles), _row(["---"] * len(titles))]
    for (walk, bot), each in rounds.items():
        row = middle(each)
        lines.append(
            _row((walk, bot, *(f"{getattr(row, name):.{digits}f}" for name, _, digits in _COLUMNS)))
        )
    return "\n".join((*lines, "", *_ratios(rounds)))


def _ratios(rounds: Rounds) -> list[str]:
    """Return the medians of Flexor's speed over each bare echo's in the same round."""
    lines: list[str] = []
    for walk in dict.fromkeys(walk for walk, _ in rounds):
        if (walk, AIOGRAM.name) not in rounds:
            continue
        speeds = {
            bot: [each.updates_per_s for each in rounds[walk, bot]]
            for bot in (FLEXOR.name, AIOGRAM.name, PTB.name, PTB_CONCURRENT.name)
        }
        ours = speeds.pop(FLEXOR.name)
        told = (
            f"{median(a / b for a, b in zip(ours, theirs, strict=True)):.2f} x {bot}"
            for bot, theirs in speeds.items()
        )
        lines.append(f"{walk}: {', '.join(told)}")
    return lines


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
