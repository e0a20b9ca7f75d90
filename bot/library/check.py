"""The check as it stands in TOML: lengths and shapes, before it becomes a question set."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from bot.domain.check.model import (
    Cause,
    Clause,
    Fact,
    Option,
    Outcome,
    Question,
    Rule,
    Urgency,
)
from bot.library.topics import words

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
    ask_if: When = ()
    map: bool = False
    option: Annotated[tuple[OptionRecord, ...], Field(min_length=2)]

    def build(self) -> Question:
        """Return it as the rules take it."""
        options = tuple(Option(**option.model_dump()) for option in self.option)
        return Question(
            self.id, self.text, self.hint, self.kind, _clauses(self.ask_if), options, self.map
        )


class RuleRecord(BaseModel, frozen=True, extra="forbid"):
    """One rule."""

    id: str
    urgency: UrgencyName
    when: Annotated[When, Field(min_length=1)]
    sentence: Annotated[str, words(260)]
    sources: Sources

    def build(self) -> Rule:
        """Return it as the rules take it."""
        urgency = Urgency[self.urgency.upper()]
        return Rule(self.id, urgency, _clauses(self.when), self.sentence, self.sources)


class CauseRecord(BaseModel, frozen=True, extra="forbid"):
    """What may have contributed."""

    id: str
    title: Annotated[str, words(40)]
    topic: str
    when: Annotated[When, Field(min_length=1)]
    sentence: Annotated[str, words(260)]
    evidence: str
    sources: Sources

    def build(self) -> Cause:
        """Return it as the rules take it."""
        return Cause(**{**dict(self), "when": _clauses(self.when)})


class OutcomeRecord(BaseModel, frozen=True, extra="forbid"):
    """What a person is told at one urgency."""

    id: UrgencyName
    title: Annotated[str, words(40)]
    lead: Annotated[str, words(240)]
    do: tuple[Annotated[str, words(140)], ...]
    whom: Annotated[str, Field(max_length=240)] = ""
    topics: tuple[str, ...] = ()
    sources: Sources

    def build(self) -> Outcome:
        """Return it as the rules take it."""
        return Outcome(**dict(self))


def _clauses(when: When) -> tuple[Clause, ...]:
    return tuple(dict(clause) for clause in when)
