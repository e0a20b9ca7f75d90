"""Faults of a question set that would show only once somebody in pain runs into them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations

from bot.domain.check.model import Answers, Clause, Option, Question, QuestionSet, Urgency
from bot.domain.check.rules import any_holds, holds, is_emergency

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
    ]
    # A search through a set that is broken would only repeat what is known already.
    return found or list(_reach_faults(question_set))


def _id_faults(question_set: QuestionSet) -> Iterator[str]:
    for table, ids in (
        ("question", [question.id for question in question_set.questions]),
        ("rule", [rule.id for rule in question_set.rules]),
        ("cause", [cause.id for cause in question_set.causes]),
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
    search = _Search(question_set)
    for question in question_set.questions:
        if not search.reaches({question.id: question.option_ids}):
            yield f"question {question.id}: no answers lead to it"
    for owner, clauses in _conditions(question_set):
        for clause in clauses:
            if not search.reaches(clause):
                yield f"{owner}: no answers lead to {_in_words(clause)}"


def _in_words(clause: Clause) -> str:
    return " and ".join(f"{name} = {'/'.join(sorted(wanted))}" for name, wanted in clause.items())


class _Search:
    """Looks for answers that a person could really give, one question after another."""

    def __init__(self, question_set: QuestionSet) -> None:
        grave = (rule for rule in question_set.rules if rule.urgency is Urgency.EMERGENCY)
        self._set = replace(question_set, rules=tuple(grave))  # only those end a path
        self._quiet = {
            question.id: _quiet_option(question_set, question)
            for question in question_set.questions
        }

    def reaches(self, goal: Clause) -> bool:
        """Say whether some path asks every question of the clause and makes it hold."""
        return self._walk(0, {}, goal, self._useful(goal))

    def _useful(self, goal: Clause) -> Mapping[str, frozenset[str]]:
        """Return the options that the goal, or a question on the way to it, asks for."""
        useful = dict(goal)
        for question in reversed(self._set.questions):
            if question.id in useful:
                for clause in question.ask_if:
                    for name, options in clause.items():
                        useful[name] = useful.get(name, frozenset()) | options
        return useful

    def _walk(
        self, position: int, given: Answers, goal: Clause, useful: Mapping[str, frozenset[str]]
    ) -> bool:
        if holds(goal, given):
            return True
        if position == len(self._set.questions) or is_emergency(self._set, given):
            return False
        question = self._set.questions[position]
        if question.ask_if and not any_holds(question.ask_if, given):
            return question.id not in goal and self._walk(position + 1, given, goal, useful)
        return any(
            self._walk(position + 1, {**given, question.id: answer}, goal, useful)
            for answer in self._tries(question, goal, useful)
        )

    def _tries(
        self, question: Question, goal: Clause, useful: Mapping[str, frozenset[str]]
    ) -> Iterator[frozenset[str]]:
        """Yield the answers worth trying: one that leads nowhere, useful ones, pairs of those."""
        wanted = [option for option in question.options if option.id in useful.get(question.id, ())]
        if question.id not in goal:
            yield frozenset({self._quiet[question.id]})
        singles = (frozenset({option.id}) for option in wanted)
        pairs = (
            frozenset({one.id, other.id})
            for one, other in combinations(wanted, 2)
            if question.kind == "many" and not (one.exclusive or other.exclusive)
        )
        for answer in (*singles, *pairs):
            if question.id not in goal or not answer.isdisjoint(goal[question.id]):
                yield answer


def _quiet_option(question_set: QuestionSet, question: Question) -> str:
    """Return the option that can least end the questions before the goal: none, if there is one."""
    alarming = {
        option
        for rule in question_set.rules
        if rule.urgency is Urgency.EMERGENCY
        for clause in rule.when
        for option in clause.get(question.id, ())
    }

    def loudness(option: Option) -> tuple[bool, bool, bool]:
        return option.id in alarming, not option.neutral, not option.exclusive

    return min(question.options, key=loudness).id
