"""Paints what stands around a figure: floor things behind it, and what it holds."""

from collections.abc import Iterator, Sequence

from bot.pictures.canvas import Canvas, Placement, arc
from bot.pictures.footing import PAD, ROLLER, SUPPORT, contact
from bot.pictures.palette import (
    MAT,
    MAT_EDGE,
    TOOL,
    TOOL_EDGE,
    TOOL_LIGHT,
    WOOD,
    WOOD_EDGE,
    WOOD_FAR,
)
from bot.pictures.poses import Pose, Prop
from bot.pictures.skeleton import Point, Stance

POST = -0.42  # where the band is fixed, behind the figure
SEAT_DEPTH, CHAIR_HALF = 0.27, 0.125


def extent(pose: Pose, stances: Sequence[Stance]) -> Iterator[Point]:
    """Give the corners of everything that stands around, so that it fits on the sheet."""
    first = stances[0]
    if "mat" in pose.props:
        yield from (complex(end, 0) for end in _mat_ends(stances))
    if "chair" in pose.props:
        yield from (first.hip - 0.26, first.hip + 0.1)
        yield first.hip - 0.26 + 0.2j
    if "support" in pose.props:
        yield from (complex(pose.chair_x + side * CHAIR_HALF, SUPPORT) for side in (-1, 1.3))
    if "band" in pose.props:
        yield complex(POST - 0.03, 0)
    if "wall" in pose.props:
        yield complex(pose.chair_x + 0.04, 0.7)


def paint_behind(canvas: Canvas, place: Placement, pose: Pose, stances: Sequence[Stance]) -> None:
    """Paint what is behind a figure that comes to rest in those stances."""
    painters = {"mat": _mat, "pad": _pad, "chair": _chair, "support": _support, "band": _post}
    for prop in pose.props:
        if prop in painters:
            painters[prop](canvas, place, pose, stances)


def paint_before(
    canvas: Canvas, place: Placement, props: Sequence[Prop], stance: Stance, roll: float
) -> None:
    """Paint what is nearer than the figure; `roll` is where on the thigh a roller is."""
    if "roller" in props:
        touching = contact(stance, "side_thigh", roll)
        paint_roller(canvas, place, complex(touching.real, touching.imag - ROLLER / 2))
    if "band" in props:
        ankle = stance.leg("side").ankle
        shank = ankle - stance.leg("side").knee
        across = shank * 1j / abs(shank)
        behind = ankle - 0.02 * across
        canvas.line(place, [complex(POST, 0.045), behind], 0.016, TOOL_EDGE)
        canvas.line(place, [complex(POST, 0.045), behind], 0.010, TOOL_LIGHT)
        canvas.line(place, [behind, ankle + 0.022 * across], 0.024, TOOL_EDGE)
        canvas.line(place, [behind, ankle + 0.022 * across], 0.016, TOOL_LIGHT)


def paint_weight(canvas: Canvas, place: Placement, stance: Stance) -> None:
    """Paint a dumbbell held upright before the chest; the hands close round its handle."""
    up = (stance.neck_base - stance.hip) / abs(stance.neck_base - stance.hip)
    middle = stance.arm("side").hand
    canvas.line(place, [middle - 0.06 * up, middle + 0.06 * up], 0.03, TOOL_EDGE)
    for end in (middle - 0.065 * up, middle + 0.065 * up):
        for width, colour in ((0.052, TOOL_EDGE), (0.042, TOOL)):
            canvas.line(place, [end - 0.028j * up, end + 0.028j * up], width, colour)


def seat_height(stance: Stance) -> float:
    """Return how high a chair's seat is under a figure that sits."""
    return contact(stance, "seat").imag


def _mat(canvas: Canvas, place: Placement, pose: Pose, stances: Sequence[Stance]) -> None:
    del pose
    left, right = _mat_ends(stances)
    top = [
        complex(left - 0.03, -0.012),
        complex(right, -0.012),
        complex(right + 0.03, 0.03),
        complex(left, 0.03),
    ]
    canvas.polygon(
        place, [*top[:2], complex(right, -0.026), complex(left - 0.03, -0.026)], MAT_EDGE
    )
    canvas.polygon(place, top, MAT)


