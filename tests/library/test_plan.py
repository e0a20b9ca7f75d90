"""The plan's content: complete, within its stages, and refused where it is not."""

from dataclasses import replace

import pytest

from bot.library import loading
from bot.library.content import Content
from bot.library.doses import in_words, minutes


@pytest.fixture(scope="module")
def content() -> Content:
    return loading.load()


def test_nothing_is_missing(content: Content) -> None:
    assert list(content.plan.faults(content.topics)) == []


def test_the_levels_are_those_of_the_walk_run_scheme(content: Content) -> None:
    assert [level.run_minutes for level in content.plan.levels] == [
        4,
        8,
        12,
        16,
        16,
        20,
        25,
        30,
        30,
    ]
    assert [(one.run + one.walk) * one.times for one in content.plan.levels[:5]] == [20] * 5


def test_a_phrase_that_is_missing_is_named(content: Content) -> None:
    fewer = {name: phrase for name, phrase in content.plan.phrases.items() if name != "paused"}
    found = list(replace(content.plan, phrases=fewer).faults(content.topics))
    assert found == ["plan.toml: phrase paused: is missing"]


def test_a_level_too_few_is_named(content: Content) -> None:
    fewer = replace(content.plan, levels=content.plan.levels[:8])
    assert any("level_9, in this order" in fault for fault in fewer.faults(content.topics))


def test_an_exercise_above_its_stage_is_named(content: Content) -> None:
    early = content.plan.records[-1].model_copy(update={"stage": 1, "id": "early"})
    found = list(
        replace(content.plan, records=(*content.plan.records, early)).faults(content.topics)
    )
    assert "plan.toml: workout early: banded_raise belongs to stage 3" in found


@pytest.mark.parametrize("wrong", ["no_such_topic", "ice"])
def test_what_is_no_exercise_is_named(content: Content, wrong: str) -> None:
    bad = content.plan.records[0].model_copy(update={"exercises": ("brisk_walk", wrong)})
    found = list(
        replace(content.plan, records=(bad, *content.plan.records[1:])).faults(content.topics)
    )
    assert len(found) == 1
    assert wrong in found[0]


def test_a_session_takes_about_a_quarter_of_an_hour(content: Content) -> None:
    for workout in content.plan.records:
        movements = [content.topics[name].movement for name in workout.exercises]
        for fewer in (True, False):
            assert 7 <= minutes((m for m in movements if m), fewer=fewer) <= 22, workout.id


@pytest.mark.parametrize(
    ("exercise", "fewer", "words"),
    [
        ("hip_flexor_raise", True, "2 sets of 10 to 12 each side"),
        ("glute_bridge", False, "3 sets of 10 to 12"),
        ("kneeling_stretch", True, "Hold 30 seconds, twice each side"),
        ("isometric_flexion", False, "Hold 20 seconds, 5 times each side"),
        ("brisk_walk", False, "5 minutes"),
    ],
)
def test_a_dose_reads_as_people_say_it(
    content: Content, exercise: str, words: str, *, fewer: bool
) -> None:
    movement = content.topics[exercise].movement
    assert movement is not None
    assert in_words(movement, fewer=fewer) == words


@pytest.mark.parametrize(("week", "times"), [(0, 15), (5, 8), (20, 8)])
def test_a_band_gets_heavier_from_week_to_week(content: Content, week: int, times: int) -> None:
    movement = content.topics["banded_raise"].movement
    assert movement is not None
    assert movement.reps == (min(movement.weekly), max(movement.weekly))
    assert in_words(movement, fewer=False, week=week) == (
        f"3 sets of {times} each side, with a band that you can lift just {times} times"
    )


def test_nobody_is_asked_to_hop(content: Content) -> None:
    for item in content.plan.gate:
        words = f"{item.text} {item.hint}".lower()
        assert "hop" not in words or "do not hop" in words, item.id
