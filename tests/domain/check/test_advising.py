"""What one person is told: only what applies."""

import pytest

from bot.domain.check.advising import Advice, advice
from bot.domain.check.model import QuestionSet, Urgency
from bot.domain.check.rules import assess
from bot.library.evaluating import Vignette, vignettes
from tests.domain.check.small import answers

GROIN = {"where": "groin", "onset": "gradual", "walking": "normal"}


def _told(question_set: QuestionSet, **given: str | list[str]) -> Advice:
    found = answers(**given)
    return advice(question_set, found, assess(question_set, found))


def test_the_time_is_the_shortest_of_all_rules(question_set: QuestionSet) -> None:
    slow = _told(question_set, **GROIN, pattern=["click"])
    assert (slow.within_days, slow.lead[-15:]) == (14, "within 2 weeks.")
    fast = _told(question_set, **GROIN, pattern=["click"], about_you="weight_loss")
    assert fast.within_days == 2
    assert "2 weeks" not in fast.lead


@pytest.mark.parametrize("vignette", vignettes(), ids=lambda vignette: vignette.id)
def test_nobody_is_told_of_days_under_today_nor_of_what_was_ticked(
    question_set: QuestionSet, vignette: Vignette
) -> None:
    found = vignette.given
    assessment = assess(question_set, found)
    told = advice(question_set, found, assessment)
    said = " ".join((told.run, told.exercise, told.lead, *told.do))
    assert told.run.startswith("Run: ")
    assert told.exercise.startswith("Exercise: ")
    if assessment.urgency >= Urgency.URGENT_SAME_DAY:
        assert "within" not in said
        assert "days" not in said
        assert told.plan == "none"
    if "limping" in found.get("walking", ()):
        assert "a limp" not in said
    if "night" in found.get("pattern", ()):
        assert "starts to wake you" not in said


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        ({"leg_signs": "swollen_leg"}, 0),
        ({"leg_signs": "groin_lump", "lump": "stays"}, 0),
        ({**GROIN, "impact": "yes", "pattern": "night"}, 1),
    ],
)
def test_crutches_are_for_bone(
    question_set: QuestionSet, given: dict[str, str], lines: int
) -> None:
    assert sum("crutches" in line for line in _told(question_set, **given).do) == lines


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        ({"age": "under_16", "where": "thigh", "onset": "next_day"}, "under_16"),
        ({"where": "knee", "onset": "gradual"}, "elsewhere"),
        ({"where": "outer_thigh", "onset": "gradual"}, "elsewhere"),
        ({"about_you": "pregnant", "where": "thigh", "onset": "next_day"}, "pregnant_at_home"),
    ],
)
def test_who_gets_no_exercises_at_home_has_an_outcome_of_their_own(
    question_set: QuestionSet, given: dict[str, str], outcome: str
) -> None:
    told = _told(question_set, **given)
    assert (told.outcome.id, told.plan) == (outcome, "none")
    said = " ".join(told.do)
    assert "strength" not in said
    assert "stretch" not in said


def test_a_plan_holds_until_seen_only_where_no_bone_is_in_question(
    question_set: QuestionSet,
) -> None:
    assert _told(question_set, **GROIN, pattern=["click"]).plan == "holding"
    assert _told(question_set, **GROIN, pattern=["click"], impact="yes").plan == "none"
    assert _told(question_set, **GROIN, pattern=["none"]).plan == "full"


def test_signs_that_were_read_and_not_ticked_are_named(question_set: QuestionSet) -> None:
    told = _told(question_set, **GROIN, body_signs="none", pattern=["rest"], leg_signs="not_sure")
    assert "Wakes me at night" in told.denied
    assert "Chest pain, breathless, coughing blood" in told.denied
    assert "Aches when I sit or lie still" not in told.denied
    assert "Leg suddenly cold or pale" not in told.denied
