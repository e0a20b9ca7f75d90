"""Which reasons open the check again, and what the diary fills in or ticks there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.domain.check.model import Answers
from bot.domain.diary.trends import Reason

PEAK = "peak"
"""Stands for the option that is the highest pain noted."""


@dataclass(frozen=True, slots=True)
class ReopenRule:
    """Why the diary opens the check again; option ids by question id in `answers` and `ticks`."""

    id: str
    when: Reason
    sentence: str
    answers: Mapping[str, tuple[str, ...]]
    ticks: Mapping[str, tuple[str, ...]]
    sources: tuple[str, ...]


def fitting(rules: Iterable[ReopenRule], reasons: Iterable[Reason]) -> tuple[ReopenRule, ...]:
    """Return the rules of some reasons, in the content's order."""
    wanted = set(reasons)
    return tuple(rule for rule in rules if rule.when in wanted)


def fills(rules: Iterable[ReopenRule]) -> frozenset[str]:
    """Return the questions of the check that the diary may fill in."""
    return frozenset(name for rule in rules for name in rule.answers)


def filled_in(rules: Iterable[ReopenRule], peak: int) -> Answers:
    """Return the answers of the check that the diary knows; of two to a question, the graver."""
    answers: dict[str, frozenset[str]] = {}
    for rule in rules:
        for question, options in rule.answers.items():
            chosen = frozenset(str(peak) if option == PEAK else option for option in options)
            answers.setdefault(question, chosen)
    return answers


def ticked(rules: Iterable[ReopenRule]) -> Answers:
    """Return the ticks that the diary sets where the check asks for several answers."""
    return {name: frozenset(options) for rule in rules for name, options in rule.ticks.items()}
