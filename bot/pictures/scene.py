"""Lays the positions of an exercise out on one sheet, numbered as its steps."""

from collections.abc import Iterable, Sequence

from PIL import Image

from bot.pictures.arrows import arrow_lines, paint_arrows
from bot.pictures.canvas import Canvas, Placement, png, width_of
from bot.pictures.figure import Hand, PaintedFigure, paint_figure
from bot.pictures.footing import stand
from bot.pictures.layout import GAP, Box, Panel, panels
from bot.pictures.motion import KeyFrame, keys
from bot.pictures.palette import (
    DESK,
    FLOOR,
    FLOOR_EDGE,
    INK,
    MAT,
    MAT_EDGE,
    MUSCLE,
    PAPER,
    QUIET,
    WALL,
    WALL_LINE,
    WHITE,
)
from bot.pictures.poses import Pose, Side
from bot.pictures.props import body_points, extent, paint_before, paint_behind, paint_weight
from bot.pictures.skeleton import Point, Stance
from bot.pictures.verdicts import crossed_out, paint_pair, verdict

WIDTH, HEIGHT = 720, 480
STRIP, ROUND = 50, 16
WORDS = 0.07  # room above a mistake's figure for what is wrong
PAIR = 320  # how wide close-ups of right and wrong are
MARGIN = 0.03
BRICK = 40
FLOOR_BACK = 0.04  # how high on the sheet, in parts of a figure, the floor ends


def draw(pose: Pose, side: Side = "right") -> bytes:
    """Return the picture of an exercise for one side of the body as PNG, 720 by 480 pixels."""
    return png(draw_image(pose, side))


def draw_image(pose: Pose, side: Side) -> Image.Image:
    """Return the picture before it is packed."""
    canvas, flipped, wrong = Canvas(WIDTH, HEIGHT, DESK), side == "left", pose.mistake
    shown = keys(pose)
    if wrong and wrong.position:
        crossed = stand(wrong.position, pose.props, pose.chair_x)
        shown = (*shown, KeyFrame(wrong.position, crossed))
    paired = wrong is not None and wrong.position is None
    # Beside a mistake stands the last position alone, large; the way there is in the GIF.
    numbers = range(len(pose.positions) - 1 if wrong else 0, len(shown))
    boxes = [bounds(pose, shown, number) for number in numbers]
    if wrong and not paired:
        left, bottom, right, top = boxes[-1]
        boxes[-1] = (left, bottom, right, top + WORDS)
    sheet = (WIDTH - (PAIR + GAP if paired else 0), HEIGHT - STRIP)
    for number, panel in zip(numbers, panels(boxes, sheet, flipped=flipped), strict=True):
        _paint_panel(canvas, panel, pose, shown, number)
    if wrong and paired:
        corners = (WIDTH - GAP - PAIR, GAP, WIDTH - GAP, HEIGHT - STRIP - GAP)
        paint_pair(canvas, corners, wrong, shown[-1].stance, flipped=flipped)
    paint_legend(canvas, pose, side, (WIDTH, HEIGHT))
    return canvas.finish()


def _paint_panel(
    canvas: Canvas, panel: Panel, pose: Pose, shown: Sequence[KeyFrame], number: int
) -> None:
    """Paint a position, or after the last one the mistake."""
    key, wrong = shown[number], pose.mistake if number == len(pose.positions) else None
    stances = [each.stance for each in shown]
    person = pose.model_copy(update={"muscles": ()}) if wrong else pose
    paint_room(canvas, panel, pose)
    paint_person(canvas, panel.place, person, stances, (key.stance, key.position.roll))
    if wrong:
        crossed_out(canvas, panel.corners)
        verdict(canvas, panel.corners, wrong.words, right=False)
        return
    paint_arrows(canvas, panel.place, pose, shown, number)
    _step_label(canvas, panel, f"Step {key.position.step}", key.stance)


def paint_person(
    canvas: Canvas,
    place: Placement,
    pose: Pose,
    resting: Sequence[Stance],
    now: tuple[Stance, float],
) -> None:
    """Paint a figure, `now`, with its place on a roller, and what stands around those positions."""
    stance, roll = now
    paint_behind(canvas, place, pose, resting)
    held = (lambda: paint_weight(canvas, place, stance)) if "weight" in pose.props else None
    far_hand, near_hand = _hands(pose)
    person = PaintedFigure(stance, pose.muscles, not pose.sided, held, far_hand, near_hand)
    paint_figure(canvas, place, person)
    paint_before(canvas, place, pose.props, stance, roll)


