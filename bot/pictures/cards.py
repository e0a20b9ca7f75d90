"""Cards that say a rule at a glance: pain zones, and the ladder back to running."""

from bot.pictures.canvas import Canvas, Placement, paragraph, png
from bot.pictures.palette import AMBER, DESK, GREEN, INK, MOVE, PAPER, QUIET, RED, SKY, WHITE

SIZE = (720, 480)
GREEN_TO, AMBER_TO = 2, 5  # pain out of 10
ZONES = (
    (GREEN, "0 to 2", "Go on", "or do a little more"),
    (AMBER, "3 to 5", "Do less", "no hills or speed; only if normal next morning"),
    (RED, "over 5", "Stop and check", "also for a limp, deep pain on landing, night pain"),
)
# Minutes of running and walking, and how often; the last level grows from there.
LADDER = (
    (1, 4, 4),
    (2, 3, 4),
    (3, 2, 4),
    (4, 1, 4),
    (8, 2, 2),
    (20, 0, 1),
    (25, 0, 1),
    (30, 0, 1),
    (30, 0, 1),
)


def pain_zones() -> bytes:
    """Return the card of green, amber and red, each with a sign of its own."""
    canvas = Canvas(*SIZE, DESK)
    for number, (colour, score, what, how) in enumerate(ZONES):
        top = 84 + number * 130
        canvas.box((10, top, SIZE[0] - 10, top + 120), 16, PAPER)
        canvas.box((10, top, 118, top + 120), 16, colour)
        canvas.box((100, top, 118, top + 120), 0, colour)
        _sign(canvas, Placement(64, top + 60, 30), number)
        canvas.text((140, top + 36), score, 36, INK)
        canvas.text((300, top + 36), what, 36, INK)
        paragraph(canvas, (140, top + 64, SIZE[0] - 170), how, 24, QUIET)
    _scale(canvas)
    return png(canvas.finish())


def _scale(canvas: Canvas) -> None:
    """Paint the numbers 0 to 10 in the colours of their zones."""
    wide = (SIZE[0] - 20) / 11
    for score in range(11):
        colour = ZONES[(score > GREEN_TO) + (score > AMBER_TO)][0]
        left = 10 + score * wide
        canvas.box((left + 2, 12, left + wide - 2, 72), 10, colour)
        canvas.text((left + wide / 2, 42), str(score), 30, INK, "mm")


def _sign(canvas: Canvas, place: Placement, number: int) -> None:
    """Paint a tick, a pause or a cross."""
    strokes = (
        [[-0.9 + 0.0j, -0.3 - 0.7j, 0.95 + 0.75j]],
        [[-0.4 - 0.8j, -0.4 + 0.8j], [0.4 - 0.8j, 0.4 + 0.8j]],
        [[-0.75 - 0.75j, 0.75 + 0.75j], [-0.75 + 0.75j, 0.75 - 0.75j]],
    )[number]
    for stroke in strokes:
        canvas.line(place, stroke, 0.42, INK)


def ladder() -> bytes:
    """Return the card of the nine levels from walking to running, drawn to scale."""
    canvas = Canvas(720, 540, DESK)
    canvas.box((10, 10, 710, 530), 16, PAPER)
    canvas.box((24, 24, 48, 48), 6, MOVE)
    canvas.text((58, 36), "run", 25, INK)
    canvas.box((126, 24, 150, 48), 6, SKY)
    canvas.text((160, 36), "walk", 25, INK)
    canvas.text((696, 36), "minutes, every other day", 24, QUIET, "rm")
    for level, (run, walk, times) in enumerate(LADDER, start=1):
        _level(canvas, level, 66 + (level - 1) * 51, (run, walk, times))
    return png(canvas.finish())


def _level(canvas: Canvas, level: int, top: float, minutes: tuple[int, int, int]) -> None:
    run, walk, times = minutes
    minute, left = 13.0, 72.0
    canvas.box((24, top + 4, 60, top + 40), 10, INK)
    canvas.text((42, top + 22), str(level), 25, WHITE, "mm")
    for _ in range(times):
        canvas.box((left, top + 6, left + run * minute - 2, top + 38), 4, MOVE)
        left += run * minute
        if walk:
            canvas.box((left, top + 13, left + walk * minute - 2, top + 31), 3, SKY)
            left += walk * minute
    words = f"{times} times: run {run}, walk {walk}" if walk else f"run {run}"
    if level == len(LADDER):
        words = "run 30, then longer"
    canvas.text((left + 12, top + 22), words, 24, INK)
