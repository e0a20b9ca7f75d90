"""Which question is next, and how urgent answers are."""

from dataclasses import replace

import pytest

from bot.domain.check.model import QuestionSet, Urgency
from bot.domain.check.rules import asked, assess, expected_total, next_question, problem
from tests.domain.check.small import (
    FEVER,
    RECENT,
    SIGNS,
    SMALL,
    WALKING,
    answers,
    clauses,
    with_question,
)


def test_questions_come_in_order_and_only_where_their_condition_holds() -> None:
    assert next_question(SMALL, {}) is SIGNS
    assert next_question(SMALL, answers(signs="none")) is WALKING
    assert next_question(SMALL, answers(signs="fever")) is FEVER
    assert next_question(SMALL, answers(signs="fever", fever="well")) is WALKING
    assert next_question(SMALL, answers(signs="none", walking="normal")) is RECENT


def test_nothing_is_asked_after_the_last_question_or_an_emergency() -> None:
    done = answers(signs="none", walking="normal", recent="none")
    assert next_question(SMALL, done) is None
    assert next_question(SMALL, answers(signs="chest")) is None
    assert next_question(SMALL, answers(signs="fever", fever="ill")) is None


def test_an_emergency_in_an_answer_that_was_not_asked_for_also_ends_the_questions() -> None:
    assert next_question(SMALL, answers(fever="ill")) is None
    assert assess(SMALL, answers(fever="ill")).urgency is Urgency.EMERGENCY


def test_no_answer_is_not_an_answer() -> None:
    assert next_question(SMALL, {"signs": frozenset()}) is SIGNS


def test_the_path_so_far_ends_with_the_open_question() -> None:
    assert asked(SMALL, {}) == (SIGNS,)
    assert asked(SMALL, answers(signs="fever", fever="well")) == (SIGNS, FEVER, WALKING)
    assert asked(SMALL, answers(signs="chest", walking="normal")) == (SIGNS,)


def test_answers_to_questions_that_were_not_asked_open_no_others() -> None:
    assert asked(SMALL, answers(signs="none", fever="well")) == (SIGNS, WALKING)


def test_the_total_grows_only_with_questions_that_are_likely() -> None:
    assert expected_total(SMALL, {}) == 3
    assert expected_total(SMALL, answers(signs="none")) == 3
    assert expected_total(SMALL, answers(signs="fever")) == 4
    assert expected_total(SMALL, answers(signs="fever", fever="ill")) == 2


def test_a_question_is_spared_once_the_answers_are_urgent_enough() -> None:
    spared = with_question(RECENT, until=Urgency.URGENT_SAME_DAY)
    ill = answers(signs="fever", fever="well", walking="normal")
    assert next_question(spared, ill) is None
    assert next_question(spared, answers(signs="none", walking="limping")) is not None
    assert problem(spared, ill) is None


def test_a_question_may_be_left_out_of_a_line_unless_it_is_needed() -> None:
    free = with_question(RECENT, needed_if=())
    calm = answers(signs="none", walking="normal")
    assert problem(free, calm) is None
    needed = with_question(RECENT, needed_if=clauses({"walking": ["limping"]}))
    assert problem(needed, calm) is None
    limping = {**calm, **answers(walking="limping")}
    assert (problem(needed, limping) or "").startswith("recent: this question is asked")


def test_an_option_that_is_no_longer_asked_means_what_stands_beside_it() -> None:
    renamed = replace(SMALL, former={("walking", "hobbling"): answers(walking="limping")})
    old = answers(signs="none", walking="hobbling", recent="none")
    assert problem(renamed, old) is None
    assert assess(renamed, old) == assess(renamed, {**old, **answers(walking="limping")})


def test_the_most_urgent_rule_wins_and_comes_first() -> None:
    assessment = assess(SMALL, answers(signs="fever", walking="limping", recent="longer_run"))
    assert assessment.urgency is Urgency.URGENT_SAME_DAY
    assert [rule.id for rule in assessment.rules] == ["fever", "limp"]
    assert [cause.id for cause in assessment.causes] == ["overuse"]


def test_no_rule_means_self_care_and_no_cause_is_invented() -> None:
    assessment = assess(SMALL, answers(signs="none", walking="normal", recent="none"))
    assert (assessment.urgency, assessment.rules, assessment.causes) == (Urgency.SELF_CARE, (), ())


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (answers(sings="none"), "sings: there is no such question"),
        (answers(signs="none", walking="fine"), "walking: there is no option fine"),
        (
            answers(signs="none", walking=["normal", "limping"]),
            "walking: takes one option, not limping, normal",
        ),
        (answers(signs=["none", "fever"]), "signs: option none goes with no other"),
        (answers(signs="none"), "walking: this question is asked but not answered"),
        (answers(signs="fever", walking="normal", recent="none"), "fever: this question is asked"),
        ({"signs": frozenset[str]()}, "signs: this question is asked but not answered"),
    ],
)
def test_what_is_wrong_with_answers_is_named(given: dict[str, frozenset[str]], said: str) -> None:
    assert (problem(SMALL, given) or "").startswith(said)


@pytest.mark.parametrize(
    "given",
    [
        answers(signs="none", walking="normal", recent="none"),
        answers(signs="none", walking="normal", recent="none", fever="well"),
        answers(signs="chest"),
        answers(signs=["fever", "chest"]),
        answers(walking="normal", fever="ill"),
    ],
)
def test_answers_that_can_be_judged_have_no_problem(given: dict[str, frozenset[str]]) -> None:
    assert problem(SMALL, given) is None


@pytest.mark.parametrize("option", ["cannot_stand", "deformed", "cold_leg"])
def test_an_emergency_of_the_leg_ends_the_check_after_one_tap(
    question_set: QuestionSet, option: str
) -> None:
    assert next_question(question_set, answers(leg_signs=option)) is None


@pytest.mark.parametrize(
    "option", ["saddle", "chest", "dark_urine", "belly", "testicle", "pregnancy_sign"]
)
def test_an_emergency_of_the_body_ends_the_check_after_two_taps(
    question_set: QuestionSet, option: str
) -> None:
    assert next_question(question_set, answers(leg_signs="none", body_signs=option)) is None


@pytest.mark.parametrize("question", ["leg_signs", "body_signs"])
def test_not_sure_about_a_warning_sign_is_never_self_care(
    question_set: QuestionSet, question: str
) -> None:
    assert (
        assess(question_set, answers(**{question: "not_sure"})).urgency is Urgency.URGENT_SAME_DAY
    )


@pytest.mark.parametrize("text", ["hop ", "jump", "press", "squat"])
def test_nobody_is_asked_to_test_anything(question_set: QuestionSet, text: str) -> None:
    for question in question_set.questions:
        assert text not in question.text.lower()
        assert text not in question.hint.lower() or "do not" in question.hint.lower()
