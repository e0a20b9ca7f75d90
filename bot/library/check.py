"""The check as it stands in TOML: lengths and shapes, before it becomes a question set."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field, model_validator

from bot.domain.check.model import (
    Answers,
    Cause,
    CheckOutcome,
    Clause,
    Fact,
    Line,
    Option,
    Plan,
    Question,
    Rule,
    Urgency,
)
from bot.library.topics import Review, words

UrgencyName = Literal["self_care", "clinician_soon", "urgent_same_day", "emergency"]
When = tuple[dict[str, frozenset[str]], ...]
Sources = Annotated[tuple[str, ...], Field(min_length=1)]


class OptionRecord(BaseModel, frozen=True, extra="forbid"):
    """One answer."""

    id: str
    text: Annotated[str, words(40)]
    neutral: bool = False
    exclusive: bool = False
    facts: frozenset[Fact] = frozenset()


class QuestionRecord(BaseModel, frozen=True, extra="forbid"):
    """One screen of the check."""

    id: str
    text: Annotated[str, words(140)]
    hint: Annotated[str, Field(max_length=200)] = ""
    kind: Literal["one", "many"]
    review: Review
    ask_if: When = ()
    needed_if: When | None = None
    until: UrgencyName | None = None
    map: bool = False
    option: Annotated[tuple[OptionRecord, ...], Field(min_length=2)]

    def build(self) -> Question:
        """Return it as the rules take it."""
        options = tuple(Option(**option.model_dump()) for option in self.option)
        return Question(
            self.id,
            self.text,
            self.hint,
            self.kind,
            _clauses(self.ask_if),
            options,
            is_mapped=self.map,
            until=level(self.until) if self.until else None,
            needed_if=None if self.needed_if is None else _clauses(self.needed_if),
        )


class RuleRecord(BaseModel, frozen=True, extra="forbid"):
    """One rule."""

    id: str
    urgency: UrgencyName
    when: Annotated[When, Field(min_length=1)]
    sentence: Annotated[str, words(260)]
    sources: Sources
    review: Review
    within_days: Annotated[int, Field(ge=1, le=14)] | None = None
    bone: bool = False
    exercise_ok: bool = False

    @model_validator(mode="after")
    def _has_a_time_where_one_is_said(self) -> Self:
        if (self.urgency == "clinician_soon") != (self.within_days is not None):
            raise ValueError("within_days belongs to each rule of clinician_soon, and to no other")
        return self

    def build(self) -> Rule:
        """Return it as the rules take it."""
        return Rule(
            self.id,
            level(self.urgency),
            _clauses(self.when),
            self.sentence,
            self.sources,
            self.within_days,
            bone=self.bone,
            exercise_ok=self.exercise_ok,
        )


class CauseRecord(BaseModel, frozen=True, extra="forbid"):
    """What may have contributed."""

    id: str
    title: Annotated[str, words(40)]
    topic: str
    when: Annotated[When, Field(min_length=1)]
    sentence: Annotated[str, words(260)]
    evidence: str
    sources: Sources
    review: Review

    def build(self) -> Cause:
        """Return it as the rules take it."""
        given = {name: value for name, value in self if name != "review"}
        return Cause(**{**given, "when": _clauses(self.when)})


class FormerRecord(BaseModel, frozen=True, extra="forbid"):
    """An option that a question had once, and the answers that it means."""

    id: str
    question: str
    was: str  # the option
    means: dict[str, frozenset[str]]

    def build(self) -> tuple[tuple[str, str], Answers]:
        """Return it as an entry of the set's former answers."""
        return (self.question, self.was), self.means


class LineRecord(BaseModel, frozen=True, extra="forbid"):
    """One sentence of advice, and when it is said."""

    text: Annotated[str, words(160)]
    when: When = ()
    rules: frozenset[str] = frozenset()
    unless_rules: frozenset[str] = frozenset()
    plan: Plan | None = None

    def build(self) -> Line:
        """Return it as the rules take it."""
        return Line(self.text, _clauses(self.when), self.rules, self.unless_rules, self.plan)


class OutcomeRecord(BaseModel, frozen=True, extra="forbid"):
    """What a person is told at one urgency, or for some answers at that urgency."""

    id: str
    urgency: UrgencyName
    title: Annotated[str, words(40)]
    lead: Annotated[str, words(240)]
    time: Annotated[str, Field(max_length=80)] = ""
    when: When = ()
    run: Annotated[tuple[LineRecord, ...], Field(min_length=1)]
    exercise: Annotated[tuple[LineRecord, ...], Field(min_length=1)]
    do: tuple[LineRecord, ...]
    signs: tuple[LineRecord, ...] = ()
    whom: Annotated[str, Field(max_length=240)] = ""
    topics: tuple[str, ...] = ()
    plan: Plan = "none"
    sources: Sources
    review: Review

    def build(self) -> CheckOutcome:
        """Return it as the rules take it."""
        return CheckOutcome(
            id=self.id,
            title=self.title,
            lead=self.lead,
            lines=tuple(line.build() for line in self.do),
            signs=tuple(line.build() for line in self.signs),
            whom=self.whom,
            topics=self.topics,
            sources=self.sources,
            urgency=level(self.urgency),
            when=_clauses(self.when),
            run=tuple(line.build() for line in self.run),
            exercise=tuple(line.build() for line in self.exercise),
            time=self.time,
            plan=self.plan,
        )


def level(name: UrgencyName) -> Urgency:
    """Return the urgency of that name in the content."""
    return Urgency[name.upper()]


def _clauses(when: When) -> tuple[Clause, ...]:
    return tuple(dict(clause) for clause in when)
