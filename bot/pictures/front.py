"""Paints hips and legs from the front: whether a bent knee is over its foot, or falls in."""

from dataclasses import dataclass

from bot.pictures.canvas import Canvas, Placement, smooth
from bot.pictures.figure import EDGE, Profile, limb
from bot.pictures.palette import FAR, MOVE, NEAR, WHITE, Tone
from bot.pictures.skeleton import Point, Stance

# Parts of a figure's height, from the middle of the body to one side.
HIP, FOOT, FALLEN = 0.055, 0.085, 0.062  # joints, and how far in a knee falls
WAIST, SEAT = 0.078, 0.108
BEHIND = 0.1  # a foot so far behind the other is painted darker, and its knee is not judged
THIGH: Profile = ((-0.1, 0.03, 0.03), (0.1, 0.056, 0.056), (0.9, 0.042, 0.042), (1.1, 0.022, 0.022))
SHANK: Profile = (
    (-0.05, 0.02, 0.02), (0.04, 0.034, 0.034), (0.3, 0.036, 0.036), (0.75, 0.022, 0.022),
    (1.05, 0.02, 0.02),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FrontLeg:
    """A leg's joints as they are seen from the front, and how it is painted."""

    hip: Point
    knee: Point
    ankle: Point
    tone: Tone


def paint_front(
    canvas: Canvas, place: Placement, stance: Stance, top: float, *, falls_in: bool
) -> None:
    """Paint a figure up to a height; its `side` leg is the one at the left, as in a mirror."""
    legs = [leg_in_front(stance, name, falls_in=falls_in) for name in ("other", "side")]
    for leg in legs:
        if leg.tone is NEAR:  # a shank behind points away
            _limb(canvas, place, (leg.knee, leg.ankle), SHANK, leg.tone)
            foot = complex(leg.ankle.real, max(0.024, leg.ankle.imag - 0.02))
            canvas.ellipse(place, foot, 0.036, 0.028, leg.tone.shoe)
    hip = stance.hip.imag
    for grow, shirt, shorts in (
        (EDGE, NEAR.shirt_edge, NEAR.shorts_edge),
        (0.0, NEAR.shirt, NEAR.shorts),
    ):
        canvas.polygon(place, _band((hip + 0.05, top), (WAIST, WAIST + 0.02), grow), shirt)
        canvas.polygon(place, _band((hip - 0.05, hip + 0.065), (SEAT, WAIST), grow), shorts)
    for leg in legs:
        _limb(canvas, place, (leg.hip, leg.knee), THIGH, leg.tone)
        canvas.disc(place, leg.knee, 0.036 + EDGE, leg.tone.edge)
        canvas.disc(place, leg.knee, 0.036, leg.tone.skin)
        ends = leg.hip, leg.hip + 0.45 * (leg.knee - leg.hip)
        canvas.polygon(
            place,
            limb(*ends, ((-0.2, 0.04, 0.04), (0.3, 0.06, 0.06), (1, 0.056, 0.056))),
            leg.tone.shorts,
        )
    for leg in legs:
        if leg.tone is NEAR:
            _plumb(canvas, place, leg)


def leg_in_front(stance: Stance, name: str, *, falls_in: bool) -> FrontLeg:
    """Return a leg seen from the front; one that is far behind keeps its knee over its foot."""
    points, way = stance.leg(name), -1 if name == "side" else 1
    others = stance.leg("other" if name == "side" else "side")
    behind = points.ankle.real < others.ankle.real - BEHIND
    foot = HIP if abs(points.ankle.real - others.ankle.real) > BEHIND else FOOT
    knee = foot - (FALLEN if falls_in and not behind else 0)
    return FrontLeg(
        complex(way * HIP, points.hip.imag),
        complex(way * knee, points.knee.imag),
        complex(way * foot, points.ankle.imag),
        FAR if behind else NEAR,
    )


def _limb(
    canvas: Canvas, place: Placement, bone: tuple[Point, Point], profile: Profile, tone: Tone
) -> None:
    canvas.polygon(place, limb(*bone, profile, EDGE), tone.edge)
    canvas.polygon(place, limb(*bone, profile), tone.skin)


def _band(heights: tuple[float, float], widths: tuple[float, float], grow: float) -> list[Point]:
    """Return what lies between two heights, so wide at each to both sides."""
    (low, high), (below, above) = heights, (width + grow for width in widths)
    middle = 0.5 * (low + high)
    side = [complex(below, low), complex(0.5 * (below + above), middle), complex(above, high)]
    return smooth([*side, *(complex(-p.real, p.imag) for p in reversed(side))])


def _plumb(canvas: Canvas, place: Placement, leg: FrontLeg) -> None:
    """Paint the line above a foot on which its knee belongs."""
    line = [complex(leg.ankle.real, 0.0), complex(leg.ankle.real, leg.knee.imag + 0.06)]
    canvas.line(place, line, 0.018, WHITE)
    canvas.line(place, line, 0.010, MOVE)
