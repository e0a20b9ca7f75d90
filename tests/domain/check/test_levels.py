"""The rules that fix a level by combining answers, and their exceptions as they are written."""

import pytest

from bot.domain.check.model import Answers, QuestionSet, Urgency
from bot.domain.check.rules import assess
from tests.domain.check.small import answers

FRESH_STRAIN = {"where": "groin", "onset": "pull", "duration": "days_3", "impact": "not_sure"}
UNSURE = {"where": "groin", "onset": "gradual", "duration": "week_1", "impact": "not_sure"}
PREGNANT = {"about_you": "pregnant", "onset": "next_day", "side": "both", "pain": "2"}


@pytest.mark.parametrize("walking", ["painful", "limping", "not_sure"])
def test_a_limp_from_a_strain_of_three_days_is_to_be_seen_soon(
    question_set: QuestionSet, walking: str
) -> None:
    given = answers(**FRESH_STRAIN, walking=walking, age="25_44")
    assert assess(question_set, given).urgency is Urgency.CLINICIAN_SOON


@pytest.mark.parametrize(
    "more",
    [
        {"impact": "yes"},
        {"duration": "week_1"},
        {"onset": "gradual"},
        {"onset": "fall"},
        {"pattern": "night"},
        {"pattern": "rest"},
        {"about_you": "stress_fracture"},
        {"about_you": "low_energy"},
        {"about_you": "weak_bones"},
        {"about_you": "cancer"},
        {"age": "under_16"},
        {"age": "65_up"},
    ],
)
def test_a_limp_at_the_front_with_anything_that_speaks_for_bone_is_for_today(
    question_set: QuestionSet, more: dict[str, str]
) -> None:
    given = answers(**{**FRESH_STRAIN, "walking": "limping", **more})
    assert assess(question_set, given).urgency is Urgency.URGENT_SAME_DAY


@pytest.mark.parametrize("where", ["outside", "buttock"])
def test_the_same_limp_elsewhere_is_to_be_seen_soon(question_set: QuestionSet, where: str) -> None:
    given = answers(where=where, onset="gradual", impact="not_sure", walking="limping")
    assert assess(question_set, given).urgency is Urgency.CLINICIAN_SOON


def test_not_sure_about_landing_alone_stays_self_care(question_set: QuestionSet) -> None:
    given = answers(**UNSURE, walking="sore", recent="none", pattern="none")
    assert assess(question_set, given).urgency is Urgency.SELF_CARE


@pytest.mark.parametrize("more", [{"recent": "longer_run"}, {"trend": "worse"}])
def test_not_sure_about_landing_is_to_be_seen_where_load_or_pain_rises(
    question_set: QuestionSet, more: dict[str, str]
) -> None:
    given = answers(**UNSURE, walking="sore", pattern="none", **more)
    assert assess(question_set, given).urgency is Urgency.CLINICIAN_SOON


@pytest.mark.parametrize(
    "feature",
    [
        answers(recent="longer_run", pattern="rest"),
        answers(recent="more_load", pattern="night"),
        answers(duration="worse", pattern="rest"),
        answers(about_you="low_energy", pattern="night"),
        answers(about_you="stress_fracture", pattern="rest"),
        answers(about_you="weak_bones", walking="painful"),
    ],
)
def test_not_sure_about_landing_counts_as_yes_beside_another_sign_of_bone_stress(
    question_set: QuestionSet, feature: Answers
) -> None:
    given = {**answers(**UNSURE), **feature}
    assert assess(question_set, given).urgency is Urgency.URGENT_SAME_DAY


def test_pain_only_on_landing_is_to_be_seen_soon(question_set: QuestionSet) -> None:
    given = answers(where="groin", impact="yes", walking="normal", pattern="none")
    assert assess(question_set, given).urgency is Urgency.CLINICIAN_SOON


def test_mild_soreness_of_both_sides_in_pregnancy_stays_self_care(
    question_set: QuestionSet,
) -> None:
    assessment = assess(question_set, answers(**PREGNANT, pregnancy="none"))
    assert assessment.urgency is Urgency.SELF_CARE
    assert [rule.id for rule in assessment.rules] == ["tell_your_midwife"]


