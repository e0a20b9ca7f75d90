"""Animations: small, at the tempo of the dose, without a jump; and a timer that plays once."""

import io
from itertools import pairwise

import pytest
from PIL import Image, ImageChops, ImageColor, ImageSequence, ImageStat

from bot.library.topics import Topic
from bot.pictures.animation import FRAME_S, PAUSE_S, SIZE, animate, timeline
from bot.pictures.gallery import Gallery
from bot.pictures.motion import round_trip
from bot.pictures.palette import GREEN
from bot.pictures.props import body_points
from bot.pictures.timer import DONE_S, countdown
from tests.pictures.conftest import EXERCISES

LARGEST = 400_000
JUMP = 0.13  # of a figure's height, between two moments; a run's fastest foot is the quickest


def frames(gif: bytes) -> tuple[list[Image.Image], list[float], bool]:
    """Return a GIF's pictures, for how many seconds each is shown, and whether it goes round."""
    image = Image.open(io.BytesIO(gif))
    shown, seconds = [], []
    for frame in ImageSequence.Iterator(image):
        shown.append(frame.convert("RGB"))
        seconds.append(frame.info["duration"] / 1000)
    return shown, seconds, image.info.get("loop") == 0


def difference(one: Image.Image, other: Image.Image) -> float:
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


def figure_only(image: Image.Image) -> Image.Image:
    """Leave out the label of the step, which appears and goes."""
    return image.crop((0, 50, SIZE[0], SIZE[1]))


def test_an_animation_is_small_and_goes_round_without_a_jump(
    exercise: Topic, gallery: Gallery
) -> None:
    drawing = gallery.picture(exercise.id)
    assert drawing.gif
    gif = drawing.gif()
    assert len(gif) <= LARGEST
    shown, seconds, loops = frames(gif)
    assert loops
    assert shown[0].size == SIZE
    assert all(0.04 <= s <= PAUSE_S for s in seconds)
    moving = [figure_only(image) for image in shown]
    steps = [difference(now, after) for now, after in pairwise(moving)]
    assert max(steps) > 0.02
    assert difference(moving[-1], moving[0]) <= max(1.5, 1.2 * max(steps))


def test_no_part_of_the_body_jumps(exercise: Topic) -> None:
    assert exercise.movement
    moments = [list(body_points(f.stance)) for f in timeline(exercise.movement.pose)]
    for now, after in zip(moments, [*moments[1:], moments[0]], strict=True):
        assert max(abs(a - b) for a, b in zip(now, after, strict=True)) < JUMP


def test_the_way_takes_as_long_as_the_dose_says(exercise: Topic) -> None:
    assert exercise.movement
    pose = exercise.movement.pose
    trip = round_trip(pose)
    moving = sum(key.position.move_s for key in trip)
    resting = sum(max(FRAME_S, min(key.position.hold_s, PAUSE_S)) for key in trip)
    shown = sum(frame.seconds for frame in timeline(pose))
    assert shown == pytest.approx(moving + resting, rel=0.25)


def test_raises_are_lowered_in_three_seconds_and_held_for_two() -> None:
    for name in ("hip_flexor_raise", "straight_leg_raise"):
        movement = EXERCISES[name].movement
        assert movement
        assert movement.pose.positions[0].move_s == 3
    movement = EXERCISES["hip_flexor_raise"].movement
    assert movement
    assert movement.pose.positions[-1].hold_s == 2


def test_long_holds_are_those_of_the_dose() -> None:
    for topic in EXERCISES.values():
        assert topic.movement
        if topic.group == "stretching" and "hold" in (topic.dose or "").lower():
            assert topic.movement.pose.positions[-1].hold_s == topic.movement.hold_s


def test_the_left_side_moves_as_the_right_one() -> None:
    movement = EXERCISES["lunge"].movement
    assert movement
    right, left = (frames(animate(movement.pose, side))[1] for side in ("right", "left"))
    assert right == left


def test_the_timer_plays_once_in_real_time_and_says_when_it_is_over() -> None:
    gif = countdown(30)
    assert len(gif) <= LARGEST
    shown, seconds, loops = frames(gif)
    assert not loops
    assert sum(seconds) == pytest.approx(30 + DONE_S)
    assert seconds[-1] == DONE_S
    assert difference(shown[-1], shown[-2]) > 3
    assert difference(shown[0], shown[30]) > 3
    ring = shown[-1].getpixel((shown[-1].width // 2, 40))
    assert ring == pytest.approx(ImageColor.getrgb(GREEN), abs=12)
