"""Whether answers that a person could really give lead to each question and rule of the check."""

from collections.abc import Iterator, Mapping
from itertools import combinations

from bot.domain.check.model import Answers, Clause, Option, Question, QuestionSet, Urgency
from bot.domain.check.rules import any_holds, holds


class ReachSearch:
    """Looks for answers that a person could really give, one question after another."""

    def __init__(self, question_set: QuestionSet) -> None:
        self._questions = question_set.questions
        grave = (rule for rule in question_set.rules if rule.urgency is Urgency.EMERGENCY)
        clauses = [clause for rule in grave for clause in rule.when]
        # What ends a path, by the question that was answered last: the others were looked at then.
        self._ending = [
            [clause for clause in clauses if question.id in clause] for question in self._questions
        ]
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
        for question in reversed(self._questions):
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
        ended = position > 0 and any_holds(self._ending[position - 1], given)
        if ended or position == len(self._questions):
            return False
        question = self._questions[position]
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
