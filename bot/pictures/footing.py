"""Puts a figure into the room: carried by what it rests on, its hands where they belong."""

from dataclasses import replace

from bot.pictures.poses import Arm, Leg, Posture, Prop, Reach, Rest
from bot.pictures.skeleton import THIGH, Point, Stance, arm_to, leg_to, toward, turn

PAD, ROLLER, SUPPORT, WALL_HAND = 0.045, 0.1, 0.545, 0.74  # heights; the roller's is its diameter
KNEE_FLESH, ELBOW_FLESH, THIGH_FLESH, SEAT_FLESH, BACK_FLESH = 0.03, 0.026, 0.046, 0.072, 0.055
SAT_ON = 0.058  # as `SEAT_FLESH`, pressed flat by whoever sits upright
UPRIGHT = 60


def contact(stance: Stance, rest: Rest, roll: float = 0.5) -> Point:
    """Return the point of the body's surface with which it rests on something."""
    if rest == "seat":
        return stance.hip - 1j * (SAT_ON if abs(stance.trunk) < UPRIGHT else SEAT_FLESH)
    if rest == "shoulders":
        return stance.on_trunk(0.27, -BACK_FLESH)
    name, part = rest.split("_")
    if part == "elbow":
        return stance.arm(name).elbow - 1j * ELBOW_FLESH
    leg = stance.leg(name)
    if part == "knee":
        return leg.knee - 1j * KNEE_FLESH
    if part == "thigh":
        down = (leg.knee - leg.hip) * 1j / THIGH
        return (
            leg.hip + roll * (leg.knee - leg.hip) - THIGH_FLESH * (down if down.imag > 0 else -down)
        )
    return {"foot": leg.heel, "heel": leg.heel, "ball": leg.ball}[part]


def support(rest: Rest, props: tuple[Prop, ...]) -> float:
    """Return how high above the floor a part rests."""
    if rest.endswith("knee") and "pad" in props:
        return PAD
    return ROLLER if rest.endswith("thigh") else 0.0


def stand(position: Posture, pose_props: tuple[Prop, ...] = (), chair_x: float = 0) -> Stance:
    """Return the figure of a position, carried by what it rests on, hands where they reach."""
    stance = Stance(
        0j,
        position.trunk,
        position.neck,
        position.side_leg,
        position.other_leg,
        position.side_arm if isinstance(position.side_arm, Arm) else Arm(),
        position.other_arm if isinstance(position.other_arm, Arm) else Arm(),
    )
    for rest in position.rests:
        if rest.endswith("foot"):
            stance = _flat(stance, rest.split("_")[0])
    carrying = position.rests[0]
    touching = contact(stance, carrying, position.roll)
    stance = replace(
        stance,
        hip=complex(position.x - touching.real, support(carrying, pose_props) - touching.imag),
    )
    for rest in position.rests:
        if rest.endswith(("foot", "ball", "heel")):
            name = rest.split("_")[0]
            leg = stance.leg(name)
            lift = 1j * contact(stance, rest).imag
            on_ball = rest.endswith("ball")
            stance = plant(stance, name, leg.ankle - lift, leg.foot, toes_flat=on_ball)
    return reach(stance, position, chair_x)


def plant(
    stance: Stance, name: str, ankle: Point, foot: float, *, toes_flat: bool = False
) -> Stance:
    """Return the figure with an ankle brought there, its toes flat on the ground or straight."""
    leg = leg_to(stance.hip, stance.trunk, ankle, foot)
    return with_leg(stance, name, leg, foot - 90 if toes_flat else 0.0)


def with_leg(stance: Stance, name: str, leg: Leg, toes: float) -> Stance:
    """Return the figure with other angles in one leg."""
    if name == "side":
        return replace(stance, side_leg=leg, side_toes=toes)
    return replace(stance, other_leg=leg, other_toes=toes)


def reach(stance: Stance, position: Posture, chair_x: float) -> Stance:
    """Return the figure with those hands brought to what the position says they reach."""
    if not isinstance(position.side_arm, Arm):
        hand = target(stance, position.side_arm, chair_x)
        stance = replace(stance, side_arm=arm_to(stance.arm("side").shoulder, stance.trunk, hand))
    if not isinstance(position.other_arm, Arm):
        hand = target(stance, position.other_arm, chair_x)
        stance = replace(stance, other_arm=arm_to(stance.arm("other").shoulder, stance.trunk, hand))
    return stance


def target(stance: Stance, what: Reach, chair_x: float) -> Point:
    """Return where the middle of the palm lies when the hand is there."""
    places = {
        "hip": stance.on_trunk(0.045, 0.03),
        "chest": stance.on_trunk(0.2, 0.095),
        "shoulder": stance.on_trunk(0.195, 0.06),
        "support": complex(chair_x, SUPPORT + 0.012),
        "wall": complex(chair_x, WALL_HAND),
    }
    if what in places:
        return places[what]
    name, part = what.split("_")
    leg = stance.leg(name)
    if part == "thigh":
        ahead = (leg.knee - leg.hip) * 1j / THIGH
        return leg.hip + 0.78 * (leg.knee - leg.hip) + 0.05 * ahead
    if part == "shin":
        shank = leg.ankle - leg.knee
        return leg.knee + 0.2 * shank + 0.032 * shank * 1j / abs(shank)
    return leg.ankle + 0.012 * toward(leg.foot)


def _flat(stance: Stance, name: str) -> Stance:
    angles = stance.side_leg if name == "side" else stance.other_leg
    shank = stance.trunk + 180 - angles.hip + angles.knee
    return with_leg(stance, name, angles._replace(ankle=turn(shank - 180)), 0)