@pytest.mark.parametrize(
    "more", [{"side": "one"}, {"pain": "4"}, {"onset": "gradual"}, {"pregnancy": "leaking"}]
)
def test_any_other_pain_in_pregnancy_is_to_be_seen(
    question_set: QuestionSet, more: dict[str, str]
) -> None:
    given = answers(**{**PREGNANT, **more})
    assert assess(question_set, given).urgency is Urgency.CLINICIAN_SOON


@pytest.mark.parametrize(
    "condition",
    ["blood_thinners", "weak_bones", "stress_fracture", "low_energy", "immune", "cancer"],
)
def test_a_risk_turns_self_care_into_a_visit(question_set: QuestionSet, condition: str) -> None:
    given = answers(about_you=condition, where="thigh", onset="next_day", walking="normal")
    assert assess(question_set, given).urgency is Urgency.CLINICIAN_SOON


@pytest.mark.parametrize("age", ["under_16", "16_17"])
def test_soreness_after_sport_in_the_young_may_stay_self_care(
    question_set: QuestionSet, age: str
) -> None:
    given = answers(age=age, where="thigh", onset="next_day", walking="sore", pattern="none")
    assert assess(question_set, given).urgency is Urgency.SELF_CARE


@pytest.mark.parametrize("duration", ["week_2", "longer_better", "comes_back", "not_sure"])
def test_longer_pain_under_16_is_never_self_care(question_set: QuestionSet, duration: str) -> None:
    given = answers(age="under_16", where="thigh", onset="gradual", duration=duration)
    assert assess(question_set, given).urgency is Urgency.CLINICIAN_SOON


@pytest.mark.parametrize("question", ["lump", "infection", "bleeding", "nerve", "operation"])
def test_not_sure_means_nothing_where_the_question_was_not_asked(
    question_set: QuestionSet, question: str
) -> None:
    given = answers(leg_signs="none", body_signs="none", about_you="none", **{question: "not_sure"})
    assert assess(question_set, given).urgency is Urgency.SELF_CARE


SORE_BOTH = {"where": "thigh", "onset": "next_day", "duration": "days_3", "walking": "both_sore"}


def test_soreness_of_both_legs_stays_at_home_with_a_night_that_nobody_is_sure_of(
    question_set: QuestionSet,
) -> None:
    given = answers(**SORE_BOTH, impact="muscle", pattern="not_sure", pain="3")
    assert assess(question_set, given).urgency is Urgency.SELF_CARE


@pytest.mark.parametrize(
    "more", [{"walking": "sore"}, {"onset": "gradual"}, {"duration": "week_1"}]
)
def test_any_other_pain_with_such_a_night_is_to_be_seen(
    question_set: QuestionSet, more: dict[str, str]
) -> None:
    given = answers(**{**SORE_BOTH, **more}, impact="muscle", pattern="not_sure", pain="3")
    assert assess(question_set, given).urgency is Urgency.CLINICIAN_SOON


@pytest.mark.parametrize("pain", ["6", "not_sure"])
def test_pain_that_may_have_come_suddenly_is_judged_as_if_it_had(
    question_set: QuestionSet, pain: str
) -> None:
    given = answers(where="inner_thigh", onset="not_sure", walking="normal", pain=pain)
    assert assess(question_set, given).urgency is Urgency.CLINICIAN_SOON


def test_a_worse_limp_with_night_pain_at_the_outside_is_for_today_unless_landing_is_fine(
    question_set: QuestionSet,
) -> None:
    given = answers(where="outside", walking="limping", pattern="night", trend="worse")
    unsure = {**given, "impact": frozenset({"not_sure"})}
    fine = {**given, "impact": frozenset({"no"})}
    assert assess(question_set, unsure).urgency is Urgency.URGENT_SAME_DAY
    assert assess(question_set, fine).urgency is Urgency.CLINICIAN_SOON


@pytest.mark.parametrize(
    ("trend", "urgency"), [("same", Urgency.CLINICIAN_SOON), ("better", Urgency.SELF_CARE)]
)
def test_not_sure_of_landing_nor_of_runs_is_to_be_seen_unless_it_gets_better(
    question_set: QuestionSet, trend: str, urgency: Urgency
) -> None:
    given = answers(**UNSURE, walking="normal", in_runs="not_sure", trend=trend)
    assert assess(question_set, given).urgency is urgency
