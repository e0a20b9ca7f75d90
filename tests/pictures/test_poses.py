"""Poses as they are written: joints that bend the right way, steps that exist, sides that agree."""

import tomllib
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.library.shelf import Shelf
from bot.library.topics import Topic
from bot.pictures.poses import Leg, Pose, Posture
from tests.pictures.conftest import EXERCISES


def test_every_exercise_has_a_pose() -> None:
    assert len(EXERCISES) == 25
    assert all(topic.movement and topic.movement.pose.positions for topic in EXERCISES.values())


@pytest.mark.parametrize(
    ("leg", "words"),
    [
        ([0, -5], "the knee goes from 0 to 150 degrees, not to -5"),
        ([0, 151], "the knee goes from 0 to 150 degrees, not to 151"),
        ([-31], "the hip goes from -30 to 130 degrees, not to -31"),
        ([131], "the hip goes from -30 to 130 degrees, not to 131"),
        ([0, 0, 36], "the ankle goes from -60 to 35 degrees, not to 36"),
    ],
)
def test_a_joint_that_bends_the_wrong_way_is_refused_in_words(leg: list[float], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        Posture.model_validate({"step": 1, "rests": ["side_foot"], "side_leg": leg})


@pytest.mark.parametrize("arm", [[-71, 0], [181, 0], [0, -1], [0, 151], "elsewhere"])
def test_an_arm_that_no_arm_can_do_is_refused(arm: object) -> None:
    with pytest.raises(ValidationError):
        Posture.model_validate({"step": 1, "rests": ["side_foot"], "side_arm": arm})


def test_a_bad_joint_is_told_by_file_and_id(tmp_path: Path) -> None:
    source = Path(__file__).parents[2] / "content" / "en" / "exercises" / "strength.toml"
    text = source.read_text("utf-8")
    assert tomllib.loads(text)["topic"][0]["id"] == "isometric_flexion"
    broken = text.replace("side_leg = [90, 90]", "side_leg = [90, -90]", 1)
    (tmp_path / "strength.toml").write_text(broken, "utf-8")
    shelf = Shelf(tmp_path)
    shelf.values = {"hold_most": 3, "exercise_most": 5, "calm": 2, "back_week": 16}
    shelf.read("strength.toml", "topic", Topic)
    assert len(shelf.problems) == 1
    assert shelf.problems[0].startswith("strength.toml: topic isometric_flexion: movement.pose")
    assert "the knee goes from 0 to 150 degrees, not to -90" in shelf.problems[0]


def test_numbers_in_the_picture_are_steps_of_the_exercise(exercise: Topic) -> None:
    assert exercise.movement
    steps = [position.step for position in exercise.movement.pose.positions]
    assert steps == sorted(steps)
    assert steps[0] >= 1
    assert steps[-1] <= len(exercise.steps)


def test_the_picture_has_sides_where_the_exercise_has(exercise: Topic) -> None:
    assert exercise.movement
    pose = exercise.movement.pose
    assert pose.sided is exercise.movement.sides
    assert ("{side}" in pose.legend) is exercise.movement.sides


def test_the_picture_is_told_in_one_sentence(exercise: Topic) -> None:
    assert exercise.movement
    alt = exercise.movement.pose.alt
    assert alt[0].isupper()
    assert alt.endswith(".")
    assert alt.count(". ") == 0


def test_what_stands_around_is_what_the_exercise_needs(exercise: Topic) -> None:
    assert exercise.movement
    shown = set(exercise.movement.pose.props) | (
        {"mat"} if exercise.movement.pose.from_above else set()
    )
    named = {"support": {"chair", "wall"}, "pad": {"mat"}, "chair": {"chair"}}
    for prop in shown:
        assert named.get(prop, {prop}) & set(exercise.movement.equipment), prop


def test_words_for_another_side_than_the_two_are_refused() -> None:
    leg = {"step": 1, "rests": ["side_foot"], "side_leg": Leg()}
    words = {"alt": "The {sore} leg.", "legend": "x", "muscles": ["calves"], "positions": [leg]}
    with pytest.raises(ValidationError, match="sore"):
        Pose.model_validate(words)
