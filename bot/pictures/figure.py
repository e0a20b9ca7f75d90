"""Paints a person from the side: far limbs first and darker, trunk and head, near limbs on top."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.pictures.canvas import Canvas, Placement, smooth
from bot.pictures.muscles import paint_muscle
from bot.pictures.palette import FAR, HAIR, NEAR, Tone
from bot.pictures.poses import Muscle
from bot.pictures.skeleton import HAND, PALM_LENGTH, ArmPoints, LegPoints, Point, Stance, toward

DEPTH = 0.016 + 0.014j  # how much further right and up the far half of the body is seen
EDGE = 0.0045
SHADOW = "#cdbfa6"  # of a hand on a wall
SPREAD = (-27, -9, 9, 27)  # how far the fingers of a hand on a wall point aside
KNEE_ROUND = 0.0315  # a bent knee is as round as this

Profile = Sequence[
    tuple[float, float, float]
]  # along the bone, half width in front, half width behind
THIGH: Profile = (
    (-0.12, 0.03, 0.045), (0, 0.056, 0.062), (0.25, 0.058, 0.060), (0.5, 0.053, 0.052),
    (0.8, 0.041, 0.038), (0.96, 0.035, 0.031), (1.05, 0.018, 0.016),
)  # fmt: skip
SHORTS: Profile = (
    (-0.12, 0.036, 0.05), (0, 0.061, 0.067), (0.2, 0.063, 0.066), (0.38, 0.061, 0.061),
    (0.4, 0.04, 0.04),
)  # fmt: skip
SHANK: Profile = (
    (-0.06, 0.016, 0.016), (0.03, 0.033, 0.032), (0.12, 0.029, 0.042), (0.3, 0.026, 0.049),
    (0.5, 0.022, 0.041),
    (0.8, 0.018, 0.022), (1, 0.019, 0.019), (1.05, 0.012, 0.012),
)  # fmt: skip
UPPER_ARM: Profile = (
    (-0.1, 0.018, 0.018), (0, 0.030, 0.030), (0.4, 0.027, 0.027), (0.9, 0.021, 0.022),
    (1.05, 0.016, 0.016),
)  # fmt: skip
SLEEVE: Profile = (
    (-0.14, 0.02, 0.02),
    (0, 0.034, 0.034),
    (0.35, 0.033, 0.033),
    (0.42, 0.028, 0.028),
)
FOREARM: Profile = (
    (-0.06, 0.015, 0.015), (0.05, 0.022, 0.022), (0.3, 0.023, 0.023), (0.9, 0.014, 0.014),
    (1.04, 0.012, 0.012),
)  # fmt: skip
HAND_SHOWN = HAND / PALM_LENGTH
PALM: Profile = (
    (-0.1, 0.010, 0.010),
    (0.2, 0.016, 0.015),
    (0.6, 0.019, 0.016),
    (1.2, 0.013, 0.012),
    (HAND_SHOWN, 0.006, 0.007),
)

# Up from the hip and ahead of the trunk's middle, round the body.
SHIRT = (
    (0.035, 0.057), (0.1, 0.055), (0.17, 0.064), (0.23, 0.064), (0.272, 0.044), (0.297, 0.022),
    (0.300, -0.028), (0.272, -0.052), (0.215, -0.066), (0.13, -0.055), (0.075, -0.055),
    (0.035, -0.066),
)  # fmt: skip
SEAT = (
    (0.055, 0.054), (0.02, 0.060), (-0.03, 0.052), (-0.05, 0.0), (-0.05, -0.05), (-0.015, -0.077),
    (0.03, -0.071), (0.06, -0.056), (0.062, 0.0),
)  # fmt: skip
FACE = (
    (0.066, 0.0), (0.058, 0.034), (0.028, 0.051), (0.012, 0.0515), (-0.008, 0.066),
    (-0.018, 0.052), (-0.030, 0.051),
    (-0.042, 0.049), (-0.058, 0.040), (-0.05, 0.008), (-0.045, -0.02), (-0.01, -0.05),
    (0.035, -0.048),
)  # fmt: skip
HAIR_SHAPE = (
    (0.040, 0.049), (0.066, 0.036), (0.077, 0.0), (0.062, -0.042), (0.02, -0.062), (-0.03, -0.052),
    (-0.042, -0.030), (-0.012, -0.022), (0.012, -0.002), (0.022, 0.018), (0.034, 0.030),
)  # fmt: skip


Hand = Literal["open", "fist", "level", "wall"]
"""How a hand is held: along the forearm, closed, flat on something level, or on a wall behind."""


@dataclass(frozen=True, slots=True)
class PaintedFigure:
    """A figure with the muscles marked in its near leg, or in both; `held` paints a burden."""

    stance: Stance
    muscles: Sequence[Muscle] = ()
    both: bool = False
    held: Callable[[], None] | None = None
    far_hand: Hand = "open"
    near_hand: Hand = "open"


def paint_figure(canvas: Canvas, place: Placement, person: PaintedFigure) -> None:
    """Paint a person from the side."""
    stance, muscles = person.stance, person.muscles
    far = place.moved(DEPTH)
    _arm(canvas, far, (stance.arm("other"), person.far_hand), FAR)
    _leg(canvas, far, stance.leg("other"), FAR)
    if person.both:
        for muscle in muscles:
            paint_muscle(canvas, far, stance, "other", muscle)
    _trunk(canvas, place, stance)
    _leg(canvas, place, stance.leg("side"), NEAR)
    _seat(canvas, place, stance)
    for muscle in muscles:
        paint_muscle(canvas, place, stance, "side", muscle)
    if person.held:
        person.held()
    _arm(canvas, place, (stance.arm("side"), person.near_hand), NEAR)


def limb(start: Point, end: Point, profile: Profile, grow: float = 0) -> list[Point]:
    """Return the outline of a limb along a bone, wider by so much all round."""
    along = end - start
    unit = along / abs(along)
    ahead = unit * 1j
    front = [start + along * t + ahead * (f + grow) for t, f, _ in profile]
    behind = [start + along * t - ahead * (b + grow) for t, _, b in profile]
    front[0] -= unit * grow
    behind[0] -= unit * grow
    front[-1] += unit * grow
    behind[-1] += unit * grow
    return smooth([*front, *reversed(behind)])


def _leg(canvas: Canvas, place: Placement, leg: LegPoints, tone: Tone) -> None:
    bones = ((leg.knee, leg.ankle, SHANK), (leg.hip, leg.knee, THIGH))
    for start, end, profile in bones:
        canvas.polygon(place, limb(start, end, profile, EDGE), tone.edge)
    canvas.disc(place, leg.knee, KNEE_ROUND + EDGE, tone.edge)
    for start, end, profile in bones:
        canvas.polygon(place, limb(start, end, profile), tone.skin)
    canvas.disc(place, leg.knee, KNEE_ROUND, tone.skin)
    _shoe(canvas, place, leg, tone)
    canvas.polygon(place, limb(leg.hip, leg.knee, SHORTS, EDGE), tone.shorts_edge)
    canvas.polygon(place, limb(leg.hip, leg.knee, SHORTS), tone.shorts)


def _shoe(canvas: Canvas, place: Placement, leg: LegPoints, tone: Tone) -> None:
    ahead, down = toward(leg.foot), toward(leg.foot + 90)
    tip = leg.toe - leg.ball
    above = tip * 1j / abs(tip)
    outline = [
        leg.ankle - 0.026 * ahead - 0.012 * down,
        leg.ankle - 0.034 * ahead + 0.012 * down,
        leg.heel - 0.002 * ahead,
        leg.heel + 0.03 * ahead,
        leg.ball,
        leg.toe,
        leg.toe + 0.006 * tip / abs(tip) + 0.012 * above,
        leg.ball + 0.2 * tip + 0.030 * above,
        leg.ankle + 0.034 * ahead + 0.004 * down,
        leg.ankle + 0.022 * ahead - 0.014 * down,
    ]
    canvas.polygon(place, smooth(outline, parts=4), tone.shoe)


def _arm(canvas: Canvas, place: Placement, held: tuple[ArmPoints, Hand], tone: Tone) -> None:
    arm, hand = held
    bones = ((arm.elbow, arm.wrist, FOREARM), (arm.shoulder, arm.elbow, UPPER_ARM))
    if hand == "wall":
        _hand(canvas, place.moved(0.012 - 0.01j), (arm, hand), (SHADOW, SHADOW))
    for start, end, profile in bones:
        canvas.polygon(place, limb(start, end, profile, EDGE), tone.edge)
    _hand(canvas, place, held, (tone.edge, tone.skin))
    for start, end, profile in bones:
        canvas.polygon(place, limb(start, end, profile), tone.skin)
    canvas.disc(place, arm.elbow, 0.0205, tone.skin)
    canvas.polygon(place, limb(arm.shoulder, arm.elbow, SLEEVE, EDGE), tone.shirt_edge)
    canvas.polygon(place, limb(arm.shoulder, arm.elbow, SLEEVE), tone.shirt)


def _hand(
    canvas: Canvas, place: Placement, held: tuple[ArmPoints, Hand], colours: tuple[str, str]
) -> None:
    """Paint a hand in the colours of its edge and skin."""
    arm, hand = held
    along = (arm.wrist - arm.elbow) / abs(arm.wrist - arm.elbow)
    unit = {"level": 1 + 0j, "wall": 1j}.get(hand, along)
    wrist = arm.hand - 0.5 * PALM_LENGTH * unit
    thumb = [wrist + 0.018 * unit, wrist + 0.046 * unit + 0.019j * unit]
    if hand == "wall":  # seen from its back, fingers spread
        thumb[1] += 0.014j * unit
    for grow, colour in zip((EDGE, 0.0), colours, strict=True):
        canvas.line(place, thumb, 0.016 + 2 * grow, colour)
        if hand == "fist":
            canvas.disc(place, arm.hand, 0.026 + grow, colour)
        elif hand == "wall":
            canvas.disc(place, arm.hand, 0.026 + grow, colour)
            for turned in SPREAD:
                finger = arm.hand + (HAND - 0.5 * PALM_LENGTH) * unit * toward(turned) / 1j
                canvas.line(place, [arm.hand, finger], 0.014 + 2 * grow, colour)
        else:
            canvas.polygon(place, limb(wrist, wrist + PALM_LENGTH * unit, PALM, grow), colour)


def _trunk(canvas: Canvas, place: Placement, stance: Stance) -> None:
    neck_top = stance.neck_base + 0.06 * toward(stance.trunk + 0.6 * stance.neck)
    neck = [stance.on_trunk(0.25, 0), neck_top]
    canvas.line(place, neck, 0.052 + 2 * EDGE, NEAR.edge)
    canvas.line(place, neck, 0.052, NEAR.skin)
    _head(canvas, place, stance)
    for grow, colour in ((EDGE, NEAR.shirt_edge), (0.0, NEAR.shirt)):
        canvas.polygon(place, _round_trunk(stance, SHIRT, grow), colour)


def _seat(canvas: Canvas, place: Placement, stance: Stance) -> None:
    canvas.polygon(place, _round_trunk(stance, SEAT, 0), NEAR.shorts)


def _round_trunk(
    stance: Stance, outline: Sequence[tuple[float, float]], grow: float
) -> list[Point]:
    shape = [stance.on_trunk(up, ahead + (grow if ahead > 0 else -grow)) for up, ahead in outline]
    return smooth(shape)


def _head(canvas: Canvas, place: Placement, stance: Stance) -> None:
    up = toward(stance.trunk + stance.neck)
    ahead = -1j * up

    def at(height: float, front: float) -> Point:
        return stance.head + height * up + front * ahead

    canvas.disc(place, at(0.055, -0.056), 0.021, HAIR)  # a bun
    canvas.polygon(place, smooth([at(h * 1.06, f * 1.07) for h, f in FACE]), NEAR.edge)
    canvas.polygon(place, smooth([at(h, f) for h, f in FACE]), NEAR.skin)
    canvas.polygon(place, smooth([at(h, f) for h, f in HAIR_SHAPE]), HAIR)
    canvas.disc(place, at(-0.006, -0.008), 0.0115, NEAR.edge)
    canvas.disc(place, at(-0.006, -0.008), 0.008, NEAR.skin)
    canvas.disc(place, at(0.008, 0.037), 0.0058, HAIR)