def _mat_ends(stances: Sequence[Stance]) -> tuple[float, float]:
    ends = [point.real for stance in stances for point in body_points(stance)]
    return min(ends) - 0.05, max(ends) + 0.05


def _pad(canvas: Canvas, place: Placement, pose: Pose, stances: Sequence[Stance]) -> None:
    del pose
    knee = stances[0].leg("side").knee.real
    canvas.line(
        place, [complex(knee - 0.06, PAD / 2), complex(knee + 0.06, PAD / 2)], PAD, MAT_EDGE
    )
    canvas.line(
        place,
        [complex(knee - 0.06, PAD / 2 + 0.003), complex(knee + 0.06, PAD / 2 + 0.003)],
        PAD - 0.008,
        MAT,
    )


def _chair(canvas: Canvas, place: Placement, pose: Pose, stances: Sequence[Stance]) -> None:
    """Paint a chair from the side, where the first stance sits towards its front."""
    del pose
    back, seat = stances[0].hip.real - 0.22, seat_height(stances[0])
    front, top, under = back + SEAT_DEPTH, seat + 0.27, seat - 0.014
    legs = (
        [complex(back + 0.045, 0.02), complex(back + 0.045, seat)],
        [complex(front - 0.05, 0.02), complex(front - 0.05, seat)],
        [complex(back, 0), complex(back, top)],
        [complex(front - 0.012, 0), complex(front - 0.012, seat - 0.01)],
    )
    lines = [
        *((leg, 0.026) for leg in legs),
        ([complex(back, under), complex(front, under)], 0.028),
        ([complex(back, top - 0.012), complex(back, top - 0.09)], 0.034),
    ]
    for line, wide in lines:
        canvas.line(place, line, wide, WOOD_EDGE)
        canvas.line(place, line, wide - 0.008, WOOD)


def _support(canvas: Canvas, place: Placement, pose: Pose, stances: Sequence[Stance]) -> None:
    """Paint the back of a chair that stands beside a figure, further away and turned from it."""
    del stances
    beside = place.moved(0.022 + 0.024j)
    left, right, top = pose.chair_x - CHAIR_HALF, pose.chair_x + CHAIR_HALF, SUPPORT - 0.024
    slats = [left + part * (right - left) / 4 for part in (1, 2, 3)]
    lines = [
        *(([complex(x, 0.27), complex(x, top - 0.02)], 0.02) for x in slats),
        *(([complex(x, 0), complex(x, top)], 0.024) for x in (left, right)),
        *(([complex(left, y), complex(right, y)], 0.036) for y in (0.27, top - 0.018)),
    ]
    for inward, wood in ((0.0, WOOD_EDGE), (0.008, WOOD_FAR)):
        for line, wide in lines:
            canvas.line(beside, line, wide - inward, wood)


def paint_roller(canvas: Canvas, place: Placement, centre: Point) -> None:
    """Paint a foam roller from its end."""
    canvas.disc(place, centre, ROLLER / 2, TOOL_EDGE)
    canvas.disc(place, centre, ROLLER / 2 - 0.006, TOOL)
    canvas.disc(place, centre, ROLLER / 5, TOOL_LIGHT)
    for start in (20, 140, 260):
        canvas.line(place, arc(centre, ROLLER / 3, start, start + 60), 0.005, TOOL_LIGHT)


def _post(canvas: Canvas, place: Placement, pose: Pose, stances: Sequence[Stance]) -> None:
    del pose, stances
    for width, colour in ((0.05, WOOD_EDGE), (0.038, WOOD)):
        canvas.line(place, [complex(POST, 0.0), complex(POST, 0.36)], width, colour)


def body_points(stance: Stance) -> Iterator[Point]:
    """Give the joints and ends of a figure."""
    yield from (stance.hip, stance.neck_base, stance.head)
    yield stance.head + 0.075j
    for name in ("side", "other"):
        leg, arm = stance.leg(name), stance.arm(name)
        yield from (leg.knee, leg.ankle, leg.heel, leg.ball, leg.toe, arm.elbow, arm.wrist)
        yield arm.wrist + 1.8 * (arm.hand - arm.wrist)
