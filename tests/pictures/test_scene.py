"""Still pictures: their size, the side that is marked, colours that can be read, words that fit."""

import io
from itertools import pairwise
from time import process_time
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageFilter

from bot.library.topics import Topic
from bot.pictures import palette
from bot.pictures.canvas import Canvas, Placement, font
from bot.pictures.front import leg_in_front
from bot.pictures.gallery import Gallery
from bot.pictures.motion import keys
from bot.pictures.pelvis import paint_pelvis
from bot.pictures.poses import Pose
from bot.pictures.scene import draw, draw_image
from tests.pictures.conftest import EXERCISES, GALLERY, open_gallery

LEGEND = 430  # pixels from the top at which the words below the sheet begin


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def pose_of(name: str) -> Pose:
    movement = EXERCISES[name].movement
    assert movement
    return movement.pose


def marked(image: Image.Image) -> Image.Image:
    """Return white where the near leg's muscle is marked."""
    above = image.crop((0, 0, image.width, LEGEND))
    plain = Image.new("RGB", above.size, palette.MUSCLE)
    difference = ImageChops.difference(above, plain).convert("L")
    return difference.point(lambda value: 255 if value < 12 else 0)


def luminance(colour: str) -> float:
    """Return WCAG's relative luminance of a colour like #1f2d3b."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_a_picture_is_png_of_one_size(exercise: Topic, gallery: Gallery) -> None:
    png = gallery.picture(exercise.id).png()
    assert png.startswith(b"\x89PNG")
    assert opened(png).size == (720, 480)
    assert len(png) < 60_000


@pytest.mark.parametrize("name", GALLERY.names)
def test_a_picture_is_drawn_quickly(name: str) -> None:
    draw_again = open_gallery().picture(name, "left").png
    started = process_time()  # of the processor, so that a busy machine does not count
    draw_again()
    assert process_time() - started < 0.15


def test_the_same_picture_is_the_same_bytes() -> None:
    pose = pose_of("kneeling_stretch")
    assert draw(pose, "left") == draw(pose, "left")


@pytest.mark.parametrize(
    "name", [n for n, t in EXERCISES.items() if t.movement and t.movement.sides]
)
def test_the_other_side_is_the_mirror_image(name: str) -> None:
    pose = pose_of(name)
    last = pose.positions[-1].model_copy(update={"arrows": ()})
    alone = pose.model_copy(update={"positions": (last,), "mistake": None})
    right, left = marked(draw_image(alone, "right")), marked(draw_image(alone, "left"))
    mirror = left.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    area = right.histogram()[255]
    assert area > 300
    assert ImageChops.difference(right, mirror).histogram()[255] < 0.12 * area
    assert ImageChops.difference(right, left).histogram()[255] > 0.5 * area


def test_the_muscle_is_marked_on_the_near_leg_in_every_position(exercise: Topic) -> None:
    assert exercise.movement
    for position in exercise.movement.pose.positions:
        alone = exercise.movement.pose.model_copy(
            update={"positions": (position.model_copy(update={"arrows": ()}),)}
        )
        assert marked(draw_image(alone, "right")).histogram()[255] > 300


@pytest.mark.parametrize(
    ("words", "ground"),
    [
        (palette.INK, palette.PAPER),
        (palette.INK, palette.DESK),
        (palette.QUIET, palette.PAPER),
        (palette.QUIET, palette.DESK),
        (palette.WHITE, palette.INK),
        (palette.WHITE, palette.RIGHT),
        (palette.WHITE, palette.MUSCLE_EDGE),
    ],
)
def test_words_can_be_read(words: str, ground: str) -> None:
    assert contrast(words, ground) >= 4.5


@pytest.mark.parametrize(
    ("shape", "ground"),
    [
        (palette.MUSCLE, palette.NEAR.shorts),
        (palette.MOVE, palette.PAPER),
        (palette.MOVE, palette.WALL),
        (palette.NEAR.edge, palette.PAPER),
        (palette.INK, palette.GREEN),
        (palette.INK, palette.AMBER),
        (palette.INK, palette.RED),
        (palette.WHITE, palette.GREEN),
    ],
)
def test_shapes_stand_out(shape: str, ground: str) -> None:
    assert contrast(shape, ground) >= 2.4


def test_near_and_far_limbs_differ() -> None:
    assert contrast(palette.NEAR.skin, palette.FAR.skin) > 1.4


@pytest.mark.parametrize("name", GALLERY.names)
def test_all_words_are_on_the_sheet_and_in_the_font(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[tuple[Canvas, Any]] = []
    write = Canvas.text

    def keep(self: Canvas, *args: Any) -> None:
        written.append((self, args))
        write(self, *args)

    monkeypatch.setattr(Canvas, "text", keep)
    open_gallery().picture(name, "left").png()
    boxes = []
    for canvas, (at, words, size, _, *rest) in written:
        left, top, right, bottom = font(size).getbbox(words, anchor=rest[0] if rest else "lm")
        boxes.append((at[0] + left, at[1] + top, at[0] + right, at[1] + bottom))
        assert boxes[-1][0] >= 0
        assert boxes[-1][2] <= canvas.size[0]
        assert boxes[-1][1] >= 0
        assert boxes[-1][3] <= canvas.size[1]
        assert size >= 22, f"{words} is too small for a phone"
        missing = bytes(font(size).getmask("\uffff"))
        assert all(
            bytes(font(size).getmask(letter)) != missing for letter in words if letter != " "
        )
    for one, other in pairwise(sorted(boxes)):
        assert not (one[2] > other[0] and one[1] < other[3] - 3 and one[3] - 3 > other[1])


MISTAKEN = [n for n, t in EXERCISES.items() if t.movement and t.movement.pose.mistake]


def test_ten_exercises_show_the_common_mistake_beside_the_right_form() -> None:
    assert len(MISTAKEN) == 10
    for name in MISTAKEN:
        pose = pose_of(name)
        alone = draw_image(pose.model_copy(update={"mistake": None}), "right")
        assert mark_of_wrong(draw_image(pose, "right")) > 500 > mark_of_wrong(alone)


def mark_of_wrong(image: Image.Image) -> int:
    """Return how much of a picture has the colour of what is crossed out, and is a bar or box."""
    plain = Image.new("RGB", image.size, palette.MUSCLE_EDGE)
    difference = ImageChops.difference(image, plain).convert("L")
    near = difference.point(lambda value: 255 if value < 6 else 0)
    return near.filter(ImageFilter.MinFilter(5)).histogram()[255]


def test_a_knee_that_falls_in_is_inside_its_foot() -> None:
    stance = keys(pose_of("squat"))[-1].stance
    for name in ("side", "other"):
        good, bad = (leg_in_front(stance, name, falls_in=wrong) for wrong in (False, True))
        assert abs(good.knee.real) == pytest.approx(abs(good.ankle.real))
        assert abs(bad.knee.real) < abs(bad.ankle.real) - 0.03


def test_a_tucked_pelvis_is_seen_from_one_that_is_tipped() -> None:
    assert pose_of("kneeling_stretch").mistake == pose_of("standing_stretch").mistake
    shown = []
    for tucked in (True, False):
        canvas = Canvas(200, 200, palette.PAPER)
        paint_pelvis(canvas, Placement(100, 130, 600), tucked=tucked)
        shown.append(canvas.finish())
    buckles = [ink_at_right(image) for image in shown]
    assert buckles[0] < buckles[1] - 20, "the front of the belt is higher"


def ink_at_right(image: Image.Image) -> float:
    """Return how far down the ink at the right end of a picture's belt is, in pixels."""
    plain = Image.new("RGB", image.size, palette.INK)
    dark = ImageChops.difference(image, plain).convert("L").point(lambda v: 255 if v < 6 else 0)
    _, top, right, bottom = dark.getbbox() or (0, 0, 0, 0)
    buckle = dark.crop((right - 8, top, right, bottom)).getbbox() or (0, 0, 0, 0)
    return top + (buckle[1] + buckle[3]) / 2
