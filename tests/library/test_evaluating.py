"""`flexor evaluate`: figures of the check, or of another checker's answers."""

import json
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.domain.check.model import Urgency
from bot.library.evaluating import Vignette, by_level, read_answers, vignettes


def _case(name: str, expected: str, *also_ok: str) -> Vignette:
    return Vignette.model_validate(
        {
            "id": name,
            "story": "Sore.",
            "expected": expected,
            "also_ok": also_ok,
            "causes": [],
            "basis": "judgement",
            "answers": {},
        }
    )


CASES = (
    _case("right", "self_care"),
    _case("high", "self_care"),
    _case("low", "emergency"),
    _case("allowed", "urgent_same_day", "clinician_soon"),
    _case("silent", "clinician_soon"),
)
ANSWERS = {
    "right": Urgency.SELF_CARE,
    "high": Urgency.CLINICIAN_SOON,
    "low": Urgency.SELF_CARE,
    "allowed": Urgency.CLINICIAN_SOON,
}


def test_the_measures_count_what_they_say() -> None:
    *levels, total = by_level(CASES, ANSWERS)
    assert [level.name for level in levels] == [u.name.lower() for u in sorted(Urgency)[::-1]]
    assert (total.cases, total.answered) == (5, 4)
    assert (total.exact, total.acceptable, total.above) == (1, 2, 1)
    assert total.unsafe == ("low",)


def test_the_check_has_no_unsafe_case(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate"]) == 0
    said = capsys.readouterr().out
    assert "Unsafe: none." in said
    assert "over-triage: of the cases" in said


def test_another_checker_is_measured_and_an_unsafe_one_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "answers.jsonl"
    lines = [{"id": case.id, "urgency": "self_care"} for case in vignettes()]
    file.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    assert main(["evaluate", str(file)]) == 1
    assert "Unsafe: fall_cannot_stand" in capsys.readouterr().out


def test_a_line_that_cannot_be_read_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "answers.jsonl"
    file.write_text('{"id": "a", "urgency": "tomorrow"}\n', "utf-8")
    assert main(["evaluate", str(file)]) == 1
    assert "line 1" in capsys.readouterr().err


def test_a_case_without_a_level_was_not_answered() -> None:
    assert read_answers(['{"id": "a", "urgency": null}', ""]) == {}
