"""A figure on its way from one position to the next; feet that stay on the ground do not slide."""

import math
from dataclasses import dataclass

from bot.pictures.footing import plant, reach, stand, with_leg
from bot.pictures.poses import ANKLE, Arm, Leg, Pose, Posture, Reach
from bot.pictures.skeleton import HEEL, Point, Stance, ankle_above, leg_to

STEP_HEIGHT = 0.06  # how high a foot is lifted that stands elsewhere afterwards
STEP_LENGTH = 0.08  # less ahead than this is no step: the ground goes back under a walker
TOUCHING = 0.01
LEVEL = 90  # the direction of a foot that stands flat


@dataclass(frozen=True, slots=True)
class KeyFrame:
    """A position and the figure that stands in it."""

    position: Posture
    stance: Stance


def keys(pose: Pose) -> tuple[KeyFrame, ...]:
    """Return the positions of a picture with their figures."""
    return tuple(KeyFrame(p, stand(p, pose.props, pose.chair_x)) for p in pose.positions)


def round_trip(pose: Pose) -> tuple[KeyFrame, ...]:
    """Return the positions of one whole movement; after the last comes the first again."""
    there = keys(pose)
    if pose.alternate:
        swapped = [_swapped(position) for position in pose.positions]
        return (*there, *(KeyFrame(p, stand(p, pose.props, pose.chair_x)) for p in swapped))
    return (*there, *there[-2:0:-1])


def ease(part: float) -> float:
    """Return the part of the way after a part of the time: slow, quick, slow."""
    return part * part * (3 - 2 * part)


def between(start: KeyFrame, end: KeyFrame, part: float, chair_x: float) -> Stance:
    """Return the figure after a part (0 to 1) of the way."""
    a, b = start.stance, end.stance
    stance = Stance(
        a.hip + (b.hip - a.hip) * part,
        _mix(a.trunk, b.trunk, part),
        _mix(a.neck, b.neck, part),
        Leg(*(_mix(x, y, part) for x, y in zip(a.side_leg, b.side_leg, strict=True))),
        Leg(*(_mix(x, y, part) for x, y in zip(a.other_leg, b.other_leg, strict=True))),
        Arm(*(_mix(x, y, part) for x, y in zip(a.side_arm, b.side_arm, strict=True))),
        Arm(*(_mix(x, y, part) for x, y in zip(a.other_arm, b.other_arm, strict=True))),
        _mix(a.side_toes, b.side_toes, part),
        _mix(a.other_toes, b.other_toes, part),
    )
    for name in ("side", "other"):
        if _down(start.position, name) and _down(end.position, name):
            stance = _carried(stance, name, start, end, part)
        if min(_depth(a, name), _depth(b, name)) >= -TOUCHING:  # lying is another matter
            stance = _above_floor(stance, name)
    return reach(stance, _reaching(start.position, end.position), chair_x)


def path(start: KeyFrame, end: KeyFrame, joint: str, chair_x: float) -> list[Point]:
    """Return the way of a joint from one position to the next."""
    return [joint_of(between(start, end, i / 12, chair_x), joint) for i in range(13)]


def joint_of(stance: Stance, joint: str) -> Point:
    """Return where a joint that an arrow belongs to is."""
    if joint == "pelvis":
        return stance.hip
    name, part = joint.split("_")
    if part == "hand":
        return stance.arm(name).hand
    leg = stance.leg(name)
    if part == "thigh":
        return 0.5 * (leg.hip + leg.knee)
    return {"knee": leg.knee, "ankle": leg.ankle, "heel": leg.heel, "ball": leg.ball}[part]


def _mix(start: float, end: float, part: float) -> float:
    return start + (end - start) * part


def _down(position: Posture, name: str) -> bool:
    return any(rest in position.rests for rest in (f"{name}_foot", f"{name}_ball", f"{name}_heel"))


def _carried(stance: Stance, name: str, start: KeyFrame, end: KeyFrame, part: float) -> Stance:
    """Keep a foot on its way along the ground: a heel slides, a ball is lifted if it is a step."""
    a, b = start.stance.leg(name), end.stance.leg(name)
    foot = _mix(a.foot, b.foot, part)
    heel = f"{name}_heel"
    if heel in start.position.rests and heel in end.position.rests:
        sole = a.heel + (b.heel - a.heel) * part
        return plant(stance, name, ankle_above(sole, foot, -HEEL), foot)
    ball = a.ball + (b.ball - a.ball) * part
    if (b.ball - a.ball).real > STEP_LENGTH:
        ball += 1j * STEP_HEIGHT * math.sin(math.pi * part)
    for _ in range(3):  # the heel rises until the ankle can follow, each time less
        stance = plant(stance, name, ankle_above(ball, foot), foot, toes_flat=foot > LEVEL)
        ankle = (stance.side_leg if name == "side" else stance.other_leg).ankle
        foot += max(0.0, ankle - ANKLE.most)
    return stance


def _depth(stance: Stance, name: str) -> float:
    leg = stance.leg(name)
    return min(leg.heel.imag, leg.ball.imag, leg.toe.imag)


def _above_floor(stance: Stance, name: str) -> Stance:
    depth, leg = _depth(stance, name), stance.leg(name)
    toes = stance.side_toes if name == "side" else stance.other_toes
    if depth >= 0:
        return stance
    angles = leg_to(stance.hip, stance.trunk, leg.ankle - 1j * depth, leg.foot)
    return with_leg(stance, name, angles, toes)


def _reaching(start: Posture, end: Posture) -> Posture:
    """Return a position whose hands reach only what they reach at both ends of the way."""
    hands: dict[str, Arm | Reach] = {
        arm: getattr(start, arm) if getattr(start, arm) == getattr(end, arm) else Arm()
        for arm in ("side_arm", "other_arm")
    }
    return start.model_copy(update=hands)


def _swapped(position: Posture) -> Posture:
    """Return the position with left and right exchanged."""
    other = {"side": "other", "other": "side"}

    def swap(name: str) -> str:
        side, _, part = name.partition("_")
        return f"{other[side]}_{part}" if side in other else name

    limbs = ("side_leg", "other_leg", "side_arm", "other_arm")
    changed = {swap(limb): getattr(position, limb) for limb in limbs}
    for arm in ("side_arm", "other_arm"):
        if isinstance(changed[arm], str):
            changed[arm] = swap(changed[arm])
    return position.model_copy(
        update={**changed, "rests": tuple(map(swap, position.rests)), "arrows": ()}
    )
