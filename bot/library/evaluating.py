"""How good a symptom checker is, measured on the published vignettes.

The measures are those of Kopka and others 2023 (source kopka2023), as far as they fit four levels.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Annotated, TextIO

from pydantic import BaseModel

from bot.domain.check.model import Answers, QuestionSet, Urgency
from bot.domain.check.rules import assess, next_question, without
from bot.library.check import UrgencyName, level
from bot.library.loading import CONTENT, load
from bot.library.shelf import Shelf
from bot.library.topics import words
from bot.problems import ContentError

MEASURES = """\
accuracy: of the answered cases, those at exactly the expected level.
acceptable: those at the expected level or at another one that the case allows.
safety: those at or above the lowest level that the case allows; the others are unsafe.
over-triage: of the cases that are not at the expected level, those that are above it.
comprehensiveness: of all cases, those that got an answer.
taps: the median of what a person taps in the chat.
"""


class Vignette(BaseModel, frozen=True, extra="forbid"):
    """A person's story, how the check's questions are answered from it, and the right level.

    `also_ok` are other levels that nobody would call wrong, `basis` the condition and its sources.
    """

    id: str
    story: Annotated[str, words(1200)]
    expected: UrgencyName
    also_ok: tuple[UrgencyName, ...]
    causes: tuple[str, ...]
    basis: Annotated[str, words(400)]
    answers: dict[str, str | tuple[str, ...]]

    @property
    def given(self) -> Answers:
        """Return the answers as the rules take them."""
        return {
            question: frozenset([chosen] if isinstance(chosen, str) else chosen)
            for question, chosen in self.answers.items()
        }

    @property
    def allowed(self) -> frozenset[Urgency]:
        """Return every level that is not wrong."""
        return frozenset(level(name) for name in (self.expected, *self.also_ok))


def vignettes(folder: Path = CONTENT, language: str = "en") -> tuple[Vignette, ...]:
    """Read the published vignettes; ContentError names every problem."""
    shelf = Shelf(folder / language)
    found = shelf.read("vignettes.toml", "vignette", Vignette)
    if shelf.problems:
        raise ContentError(*shelf.problems)
    return tuple(found.values())


def evaluate(file: Path | None, out: TextIO) -> int:
    """Write the figures of the check, or of another checker's answers in a file, and what they are.

    Return 1 where a case is unsafe, as an exit code; ContentError for a file that is no answers.
    """
    triage, cases = load().triage, vignettes()
    if file:
        try:
            answers = read_answers(file.read_text("utf-8").splitlines())
        except ValueError as error:
            raise ContentError(f"{file}: {error}") from error
        rows = by_level(cases, answers)
    else:
        taps = {case.id: taps_of(triage, case.given) for case in cases}
        rows = by_level(cases, judged(triage, cases), taps)
    out.write(f"{table(rows)}\n{MEASURES}")
    return 1 if rows[-1].unsafe else 0


def judged(question_set: QuestionSet, cases: Iterable[Vignette]) -> Mapping[str, Urgency]:
    """Return what the check says of each case, by its id."""
    return {case.id: assess(question_set, case.given).urgency for case in cases}


def read_answers(lines: Iterable[str]) -> Mapping[str, Urgency]:
    """Read another checker's answers, {"id": ..., "urgency": ...} a line; ValueError for others.

    A case with null in place of a level was not answered.
    """
    answers: dict[str, Urgency] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            answer = json.loads(line)
            if answer["urgency"] is not None:
                answers[str(answer["id"])] = Urgency[str(answer["urgency"]).upper()]
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"line {number}: not an id with an urgency ({error})") from error
    return answers


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures for some cases; `unsafe` are ids, `taps` the median of what a person taps."""

    name: str
    cases: int
    answered: int
    exact: int
    acceptable: int
    unsafe: tuple[str, ...]
    above: int
    taps: float | None = None


def measure(
    name: str, cases: Sequence[Vignette], answers: Mapping[str, Urgency], taps: Sequence[int] = ()
) -> Measured:
    """Return the figures for cases and what was said of them."""
    said = [(case, answers[case.id]) for case in cases if case.id in answers]
    return Measured(
        name,
        cases=len(cases),
        answered=len(said),
        exact=sum(urgency is level(case.expected) for case, urgency in said),
        acceptable=sum(urgency in case.allowed for case, urgency in said),
        unsafe=tuple(case.id for case, urgency in said if urgency < min(case.allowed)),
        above=sum(urgency > level(case.expected) for case, urgency in said),
        taps=median(taps) if taps else None,
    )


def by_level(
    cases: Sequence[Vignette],
    answers: Mapping[str, Urgency],
    taps: Mapping[str, int] | None = None,
) -> tuple[Measured, ...]:
    """Return the figures for each expected level, the gravest first, and for all together."""

    def of(name: str, some: Sequence[Vignette]) -> Measured:
        return measure(name, some, answers, [taps[case.id] for case in some] if taps else ())

    levels = [
        (urgency.name.lower(), [case for case in cases if level(case.expected) is urgency])
        for urgency in sorted(Urgency, reverse=True)
    ]
    return tuple(of(name, some) for name, some in (*levels, ("all", cases)))


def taps_of(question_set: QuestionSet, given: Answers) -> int:
    """Count what a person taps: each tick, and Done after ticks.

    A question that the case leaves open takes one tap.
    """
    taps = 0
    open_ones: set[str] = set()
    answers: dict[str, frozenset[str]] = {}
    while (question := next_question(without(question_set, open_ones), answers)) is not None:
        chosen = given.get(question.id)
        if chosen is None:
            open_ones.add(question.id)
            taps += 1
            continue
        answers[question.id] = chosen
        exclusive = {option.id for option in question.options if option.exclusive}
        taps += len(chosen) + (question.kind == "many" and exclusive.isdisjoint(chosen))
    return taps


def table(rows: Sequence[Measured]) -> str:
    """Return the figures as text, a line for each level, then the unsafe cases."""
    head = f"{'expected':<16}{'cases':>6}{'accuracy':>10}{'acceptable':>12}{'safety':>8}"
    lines = [f"{head}{'over-triage':>13}{'comprehensiveness':>19}{'taps':>6}"]
    for row in rows:
        wrong = row.answered - row.exact
        lines.append(
            f"{row.name:<16}{row.cases:>6}{_share(row.exact, row.answered):>10}"
            f"{_share(row.acceptable, row.answered):>12}"
            f"{_share(row.answered - len(row.unsafe), row.answered):>8}"
            f"{_share(row.above, wrong):>13}{_share(row.answered, row.cases):>19}"
            f"{'-' if row.taps is None else f'{row.taps:g}':>6}"
        )
    unsafe = rows[-1].unsafe
    lines.append(f"Unsafe: {', '.join(unsafe)}." if unsafe else "Unsafe: none.")
    return "\n".join(lines) + "\n"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"
