"""Lays panels out on a sheet: beside or above each other, whichever leaves figures larger."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.pictures.canvas import Placement

GAP = 10
ASIDE, ABOVE, LARGEST = (
    28,
    34,
    520,
)  # pixels kept free in a panel; most pixels for a figure's height
Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the sheet for one position: its corners in pixels, and where the figure stands."""

    corners: Box
    place: Placement


def panels(boxes: Sequence[Box], size: tuple[int, int], *, flipped: bool) -> list[Panel]:
    """Return a panel for each box, in rows, in whichever way leaves figures largest."""
    plans: list[list[Sequence[Box]]] = [[boxes], [[box] for box in boxes]]
    rows = max(plans, key=lambda plan: _scale(plan, size))
    scale = _scale(rows, size)
    highs = [_height(row) for row in rows]
    tops = _shares(highs, scale, ABOVE, size[1] - GAP * (len(rows) + 1))
    found = []
    for row, (top, bottom) in zip(rows, tops, strict=True):
        parts = _shares([_width(box) for box in row], scale, ASIDE, size[0] - GAP * (len(row) + 1))
        low, high = min(box[1] for box in row), max(box[3] for box in row)
        for box, (left, right) in zip(row, parts, strict=True):
            level = (box[0], low, box[2], high)
            found.append(_panel((left, top, right, bottom), level, scale, flipped=flipped))
    return found


def _scale(rows: Sequence[Sequence[Box]], size: tuple[int, int]) -> float:
    """Return how many pixels a figure's height has where boxes stand in rows."""
    high = size[1] - GAP * (len(rows) + 1) - ABOVE * len(rows)
    wides = [
        (size[0] - GAP * (len(row) + 1) - ASIDE * len(row)) / sum(_width(box) for box in row)
        for row in rows
    ]
    return min(high / sum(_height(row) for row in rows), *wides, LARGEST)


def _width(box: Box) -> float:
    return box[2] - box[0]


def _height(row: Sequence[Box]) -> float:
    """Return how high a row is whose figures stand on one ground."""
    return max(box[3] for box in row) - min(box[1] for box in row)


def _shares(
    lengths: Sequence[float], scale: float, margin: float, room: float
) -> list[tuple[float, float]]:
    """Return start and end of a cell for each length, what is left over shared out equally."""
    spare = (room - sum(length * scale + margin for length in lengths)) / len(lengths)
    found, start = [], float(GAP)
    for length in lengths:
        end = start + length * scale + margin + spare
        found.append((start, end))
        start = end + GAP
    return found


def _panel(cell: Box, box: Box, scale: float, *, flipped: bool) -> Panel:
    left, top, right, bottom = cell
    spare = (bottom - top) - (box[3] - box[1]) * scale
    middle = (box[0] + box[2]) / 2 * (-1 if flipped else 1)
    ground = bottom - 0.42 * spare + box[1] * scale
    return Panel(cell, Placement((left + right) / 2 - middle * scale, ground, scale, flipped))
