"""The question set that people are asked, read from the content without the library."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.domain.check.model import (
    Cause,
    Clause,
    Option,
    Outcome,
    Question,
    QuestionSet,
    Rule,
    Urgency,
)

TRIAGE = Path(__file__).parents[3] / "content" / "en" / "triage.toml"


def _clauses(raw: list[dict[str, list[str]]]) -> tuple[Clause, ...]:
    return tuple({name: frozenset(options) for name, options in clause.items()} for clause in raw)


def _question(raw: dict[str, Any]) -> Question:
    return Question(
        id=raw["id"],
        text=raw["text"],
        hint=raw.get("hint", ""),
        kind=raw["kind"],
        ask_if=_clauses(raw.get("ask_if", [])),
        options=tuple(Option(**option) for option in raw["option"]),
    )


def _rule(raw: dict[str, Any]) -> Rule:
    urgency = Urgency[raw["urgency"].upper()]
    lists = {"when": _clauses(raw["when"]), "sources": tuple(raw["sources"])}
    return Rule(**{**raw, **lists, "urgency": urgency})


def _cause(raw: dict[str, Any]) -> Cause:
    return Cause(**{**raw, "when": _clauses(raw["when"]), "sources": tuple(raw["sources"])})


def _outcome(raw: dict[str, Any]) -> Outcome:
    return Outcome(**{**raw, **{name: tuple(raw[name]) for name in ("do", "topics", "sources")}})


def load() -> QuestionSet:
    document = tomllib.loads(TRIAGE.read_text("utf-8"))
    return QuestionSet(
        questions=tuple(map(_question, document["question"])),
        rules=tuple(map(_rule, document["rule"])),
        causes=tuple(map(_cause, document["cause"])),
        outcomes={Urgency[raw["id"].upper()]: _outcome(raw) for raw in document["outcome"]},
    )


@pytest.fixture(scope="session")
def question_set() -> QuestionSet:
    return load()
