"""The check's answer to one person: may they run, may they exercise, by when and whom to see."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whenever import Date

from bot.domain.check.model import (
    Answers,
    Assessment,
    CheckOutcome,
    Line,
    Plan,
    QuestionSet,
    Urgency,
)
from bot.domain.check.rules import any_holds, renewed

_EARLIEST, _SIGNS = "{earliest}", "{signs}"
_DAYS = {2: "2 days", 3: "3 days", 7: "a week", 14: "2 weeks"}


@dataclass(frozen=True, slots=True)
class Advice:
    """What one person is told: only what applies to these answers.

    `run` and `exercise` answer the two questions that come first. `denied` are the signs that were
    asked for and are not there, for whoever examines. `reasons` are those as urgent as the whole:
    milder ones name a later time, or ask for less. `time` is by when, in a sentence.
    """

    outcome: CheckOutcome
    run: str
    exercise: str
    lead: str
    reasons: tuple[str, ...]
    do: tuple[str, ...]
    whom: str
    plan: Plan
    within_days: int | None = None
    time: str = ""
    denied: tuple[str, ...] = ()


def advice(
    question_set: QuestionSet,
    answers: Answers,
    assessment: Assessment,
    first_run: Date | None = None,
) -> Advice:
    """Return what the person is told: only lines that apply, and the shortest time of all rules.

    `first_run` is the earliest day of a run by the person's plan, which {earliest} names; lines
    that name it are left out where nothing is planned.
    """
    answers = renewed(question_set, answers)
    outcome = _outcome(question_set, answers, assessment.urgency)
    fired = frozenset(rule.id for rule in assessment.rules)
    days = _within(assessment)
    plan = _plan(outcome, assessment)
    day = first_run.format("EEEE D MMMM") if first_run and plan == "full" else ""

    def said(lines: Sequence[Line]) -> Iterator[str]:
        fit = (line.text for line in lines if _applies(line, answers, fired, plan))
        return (text.replace(_EARLIEST, day) for text in fit if day or _EARLIEST not in text)

    signs = _listed(tuple(said(outcome.signs)))
    time = outcome.time.format(days=_DAYS.get(days, f"{days} days")) if days else ""
    return Advice(
        outcome=outcome,
        run=next(said(outcome.run), ""),
        exercise=next(said(outcome.exercise), ""),
        lead=f"{outcome.lead} {time}".strip(),
        reasons=tuple(r.sentence for r in assessment.rules if r.urgency is assessment.urgency),
        do=tuple(line.replace(_SIGNS, signs) for line in said(outcome.lines)),
        whom=outcome.whom,
        plan=plan,
        within_days=days,
        time=time,
        denied=denied(question_set, answers, assessment),
    )


def denied(question_set: QuestionSet, answers: Answers, assessment: Assessment) -> tuple[str, ...]:
    """Return the words of each sign that was read and not ticked, for whoever examines.

    An emergency ends the questions in the middle of a list: then nothing was denied.
    """
    ended = assessment.urgency is Urgency.EMERGENCY
    return () if ended else tuple(_denied(question_set, answers))


def _listed(signs: Sequence[str]) -> str:
    return " or ".join(part for part in (", ".join(signs[:-1]), *signs[-1:]) if part)


def _outcome(question_set: QuestionSet, answers: Answers, urgency: Urgency) -> CheckOutcome:
    """Return the first outcome that is meant for these answers, or that of everybody."""
    special = (
        outcome
        for outcome in question_set.special
        if outcome.urgency is urgency and any_holds(outcome.when, answers)
    )
    return next(special, question_set.outcomes[urgency])


def _applies(line: Line, answers: Answers, fired: frozenset[str], plan: Plan) -> bool:
    return (
        (not line.when or any_holds(line.when, answers))
        and (not line.rules or not line.rules.isdisjoint(fired))
        and line.unless_rules.isdisjoint(fired)
        and line.plan in {None, plan}
    )


def _within(assessment: Assessment) -> int | None:
    """Return how many days a visit may wait; None where it must not, or need not be."""
    if assessment.urgency is not Urgency.CLINICIAN_SOON:
        return None
    return min((rule.within_days for rule in assessment.rules if rule.within_days), default=None)


def _plan(outcome: CheckOutcome, assessment: Assessment) -> Plan:
    """Return what may be planned: nothing unless every rule that fired leaves room for it."""
    return outcome.plan if all(rule.exercise_ok for rule in assessment.rules) else "none"


def _denied(question_set: QuestionSet, answers: Answers) -> Iterator[str]:
    """Yield the words of each sign of a list that was read and not ticked."""
    for question in question_set.questions:
        chosen = answers.get(question.id, frozenset())
        if question.kind == "one" or not chosen or "not_sure" in chosen:
            continue
        for option in question.options:
            if not (option.neutral or option.exclusive or option.id in chosen):
                yield option.text
