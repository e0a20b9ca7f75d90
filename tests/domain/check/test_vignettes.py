"""Whole stories: the right level for nearly all, never below the safe one, no emergency missed."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.domain.check.model import Assessment, QuestionSet, Urgency
from bot.domain.check.rules import assess, problem

_VIGNETTES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[3] / "content" / "en" / "vignettes.toml").read_text("utf-8")
)["vignette"]
_EXACT_AT_LEAST = 0.95


def _answers(vignette: dict[str, Any]) -> dict[str, frozenset[str]]:
    return {
        question: frozenset([given] if isinstance(given, str) else given)
        for question, given in vignette["answers"].items()
    }


def _level(name: str) -> Urgency:
    return Urgency[name.upper()]


def _judged(question_set: QuestionSet, vignette: dict[str, Any]) -> Assessment:
    return assess(question_set, _answers(vignette))


def test_there_are_enough_and_each_has_its_grounds() -> None:
    assert len(_VIGNETTES) >= 60
    assert all(vignette["basis"] for vignette in _VIGNETTES)
    assert len({vignette["id"] for vignette in _VIGNETTES}) == len(_VIGNETTES)


@pytest.mark.parametrize("vignette", _VIGNETTES, ids=lambda vignette: vignette["id"])
def test_the_answers_are_complete_and_the_level_is_safe(
    question_set: QuestionSet, vignette: dict[str, Any]
) -> None:
    assert problem(question_set, _answers(vignette)) is None
    allowed = [_level(name) for name in (vignette["expected"], *vignette["also_ok"])]
    assert _judged(question_set, vignette).urgency >= min(allowed)


def test_nearly_all_are_exactly_right(question_set: QuestionSet) -> None:
    wrong = {
        vignette["id"]: _judged(question_set, vignette).urgency.name
        for vignette in _VIGNETTES
        if _judged(question_set, vignette).urgency.name.lower()
        not in (vignette["expected"], *vignette["also_ok"])
    }
    share = 1 - len(wrong) / len(_VIGNETTES)
    assert share >= _EXACT_AT_LEAST, wrong


def test_causes_are_found_and_not_invented(question_set: QuestionSet) -> None:
    """Emergencies end the questions before causes are asked for."""
    judged = [v for v in _VIGNETTES if v["expected"] != "emergency"]
    found = {v["id"]: {c.id for c in _judged(question_set, v).causes} for v in judged}
    same = [v for v in judged if found[v["id"]] == set(v["causes"])]
    assert len(same) / len(judged) >= 0.9
