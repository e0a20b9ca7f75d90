"""The check: which question is next, how urgent the answers are, and what may have contributed.

Conditions say only what must be there, never what must be missing, so a further answer can
raise the urgency but never lower it.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from bot.domain.check.model import (
    Answers,
    Assessment,
    Clause,
    Fact,
    Hold,
    Origin,
    Question,
    QuestionSet,
    Urgency,
)


def holds(clause: Clause, answers: Answers) -> bool:
    """Say whether every question of the clause has one of its options chosen."""
    # Plain loops here: the rules are most of what a tap costs, and generators three times as much.
    for question, options in clause.items():
        if options.isdisjoint(answers.get(question, ())):
            return False
    return True


def any_holds(clauses: Sequence[Clause], answers: Answers) -> bool:
    """Say whether at least one clause holds."""
    for clause in clauses:  # noqa: SIM110
        if holds(clause, answers):
            return True
    return False


def renewed(question_set: QuestionSet, answers: Answers) -> Answers:
    """Return answers with options that are no longer asked as what they mean today."""
    old = [key for key in question_set.former if key[1] in answers.get(key[0], ())]
    if not old:
        return answers
    new = dict(answers)
    for question, option in old:
        new[question] = new[question] - {option}
        for name, options in question_set.former[question, option].items():
            new[name] = new.get(name, frozenset()) | options
    return new


def assess(question_set: QuestionSet, answers: Answers) -> Assessment:
    """Judge every answer given, also those to questions that were not asked."""
    answers = renewed(question_set, answers)
    fired = [rule for rule in question_set.rules if any_holds(rule.when, answers)]
    fired.sort(key=lambda rule: -rule.urgency)
    return Assessment(
        urgency=fired[0].urgency if fired else Urgency.SELF_CARE,
        rules=tuple(fired),
        causes=tuple(cause for cause in question_set.causes if any_holds(cause.when, answers)),
    )


def is_emergency(question_set: QuestionSet, answers: Answers) -> bool:
    """Say whether an emergency rule has fired, which ends the questions."""
    for rule in question_set.rules:
        if rule.urgency is Urgency.EMERGENCY and any_holds(rule.when, answers):
            return True
    return False


def asked(question_set: QuestionSet, answers: Answers) -> tuple[Question, ...]:
    """Return the questions so far, in order; the last is unanswered unless nothing is left."""
    # As answers only ever raise the urgency, one look at all of them mostly spares those below.
    return _path(question_set, answers, may_end=is_emergency(question_set, answers))


def _path(question_set: QuestionSet, answers: Answers, *, may_end: bool) -> tuple[Question, ...]:
    path: list[Question] = []
    given: dict[str, frozenset[str]] = {}
    for question in question_set.questions:
        if may_end and is_emergency(question_set, given):
            break
        if question.ask_if and not any_holds(question.ask_if, given):
            continue
        if question.until is not None and _is_decided(question_set, question.until, given):
            continue
        path.append(question)
        if not answers.get(question.id):
            break
        given[question.id] = answers[question.id]
    return tuple(path)


def _is_decided(question_set: QuestionSet, urgency: Urgency, given: Answers) -> bool:
    """Say whether answers are at least as urgent as that."""
    for rule in question_set.rules:
        if rule.urgency >= urgency and any_holds(rule.when, given):
            return True
    return False


def next_question(question_set: QuestionSet, answers: Answers) -> Question | None:
    """Return what to ask now; None when nothing is left or an emergency rule has fired."""
    if is_emergency(question_set, answers):
        return None
    path = _path(question_set, answers, may_end=False)
    return path[-1] if path and not answers.get(path[-1].id) else None


def expected_total(question_set: QuestionSet, answers: Answers) -> int:
    """Guess how many questions there will be in all, those answered included."""
    path = asked(question_set, answers)
    if not path or answers.get(path[-1].id) or is_emergency(question_set, answers):
        return len(path)
    position = question_set.questions.index(path[-1])
    ahead = {question.id: len(question.options) for question in question_set.questions[position:]}
    later = question_set.questions[position + 1 :]
    return len(path) + sum(_is_likely(question, answers, ahead) for question in later)


def _is_likely(question: Question, answers: Answers, ahead: Mapping[str, int]) -> bool:
    """Guess whether a question will be asked: a condition on at least half of the options may hold.

    `ahead` is the number of options of each question that is still open.
    """

    def may_hold(clause: Clause) -> bool:
        return all(
            len(options) * 2 >= ahead[asked_id]
            if asked_id in ahead
            else not options.isdisjoint(answers.get(asked_id, ()))
            for asked_id, options in clause.items()
        )

    return not question.ask_if or any(may_hold(clause) for clause in question.ask_if)


def problem(question_set: QuestionSet, answers: Answers) -> str | None:
    """Say, naming it, what is wrong with a full set of answers; None if they can be judged."""
    questions = {question.id: question for question in question_set.questions}
    answers = renewed(question_set, answers)
    for question_id, options in answers.items():
        if question_id not in questions:
            return f"{question_id}: there is no such question"
        wrong = _misfit(questions[question_id], options)
        if wrong:
            return f"{question_id}: {wrong}"
    unanswered = _missing(question_set, answers)
    return f"{unanswered.id}: this question is asked but not answered" if unanswered else None


def _missing(question_set: QuestionSet, answers: Answers) -> Question | None:
    """Return the first question that is asked and must not be left out, and is."""
    skipped: set[str] = set()
    while (question := next_question(without(question_set, skipped), answers)) is not None:
        if question.needed_if is None or any_holds(question.needed_if, answers):
            return question
        skipped.add(question.id)
    return None


def without(question_set: QuestionSet, skipped: Container[str]) -> QuestionSet:
    """Return the set as if some of its questions were not there."""
    asked_for = tuple(q for q in question_set.questions if q.id not in skipped)
    return replace(question_set, questions=asked_for)


def _misfit(question: Question, options: frozenset[str]) -> str | None:
    unknown = sorted(options - question.option_ids)
    if unknown:
        return f"there is no option {unknown[0]}"
    if len(options) > 1:
        if question.kind == "one":
            return f"takes one option, not {', '.join(sorted(options))}"
        for option in question.options:
            if option.exclusive and option.id in options:
                return f"option {option.id} goes with no other"
    return None


def facts_of(question_set: QuestionSet, answers: Answers) -> frozenset[Fact]:
    """Return what the options chosen mean for the rest of the bot."""
    answers = renewed(question_set, answers)
    return frozenset(
        fact
        for question in question_set.questions
        for option in question.options
        if option.id in answers.get(question.id, ())
        for fact in option.facts
    )


def shows(hold: Hold, answers: Answers) -> bool:
    """Say whether answers show what was typed, or all that was noted in the diary."""
    seen = (not chosen.isdisjoint(answers.get(name, ())) for name, chosen in hold.ticks.items())
    return all(seen) if hold.origin is Origin.DIARY else any(seen)
