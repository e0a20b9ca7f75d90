"""Paints arrows of movement: the way that a joint has come, or a short hint beside it."""

from collections.abc import Sequence

from bot.pictures.canvas import Canvas, Placement
from bot.pictures.motion import KeyFrame, joint_of, path
from bot.pictures.palette import MOVE, WHITE
from bot.pictures.poses import Arrow, Pose
from bot.pictures.skeleton import Point, toward

SHAFT, HEAD = 0.02, 0.06
HALO = 0.008


def paint_arrows(
    canvas: Canvas, place: Placement, pose: Pose, all_keys: Sequence[KeyFrame], number: int
) -> None:
    """Paint the arrows of one position."""
    for line in arrow_lines(pose, all_keys, number):
        paint_arrow(canvas, place, line)


def arrow_lines(pose: Pose, all_keys: Sequence[KeyFrame], number: int) -> list[list[Point]]:
    """Return the points along each arrow of one position."""
    return [
        [point + complex(*arrow.shift) for point in _line(arrow, pose, all_keys, number)]
        for arrow in all_keys[number].position.arrows
    ]


def _line(arrow: Arrow, pose: Pose, all_keys: Sequence[KeyFrame], number: int) -> list[Point]:
    if arrow.toward is None:
        line = path(all_keys[number - 1], all_keys[number], arrow.of, pose.chair_x)
        return line[1:-1]
    point = joint_of(all_keys[number].stance, arrow.of)
    line = [point]
    for part in range(12):
        point += arrow.length / 12 * toward(arrow.toward + arrow.bend * (part + 0.5) / 12)
        line.append(point)
    return line


def paint_arrow(canvas: Canvas, place: Placement, line: Sequence[Point], size: float = 1) -> None:
    """Paint an arrow along points, with a white rim so that it shows on anything."""
    tip, size, thick = line[-1], size * HEAD, size * SHAFT
    neck = next((p for p in reversed(line) if abs(p - tip) > size * 0.7), line[0])
    unit = (tip - neck) / abs(tip - neck)
    end = tip - unit * size * 0.75
    shaft = [p for p in line if abs(p - tip) > size * 0.75] or [line[0]]
    for rim, paint in ((HALO, WHITE), (0.0, MOVE)):
        canvas.line(place, [*shaft, end], thick + 2 * rim, paint)
        spread = size * 0.5 + rim * 1.4
        point = tip + unit * rim * 1.6
        base = tip - unit * (size + rim * 0.9)
        canvas.polygon(place, [point, base + spread * 1j * unit, base - spread * 1j * unit], paint)
