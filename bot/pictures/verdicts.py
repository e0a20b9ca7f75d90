"""Paints right and wrong: a tick or a cross with words, and both close up, one above the other."""

from bot.pictures.canvas import Canvas, Placement, width_of
from bot.pictures.front import paint_front
from bot.pictures.palette import FLOOR, FLOOR_EDGE, MUSCLE_EDGE, PAPER, RIGHT, WHITE
from bot.pictures.pelvis import HEIGHTS, paint_pelvis
from bot.pictures.poses import Mistake
from bot.pictures.skeleton import Stance

LETTERS = 23
LEGS = -0.07, 0.20  # what a close-up of legs shows below the floor's edge, and above the hips
BESIDE = 0.72  # where in a sheet's width a close-up stands, so that words have room
Box = tuple[float, float, float, float]  # left, top, right, bottom


def verdict(canvas: Canvas, corners: Box, words: str, *, right: bool) -> None:
    """Write what is right, or wrong, into the upper left of a sheet."""
    left, top = corners[0] + 8, corners[1] + 8
    canvas.box(
        (left, top, left + width_of(words, LETTERS) + 50, top + 36),
        18,
        RIGHT if right else MUSCLE_EDGE,
    )
    sign = Placement(left + 22, top + 18, 9)
    strokes = (
        ([-1 + 0j, -0.3 - 0.75j, 1 + 0.8j],)
        if right
        else ([-0.8 - 0.8j, 0.8 + 0.8j], [-0.8 + 0.8j, 0.8 - 0.8j])
    )
    for stroke in strokes:
        canvas.line(sign, stroke, 0.5, WHITE)
    canvas.text((left + 38, top + 18), words, LETTERS, WHITE)


def crossed_out(canvas: Canvas, corners: Box) -> None:
    """Underline a sheet as wrong."""
    left, _, right, bottom = corners
    canvas.box((left + 14, bottom - 6, right - 14, bottom), 3, MUSCLE_EDGE)


def paint_pair(
    canvas: Canvas, corners: Box, mistake: Mistake, stance: Stance, *, flipped: bool
) -> None:
    """Paint the right form above the wrong one, close up, into two sheets between corners."""
    left, top, right, bottom = corners
    middle = (top + bottom) / 2
    for good, cell in (
        (True, (left, top, right, middle - 5)),
        (False, (left, middle + 5, right, bottom)),
    ):
        canvas.box(cell, 16, PAPER)
        if mistake.seen == "front":
            _legs(canvas, cell, stance, flipped=flipped, falls_in=not good)
        else:
            low, high = HEIGHTS
            scale = (cell[3] - cell[1]) / (high - low)
            place = Placement(
                left + BESIDE * (right - left), cell[1] + high * scale, scale, flipped
            )
            paint_pelvis(canvas, place, tucked=good)
        if not good:
            crossed_out(canvas, cell)
        verdict(canvas, cell, (mistake.right or "") if good else mistake.words, right=good)


def _legs(canvas: Canvas, cell: Box, stance: Stance, *, flipped: bool, falls_in: bool) -> None:
    left, top, right, bottom = cell
    low, high = LEGS[0], stance.hip.imag + LEGS[1]
    scale = (bottom - top) / (high - low)
    place = Placement(left + BESIDE * (right - left), top + high * scale, scale, flipped)
    floor = place.put(0.03j)[1]
    canvas.box((left, floor, right, bottom), 16, FLOOR)
    canvas.box((left, floor, right, floor + 20), 0, FLOOR)
    canvas.box((left, floor - 2, right, floor), 0, FLOOR_EDGE)
    paint_front(canvas, place, stance, high, falls_in=falls_in)
