"""What the diary says fits together, and a fault in it is named."""

from dataclasses import replace
from functools import cache
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.check.model import QuestionSet, Urgency
from bot.domain.check.rules import assess
from bot.domain.diary.model import REASONS, SIGNS, Reason, Sign, Watch
from bot.domain.diary.trends import filled_in, fitting, ticked, urgency
from bot.library.content import Content
from bot.library.diary import Wording
from bot.library.loading import load
from tests.domain.check.conftest import load as load_triage


@cache
def load_content() -> Content:
    return load()


@pytest.fixture(scope="module")
def wording() -> Wording:
    return load_content().diary


@pytest.fixture(scope="module")
def triage() -> QuestionSet:
    return load_triage()


def test_it_has_no_fault(wording: Wording, triage: QuestionSet) -> None:
    assert list(wording.faults(triage)) == []


def test_a_missing_part_is_named(triage: QuestionSet) -> None:
    bare = Wording({}, {}, (), (), {})
    found = "\n".join(bare.faults(triage))
    for part in ("phrase tomorrow", "zone amber", "questions must be", "limp must stand there"):
        assert part in found


def test_an_answer_that_the_check_does_not_have_is_named(
    wording: Wording, triage: QuestionSet
) -> None:
    limp = next(record for record in wording.reopenings if record.when == "limp")

    def fault(**answers: tuple[str, ...]) -> str:
        broken = replace(limp, answers=answers)
        return "\n".join(replace(wording, reopenings=(broken,)).faults(triage))

    assert "reopen diary_limp: the check has no question gait" in fault(gait=("limping",))
    assert "diary_limp: question walking has no option hopping" in fault(walking=("hopping",))
    assert "diary_limp: question walking takes one option" in fault(walking=("limping", "cannot"))
    assert "diary_limp: question walking has no option 0" in fault(walking=("peak",))


@pytest.mark.parametrize("reason", [reason for reason in REASONS if reason != "sign"])
def test_what_is_filled_in_counts_in_the_check(
    wording: Wording, triage: QuestionSet, reason: str
) -> None:
    answers = filled_in(fitting(wording.reopenings, [reason]), 8)  # type: ignore[list-item]
    worse_with_pain = {**answers, "pain": frozenset({"8"})}
    assert assess(triage, answers).rules or assess(triage, worse_with_pain).rules


def test_the_sentences_fit_a_phone(wording: Wording) -> None:
    for phrase in wording.phrases.values():
        assert len(phrase.text) <= 220, phrase.id
    for question in wording.questions:
        assert all(len(option) <= 34 for option in question.options), question.id


def test_an_urgency_is_the_checks_own(wording: Wording, triage: QuestionSet) -> None:
    limp = next(record for record in wording.reopenings if record.when == "limp")
    milder = replace(wording, reopenings=(replace(limp, urgency=Urgency.SELF_CARE),))
    fault = "reopen diary_limp: urgency is self_care, the check says clinician_soon"
    assert fault in "\n".join(milder.faults(triage))
    grave = {**wording.calm, "walking": frozenset({"limping"})}
    assert "calm: the check says" in "\n".join(replace(wording, calm=grave).faults(triage))


@pytest.mark.parametrize("two", [*combinations(SIGNS, 2)])
def test_two_signs_together_are_for_today(
    wording: Wording, triage: QuestionSet, two: tuple[Sign, Sign]
) -> None:
    found = fitting(wording.reopenings, two)
    known = {**filled_in(found, 0), **ticked(found)}
    watch = Watch(wording.reopenings, triage, wording.calm)
    assert urgency(watch, found, known, {}) is Urgency.URGENT_SAME_DAY
    for rule in found:
        assert urgency(watch, [rule], filled_in([rule], 0), {}) is Urgency.CLINICIAN_SOON


@given(st.lists(st.sampled_from(REASONS)), st.integers(0, 10))
def test_nothing_makes_it_milder(reasons: list[Reason], peak: int) -> None:
    content = load_content()
    watch = Watch(content.diary.reopenings, content.triage, content.diary.calm)
    found = fitting(watch.rules, reasons)
    known = {**filled_in(found, peak), **ticked(found)}
    alone = urgency(watch, found, known, {})
    assert alone >= max([rule.urgency for rule in found], default=Urgency.SELF_CARE)
    for option in ("weak_bones", "stress_fracture", "low_energy", "none"):
        assert urgency(watch, found, known, {"about_you": frozenset({option})}) >= alone
