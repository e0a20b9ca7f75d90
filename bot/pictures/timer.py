"""A timer for holding: a ring that empties in real time, once, and says when it is over."""

from PIL import Image

from bot.pictures.animation import gif
from bot.pictures.canvas import Canvas, Placement, arc, png
from bot.pictures.palette import DESK, EMPTY, GREEN, INK, MOVE, PAPER, QUIET

SIDE = 320
FINE = 3
STEP_S = 0.5
DONE_S = 5.0


def countdown(seconds: int) -> bytes:
    """Return the timer as a GIF that plays once, for so many seconds, and ends on a tick."""
    steps = round(seconds / STEP_S)
    frames = [_face(seconds - step * STEP_S, seconds) for step in range(steps)]
    return gif([*frames, _done()], [STEP_S] * steps + [DONE_S], loops=False)


def countdown_still(seconds: int) -> bytes:
    """Return how the timer looks when it starts."""
    return png(_face(float(seconds), seconds))


def _face(left: float, seconds: int) -> Image.Image:
    canvas = _sheet()
    place = Placement(SIDE / 2, SIDE / 2, SIDE / 2)
    canvas.disc(place, 0j, 0.86, EMPTY)
    if left:
        pie = [0j, *arc(0j, 0.86, 360 * (1 - left / seconds), 360)]
        canvas.polygon(place, pie, MOVE)
    canvas.disc(place, 0j, 0.68, PAPER)
    canvas.text((SIDE / 2, SIDE / 2 - 8), str(-int(-left // 1)), 112, INK, "mm")
    canvas.text((SIDE / 2, SIDE / 2 + 62), "seconds", 26, QUIET, "mm")
    return canvas.finish()


def _done() -> Image.Image:
    canvas = _sheet()
    place = Placement(SIDE / 2, SIDE / 2, SIDE / 2)
    canvas.disc(place, 0j, 0.86, GREEN)
    canvas.disc(place, 0j, 0.68, PAPER)
    canvas.line(place, [-0.3 + 0.12j, -0.08 - 0.1j, 0.32 + 0.34j], 0.13, GREEN)
    canvas.text((SIDE / 2, SIDE / 2 + 58), "Done", 40, INK, "mm")
    return canvas.finish()


def _sheet() -> Canvas:
    canvas = Canvas(SIDE, SIDE, DESK, FINE)
    canvas.box((6, 6, SIDE - 6, SIDE - 6), 20, PAPER)
    return canvas
