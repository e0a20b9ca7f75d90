"""Triage and search as lines of JSON, for those who review the content."""

import json
import sys
from collections.abc import Iterable
from typing import Any, TextIO

from bot.domain.check.advising import advice
from bot.domain.check.model import Answers, Assessment, Clause
from bot.domain.check.rules import assess, problem
from bot.library.content import Content

_MOST = 200  # letters of an error: it names what a line says, which may be anything


def questions(content: Content) -> str:
    """Return the triage questions as JSON."""
    listed = [
        {
            "id": question.id,
            "text": question.text,
            "hint": question.hint,
            "kind": question.kind,
            "ask_if": _listed(question.ask_if),
            "needed_if": None if question.needed_if is None else _listed(question.needed_if),
            "until": question.until.name.lower() if question.until else None,
            "options": [
                {"id": option.id, "text": option.text, "exclusive": option.exclusive}
                for option in question.options
            ],
        }
        for question in content.triage.questions
    ]
    return json.dumps({"questions": listed}, indent=2, ensure_ascii=False)


def _listed(clauses: Iterable[Clause]) -> list[dict[str, list[str]]]:
    return [{name: sorted(options) for name, options in clause.items()} for clause in clauses]


def read_lines() -> TextIO:
    """Return standard input as UTF-8; bytes that are none make their own line wrong, no other."""
    return open(  # it is not ours to close
        sys.stdin.fileno(), encoding="utf-8-sig", errors="replace", closefd=False
    )


def triage_lines(content: Content, lines: Iterable[str], out: TextIO) -> bool:
    """Write one line of JSON for each line of answers; say whether all could be assessed."""
    every = True
    for line in lines:
        if line.strip():
            found = _triaged(content, line)
            every = every and "error" not in found
            # Half of a letter, as JSON may escape it, cannot be printed.
            answer = json.dumps(found, ensure_ascii=False).encode(errors="replace").decode()
            out.write(f"{answer}\n")
            out.flush()
    return every


def search_lines(content: Content, messages: Iterable[str], out: TextIO) -> None:
    """Write one line of JSON for each message."""
    index = content.finder()
    for message in messages:
        found = index.find(message.rstrip("\n"))
        topics = [{"topic": hit.topic, "score": round(hit.score, 4)} for hit in found.hits]
        asks = [sign.id for sign in found.asks]
        answer = {"red_flag": found.red_flag is not None, "topics": topics, "asks": asks}
        out.write(json.dumps(answer) + "\n")
        out.flush()


def _triaged(content: Content, line: str) -> dict[str, Any]:
    try:
        given = _given(line)
    except ValueError as error:
        return {"error": _short(str(error))}
    if wrong := problem(content.triage, given):
        return {"error": _short(wrong)}
    return _described(content, given, assess(content.triage, given))


def _given(line: str) -> Answers:
    """Return the answers of a line; ValueError with a sentence if it holds none."""
    try:
        raw = json.loads(line, object_pairs_hook=_once_each, parse_int=float)
    except json.JSONDecodeError as error:
        raise ValueError("this line is not JSON") from error
    except RecursionError as error:
        raise ValueError("this line is nested too deeply") from error
    if not isinstance(raw, dict):
        raise ValueError("a line must be an object of question ids and option ids")  # noqa: TRY004
    return {question: _options(question, given) for question, given in raw.items()}


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object's pairs; JSON would take the last of a name, which may be the milder."""
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"{name}: stands twice in this line")
        found[name] = value
    return found


def _options(question: str, given: object) -> frozenset[str]:
    if isinstance(given, str):
        return frozenset({given})
    if isinstance(given, list) and all(isinstance(option, str) for option in given):
        return frozenset(given)
    raise ValueError(f"{question}: the answer must be an option id or a list of option ids")


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= _MOST else f"{sentence[: _MOST - 1]}…"


def _described(content: Content, answers: Answers, assessment: Assessment) -> dict[str, Any]:
    told = advice(content.triage, answers, assessment)
    sources = [*told.outcome.sources, *(s for rule in assessment.rules for s in rule.sources)]
    return {
        "urgency": assessment.urgency.name.lower(),
        "rules": [rule.id for rule in assessment.rules],
        "causes": [cause.id for cause in assessment.causes],
        "advice": [
            told.run,
            told.exercise,
            told.lead,
            f"{told.whom}.",
            *told.reasons,
            *told.do,
        ],
        "sources": list(dict.fromkeys(sources)),
    }
