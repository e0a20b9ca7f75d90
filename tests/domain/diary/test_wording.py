"""What the diary says fits together, and a fault in it is named."""

from dataclasses import replace

import pytest

from bot.domain.check.model import QuestionSet
from bot.domain.check.rules import assess
from bot.domain.diary.model import REASONS
from bot.domain.diary.trends import filled_in, fitting
from bot.library.diary import Wording
from bot.library.loading import load
from tests.domain.check.conftest import load as load_triage


@pytest.fixture(scope="module")
def wording() -> Wording:
    return load().diary


@pytest.fixture(scope="module")
def triage() -> QuestionSet:
    return load_triage()


def test_it_has_no_fault(wording: Wording, triage: QuestionSet) -> None:
    assert list(wording.faults(triage)) == []


def test_a_missing_part_is_named(triage: QuestionSet) -> None:
    bare = Wording({}, {}, (), ())
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
