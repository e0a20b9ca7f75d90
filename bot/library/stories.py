"""What a story told, in a sentence, and as a button carries it to the check."""

from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b

from bot.domain.check.model import Answers
from bot.library.content import Content

_LETTERS = 4  # of each answer in a button: the same as long as question and option are called so


def said(content: Content, told: Answers) -> str:
    """Return what was understood, in the words of the check."""
    return " · ".join(
        option.text[0].lower() + option.text[1:]
        for question in content.triage.questions
        for option in question.options
        if option.id in told.get(question.id, frozenset())
    )


def packed(told: Answers) -> str:
    """Return answers as a button carries them."""
    return "".join(_code(question, option) for question in told for option in told[question])


def unpacked(content: Content, text: str) -> Answers:
    """Return the answers that a button carries; what there is no more is left out."""
    codes = {text[at : at + _LETTERS] for at in range(0, len(text), _LETTERS)}
    found: dict[str, frozenset[str]] = {}
    for answer in content.writing.stories.answers:
        if _code(answer.question, answer.option) in codes:
            known = found.get(answer.question, frozenset())
            found[answer.question] = known | {answer.option}
    return found


def faults(content: Content) -> Iterator[str]:
    """Yield answers that the check does not have, and two that a button would not tell apart."""
    options = {(q.id, option.id) for q in content.triage.questions for option in q.options}
    told = {(a.question, a.option) for a in content.writing.stories.answers}
    for question, option in sorted(told - options):
        yield f"told.toml: question {question}: there is no option {option}"
    codes = Counter(_code(*each) for each in told)
    if len(codes) < len(told):
        yield "told.toml: two answers have the same code: name one of the options anew"


def _code(question: str, option: str) -> str:
    return blake2b(f"{question}:{option}".encode(), digest_size=_LETTERS // 2).hexdigest()
