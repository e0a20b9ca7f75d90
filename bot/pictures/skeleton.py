"""Where the joints of a figure are: angles to points, and points to angles.

Lengths are parts of the figure's height (Drillis and Contini, as in Winter 2009). A point is a
complex number, ahead and up, with the floor at 0. A direction is in degrees: 0 up, 90 ahead, 180
down.
"""

import math
from dataclasses import dataclass

from bot.pictures.poses import Arm, Leg

TRUNK, THIGH, SHANK, UPPER_ARM, FOREARM, HAND = 0.288, 0.245, 0.246, 0.186, 0.146, 0.108
PALM_LENGTH = 0.065  # of the hand; the fingers are the rest
SOLE, HEEL, BALL, TOE = (
    0.042,
    0.042,
    0.075,
    0.036,
)  # below, behind, ahead of the ankle; past the ball
NECK = 0.034
HEAD = 0.062  # from the top of the neck to the middle of the head

Point = complex


def toward(degrees: float) -> Point:
    """Return the step of length 1 in a direction."""
    return complex(math.sin(math.radians(degrees)), math.cos(math.radians(degrees)))


def direction(step: Point) -> float:
    """Return the direction of a step in degrees, from -180 to 180."""
    return math.degrees(math.atan2(step.real, step.imag))


def turn(degrees: float) -> float:
    """Return the same angle between -180 and 180."""
    return (degrees + 180) % 360 - 180


@dataclass(frozen=True, slots=True)
class LegPoints:
    """A leg's joints; `foot` is the direction in which the foot points."""

    hip: Point
    knee: Point
    ankle: Point
    heel: Point
    ball: Point
    toe: Point
    foot: float


@dataclass(frozen=True, slots=True)
class ArmPoints:
    """An arm's joints; `hand` is the middle of the palm."""

    shoulder: Point
    elbow: Point
    wrist: Point
    hand: Point


@dataclass(frozen=True, slots=True)
class Stance:
    """A figure in the room: where the hip is, and every joint's angle in degrees.

    `side_toes` and `other_toes` are how far the toes bend up.
    """

    hip: Point
    trunk: float
    neck: float
    side_leg: Leg
    other_leg: Leg
    side_arm: Arm
    other_arm: Arm
    side_toes: float = 0
    other_toes: float = 0

    @property
    def neck_base(self) -> Point:
        """Return where the shoulders are."""
        return self.hip + TRUNK * toward(self.trunk)

    @property
    def head(self) -> Point:
        """Return the middle of the head."""
        top = self.neck_base + NECK * toward(self.trunk + 0.5 * self.neck)
        return top + HEAD * toward(self.trunk + self.neck)

    def on_trunk(self, up: float, ahead: float) -> Point:
        """Return a point by its distance from the hip along the trunk, and ahead of its middle."""
        return self.hip + up * toward(self.trunk) + ahead * toward(self.trunk + 90)

    def leg(self, name: str) -> LegPoints:
        """Return the joints of the `side` or `other` leg."""
        angles, toes = (
            (self.side_leg, self.side_toes) if name == "side" else (self.other_leg, self.other_toes)
        )
        thigh = self.trunk + 180 - angles.hip
        shank = thigh + angles.knee
        foot = shank - 90 - angles.ankle
        knee = self.hip + THIGH * toward(thigh)
        ankle = knee + SHANK * toward(shank)
        sole = ankle + SOLE * toward(foot + 90)
        ball = sole + BALL * toward(foot)
        return LegPoints(
            self.hip,
            knee,
            ankle,
            sole - HEEL * toward(foot),
            ball,
            ball + TOE * toward(foot - toes),
            foot,
        )

    def arm(self, name: str) -> ArmPoints:
        """Return the joints of the `side` or `other` arm."""
        angles = self.side_arm if name == "side" else self.other_arm
        upper = self.trunk + 180 - angles.shoulder
        lower = upper - angles.elbow
        shoulder = self.hip + (TRUNK - 0.012) * toward(self.trunk)
        elbow = shoulder + UPPER_ARM * toward(upper)
        wrist = elbow + FOREARM * toward(lower)
        return ArmPoints(shoulder, elbow, wrist, wrist + 0.5 * PALM_LENGTH * toward(lower))


def _bend(reach: Point, first: float, second: float) -> tuple[float, float]:
    """Return how far two bones turn off the straight line, and bend, to span a step; in degrees."""
    span = min(max(abs(reach), abs(first - second) + 1e-6), first + second - 1e-6)
    off = math.acos((first**2 + span**2 - second**2) / (2 * first * span))
    inside = math.acos((first**2 + second**2 - span**2) / (2 * first * second))
    return math.degrees(off), 180 - math.degrees(inside)


def ankle_above(sole: Point, foot: float, ahead: float = BALL) -> Point:
    """Return where the ankle is if a point of the sole, so far ahead of it, is there."""
    return sole - ahead * toward(foot) - SOLE * toward(foot + 90)


def leg_to(hip: Point, trunk: float, ankle: Point, foot: float) -> Leg:
    """Return the angles that bring the ankle there with the foot in a direction."""
    off, knee = _bend(ankle - hip, THIGH, SHANK)
    thigh = direction(ankle - hip) - off
    return Leg(turn(trunk + 180 - thigh), knee, turn(thigh + knee - 90 - foot))


def arm_to(shoulder: Point, trunk: float, hand: Point) -> Arm:
    """Return the angles that bring the middle of the palm there."""
    off, elbow = _bend(hand - shoulder, UPPER_ARM, FOREARM + 0.5 * PALM_LENGTH)
    upper = direction(hand - shoulder) + off
    return Arm(turn(trunk + 180 - upper), elbow)
