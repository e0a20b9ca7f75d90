"""Faults of a question set are found before anybody runs into them."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.check.model import Line, Option, QuestionSet, Urgency
from bot.library.check_faults import faults
from tests.domain.check.small import (
    FEVER,
    RECENT,
    SIGNS,
    SMALL,
    WALKING,
    answers,
    clauses,
    rule,
    with_question,
)


def test_the_content_has_no_faults(question_set: QuestionSet) -> None:
    assert faults(question_set) == []


def test_the_small_set_has_no_faults() -> None:
    assert faults(SMALL) == []


def _with_rule(
    *conditions: dict[str, list[str]], urgency: Urgency = Urgency.EMERGENCY
) -> QuestionSet:
    return replace(SMALL, rules=(*SMALL.rules, rule("extra", urgency, *conditions)))


def with_lines(line: Line, **changes: Any) -> QuestionSet:
    """The small set with one outcome more, of one line."""
    extra = replace(SMALL.outcomes[Urgency.SELF_CARE], id="extra", lines=(line,), **changes)
    return replace(SMALL, special=(extra,))


BROKEN = [
    (
        replace(SMALL, questions=(*SMALL.questions, WALKING)),
        "question walking: this id stands twice",
    ),
    (replace(SMALL, rules=(*SMALL.rules, SMALL.rules[0])), "rule limp: this id stands twice"),
    (replace(SMALL, causes=SMALL.causes * 2), "cause overuse: this id stands twice"),
    (
        with_question(WALKING, options=(*WALKING.options, WALKING.options[0])),
        "question walking: option normal stands twice",
    ),
    (
        with_question(WALKING, options=(*WALKING.options, Option("Ö", "", neutral=True))),
        "question walking: option Ö: an id is made of a-z, 0-9 and _",
    ),
    (
        with_question(WALKING, options=(*WALKING.options, Option("x" * 25, "", neutral=True))),
        f"question walking: option {'x' * 25}: the id is longer than 24 bytes",
    ),
    (
        replace(SMALL, questions=(*SMALL.questions, replace(RECENT, id="q" * 21))),
        f"question {'q' * 21}: the id is longer than 20 bytes",
    ),
    (
        with_question(
            RECENT, options=(Option("longer_run", ""), Option("other", "", neutral=True))
        ),
        "question recent: has no exclusive option",
    ),
    (
        with_question(
            WALKING, options=(*WALKING.options, Option("no", "", neutral=True, exclusive=True))
        ),
        "question walking: only a question of kind many has exclusive options",
    ),
    (
        with_question(WALKING, options=WALKING.options[1:]),
        "question walking: has fewer than two options",
    ),
    (replace(SMALL, outcomes={}), "outcome self_care: is missing"),
    (_with_rule(), "rule extra: has no condition"),
    (_with_rule({}), "rule extra: an empty condition always holds"),
    (_with_rule({"gait": ["limping"]}), "rule extra: there is no question gait"),
    (_with_rule({"walking": []}), "rule extra: lists no option of walking"),
    (_with_rule({"walking": ["odd"]}), "rule extra: question walking has no option odd"),
    (
        with_question(FEVER, ask_if=clauses({"walking": ["limping"]})),
        "question fever: depends on walking, which is not asked before it",
    ),
    (
        with_question(WALKING, options=(*WALKING.options, Option("odd", ""))),
        "question walking: option odd is never used, nor neutral",
    ),
    (
        with_question(SIGNS, options=(Option("fever", "", neutral=True), *SIGNS.options[1:])),
        "question signs: option fever is neutral, and yet used",
    ),
    (
        with_question(WALKING, needed_if=clauses({"signs": ["odd"]})),
        "question walking: needed_if: question signs has no option odd",
    ),
    (
        with_question(WALKING, until=Urgency.SELF_CARE),
        "rule limp: question walking may be spared before it is asked",
    ),
    (
        replace(SMALL, former={("walking", "limping"): answers(walking="normal")}),
        "former walking limping: is still asked",
    ),
    (
        replace(SMALL, former={("walking", "hobbling"): answers(walking="odd")}),
        "former walking hobbling: question walking has no option odd",
    ),
    (
        replace(SMALL, special=(SMALL.outcomes[Urgency.SELF_CARE],)),
        "outcome self_care: this id stands twice",
    ),
    (
        with_lines(Line("Do.", rules=frozenset({"odd"}))),
        "outcome extra: there is no rule odd",
    ),
    (
        with_lines(Line("Do.", when=clauses({"signs": ["odd"]}))),
        "outcome extra: question signs has no option odd",
    ),
    (
        with_lines(Line("Do.", plan="full"), run=(Line("Run: no.", plan="full"),)),
        "outcome extra: run: the last line must be for everybody",
    ),
]


@pytest.mark.parametrize(("broken", "fault"), BROKEN, ids=[fault for _, fault in BROKEN])
def test_a_fault_is_named(broken: QuestionSet, fault: str) -> None:
    assert any(found.startswith(fault) for found in faults(broken))


def test_a_rule_that_only_an_ended_check_could_reach_is_found() -> None:
    hidden = _with_rule({"signs": ["chest"], "walking": ["limping"]})
    assert faults(hidden) == ["rule extra: no answers lead to signs = chest and walking = limping"]


def test_a_rule_that_needs_two_options_where_only_one_may_be_chosen_is_found() -> None:
    asked_twice = replace(
        SMALL,
        questions=(
            *SMALL.questions,
            replace(FEVER, id="limp", ask_if=clauses({"walking": ["limping"]})),
            replace(FEVER, id="calm", ask_if=clauses({"walking": ["normal"]})),
        ),
    )
    asked_twice = with_used_normal(asked_twice)
    both = rule("both", Urgency.EMERGENCY, {"limp": ["ill"], "calm": ["ill"]})
    assert faults(replace(asked_twice, rules=(*asked_twice.rules, both))) == [
        "rule both: no answers lead to limp = ill and calm = ill"
    ]


def test_a_rule_that_needs_two_items_of_a_checklist_is_reachable() -> None:
    widened = replace(
        SMALL,
        questions=(
            replace(SIGNS, options=(Option("lump", "Lump"), *SIGNS.options)),
            FEVER,
            replace(FEVER, id="lump", ask_if=clauses({"signs": ["lump"]})),
            *SMALL.questions[2:],
        ),
    )
    both = rule("both", Urgency.EMERGENCY, {"fever": ["well"], "lump": ["ill"]})
    widened = with_used_well(replace(widened, rules=(*widened.rules, both)))
    assert faults(widened) == []


def test_a_question_that_nobody_gets_to_is_found() -> None:
    lost = replace(FEVER, id="lost", ask_if=clauses({"signs": ["chest"]}))
    used = rule("lost", Urgency.CLINICIAN_SOON, {"lost": ["ill"]})
    found = faults(replace(SMALL, questions=(*SMALL.questions, lost), rules=(*SMALL.rules, used)))
    assert "question lost: no answers lead to it" in found


def with_used_normal(question_set: QuestionSet) -> QuestionSet:
    """The option normal is no longer neutral: a condition uses it."""
    options = (Option("normal", "Normal"), Option("limping", "I limp"))
    questions = tuple(
        replace(question, options=options) if question is WALKING else question
        for question in question_set.questions
    )
    return replace(question_set, questions=questions)


def with_used_well(question_set: QuestionSet) -> QuestionSet:
    """The option well of the question fever is no longer neutral: a rule uses it."""
    options = (Option("well", "Quite well"), Option("ill", "Very ill"))
    questions = tuple(
        replace(question, options=options) if question is FEVER else question
        for question in question_set.questions
    )
    return replace(question_set, questions=questions)
