"""Paints a pelvis from the side, close up: tucked under, or tipped forward with an arched back."""

from collections.abc import Sequence

from bot.pictures.arrows import paint_arrow
from bot.pictures.canvas import Canvas, Placement, arc, ribbon, smooth
from bot.pictures.palette import BONE, BONE_EDGE, INK, MUSCLE, MUSCLE_EDGE, NEAR, WHITE
from bot.pictures.skeleton import Point, toward

# Parts of a figure's height, from the hip joint: ahead and up.
HEIGHTS = -0.125, 0.205  # what a close-up shows
TUCKED, TIPPED = -9.0, 20.0  # degrees that the pelvis turns forward; drawn clearly, not measured
BODY = (
    0.074 + 0.205j, 0.070 + 0.12j, 0.074 + 0.04j, 0.070 - 0.03j, 0.060 - 0.125j,
    -0.056 - 0.125j, -0.070 - 0.06j, -0.088 - 0.01j, -0.080 + 0.05j, -0.060 + 0.11j,
    -0.068 + 0.205j,
)  # fmt: skip
ILIUM = (
    0.050 + 0.046j, 0.036 + 0.072j, -0.002 + 0.086j, -0.040 + 0.074j, -0.060 + 0.046j,
    -0.042 + 0.020j, -0.026 + 0.004j, -0.032 - 0.026j, -0.018 - 0.050j, 0.004 - 0.040j,
    0.030 - 0.036j, 0.048 - 0.022j, 0.036 - 0.004j, 0.030 + 0.018j,
)  # fmt: skip
SACRUM = (-0.036 + 0.084j, -0.062 + 0.070j, -0.080 + 0.020j, -0.070 - 0.020j, -0.056 + 0.026j)
BASE, LEAN = -0.038 + 0.070j, 6.0  # where the lumbar spine stands; how it leans there
SMALL = 0.84  # of the outlines of bones
BELT = -0.066 + 0.044j, 0.066 + 0.044j  # it turns with the pelvis; its buckle is in front
TUCK = (
    [0.084 - 0.03j, 0.090 + 0.01j, 0.088 + 0.055j],
    [-0.1 + 0.045j, -0.105 + 0.0j, -0.096 - 0.05j],
)
MIDDLE, SEAT = 0.12, 0.06
CHEST = -0.036 + 0.205j
VERTEBRAE = 5


def paint_pelvis(canvas: Canvas, place: Placement, *, tucked: bool) -> None:
    """Paint a trunk's lower part with its bones and the deep hip flexor."""
    tilt = TUCKED if tucked else TIPPED
    turned = toward(tilt) / 1j
    _body(canvas, place, tilt)
    spine = _spine(turned, tilt)
    _bone(canvas, place, smooth([SMALL * point * turned for point in SACRUM]))
    _bone(canvas, place, [0.012 + 0j, 0.012 - 0.125j, -0.012 - 0.125j, -0.012 + 0j])
    for number in range(VERTEBRAE):
        low, high = spine[5 * number], spine[5 * number + 3]
        canvas.line(place, [low, high], 0.034, BONE_EDGE)
        canvas.line(place, [low, high], 0.027, BONE)
    _bone(canvas, place, smooth([SMALL * point * turned for point in ILIUM]))
    _bone(canvas, place, arc(0j, 0.018, 0, 356))
    course = [spine[16] + 0.012, spine[6] + 0.016, 0.032 * toward(66 + tilt), 0.006 - 0.07j]
    for grow, colour in ((0.003, MUSCLE_EDGE), (0.0, MUSCLE)):
        widths = [width + grow for width in (0.005, 0.011, 0.012, 0.004)]
        canvas.polygon(place, ribbon(course, widths), colour)
    belt = [end * turned for end in BELT]
    canvas.line(place, belt, 0.014, WHITE)
    canvas.line(place, belt, 0.009, INK)
    canvas.disc(place, belt[1], 0.012, INK)
    if tucked:
        for way in TUCK:
            paint_arrow(canvas, place, way, size=0.7)


def _body(canvas: Canvas, place: Placement, tilt: float) -> None:
    """Paint the skin; where the pelvis is tipped, belly and seat stick out."""
    out = 0.0010 * max(0.0, tilt)
    shape = [
        p + (out if 0.0 <= p.imag <= MIDDLE else 0.0) * (1 if p.imag > SEAT else -1) for p in BODY
    ]
    front, back = smooth(shape[:5], closed=False), smooth(shape[5:], closed=False)
    canvas.line(place, front, 0.006, NEAR.edge)
    canvas.line(place, back, 0.006, NEAR.edge)
    canvas.polygon(place, [*front, *back], NEAR.skin)


def _bone(canvas: Canvas, place: Placement, outline: Sequence[Point]) -> None:
    canvas.line(place, [*outline, outline[0]], 0.005, BONE_EDGE)
    canvas.polygon(place, outline, BONE)


def _spine(turned: Point, tilt: float) -> list[Point]:
    """Return points up the lumbar spine: it stands on the sacrum, and the chest stays above."""
    base = BASE * turned
    ends = base, base + 0.06 * toward(LEAN + 1.8 * tilt), CHEST - 0.055 * toward(-tilt), CHEST
    parts = (part / (5 * VERTEBRAE) for part in range(5 * VERTEBRAE))
    return [
        sum(
            (w * p for w, p in zip((v**3, 3 * v * v * t, 3 * v * t * t, t**3), ends, strict=True)),
            0j,
        )
        for t, v in ((t, 1 - t) for t in parts)
    ]
