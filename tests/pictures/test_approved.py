"""Pictures look as they did when somebody looked at them; fonts may differ a little."""

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.pictures.approving import FOLDER, small
from tests.pictures.conftest import GALLERY

MEAN = 3.0  # of 255, over the whole picture
STRONG, SHARE = 90, 0.012  # so different may be only this part of it: the edges of letters


@pytest.mark.parametrize("name", GALLERY.names)
def test_a_picture_looks_as_it_was_approved(name: str) -> None:
    now = small(GALLERY.picture(name).png())
    with Image.open(FOLDER / f"{name}.png") as file:
        approved = file.convert("RGB")
    assert now.size == approved.size
    difference = ImageChops.difference(now, approved)
    assert max(ImageStat.Stat(difference).mean) < MEAN
    strong = difference.convert("L").point(lambda value: 255 if value > STRONG else 0)
    assert strong.histogram()[255] < SHARE * now.width * now.height


def test_a_picture_that_moves_a_limb_is_noticed() -> None:
    one, other = (small(GALLERY.picture("lunge", side).png()) for side in ("left", "right"))
    difference = ImageChops.difference(one, other)
    strong = difference.convert("L").point(lambda value: 255 if value > STRONG else 0)
    assert strong.histogram()[255] > SHARE * one.width * one.height


def test_approved_pictures_are_small_and_of_pictures_that_are_there() -> None:
    files = list(FOLDER.glob("*.png"))
    assert {file.stem for file in files} == set(GALLERY.names)
    assert sum(file.stat().st_size for file in files) < 1_000_000
