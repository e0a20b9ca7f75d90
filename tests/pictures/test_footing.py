"""Figures in their room: feet on the floor, hands where the steps say, joints in range."""

import pytest

from bot.library.topics import Topic
from bot.pictures.figure import FACE, PALM, limb
from bot.pictures.footing import contact, stand, support, target
from bot.pictures.motion import KeyFrame, between, keys, round_trip
from bot.pictures.poses import ANKLE, ELBOW, HIP, KNEE, SHOULDER, Arm, Leg, Posture
from bot.pictures.props import seat_height
from bot.pictures.skeleton import PALM_LENGTH, ArmPoints, Point, Stance
from tests.pictures.conftest import EXERCISES

PIXEL = 1 / 380  # of a figure's height in a picture of two positions
SNAP = 12  # degrees by which a written leg may be bent to bring the foot to the ground


def positions(exercise: Topic) -> tuple[KeyFrame, ...]:
    assert exercise.movement
    return keys(exercise.movement.pose)


def pairs(exercise: Topic) -> list[tuple[Posture, Stance]]:
    return [(key.position, key.stance) for key in positions(exercise)]


def in_range(stance: Stance) -> bool:
    for leg in (stance.side_leg, stance.other_leg):
        HIP.check(round(leg.hip, 1))
        KNEE.check(round(leg.knee, 1))
        ANKLE.check(round(leg.ankle, 1))
    for arm in (stance.side_arm, stance.other_arm):
        SHOULDER.check(round(arm.shoulder, 1))
        ELBOW.check(round(arm.elbow, 1))
    return True


def depth(stance: Stance) -> float:
    """Return how high the lowest point of both feet, knees and hands is."""
    points = []
    for name in ("side", "other"):
        leg, arm = stance.leg(name), stance.arm(name)
        points += [leg.heel, leg.ball, leg.toe, leg.knee, arm.elbow, arm.hand]
    return min(point.imag for point in points)


def test_every_joint_stays_in_its_range(exercise: Topic) -> None:
    assert all(in_range(key.stance) for key in positions(exercise))


def test_no_part_is_below_the_floor(exercise: Topic) -> None:
    assert exercise.movement
    if not exercise.movement.pose.from_above:
        assert min(depth(key.stance) for key in positions(exercise)) > -2 * PIXEL


def test_what_rests_touches_its_support(exercise: Topic) -> None:
    assert exercise.movement
    pose = exercise.movement.pose
    for position, stance in pairs(exercise):
        for rest in position.rests:
            if rest == "seat" and "chair" in pose.props:
                height = seat_height(stance)
                assert 0.2 < height < 0.28  # a chair's: about 40 cm of 170
            else:
                height = support(rest, pose.props)
            assert contact(stance, rest, position.roll).imag == pytest.approx(height, abs=2 * PIXEL)


def test_legs_are_drawn_as_they_are_written(exercise: Topic) -> None:
    for position, stance in pairs(exercise):
        written: tuple[Leg, Leg] = (position.side_leg, position.other_leg)
        for leg, drawn in zip(written, (stance.side_leg, stance.other_leg), strict=True):
            assert drawn.hip == pytest.approx(leg.hip, abs=SNAP)
            assert drawn.knee == pytest.approx(leg.knee, abs=SNAP)


def test_hands_are_where_the_steps_say(exercise: Topic) -> None:
    assert exercise.movement
    for position, stance in pairs(exercise):
        for name, reach in (("side", position.side_arm), ("other", position.other_arm)):
            if not isinstance(reach, Arm):
                place = target(stance, reach, exercise.movement.pose.chair_x)
                assert abs(stance.arm(name).hand - place) < 4 * PIXEL


def test_the_chair_is_sat_on_with_thighs_level_and_feet_flat() -> None:
    for name in ("isometric_flexion", "sit_to_stand"):
        stance = positions(EXERCISES[name])[0].stance
        leg = stance.leg("side")
        assert leg.knee.imag == pytest.approx(leg.hip.imag, abs=4 * PIXEL)
        assert leg.foot == pytest.approx(90)


def test_the_leg_behind_is_the_one_that_is_stretched() -> None:
    for name in ("kneeling_stretch", "standing_stretch"):
        for key in positions(EXERCISES[name]):
            side, other = key.stance.leg("side"), key.stance.leg("other")
            assert side.ankle.real < key.stance.hip.real < other.ankle.real
            assert key.stance.trunk == 0
    assert all(
        "side_knee" in key.position.rests for key in positions(EXERCISES["kneeling_stretch"])
    )


