"""Paints the muscle that works or is stretched, where it lies on a leg seen from the side."""

from bot.pictures.canvas import Canvas, Placement, ribbon
from bot.pictures.palette import FAR, MUSCLE, MUSCLE_EDGE
from bot.pictures.poses import Muscle
from bot.pictures.skeleton import LegPoints, Point, Stance

Course = list[tuple[Point, float]]  # points along the muscle, each with its half width


def course(stance: Stance, name: str, muscle: Muscle) -> Course:
    """Return where a muscle of the `side` or `other` leg runs, from its upper end down."""
    return _COURSES[muscle](stance, stance.leg(name))


def paint_muscle(
    canvas: Canvas, place: Placement, stance: Stance, name: str, muscle: Muscle
) -> None:
    """Paint one muscle of the `side` (near) or `other` (far) leg."""
    line = course(stance, name, muscle)
    points = [point for point, _ in line]
    canvas.polygon(place, ribbon(points, [width + 0.0045 for _, width in line]), MUSCLE_EDGE)
    colour = MUSCLE if name == "side" else FAR.muscle
    canvas.polygon(place, ribbon(points, [width for _, width in line]), colour)


def _thigh(leg: LegPoints, along: float, ahead: float) -> Point:
    bone = leg.knee - leg.hip
    return leg.hip + along * bone + ahead * bone * 1j / abs(bone)


def _shank(leg: LegPoints, along: float, ahead: float) -> Point:
    bone = leg.ankle - leg.knee
    return leg.knee + along * bone + ahead * bone * 1j / abs(bone)


def _hip_flexors(stance: Stance, leg: LegPoints) -> Course:
    """From the lumbar spine, over the front of the hip joint, to the lesser trochanter."""
    trunk = stance.on_trunk(0, 1) - stance.hip
    thigh = (leg.knee - leg.hip) * 1j / abs(leg.knee - leg.hip)
    crease = leg.hip + 0.029 * (trunk + thigh) / abs(trunk + thigh)
    return [
        (stance.on_trunk(0.15, -0.016), 0.005),
        (stance.on_trunk(0.09, 0.0), 0.015),
        (stance.on_trunk(0.045, 0.016), 0.020),
        (crease, 0.018),
        (_thigh(leg, 0.19, 0.010), 0.004),
    ]


def _quadriceps(stance: Stance, leg: LegPoints) -> Course:  # noqa: ARG001
    return [
        (_thigh(leg, 0.06, 0.040), 0.006),
        (_thigh(leg, 0.25, 0.036), 0.019),
        (_thigh(leg, 0.5, 0.030), 0.021),
        (_thigh(leg, 0.78, 0.024), 0.016),
        (_thigh(leg, 0.96, 0.026), 0.006),
    ]


def _hamstrings(stance: Stance, leg: LegPoints) -> Course:  # noqa: ARG001
    return [
        (_thigh(leg, 0.12, -0.046), 0.006),
        (_thigh(leg, 0.32, -0.038), 0.017),
        (_thigh(leg, 0.55, -0.033), 0.018),
        (_thigh(leg, 0.82, -0.024), 0.011),
        (_shank(leg, 0.03, -0.028), 0.005),
    ]


def _gluteals(stance: Stance, leg: LegPoints) -> Course:
    return [
        (stance.on_trunk(0.062, -0.040), 0.008),
        (stance.on_trunk(0.035, -0.047), 0.022),
        (0.5 * (stance.on_trunk(-0.01, -0.046) + _thigh(leg, 0.04, -0.044)), 0.027),
        (_thigh(leg, 0.16, -0.034), 0.017),
        (_thigh(leg, 0.25, -0.022), 0.006),
    ]


def _calves(stance: Stance, leg: LegPoints) -> Course:  # noqa: ARG001
    return [
        (_shank(leg, 0.03, -0.014), 0.006),
        (_shank(leg, 0.24, -0.028), 0.017),
        (_shank(leg, 0.5, -0.022), 0.013),
        (_shank(leg, 0.85, -0.012), 0.004),
    ]


_COURSES = {
    "hip_flexors": _hip_flexors,
    "quadriceps": _quadriceps,
    "hamstrings": _hamstrings,
    "gluteals": _gluteals,
    "calves": _calves,
}
