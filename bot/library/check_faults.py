"""Faults of a question set that would show only once somebody in pain runs into them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from bot.domain.check.model import (
    CheckOutcome,
    Clause,
    QuestionSet,
    Urgency,
)
from bot.library.check_reach import ReachSearch

_ID = re.compile(r"[a-z0-9_]+")
_QUESTION_ID_BYTES = 20  # both go into 64 bytes of callback data
_OPTION_ID_BYTES = 24


def faults(question_set: QuestionSet) -> list[str]:
    """Return every fault in words, naming ids; empty if the set can be used.

    Questions are asked once each and in order, so with conditions on earlier questions only,
    every path ends.
    """
    found = [
        *_id_faults(question_set),
        *_shape_faults(question_set),
        *_condition_faults(question_set),
        *_use_faults(question_set),
        *_sparing_faults(question_set),
        *_former_faults(question_set),
        *_line_faults(question_set),
    ]
    # A search through a set that is broken would only repeat what is known already.
    return found or list(_reach_faults(question_set))


def _id_faults(question_set: QuestionSet) -> Iterator[str]:
    for table, ids in (
        ("question", [question.id for question in question_set.questions]),
        ("rule", [rule.id for rule in question_set.rules]),
        ("cause", [cause.id for cause in question_set.causes]),
        ("outcome", [outcome.id for outcome in _outcomes(question_set)]),
    ):
        yield from (f"{table} {name}: this id stands twice" for name in _twice(ids))
        yield from (f"{table} {name}: {_ID_RULE}" for name in ids if not _ID.fullmatch(name))
    for question in question_set.questions:
        if len(question.id) > _QUESTION_ID_BYTES:
            yield f"question {question.id}: the id is longer than {_QUESTION_ID_BYTES} bytes"
        options = [option.id for option in question.options]
        for name in _twice(options):
            yield f"question {question.id}: option {name} stands twice"
        for name in options:
            if not _ID.fullmatch(name):
                yield f"question {question.id}: option {name}: {_ID_RULE}"
            if len(name) > _OPTION_ID_BYTES:
                yield (
                    f"question {question.id}: option {name}: "
                    f"the id is longer than {_OPTION_ID_BYTES} bytes"
                )


_ID_RULE = "an id is made of a-z, 0-9 and _"


def _twice(ids: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(ids).items() if times > 1]


def _shape_faults(question_set: QuestionSet) -> Iterator[str]:
    for question in question_set.questions:
        if len(question.options) < 2:  # noqa: PLR2004  # fewer is no choice
            yield f"question {question.id}: has fewer than two options"
        exclusive = [option for option in question.options if option.exclusive]
        if question.kind == "many" and not exclusive:
            yield f"question {question.id}: has no exclusive option, such as none of these"
        if question.kind == "one" and exclusive:
            yield f"question {question.id}: only a question of kind many has exclusive options"
    for urgency in Urgency:
        if urgency not in question_set.outcomes:
            yield f"outcome {urgency.name.lower()}: is missing"


def _conditions(question_set: QuestionSet) -> Iterator[tuple[str, tuple[Clause, ...]]]:
    """Yield the name and the clauses of everything that has a condition."""
    for question in question_set.questions:
        if question.ask_if:
            yield f"question {question.id}", question.ask_if
    yield from ((f"rule {rule.id}", rule.when) for rule in question_set.rules)
    yield from ((f"cause {cause.id}", cause.when) for cause in question_set.causes)


def _condition_faults(question_set: QuestionSet) -> Iterator[str]:
    options = {question.id: question.option_ids for question in question_set.questions}
    for owner, clauses in _conditions(question_set):
        if not clauses:
            yield f"{owner}: has no condition"
        for clause in clauses:
            if not clause:
                yield f"{owner}: an empty condition always holds"
            for question_id, wanted in clause.items():
                yield from (f"{owner}: {fault}" for fault in _unmet(question_id, wanted, options))
    earlier: set[str] = set()
    for question in question_set.questions:
        for name in sorted({name for clause in question.ask_if for name in clause}):
            if name in options and name not in earlier:
                yield f"question {question.id}: depends on {name}, which is not asked before it"
        earlier.add(question.id)


def _sparing_faults(question_set: QuestionSet) -> Iterator[str]:
    """Yield what is wrong with questions that are not always asked, or not always answered."""
    options = {question.id: question.option_ids for question in question_set.questions}
    spared = {q.id: q.until for q in question_set.questions if q.until is not None}
    for question in question_set.questions:
        for clause in question.needed_if or ():
            for name, wanted in clause.items():
                for fault in _unmet(name, wanted, options):
                    yield f"question {question.id}: needed_if: {fault}"
    for rule in question_set.rules:
        for name in sorted({name for clause in rule.when for name in clause} & spared.keys()):
            if rule.urgency > spared[name]:
                yield f"rule {rule.id}: question {name} may be spared before it is asked"


def _former_faults(question_set: QuestionSet) -> Iterator[str]:
    options = {question.id: question.option_ids for question in question_set.questions}
    for (question_id, option), means in question_set.former.items():
        owner = f"former {question_id} {option}"
        if option in options.get(question_id, ()):
            yield f"{owner}: is still asked"
        for name, wanted in means.items():
            yield from (f"{owner}: {fault}" for fault in _unmet(name, wanted, options))


def _line_faults(question_set: QuestionSet) -> Iterator[str]:
    """Yield what outcomes and their lines ask for and cannot get."""
    options = {question.id: question.option_ids for question in question_set.questions}
    rules = {rule.id for rule in question_set.rules}
    for outcome in _outcomes(question_set):
        lines = (*outcome.run, *outcome.exercise, *outcome.lines, *outcome.signs)
        for line in lines:
            for name in sorted((line.rules | line.unless_rules) - rules):
                yield f"outcome {outcome.id}: there is no rule {name}"
        for clause in (*outcome.when, *(clause for line in lines for clause in line.when)):
            for name, wanted in clause.items():
                yield from (f"outcome {outcome.id}: {f}" for f in _unmet(name, wanted, options))
        for kind, answers in (("run", outcome.run), ("exercise", outcome.exercise)):
            if not answers or not answers[-1].always:
                yield f"outcome {outcome.id}: {kind}: the last line must be for everybody"


def _outcomes(question_set: QuestionSet) -> Iterator[CheckOutcome]:
    yield from question_set.outcomes.values()
    yield from question_set.special


def _unmet(
    question_id: str, wanted: frozenset[str], options: Mapping[str, frozenset[str]]
) -> Iterator[str]:
    if question_id not in options:
        yield f"there is no question {question_id}"
        return
    if not wanted:
        yield f"lists no option of {question_id}"
    for option in sorted(wanted - options[question_id]):
        yield f"question {question_id} has no option {option}"


def _use_faults(question_set: QuestionSet) -> Iterator[str]:
    used = {
        (question_id, option)
        for _, clauses in _conditions(question_set)
        for clause in clauses
        for question_id, options in clause.items()
        for option in options
    }
    for question in question_set.questions:
        for option in question.options:
            is_used = (question.id, option.id) in used
            if is_used and option.neutral:
                yield f"question {question.id}: option {option.id} is neutral, and yet used"
            if not is_used and not option.neutral:
                yield f"question {question.id}: option {option.id} is never used, nor neutral"


def _reach_faults(question_set: QuestionSet) -> Iterator[str]:
    search = ReachSearch(question_set)
    for question in question_set.questions:
        if not search.reaches({question.id: question.option_ids}):
            yield f"question {question.id}: no answers lead to it"
    for owner, clauses in _conditions(question_set):
        for clause in clauses:
            if not search.reaches(clause):
                yield f"{owner}: no answers lead to {_in_words(clause)}"


def _in_words(clause: Clause) -> str:
    return " and ".join(f"{name} = {'/'.join(sorted(wanted))}" for name, wanted in clause.items())
