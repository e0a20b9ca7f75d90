"""The gallery: every name, keys that stay, words for every picture, cards that say the rules."""

import re
from pathlib import Path

import pytest

from bot.library.loading import load
from bot.pictures import contact_sheet
from bot.pictures.body import BACK, FRONT
from bot.pictures.cards import AMBER_TO, GREEN_TO, LADDER, ZONES
from bot.pictures.gallery import CARDS, KEPT, Gallery
from bot.pictures.poses import Side
from bot.pictures.zones import NUMBERED
from tests.pictures.conftest import EXERCISES, open_gallery, places

NAMES = {
    "ice",
    "roller_not_here",
    "body_front",
    "body_back",
    "anatomy",
    "pain_zones",
    "ladder",
    "countdown_30",
}


def test_there_is_a_picture_for_every_exercise_and_card(gallery: Gallery) -> None:
    assert set(gallery.names) == set(EXERCISES) | NAMES
    assert set(CARDS) == NAMES


def test_no_two_pictures_share_a_key_and_keys_stay(gallery: Gallery) -> None:
    sides: tuple[Side, Side] = ("left", "right")
    keys = {gallery.picture(name, side).key for name in gallery.names for side in sides}
    sided = sum(1 for name in gallery.names if "{side}" in str(CARDS.get(name, "")))
    sided += sum(1 for topic in EXERCISES.values() if topic.movement and topic.movement.sides)
    assert len(keys) == len(gallery.names) + sided
    again = open_gallery()
    assert keys == {again.picture(name, side).key for name in again.names for side in sides}


def test_a_picture_that_changes_has_another_key(gallery: Gallery) -> None:
    movement = EXERCISES["squat"].movement
    assert movement
    changed = movement.pose.model_copy(update={"legend": "Works: something else"})
    assert Gallery({"squat": changed}, {}).picture("squat").key != gallery.picture("squat").key
    assert gallery.picture("body_front").key != Gallery({}, {"knee": "x"}).picture("body_front").key


def test_words_name_the_side(gallery: Gallery) -> None:
    assert "left hand presses" in gallery.picture("isometric_flexion", "left").alt
    for name in gallery.names:
        assert "{" not in gallery.picture(name, "left").alt


def test_a_picture_is_drawn_once_and_only_so_many_are_kept(gallery: Gallery) -> None:
    drawing = gallery.picture("pain_zones")
    assert drawing.png() is gallery.picture("pain_zones").png()
    assert len(gallery.names) > KEPT


def test_a_name_that_is_not_there_is_refused(gallery: Gallery) -> None:
    with pytest.raises(KeyError):
        gallery.picture("hop_test")


def test_every_place_of_the_question_is_on_one_of_the_maps() -> None:
    answers = list(places(load()))
    shown = set(FRONT) | set(BACK)
    assert set(answers) - shown == {"not_sure"}
    assert shown == set(NUMBERED)
    assert answers[-1] == "not_sure"  # so that numbers count without a gap


def test_the_zones_are_those_of_the_words() -> None:
    answer = load().topics["pain_zones"].answer
    assert answer.startswith(
        f"0 to {GREEN_TO} out of 10: go on. {GREEN_TO + 1} to {AMBER_TO}: do less"
    )
    assert [score for _, score, _, _ in ZONES] == ["0 to 2", "3 to 5", "over 5"]


def test_the_ladder_is_that_of_the_words() -> None:
    steps = " ".join(load().topics["return_to_run"].steps)
    for run, walk, _ in LADDER[:5]:
        assert re.search(rf"run {run} minutes?, walk {walk}|run {run}, walk {walk}", steps)
    for run, _, _ in LADDER[5:]:
        assert str(run) in steps
    assert [run * times for run, _, times in LADDER] == [4, 8, 12, 16, 16, 20, 25, 30, 30]


def test_the_contact_sheet_shows_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "pictures.png"
    monkeypatch.setattr("sys.argv", ["contact_sheet", str(file)])
    contact_sheet.main()
    assert 100_000 < file.stat().st_size < 2_000_000
    monkeypatch.setattr("sys.argv", ["contact_sheet"])
    with pytest.raises(SystemExit, match="Name the file"):
        contact_sheet.main()
