"""The published vignettes: nearly all exactly right, none below the safe level, few taps."""

from statistics import median

import pytest

from bot.domain.check.model import QuestionSet, Urgency
from bot.domain.check.rules import assess, problem
from bot.library import loading
from bot.library.evaluating import Vignette, by_level, judged, taps_of, vignettes

_VIGNETTES = vignettes()
_SOURCES = loading.load().sources
_EXACT_AT_LEAST = 0.95
_TAPS_AT_MOST = 12


def test_there_are_enough_of_every_level() -> None:
    assert len(_VIGNETTES) >= 300
    for urgency in Urgency:
        assert sum(v.expected == urgency.name.lower() for v in _VIGNETTES) >= 40


@pytest.mark.parametrize("vignette", _VIGNETTES, ids=lambda vignette: vignette.id)
def test_the_answers_are_complete_and_the_level_is_safe(
    question_set: QuestionSet, vignette: Vignette
) -> None:
    assert problem(question_set, vignette.given) is None
    assert assess(question_set, vignette.given).urgency >= min(vignette.allowed)


def test_each_names_its_condition_and_most_a_source() -> None:
    named = [v for v in _VIGNETTES if any(source in v.basis for source in _SOURCES)]
    assert len(named) / len(_VIGNETTES) >= 0.7
    assert all(v.basis for v in _VIGNETTES)


def test_nearly_all_are_exactly_right(question_set: QuestionSet) -> None:
    total = by_level(_VIGNETTES, judged(question_set, _VIGNETTES))[-1]
    assert total.exact / total.cases >= _EXACT_AT_LEAST
    assert total.acceptable == total.cases
    assert total.unsafe == ()


def test_causes_are_found_and_not_invented(question_set: QuestionSet) -> None:
    """Emergencies end the questions before causes are asked for."""
    cases = [v for v in _VIGNETTES if v.expected != "emergency"]
    found = {v.id: {c.id for c in assess(question_set, v.given).causes} for v in cases}
    same = [v for v in cases if found[v.id] == set(v.causes)]
    assert len(same) / len(cases) >= 0.9


def test_a_check_takes_few_taps(question_set: QuestionSet) -> None:
    taps = [taps_of(question_set, vignette.given) for vignette in _VIGNETTES]
    assert median(taps) <= _TAPS_AT_MOST
