"""A question set of four questions, small enough to see through."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.domain.check.model import (
    Answers,
    Cause,
    CheckOutcome,
    Clause,
    Line,
    Option,
    Question,
    QuestionSet,
    Rule,
    Urgency,
)


def clauses(*conditions: Mapping[str, Sequence[str]]) -> tuple[Clause, ...]:
    return tuple(
        {name: frozenset(options) for name, options in condition.items()}
        for condition in conditions
    )


def answers(**given: str | Sequence[str]) -> Answers:
    return {
        name: frozenset([options] if isinstance(options, str) else options)
        for name, options in given.items()
    }


SIGNS = Question(
    id="signs",
    text="Any of these?",
    hint="",
    kind="many",
    ask_if=(),
    options=(
        Option("fever", "Fever"),
        Option("chest", "Chest pain"),
        Option("none", "None of these", neutral=True, exclusive=True),
    ),
)
FEVER = Question(
    id="fever",
    text="How ill are you?",
    hint="",
    kind="one",
    ask_if=clauses({"signs": ["fever"]}),
    options=(Option("well", "Quite well", neutral=True), Option("ill", "Very ill")),
)
WALKING = Question(
    id="walking",
    text="How is walking?",
    hint="",
    kind="one",
    ask_if=(),
    options=(Option("normal", "Normal", neutral=True), Option("limping", "I limp")),
)
RECENT = Question(
    id="recent",
    text="What changed?",
    hint="",
    kind="many",
    ask_if=(),
    options=(
        Option("longer_run", "A longer run"),
        Option("none", "Nothing", neutral=True, exclusive=True),
    ),
)


def rule(name: str, urgency: Urgency, *conditions: Mapping[str, Sequence[str]]) -> Rule:
    return Rule(name, urgency, clauses(*conditions), "Why.", ("judgement",))


SMALL = QuestionSet(
    questions=(SIGNS, FEVER, WALKING, RECENT),
    rules=(
        rule("limp", Urgency.CLINICIAN_SOON, {"walking": ["limping"]}),
        rule("fever", Urgency.URGENT_SAME_DAY, {"signs": ["fever"]}),
        rule("danger", Urgency.EMERGENCY, {"signs": ["chest"]}, {"fever": ["ill"]}),
    ),
    causes=(
        Cause(
            id="overuse",
            title="More load",
            topic="overuse",
            when=clauses({"recent": ["longer_run"]}),
            sentence="May have contributed.",
            evidence="C",
            sources=("judgement",),
        ),
    ),
    outcomes={
        urgency: CheckOutcome(
            urgency.name.lower(),
            "Title",
            "Lead.",
            (Line("Do."),),
            "Whom",
            (),
            ("judgement",),
            urgency,
            run=(Line("Run: no."),),
            exercise=(Line("Exercise: no."),),
        )
        for urgency in Urgency
    },
)


def with_question(old: Question, **changes: Any) -> QuestionSet:
    new = replace(old, **changes)
    return replace(SMALL, questions=tuple(new if q is old else q for q in SMALL.questions))