def _hands(pose: Pose) -> tuple[Hand, Hand]:
    """Return how the far and the near hand are held, by what there is to hold or lean on."""
    if "weight" in pose.props:
        return "fist", "fist"
    return (
        "wall" if "wall" in pose.props else "level" if "support" in pose.props else "open"
    ), "open"


def paint_room(canvas: Canvas, panel: Panel, pose: Pose) -> None:
    """Paint the sheet behind a figure: paper or wall above, floor below."""
    left, top, right, bottom = panel.corners
    if pose.from_above:
        canvas.box(panel.corners, ROUND, FLOOR)
        canvas.box((left + 5, top + 5, right - 5, bottom - 5), 12, MAT_EDGE)
        canvas.box((left + 7, top + 7, right - 7, bottom - 7), 11, MAT)
        return
    floor = panel.place.put(1j * FLOOR_BACK)[1]
    canvas.box(panel.corners, ROUND, FLOOR)
    walled = "wall" in pose.props
    canvas.box((left, top, right, floor + 2 * ROUND), ROUND, WALL if walled else PAPER)
    if walled:
        _bricks(canvas, (left, top, right, floor))
    canvas.box((left, floor, right, floor + 2 * ROUND + 1), 0, FLOOR)
    canvas.box((left, floor - 2, right, floor), 0, FLOOR_EDGE)


def _bricks(canvas: Canvas, wall: Box) -> None:
    """Paint the joints of a brick wall, so that a hand on it does not wave at nothing."""
    left, top, right, bottom = wall
    row = 0
    while (y := bottom - BRICK * (row + 1)) > top + ROUND:
        canvas.box((left, y, right, y + 2), 0, WALL_LINE)
        x = left + BRICK * (0.6 if row % 2 else 1.6)
        while x < right:
            canvas.box((x, y + 2, x + 2, y + BRICK), 0, WALL_LINE)
            x += 2 * BRICK
        row += 1


def bounds(pose: Pose, all_keys: Sequence[KeyFrame], number: int) -> Box:
    """Return the box that holds the figure of one position, its arrows and what stands around."""
    stances = [key.stance for key in all_keys]
    points = [*extent(pose, stances), *body_points(stances[number])]
    points += (point for line in arrow_lines(pose, all_keys, number) for point in line)
    return _box(points, pose)


def around(pose: Pose, all_keys: Sequence[KeyFrame], stances: Iterable[Stance]) -> Box:
    """Return the box that holds every position with its arrows, and those figures besides."""
    boxes = [bounds(pose, all_keys, number) for number in range(len(all_keys))]
    boxes.append(_box([point for stance in stances for point in body_points(stance)], pose))
    left, bottom, right, top = zip(*boxes, strict=True)
    return (min(left), min(bottom), max(right), max(top))


def _box(points: Sequence[Point], pose: Pose) -> Box:
    xs, ys = [p.real for p in points], [p.imag for p in points]
    lowest = min(ys) if pose.from_above else 0.0
    return (min(xs) - MARGIN, lowest - MARGIN, max(xs) + MARGIN, max(ys) + MARGIN)


def _step_label(canvas: Canvas, panel: Panel, words: str, stance: Stance) -> None:
    """Write the step into the upper corner in which the figure is not."""
    left, top, right, _ = panel.corners
    wide = width_of(words, 24) + 28
    crossed = [panel.place.put(point) for point in body_points(stance)]
    starts = (left + 10, right - 10 - wide)
    covered = [
        sum(1 for x, y in crossed if start - 30 < x < start + wide + 30 and y < top + 70)
        for start in starts
    ]
    start = starts[0] if covered[0] <= covered[1] else starts[1]
    canvas.box((start, top + 10, start + wide, top + 46), 18, INK)
    canvas.text((start + wide / 2, top + 28), words, 24, WHITE, "mm")


def paint_legend(canvas: Canvas, pose: Pose, side: Side, size: tuple[int, int]) -> None:
    """Write below the sheet what the marked muscle is."""
    other = "left" if side == "right" else "right"
    unit = size[0] / WIDTH
    middle = size[1] - STRIP * unit / 2 - 3 * unit
    left, half = GAP + 6 * unit, 12 * unit
    canvas.box((left, middle - half, left + 2 * half, middle + half), 6 * unit, MUSCLE)
    words = pose.legend.replace("{side}", side).replace("{other}", other)
    canvas.text((left + 36 * unit, middle), words, round(27 * unit), INK)
    if pose.from_above:
        canvas.text((size[0] - left, middle), "seen from above", round(24 * unit), QUIET, "rm")
