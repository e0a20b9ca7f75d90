"""A further or a graver answer never makes the outcome milder."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.check.model import Answers, Question, Urgency
from bot.domain.check.rules import assess, next_question, problem
from tests.domain.check.conftest import load

SET = load()
QUESTIONS = {question.id: question for question in SET.questions}

# From reassuring to grave, for questions that take one option.
CHAINS = [
    ("walking", ["both_sore", "normal", "sore", "painful", "limping", "cannot"]),
    ("walking", ["normal", "painful", "not_sure"]),
    ("impact", ["no", "not_sure", "yes"]),
    ("impact", ["muscle", "not_sure", "yes"]),
    ("lump", ["soft", "stays", "hard"]),
    ("pain", [str(score) for score in range(11)]),
    ("pain_now", [str(score) for score in range(11)]),
    ("duration", ["days_3", "week_1", "week_2", "longer"]),
    ("trend", ["better", "same", "not_sure"]),
    ("trend", ["better", "same", "worse"]),
    ("in_runs", ["eases", "builds"]),
    ("in_runs", ["same", "earlier"]),
    ("effort", ["goes", "white"]),
    ("shoots", ["one", "both"]),
    ("onset", ["next_day", "gradual", "fall"]),
    ("onset", ["next_day", "gradual", "sudden_on_ache"]),
    ("onset", ["next_day", "gradual", "sudden"]),
    ("onset", ["next_day", "pull", "pop"]),
    ("age", ["25_44", "45_64", "65_up"]),
    ("age", ["25_44", "18_24", "16_17", "under_16"]),
    ("where", ["outside", "groin"]),
    ("where", ["buttock", "groin"]),
    ("where", ["outer_thigh", "thigh", "groin"]),
    ("where", ["inner_thigh", "groin"]),
    ("operation", ["older", "recent"]),
    ("operation", ["older", "not_sure"]),
    ("side", ["both", "not_sure"]),
    ("morning", ["better", "worse"]),
]
STEPS = [
    (question, milder, graver) for question, chain in CHAINS for milder, graver in pairwise(chain)
]


def _answer(question: Question) -> st.SearchStrategy[frozenset[str]]:
    alone = st.sampled_from([option.id for option in question.options]).map(
        lambda option: frozenset({option})
    )
    if question.kind == "one":
        return alone
    free = [option.id for option in question.options if not option.exclusive]
    return alone | st.frozensets(st.sampled_from(free), min_size=1)


@st.composite
def any_answers(draw: st.DrawFn) -> Answers:
    """Draw answers to any of the questions, asked or not."""
    chosen = draw(st.sets(st.sampled_from(sorted(QUESTIONS))))
    return {name: draw(_answer(QUESTIONS[name])) for name in sorted(chosen)}


@st.composite
def a_walk(draw: st.DrawFn) -> Answers:
    """Draw answers as a person gives them, question after question to the end."""
    given_so_far: dict[str, frozenset[str]] = {}
    while (question := next_question(SET, given_so_far)) is not None:
        given_so_far[question.id] = draw(_answer(question))
    return given_so_far


UNSURE = [
    (question.id, option.id)
    for question in SET.questions
    if "not_sure" in question.option_ids
    for option in question.options
    if option.id in {"none", "no"} or (option.neutral and option.id != "not_sure")
]


def _urgency(answers: Answers) -> Urgency:
    return assess(SET, answers).urgency


@settings(deadline=None)
@given(any_answers(), st.data())
def test_another_answer_never_lowers_the_urgency(answers: Answers, data: st.DataObject) -> None:
    question = QUESTIONS[data.draw(st.sampled_from(sorted(QUESTIONS)))]
    added = data.draw(st.sampled_from([option.id for option in question.options]))
    more = {**answers, question.id: answers.get(question.id, frozenset()) | {added}}
    assert _urgency(more) >= _urgency(answers)


@pytest.mark.parametrize(("question", "milder", "graver"), STEPS)
@settings(max_examples=25, deadline=None)
@given(answers=any_answers() | a_walk())
def test_a_graver_answer_in_place_of_a_milder_one_never_lowers_the_urgency(
    question: str, milder: str, graver: str, answers: Answers
) -> None:
    mild = {**answers, question: frozenset({milder})}
    grave = {**answers, question: frozenset({graver})}
    assert _urgency(grave) >= _urgency(mild)


@pytest.mark.parametrize(("question", "calm"), UNSURE)
@settings(max_examples=20, deadline=None)
@given(answers=any_answers() | a_walk())
def test_not_sure_in_place_of_a_calm_answer_never_lowers_the_urgency(
    question: str, calm: str, answers: Answers
) -> None:
    unsure = {**answers, question: frozenset({"not_sure"})}
    assert _urgency(unsure) >= _urgency({**answers, question: frozenset({calm})})


@settings(deadline=None)
@given(any_answers() | a_walk())
def test_not_sure_of_night_and_rest_is_no_graver_than_pain_at_night_and_at_rest(
    answers: Answers,
) -> None:
    unsure = {**answers, "pattern": frozenset({"not_sure"})}
    assert _urgency(unsure) <= _urgency({**answers, "pattern": frozenset({"night", "rest"})})


@settings(deadline=None)
@given(a_walk(), st.randoms())
def test_the_order_of_the_answers_does_not_matter(answers: Answers, chance: Random) -> None:
    names = chance.sample(sorted(answers), len(answers))
    assert assess(SET, {name: answers[name] for name in names}) == assess(SET, answers)


def test_every_option_fires_a_rule_or_is_known_to_be_calm() -> None:
    """What is neither is a cause or leads to a question; `neutral` is how the content says calm."""
    conditions = [
        *(rule.when for rule in SET.rules),
        *(cause.when for cause in SET.causes),
        *(question.ask_if for question in SET.questions),
    ]
    used = {
        (name, option)
        for clauses in conditions
        for clause in clauses
        for name, options in clause.items()
        for option in options
    }
    for question in SET.questions:
        for option in question.options:
            assert ((question.id, option.id) in used) != option.neutral


@settings(deadline=None)
@given(a_walk())
def test_every_walk_ends_and_can_be_judged(answers: Answers) -> None:
    assert problem(SET, answers) is None
    assert len(answers) <= len(SET.questions)


@settings(deadline=None)
@given(a_walk(), any_answers())
def test_answers_that_were_not_asked_for_never_lower_the_urgency(
    walked: Answers, extra: Answers
) -> None:
    assert _urgency({**extra, **walked}) >= _urgency(walked)