def test_the_raised_thigh_is_level_and_the_lying_one_upright() -> None:
    standing = positions(EXERCISES["standing_raise"])[-1].stance.leg("side")
    assert standing.knee.imag == pytest.approx(standing.hip.imag, abs=2 * PIXEL)
    lying = positions(EXERCISES["hip_flexor_raise"])[-1].stance.leg("side")
    assert lying.knee.real == pytest.approx(lying.hip.real, abs=2 * PIXEL)
    assert lying.ankle.imag == pytest.approx(lying.knee.imag, abs=2 * PIXEL)
    assert 45 <= positions(EXERCISES["straight_leg_raise"])[-1].stance.side_leg.hip <= 60


def test_a_bridge_is_a_straight_line_from_shoulders_to_knees() -> None:
    for name in ("glute_bridge", "single_leg_bridge"):
        assert abs(positions(EXERCISES[name])[-1].stance.side_leg.hip) < 3


def test_the_squat_leaves_the_weight_over_the_feet() -> None:
    stance = positions(EXERCISES["squat"])[-1].stance
    leg = stance.leg("side")
    middle = 0.5 * (stance.hip + stance.neck_base)
    assert leg.heel.real < middle.real < leg.toe.real


def test_on_the_way_too_joints_keep_their_range_and_feet_stay_above_the_floor(
    exercise: Topic,
) -> None:
    assert exercise.movement
    pose = exercise.movement.pose
    trip = round_trip(pose)
    for number, start in enumerate(trip):
        for part in (0.25, 0.5, 0.75):
            stance = between(start, trip[(number + 1) % len(trip)], part, pose.chair_x)
            assert in_range(stance)
            if not pose.from_above:
                assert depth(stance) > -3 * PIXEL


def test_feet_that_stay_do_not_slide(exercise: Topic) -> None:
    assert exercise.movement
    pose = exercise.movement.pose
    trip = round_trip(pose)
    for number, start in enumerate(trip):
        end = trip[(number + 1) % len(trip)]
        for name in ("side", "other"):
            rests = {f"{name}_foot", f"{name}_ball"}
            if not rests & set(start.position.rests) or not rests & set(end.position.rests):
                continue
            there, after = start.stance.leg(name).ball, end.stance.leg(name).ball
            if abs(after - there) < 2 * PIXEL:
                halfway = between(start, end, 0.5, pose.chair_x).leg(name).ball
                assert abs(halfway - there) < 2 * PIXEL


# Parts of a body's height: Drillis and Contini (1966), figure 4.1 in Winter, Biomechanics and
# Motor Control of Human Movement (4th edition, 2009).
LENGTHS = {
    "thigh": 0.245,
    "shank": 0.246,
    "trunk": 0.288,
    "upper arm": 0.186,
    "forearm": 0.146,
    "hand": 0.108,
    "foot": 0.152,
}
HEIGHTS = {"ankle": 0.039, "knee": 0.285, "hip": 0.530, "shoulder": 0.818, "crown": 1.0}


def test_a_body_has_the_proportions_of_the_tables() -> None:
    standing = Posture(step=1, rests=("side_foot", "other_foot"), side_arm=Arm())
    stance = stand(standing)
    leg, arm = stance.leg("side"), stance.arm("side")
    painted = [point for point in outline_of_hand(arm) if point.imag < arm.wrist.imag]
    lengths = {
        "thigh": abs(leg.knee - leg.hip),
        "shank": abs(leg.ankle - leg.knee),
        "trunk": abs(stance.neck_base - stance.hip),
        "upper arm": abs(arm.elbow - arm.shoulder),
        "forearm": abs(arm.wrist - arm.elbow),
        "hand": arm.wrist.imag - min(point.imag for point in painted),
        "foot": abs(leg.toe - leg.heel),
    }
    crown = stance.head.imag + max(up for up, _ in FACE)
    heights = dict(
        zip(
            HEIGHTS,
            (*(p.imag for p in (leg.ankle, leg.knee, leg.hip, stance.neck_base)), crown),
            strict=True,
        )
    )
    assert lengths == pytest.approx(LENGTHS, abs=0.004)
    assert heights == pytest.approx(HEIGHTS, abs=0.02)


def outline_of_hand(arm: ArmPoints) -> list[Point]:
    unit = (arm.wrist - arm.elbow) / abs(arm.wrist - arm.elbow)
    return limb(arm.wrist, arm.wrist + PALM_LENGTH * unit, PALM)
