"""Answers as text: JSON of option ids by question id, in the order in which they were given."""

import json

from bot.domain.check.model import Answers


def answers_text(answers: Answers) -> str:
    """Return answers as they are stored."""
    return json.dumps({question: sorted(options) for question, options in answers.items()})


def answers_of(text: str) -> Answers:
    """Return the answers that were stored."""
    return {question: frozenset(options) for question, options in json.loads(text).items()}


def joined(*several: Answers) -> Answers:
    """Return all answers in one: of a question every option that was given anywhere."""
    found: dict[str, frozenset[str]] = {}
    for answers in several:
        for question, options in answers.items():
            found[question] = found.get(question, frozenset()) | options
    return found
